import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { readFile, readText } from '../../input.js';
import { ByteReader } from '../../net/byte-reader.js';
import { findCommand } from './command-table.js';
import { decodeSnapshot, encodeSnapshot } from './rdb.js';
import { encodeCommand, readCommand } from './resp.js';
import type { Database } from './store.js';
import { idPlace, streamAt } from './stream-commands.js';
import { showId } from './stream.js';

type Log = (message: string) => Task<void>;

export interface AppendOnlyOptions {
  /** The folder of the files, and how their names begin. */
  readonly folder: string;
  readonly name: string;
  readonly version: string;
}

/** The append-only files of Redis 7: a snapshot to begin with, the commands since, and a manifest that names both. */
export class AppendOnlyFile {
  readonly #sys: Sys;
  readonly #databases: readonly Database[];
  readonly #options: AppendOnlyOptions;
  #sequence = 1;
  #fd: Fd | undefined;
  #selected = -1;

  constructor(sys: Sys, databases: readonly Database[], options: AppendOnlyOptions) {
    this.#sys = sys;
    this.#databases = databases;
    this.#options = options;
  }

  /** Plays the files that are there; false when there are none. */
  *load(log: Log): Task<boolean> {
    const manifest = yield* this.#manifest();
    if (manifest === undefined) return false;
    this.#sequence = Number(/^file \S+ seq (\d+) type i$/m.exec(manifest)?.[1] ?? 1);
    yield* log('Reading RDB base file on AOF loading...');
    const loaded = decodeSnapshot(yield* readFile(this.#sys, this.#base), this.#databases) ?? 0;
    yield* log(`Loading RDB produced by version ${this.#options.version}`);
    yield* log('RDB is base AOF');
    yield* log(`Done loading RDB, keys loaded: ${String(loaded)}, keys expired: 0.`);
    yield* log(`DB loaded from base file ${fileName(this.#base)}: 0.000 seconds`);
    yield* this.#replay();
    yield* log(`DB loaded from incr file ${fileName(this.#increment)}: 0.000 seconds`);
    yield* log('DB loaded from append only file: 0.000 seconds');
    yield* log(`Opening AOF incr file ${fileName(this.#increment)} on server start`);
    this.#fd = this.#sys.open(this.#increment, { write: true, append: true });
    return true;
  }

  /** Makes the first files. */
  *create(log: Log): Task<void> {
    try {
      this.#sys.mkdir(this.#options.folder, 0o755);
    } catch (error) {
      if (!isErrno(error, 'EEXIST')) throw error;
    }
    yield* log(`Creating AOF base file ${fileName(this.#base)} on server start`);
    yield* log(`Creating AOF incr file ${fileName(this.#increment)} on server start`);
    yield* this.#begin();
  }

  /** Begins anew with a snapshot of what is there now. */
  *rewrite(): Task<void> {
    const old = [this.#base, this.#increment];
    this.close();
    this.#sequence++;
    yield* this.#begin();
    for (const path of old) this.#sys.unlink(path);
  }

  /** Adds a command that has changed a database. */
  *append(database: number, words: readonly string[]): Task<void> {
    if (this.#fd === undefined) return;
    if (database !== this.#selected) yield* this.#sys.write(this.#fd, encodeCommand(['SELECT', String(database)]));
    this.#selected = database;
    yield* this.#sys.write(this.#fd, encodeCommand(words));
  }

  close(): void {
    if (this.#fd !== undefined) this.#sys.close(this.#fd);
    this.#fd = undefined;
    this.#selected = -1;
  }

  *#begin(): Task<void> {
    yield* this.#write(this.#base, encodeSnapshot(this.#databases, this.#options.version));
    yield* this.#write(this.#increment, new Uint8Array(0));
    const seq = String(this.#sequence);
    yield* this.#write(
      this.#manifestPath,
      encodeUtf8(`file ${fileName(this.#base)} seq ${seq} type b\nfile ${fileName(this.#increment)} seq ${seq} type i\n`),
    );
    this.#fd = this.#sys.open(this.#increment, { write: true, append: true });
  }

  *#replay(): Task<void> {
    const fd = this.#sys.open(this.#increment, { read: true });
    try {
      const reader = new ByteReader(this.#sys, fd);
      let database = this.#databases[0];
      for (;;) {
        const [name = '', ...args] = (yield* readCommand(reader)) ?? [];
        if (name === '') return;
        const word = name.toLowerCase();
        if (word === 'select') database = this.#databases[Number(args[0])];
        else if (word === 'flushall') for (const each of this.#databases) each.clear();
        else if (database) findCommand(word)?.run(database, args);
      }
    } catch (error) {
      // A server that was killed while it wrote leaves half a command: what comes before it counts.
      if (!isErrno(error)) throw error;
    } finally {
      this.#sys.close(fd);
    }
  }

  *#manifest(): Task<string | undefined> {
    try {
      return yield* readText(this.#sys, this.#manifestPath);
    } catch (error) {
      if (isErrno(error, 'ENOENT')) return undefined;
      throw error;
    }
  }

  *#write(path: string, bytes: Uint8Array): Task<void> {
    const fd = this.#sys.open(path, { write: true, create: true, truncate: true, mode: 0o644 });
    yield* this.#sys.write(fd, bytes);
    this.#sys.close(fd);
  }

  get #manifestPath(): string {
    return `${this.#options.folder}/${this.#options.name}.manifest`;
  }

  get #base(): string {
    return `${this.#options.folder}/${this.#options.name}.${String(this.#sequence)}.base.rdb`;
  }

  get #increment(): string {
    return `${this.#options.folder}/${this.#options.name}.${String(this.#sequence)}.incr.aof`;
  }
}

/** A command as it is kept: with the moment of its expiry instead of the time until then, so that it means the same when it is played later. */
export function lastingCommand(database: Database, words: readonly string[]): readonly string[] {
  const [name = '', key = '', value = ''] = words;
  const at = database.expiresAt(key);
  switch (name.toLowerCase()) {
    case 'expire':
    case 'pexpire':
    case 'expireat':
      return at === undefined ? ['DEL', key] : ['PEXPIREAT', key, String(Math.floor(at))];
    case 'set':
      return at === undefined ? ['SET', key, value] : ['SET', key, value, 'PXAT', String(Math.floor(at))];
    case 'xadd': {
      const place = idPlace(words.slice(2)) + 2;
      const stream = streamAt(database, key);
      return stream ? words.map((word, i) => (i === place ? showId(stream.last) : word)) : words;
    }
    case 'setex':
      return ['SET', key, words[3] ?? '', 'PXAT', String(Math.floor(at ?? 0))];
    default:
      return words;
  }
}

function fileName(path: string): string {
  return path.replace(/^.*\//, '');
}
