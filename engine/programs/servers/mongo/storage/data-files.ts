import { append } from '../../../../core/append.js';
import { concatBytes } from '../../../../core/streams.js';
import { isErrno } from '../../../../core/errno.js';
import type { Random } from '../../../../core/random.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { readFile } from '../../../input.js';
import { BsonError, decodeBson, sizeAt } from '../bson/decode.js';
import { encodeBson } from '../bson/encode.js';
import { doc, type Doc } from '../bson/values.js';

const JOURNAL = 'journal/WiredTigerLog.';

/** The files of a data folder. What lies in them is BSON; their names and what each is for are WiredTiger's. */
export class DataFiles {
  readonly folder: string;
  readonly #sys: Sys;
  #journal: { readonly name: string; readonly fd: Fd } | undefined;
  #journalNumber = 0;
  #journalBytes = 0;

  constructor(sys: Sys, folder: string) {
    this.#sys = sys;
    this.folder = folder;
  }

  get journalBytes(): number {
    return this.#journalBytes;
  }

  /** Makes the files that every folder has and takes the lock; whether somebody else had it. */
  *create(random: Random): Task<boolean> {
    for (const name of ['journal', 'diagnostic.data']) this.#directory(name);
    const isNew = this.#size('WiredTiger') === 0;
    for (const name of [
      'WiredTiger',
      'WiredTiger.lock',
      'WiredTiger.turtle',
      'WiredTiger.wt',
      'WiredTigerHS.wt',
      '_mdb_catalog.wt',
      'sizeStorer.wt',
      'storage.bson',
    ])
      this.touch(name);
    if (isNew) {
      yield* this.#put('WiredTiger', encodeUtf8('WiredTiger\nWiredTiger 11.0.1: (November  8, 2022)\n'));
      yield* this.#put('WiredTiger.lock', encodeUtf8('WiredTiger lock file\n'));
      yield* this.#put(
        'WiredTiger.turtle',
        encodeUtf8(`WiredTiger version string\nWiredTiger 11.0.1: (November  8, 2022)\nid=${random.hex(16)}\n`),
      );
      yield* this.#put(
        'storage.bson',
        encodeBson(
          doc({
            storage: doc({
              engine: 'wiredTiger',
              options: doc({ directoryPerDB: false, directoryForIndexes: false, groupCollections: false }),
            }),
          }),
        ),
      );
    }
    const wasRunning = this.#size('mongod.lock') > 0;
    yield* this.#put('mongod.lock', encodeUtf8(`${String(this.#sys.pid)}\n`));
    return wasRunning;
  }

  *release(): Task<void> {
    yield* this.#put('mongod.lock', new Uint8Array(0));
    if (this.#journal) this.#sys.close(this.#journal.fd);
    this.#journal = undefined;
  }

  touch(name: string): void {
    this.#sys.close(this.#sys.open(this.#path(name), { write: true, create: true, append: true, mode: 0o600 }));
  }

  remove(name: string): void {
    try {
      this.#sys.unlink(this.#path(name));
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
  }

  *read(name: string): Task<Uint8Array> {
    try {
      return yield* readFile(this.#sys, this.#path(name));
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return new Uint8Array(0);
      throw error;
    }
  }

  /** Writes a file anew: the old one stays until the new one is whole. */
  *write(name: string, documents: readonly Doc[]): Task<void> {
    const temporary = this.#path(`${name}.set`);
    const fd = this.#sys.open(temporary, { write: true, create: true, truncate: true, mode: 0o600 });
    try {
      for (let at = 0; at < documents.length; at += 256) {
        yield* this.#sys.tick();
        yield* this.#sys.write(fd, concatBytes(documents.slice(at, at + 256).map(encodeBson)));
      }
    } finally {
      this.#sys.close(fd);
    }
    this.#sys.rename(temporary, this.#path(name));
  }

  /** The entries of all journals, as far as they were written whole. */
  *readJournal(): Task<readonly Doc[]> {
    const entries: Doc[] = [];
    for (const name of this.#journals()) {
      this.#journalNumber = Math.max(this.#journalNumber, Number(name.slice(JOURNAL.length)));
      append(entries, wholeEntries(yield* this.read(name)));
    }
    return entries;
  }

  *appendJournal(entries: readonly Doc[]): Task<void> {
    const bytes = concatBytes(entries.map(encodeBson));
    this.#journalBytes += bytes.length;
    if (this.#journal) yield* this.#sys.write(this.#journal.fd, bytes);
  }

  *beginJournal(): Task<void> {
    yield* this.#sys.tick();
    const old = this.#journals();
    if (this.#journal && this.#journalBytes === 0) return;
    if (this.#journal) this.#sys.close(this.#journal.fd);
    const name = `${JOURNAL}${String(++this.#journalNumber).padStart(10, '0')}`;
    this.#journal = { name, fd: this.#sys.open(this.#path(name), { write: true, create: true, append: true, mode: 0o600 }) };
    this.#journalBytes = 0;
    for (const each of old) if (each !== name) this.remove(each);
  }

  #journals(): readonly string[] {
    return this.#sys
      .readdir(this.#path('journal'))
      .map(({ name }) => `journal/${name}`)
      .filter(name => name.startsWith(JOURNAL));
  }

  #directory(name: string): void {
    try {
      this.#sys.mkdir(this.#path(name), 0o700);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
  }

  #size(name: string): number {
    try {
      return this.#sys.stat(this.#path(name)).sizeBytes;
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return 0;
      throw error;
    }
  }

  *#put(name: string, bytes: Uint8Array): Task<void> {
    const fd = this.#sys.open(this.#path(name), { write: true, create: true, truncate: true, mode: 0o600 });
    yield* this.#sys.write(fd, bytes);
    this.#sys.close(fd);
  }

  #path(name: string): string {
    return `${this.folder}/${name}`;
  }
}

function wholeEntries(bytes: Uint8Array): readonly Doc[] {
  const entries: Doc[] = [];
  try {
    for (let at = 0; at < bytes.length; ) {
      const size = sizeAt(bytes, at);
      entries.push(decodeBson(bytes.subarray(at, at + size)));
      at += size;
    }
  } catch (error) {
    if (!(error instanceof BsonError)) throw error;
  }
  return entries;
}
