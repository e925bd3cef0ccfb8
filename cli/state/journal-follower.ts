import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { parseLine, type JournalLine } from './journal-file.js';

const chunkBytes = 64 * 1024;

/** Reads a journal while somebody else writes it. */
export class JournalFollower {
  readonly #path: string;
  #inode: number | undefined;
  #offset = 0;
  #rest: Buffer = Buffer.alloc(0);
  #first = true;

  constructor(path: string) {
    this.#path = path;
  }

  /** What was written since the last call: whole lines after the first one. 'afresh' when the file is another one now. */
  read(): { readonly afresh: boolean; readonly header: string | undefined; readonly lines: readonly JournalLine[] } {
    const stat = statSync(this.#path);
    const afresh = this.#inode !== stat.ino || stat.size < this.#offset;
    if (afresh) {
      this.#inode = stat.ino;
      this.#offset = 0;
      this.#rest = Buffer.alloc(0);
      this.#first = true;
    }
    const texts = stat.size > this.#offset ? this.#readLines() : [];
    const header = this.#first ? texts.shift() : undefined;
    if (header !== undefined) this.#first = false;
    return { afresh, header, lines: texts.map(parseLine).filter(line => line !== undefined) };
  }

  #readLines(): string[] {
    const fd = openSync(this.#path, 'r');
    try {
      const size = fstatSync(fd).size;
      while (this.#offset < size) {
        const buffer = Buffer.alloc(Math.min(chunkBytes, size - this.#offset));
        const count = readSync(fd, buffer, 0, buffer.length, this.#offset);
        if (count === 0) break;
        this.#offset += count;
        this.#rest = Buffer.concat([this.#rest, buffer.subarray(0, count)]);
      }
    } finally {
      closeSync(fd);
    }
    const end = this.#rest.lastIndexOf(10);
    if (end < 0) return [];
    const whole = this.#rest.subarray(0, end).toString('utf8');
    this.#rest = this.#rest.subarray(end + 1);
    return whole.split('\n');
  }
}
