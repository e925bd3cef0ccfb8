import { decodeUtf8 } from '../core/utf8.js';
import type { TarEntry } from '../fs/tar.js';
import { ImageArchiveError } from './archive-error.js';
import { limits } from './limits.js';

const MAX_LINKS = 8;

/** The files of an archive of images, by path. Docker unpacks them into a folder first, and its messages name that. */
export class ArchiveMembers {
  readonly #entries: ReadonlyMap<string, TarEntry>;
  readonly #folder: string;

  constructor(entries: readonly TarEntry[], folder: string) {
    this.#entries = new Map(entries.map(entry => [entry.path.replace(/^\.\//, ''), entry]));
    this.#folder = folder;
  }

  has(path: string): boolean {
    return this.#entries.has(path);
  }

  /** The folders at the top, in the order of their names. */
  topFolders(): readonly string[] {
    const paths = [...this.#entries].flatMap(([path, { kind }]) => (kind === 'directory' || path.includes('/') ? [path] : []));
    return [...new Set(paths.map(path => path.split('/')[0] ?? ''))].filter(name => name !== '' && name !== '.').sort();
  }

  /** The bytes of a file; older archives have symbolic links from one layer to another. Throws ImageArchiveError. */
  bytes(path: string): Uint8Array {
    let entry = this.#entries.get(this.#inScope(path, ''));
    for (let hops = 0; entry?.kind === 'symlink' && hops < MAX_LINKS; hops++)
      entry = this.#entries.get(this.#inScope(entry.linkTarget, entry.path.split('/').slice(0, -1).join('/')));
    if (entry?.kind !== 'file') throw this.missing(path);
    return entry.content?.bytes() ?? new Uint8Array(0);
  }

  /** The text of a file that describes something; those are small. */
  text(path: string): string {
    const bytes = this.bytes(path);
    if (bytes.length > limits.manifestBytes) throw new ImageArchiveError(`drydock: ${path} is too big`);
    return decodeUtf8(bytes);
  }

  missing(path: string): ImageArchiveError {
    return new ImageArchiveError(`open ${this.#folder}/${path}: no such file or directory`);
  }

  #inScope(path: string, from: string): string {
    const names = from.split('/').filter(Boolean);
    const above = this.#folder.split('/').slice(1);
    let up = 0;
    for (const name of path.split('/')) {
      if (name === '' || name === '.') continue;
      if (name !== '..') names.push(name);
      else if (names.pop() === undefined) up++;
    }
    if (up === 0) return names.join('/');
    const outside = [...above.slice(0, Math.max(0, above.length - up)), ...names].join('/');
    throw new ImageArchiveError(`evalSymlinksInScope: /${outside} is not in ${this.#folder}`);
  }
}
