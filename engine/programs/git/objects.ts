import { sha1 } from '@noble/hashes/legacy.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { deflate } from '../archive/deflate.js';
import { inflate, InflateError } from '../archive/inflate.js';
import { concatBytes } from '../input.js';
import { fatal } from './git-error.js';
import { kindOf, readBytes, writeFile } from './store.js';

export type ObjectType = 'blob' | 'tree' | 'commit' | 'tag';
export interface TreeEntry {
  /** `100644`, `100755`, `120000` (a link) or `40000` (a folder). */
  readonly mode: string;
  readonly name: string;
  readonly id: string;
}
export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  /** `Name <mail> seconds zone` */
  readonly author: string;
  readonly committer: string;
  readonly message: string;
}

const MAX_OBJECT_BYTES = 64 * 1024 * 1024;
const hex = (bytes: Uint8Array): string => [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');

/** The objects of a repository, each in a file of its own, as git writes them. */
export class Objects {
  readonly #sys: Sys;
  readonly folder: string;

  constructor(sys: Sys, folder: string) {
    this.#sys = sys;
    this.folder = folder;
  }

  *write(type: ObjectType, body: Uint8Array): Task<string> {
    const { id, bytes } = encode(type, body);
    const path = this.#pathOf(id);
    if (kindOf(this.#sys, path) === undefined) yield* writeFile(this.#sys, path, zlib(bytes), 0o444);
    return id;
  }

  *read(id: string): Task<{ readonly type: string; readonly body: Uint8Array }> {
    const packed = yield* readBytes(this.#sys, this.#pathOf(id));
    if (!packed) throw fatal(`bad object ${id}`);
    const data = this.#unpack(id, packed);
    const end = data.indexOf(0);
    const [type = ''] = decodeUtf8(data.subarray(0, end)).split(' ');
    return { type, body: data.subarray(end + 1) };
  }

  *commit(id: string): Task<Commit> {
    const { type, body } = yield* this.read(id);
    if (type === 'tag') return yield* this.commit(/^object (\w+)/.exec(decodeUtf8(body))?.[1] ?? '');
    if (type !== 'commit') throw fatal(`${id} is not a commit`);
    return parseCommit(id, decodeUtf8(body));
  }

  *tree(id: string): Task<readonly TreeEntry[]> {
    const { body } = yield* this.read(id);
    const entries: TreeEntry[] = [];
    for (let at = 0; at < body.length; ) {
      const end = body.indexOf(0, at);
      if (end < 0) throw fatal(`malformed tree ${id}`);
      const [mode = '', ...name] = decodeUtf8(body.subarray(at, end)).split(' ');
      entries.push({ mode, name: name.join(' '), id: hex(body.subarray(end + 1, end + 21)) });
      at = end + 21;
    }
    return entries;
  }

  *writeTree(entries: readonly TreeEntry[]): Task<string> {
    const key = (entry: TreeEntry): string => (entry.mode === '40000' ? `${entry.name}/` : entry.name);
    const sorted = [...entries].sort((a, b) => (key(a) < key(b) ? -1 : 1));
    const parts = sorted.flatMap(({ mode, name, id }) => [encodeUtf8(`${mode} ${name}\0`), fromHex(id)]);
    return yield* this.write('tree', concatBytes(parts));
  }

  /** The full ids that begin like this. */
  startingWith(prefix: string): readonly string[] {
    if (!/^[0-9a-f]{4,40}$/.test(prefix)) return [];
    const folder = `${this.folder}/${prefix.slice(0, 2)}`;
    if (kindOf(this.#sys, folder) !== 'directory') return [];
    return this.#sys
      .readdir(folder)
      .map(({ name }) => prefix.slice(0, 2) + name)
      .filter(id => id.startsWith(prefix));
  }

  *all(): Task<readonly string[]> {
    const ids: string[] = [];
    for (const { name } of this.#sys.readdir(this.folder)) {
      if (!/^[0-9a-f]{2}$/.test(name)) continue;
      for (const entry of this.#sys.readdir(`${this.folder}/${name}`)) ids.push(name + entry.name);
      yield* this.#sys.tick();
    }
    return ids;
  }

  /** What is not what its name says is damaged; so nothing can be part of itself either. */
  #unpack(id: string, packed: Uint8Array): Uint8Array {
    try {
      const { data } = inflate(packed, 2, MAX_OBJECT_BYTES);
      if (hex(sha1(data)) === id) return data;
    } catch (error) {
      if (!(error instanceof InflateError)) throw error;
    }
    throw fatal(`loose object ${id} (stored in ${this.#pathOf(id)}) is corrupt`);
  }

  #pathOf(id: string): string {
    return `${this.folder}/${id.slice(0, 2)}/${id.slice(2)}`;
  }
}

function encode(type: ObjectType, body: Uint8Array): { readonly id: string; readonly bytes: Uint8Array } {
  const bytes = concatBytes([encodeUtf8(`${type} ${String(body.length)}\0`), body]);
  return { id: hex(sha1(bytes)), bytes };
}

export function idOf(type: ObjectType, body: Uint8Array): string {
  return encode(type, body).id;
}

export function fromHex(id: string): Uint8Array {
  return Uint8Array.from({ length: id.length / 2 }, (_, at) => Number.parseInt(id.slice(at * 2, at * 2 + 2), 16));
}

export { hex as toHex };

function parseCommit(id: string, text: string): Commit {
  const end = text.indexOf('\n\n');
  const lines = text.slice(0, end).split('\n');
  const field = (name: string): readonly string[] =>
    lines.filter(line => line.startsWith(`${name} `)).map(line => line.slice(name.length + 1));
  return {
    id,
    tree: field('tree')[0] ?? '',
    parents: field('parent'),
    author: field('author')[0] ?? '',
    committer: field('committer')[0] ?? '',
    message: text.slice(end + 2),
  };
}

/** Bytes in zlib's wrapping. */
function zlib(bytes: Uint8Array): Uint8Array {
  let low = 1;
  let high = 0;
  for (const byte of bytes) {
    low = (low + byte) % 65_521;
    high = (high + low) % 65_521;
  }
  return concatBytes([Uint8Array.of(0x78, 0x01), deflate(bytes), Uint8Array.of(high >> 8, high & 255, low >> 8, low & 255)]);
}
