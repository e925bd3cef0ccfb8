import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';

/** The files of a data directory, by their paths below it. */
export class DataFolder {
  readonly #sys: Sys;
  readonly #folder: string;

  constructor(sys: Sys, folder: string) {
    this.#sys = sys;
    this.#folder = folder;
  }

  exists(path: string): boolean {
    try {
      this.#sys.stat(this.#at(path));
      return true;
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  makeFolder(path: string): void {
    try {
      this.#sys.mkdir(this.#at(path), 0o700);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }

  names(path: string): readonly string[] {
    return this.#sys.readdir(this.#at(path)).map(({ name }) => name);
  }

  remove(path: string): void {
    this.#sys.unlink(this.#at(path));
  }

  /** Removes a folder of files, if it is there. */
  removeFolder(path: string): void {
    try {
      for (const name of this.names(path)) this.remove(`${path}/${name}`);
      this.#sys.rmdir(this.#at(path));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *readText(path: string): Task<string> {
    return yield* readText(this.#sys, this.#at(path));
  }

  *writeText(path: string, text: string): Task<void> {
    const fd = this.#sys.open(this.#at(path), { write: true, create: true, truncate: true, mode: 0o600 });
    try {
      yield* this.#sys.write(fd, encodeUtf8(text));
    } finally {
      this.#sys.close(fd);
    }
  }

  /** Adds to the end of a file. Returns how many bytes that were. */
  *append(path: string, text: string): Task<number> {
    const bytes = encodeUtf8(text);
    const fd = this.#sys.open(this.#at(path), { write: true, append: true, create: true, mode: 0o600 });
    try {
      yield* this.#sys.write(fd, bytes);
    } finally {
      this.#sys.close(fd);
    }
    return bytes.length;
  }

  /** What a file says; undefined where there is none, or it is damaged. */
  *readJson(path: string): Task<unknown> {
    try {
      const value: unknown = JSON.parse(yield* this.readText(path));
      return value;
    } catch (error) {
      if (isErrno(error) || error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Puts a whole new file in the place of the old one. */
  *writeJson(path: string, value: unknown): Task<void> {
    yield* this.writeText(`${path}.new`, `${JSON.stringify(value)}\n`);
    this.#sys.rename(this.#at(`${path}.new`), this.#at(path));
  }

  #at(path: string): string {
    return `${this.#folder}/${path}`;
  }
}
