import type { Random } from '../../../core/random.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { readText } from '../../input.js';
import { EsError, indexNotFound } from './errors.js';
import { EsIndex, type EsDocument } from './index-data.js';
import { field, isObject, textOf, type Fields } from './json.js';
import { formatProperties, parseProperties } from './mapping.js';

/** Who the node is. */
export interface NodeFacts {
  readonly name: string;
  readonly id: string;
  readonly cluster: string;
  readonly address: string;
  readonly httpPort: number;
  readonly startedMs: number;
}

const MAX_INDICES = 1000;

/** The indices of the cluster, which is one node. Each lies in a folder of its own: its state, and what was written since it was made. */
export class Cluster {
  readonly sys: Sys;
  readonly node: NodeFacts;
  readonly indices = new Map<string, EsIndex>();
  readonly #folder: string;
  readonly random: Random;

  constructor(sys: Sys, node: NodeFacts, dataFolder: string) {
    this.sys = sys;
    this.node = node;
    this.random = sys.random;
    this.#folder = `${dataFolder}/${node.cluster}/nodes/0`;
  }

  get nowMs(): number {
    return Math.floor(this.sys.clock.epochMsOf(this.sys.clock.now()));
  }

  /** Reads what is on disk. */
  *open(): Task<void> {
    this.#makeFolders(`${this.#folder}/indices`);
    for (const { name, kind } of this.sys.readdir(`${this.#folder}/indices`)) if (kind === 'directory') yield* this.#load(name);
  }

  *#load(name: string): Task<void> {
    const state: unknown = JSON.parse((yield* this.#read(`${name}/_state/state-1.st`)) || '{}');
    if (field(state, 'uuid') === undefined) return;
    const index = this.#make(name, {
      uuid: textOf(field(state, 'uuid')),
      createdMs: Number(field(state, 'created')),
      settings: objectOf(field(state, 'settings')),
    });
    for (const [type, mapping] of Object.entries(objectOf(field(state, 'mappings'))))
      index.types.set(type, parseProperties(field(mapping, 'properties')));
    for (const [alias, definition] of Object.entries(objectOf(field(state, 'aliases')))) index.aliases.set(alias, objectOf(definition));
    this.indices.set(name, index);
    for (let shard = 0; shard < index.shards; shard++) {
      for (const line of (yield* this.#read(`${name}/${String(shard)}/translog/translog-1.tlog`)).split('\n')) {
        if (!line.endsWith('}')) continue;
        yield* this.sys.tick();
        this.#replay(index, JSON.parse(line));
      }
    }
    index.refresh();
  }

  #replay(index: EsIndex, entry: unknown): void {
    const [type, id, version, source] = [
      textOf(field(entry, 't')),
      textOf(field(entry, 'i')),
      Number(field(entry, 'v')),
      field(entry, 's'),
    ];
    const now = this.sys.clock.now();
    const before = index.find(type, id);
    if (isObject(source)) index.put({ type, id, version, source }, textOf(field(entry, 'r')) || id, now);
    else if (before) index.remove(before, version, now);
  }

  #make(
    name: string,
    { uuid, createdMs, settings }: { readonly uuid: string; readonly createdMs: number; readonly settings: Fields },
  ): EsIndex {
    const shards = Number(field(settings, 'number_of_shards') ?? 5);
    const replicas = Number(field(settings, 'number_of_replicas') ?? 1);
    return new EsIndex({ name, uuid, createdMs, shards, replicas, settings });
  }

  /** Makes an index. */
  *create(name: string, body: unknown = {}): Task<EsIndex> {
    checkName(name);
    if (this.indices.has(name)) throw new EsError(400, 'index_already_exists_exception', 'already exists', { index: name });
    if ([...this.indices.values()].some(({ aliases }) => aliases.has(name)))
      throw new EsError(400, 'invalid_index_name_exception', `Invalid index name [${name}], already exists as alias`, { index: name });
    if (this.indices.size >= MAX_INDICES) throw new EsError(503, 'process_cluster_event_timeout_exception', 'too many indices');
    const settings = settingsOf(field(body, 'settings'));
    const shards = Number(field(settings, 'number_of_shards') ?? 5);
    if (!Number.isInteger(shards) || shards < 1 || shards > 128)
      throw new EsError(400, 'illegal_argument_exception', 'index must have 1 or more primary shards');
    const index = this.#make(name, { uuid: this.newId(22), createdMs: this.nowMs, settings });
    for (const [type, mapping] of Object.entries(objectOf(field(body, 'mappings'))))
      index.types.set(type, parseProperties(field(mapping, 'properties')));
    for (const [alias, definition] of Object.entries(objectOf(field(body, 'aliases')))) index.aliases.set(alias, objectOf(definition));
    this.indices.set(name, index);
    this.#makeFolders(`${this.#folder}/indices/${name}/_state`);
    for (let shard = 0; shard < index.shards; shard++) this.#makeFolders(`${this.#folder}/indices/${name}/${String(shard)}/translog`);
    yield* this.save(index);
    return index;
  }

  /** Writes the state of an index. */
  *save(index: EsIndex): Task<void> {
    const state = {
      uuid: index.uuid,
      created: index.createdMs,
      settings: index.settings,
      mappings: Object.fromEntries([...index.types].map(([type, properties]) => [type, { properties: formatProperties(properties) }])),
      aliases: Object.fromEntries(index.aliases),
    };
    yield* this.#write(`${index.name}/_state/state-1.st`, `${JSON.stringify(state)}\n`, false);
  }

  *remove(index: EsIndex): Task<void> {
    this.indices.delete(index.name);
    yield* this.sys.tick();
    this.#removeFolder(`${this.#folder}/indices/${index.name}`);
  }

  /** Keeps a document, or that it is gone. */
  *log(index: EsIndex, document: EsDocument, source: Fields | undefined, routing: string): Task<void> {
    const entry = { t: document.type, i: document.id, v: document.version, r: routing === document.id ? undefined : routing, s: source };
    yield* this.#write(`${index.name}/${String(document.shard)}/translog/translog-1.tlog`, `${JSON.stringify(entry)}\n`, true);
  }

  /** The indices that a part of a path names: names, aliases, patterns, _all. */
  resolve(expression: string): readonly EsIndex[] {
    if (expression === '' || expression === '_all' || expression === '*')
      return [...this.indices.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const found = new Set<EsIndex>();
    for (const part of expression.split(',')) {
      const isPattern = part.includes('*');
      const pattern = new Set(
        [...this.indices.values()].filter(index =>
          [index.name, ...index.aliases.keys()].some(name => (isPattern ? fits(name, part) : name === part)),
        ),
      );
      if (pattern.size === 0 && !isPattern) throw indexNotFound(part);
      for (const index of pattern) found.add(index);
    }
    return [...found].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The one index that writing goes to. */
  single(name: string): EsIndex | undefined {
    const direct = this.indices.get(name);
    if (direct) return direct;
    const aliased = [...this.indices.values()].filter(({ aliases }) => aliases.has(name));
    if (aliased.length > 1)
      throw new EsError(
        400,
        'illegal_argument_exception',
        `Alias [${name}] has more than one indices associated with it [[${aliased.map(index => index.name).join(', ')}]], can't execute a single index op`,
      );
    return aliased[0];
  }

  newId(length: number): string {
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    return Array.from(this.random.bytes(length), byte => alphabet[byte % 64] ?? 'A').join('');
  }

  *#read(path: string): Task<string> {
    try {
      return yield* readText(this.sys, `${this.#folder}/indices/${path}`);
    } catch (error) {
      if (isErrno(error)) return '';
      throw error;
    }
  }

  *#write(path: string, text: string, append: boolean): Task<void> {
    const full = `${this.#folder}/indices/${path}`;
    const fd = this.sys.open(append ? full : `${full}.tmp`, { write: true, create: true, append, truncate: !append, mode: 0o644 });
    try {
      yield* this.sys.write(fd, encodeUtf8(text));
    } finally {
      this.sys.close(fd);
    }
    if (!append) this.sys.rename(`${full}.tmp`, full);
  }

  #makeFolders(path: string): void {
    let folder = '';
    for (const part of path.split('/').slice(1)) {
      folder += `/${part}`;
      try {
        this.sys.mkdir(folder, 0o755);
      } catch (error) {
        if (!isErrno(error, 'EEXIST')) throw error;
      }
    }
  }

  #removeFolder(path: string): void {
    for (const { name, kind } of this.sys.readdir(path)) {
      if (kind === 'directory') this.#removeFolder(`${path}/${name}`);
      else this.sys.unlink(`${path}/${name}`);
    }
    this.sys.rmdir(path);
  }
}

export function objectOf(value: unknown): Fields {
  return isObject(value) ? value : {};
}

/** Settings with or without `index` around and before them. */
export function settingsOf(given: unknown): Fields {
  const made: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(objectOf(given))) {
    if (name === 'index' && isObject(value)) Object.assign(made, settingsOf(value));
    else made[name.replace(/^index\./, '')] = isObject(value) ? value : textOf(value);
  }
  return made;
}

function fits(name: string, pattern: string): boolean {
  const parts = pattern.split('*');
  const [first = ''] = parts;
  if (!name.startsWith(first)) return false;
  let at = first.length;
  for (const part of parts.slice(1, -1)) {
    const found = name.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  const last = parts.at(-1) ?? '';
  return name.length - last.length >= at && name.endsWith(last);
}

function checkName(name: string): void {
  const invalid = (why: string): EsError =>
    new EsError(400, 'invalid_index_name_exception', `Invalid index name [${name}], ${why}`, { index: name });
  if (name !== name.toLowerCase()) throw invalid('must be lowercase');
  if (/[\\/*?"<>| ,#]/.test(name)) throw invalid('must not contain the following characters [\\, /, *, ?, ", <, >, |,  , ,]');
  if (name.startsWith('_')) throw invalid("must not start with '_'");
  if (name === '.' || name === '..' || name.length > 255) throw invalid("must not be '.' or '..'");
}
