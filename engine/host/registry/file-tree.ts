import { isErrno } from '../../core/errno.js';
import { concatBytes } from '../../core/streams.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';

const CHUNK_BYTES = 65_536;

/** Files and folders as a storage driver uses them: what is missing is made or undefined. */
export class FileTree {
  readonly #sys: Sys;

  constructor(sys: Sys) {
    this.#sys = sys;
  }

  sizeOf(path: string): number | undefined {
    const stat = quietly(() => this.#sys.stat(path));
    return stat?.kind === 'file' ? stat.sizeBytes : undefined;
  }

  hasFolder(path: string): boolean {
    return quietly(() => this.#sys.stat(path))?.kind === 'directory';
  }

  /** Names in a folder; none when it is missing. */
  names(path: string): readonly string[] {
    return (quietly(() => this.#sys.readdir(path)) ?? []).map(({ name }) => name);
  }

  makeFolder(path: string): void {
    if (path === '' || this.hasFolder(path)) return;
    this.makeFolder(path.slice(0, path.lastIndexOf('/')));
    this.#sys.mkdir(path, 0o755);
  }

  /** The text of a small file. */
  *text(path: string): Task<string | undefined> {
    const bytes = yield* this.bytes(path);
    return bytes && decodeUtf8(bytes);
  }

  *bytes(path: string): Task<Uint8Array | undefined> {
    const pieces: Uint8Array[] = [];
    const size = this.sizeOf(path);
    if (size === undefined) return undefined;
    yield* this.send(path, 0, size, function* (piece) {
      pieces.push(piece);
    });
    return concatBytes(pieces);
  }

  /** Reads a part of a file piece by piece. */
  *send(path: string, from: number, to: number, write: (piece: Uint8Array) => Task<void>): Task<void> {
    const fd = this.#sys.open(path, { read: true });
    try {
      this.#sys.seek(fd, from, 'start');
      for (let left = to - from; left > 0; ) {
        const piece = yield* this.#sys.read(fd, Math.min(left, CHUNK_BYTES));
        if (piece.length === 0) return;
        left -= piece.length;
        yield* write(piece);
      }
    } finally {
      this.#sys.close(fd);
    }
  }

  /** Writes a file anew, or behind its end. */
  *write(path: string, data: Uint8Array | string, { append = false }: { readonly append?: boolean } = {}): Task<void> {
    this.makeFolder(path.slice(0, path.lastIndexOf('/')));
    const fd = this.#sys.open(path, { write: true, create: true, append, truncate: !append, mode: 0o644 });
    try {
      yield* this.#sys.write(fd, typeof data === 'string' ? encodeUtf8(data) : data);
    } finally {
      this.#sys.close(fd);
    }
  }

  rename(from: string, to: string): void {
    this.makeFolder(to.slice(0, to.lastIndexOf('/')));
    this.#sys.rename(from, to);
  }

  /** Takes a file or a folder with all that is in it away; false when there is none. */
  remove(path: string): boolean {
    const stat = quietly(() => this.#sys.lstat(path));
    if (!stat) return false;
    if (stat.kind !== 'directory') this.#sys.unlink(path);
    else {
      for (const name of this.names(path)) this.remove(`${path}/${name}`);
      this.#sys.rmdir(path);
    }
    return true;
  }
}

function quietly<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
