import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import type { Fd } from '../../process/sys.js';
import { ask } from '../files/ask.js';
import { baseName } from '../files/paths.js';
import { CHUNK_BYTES } from '../limits.js';
import { noEffect, refused } from '../options.js';
import { gnuGzip } from '../origins.js';
import { define, Fatal, type Program, type Tool } from '../tool.js';
import { gzipMessage } from './gzip-format.js';
import { PackedDataError } from './packing/filter.js';
import { packGzip, unpackGzip, type GzipHeader } from './packing/gzip.js';
import { pump } from './packing/pump.js';

type Key =
  | 'stdout'
  | 'decompress'
  | 'force'
  | 'keep'
  | 'list'
  | 'noName'
  | 'name'
  | 'quiet'
  | 'recursive'
  | 'suffix'
  | 'test'
  | 'verbose'
  | 'level';

function defineGzip(name: 'gzip' | 'gunzip' | 'zcat'): Program {
  return define<Key>({
    name,
    options: {
      stdout: ['-c, --stdout, --to-stdout', 'write on standard output, keep original files unchanged'],
      decompress: ['-d, --decompress, --uncompress', 'decompress'],
      force: ['-f, --force', 'force overwrite of output file'],
      keep: ['-k, --keep', "keep (don't delete) input files"],
      list: ['-l, --list', 'list compressed file contents', 'gnu'],
      noName: ['-n, --no-name', 'do not save or restore the original name and timestamp'],
      name: refused('-N, --name', 'gnu'),
      quiet: noEffect('-q, --quiet', 'nothing is warned of', 'gnu', 'suppress all warnings'),
      recursive: ['-r, --recursive', undefined, 'gnu'],
      suffix: ['-S, --suffix=SUF', 'use suffix SUF on compressed files', 'gnu'],
      test: ['-t, --test', 'test compressed file integrity'],
      verbose: refused('-v, --verbose'),
      level: noEffect(
        '-1, -2, -3, -4, -5, -6, -7, -8, -9, --fast, --best',
        'there is one way to compress',
        undefined,
        'compress faster or better',
      ),
    },
    gnu: { usage: ['[OPTION]... [FILE]...'], about: 'Compress or uncompress FILEs (by default, compress FILES in-place).' },
    busybox: {
      usage: [name === 'zcat' ? '[FILE]...' : name === 'gzip' ? '[-cfkdt123456789] [FILE]...' : '[-cfkt] [FILE]...'],
      about: name === 'gzip' ? 'Compress FILEs (or stdin)' : 'Decompress FILEs (or stdin)',
    },
    origin: gnuGzip,
    run: tool => new Gzip(tool, name !== 'gzip', name === 'zcat').run(),
  });
}

export const gzip = defineGzip('gzip');
export const gunzip = defineGzip('gunzip');
export const zcat = defineGzip('zcat');

class Gzip {
  readonly #tool: Tool<Key>;
  readonly #unpacks: boolean;
  readonly #toOutput: boolean;

  constructor(tool: Tool<Key>, unpacks: boolean, toOutput: boolean) {
    this.#tool = tool;
    this.#unpacks = unpacks || tool.args.has('decompress') || tool.args.has('test') || tool.args.has('list');
    this.#toOutput = toOutput || tool.args.has('stdout');
  }

  *run(): Task<void> {
    const { args, out } = this.#tool;
    if (args.has('recursive') || args.has('list')) throw new Fatal('drydock: options -r and -l are not simulated');
    if (args.operands.length > 0 && args.operands[0] !== '-') {
      for (const path of args.operands) yield* this.#file(path);
      return;
    }
    if (!this.#unpacks && out.isTerminal && !args.has('force'))
      throw new Fatal(
        this.#tool.isGnu
          ? 'compressed data not written to a terminal. Use -f to force compression.\nFor help, type: gzip -h'
          : 'compressed data not written to a terminal, use -f to force it',
      );
    yield* this.#convert(0, 'stdin', { mtime: 0 }, piece => this.#print(piece));
  }

  /** To standard output, unless it is only a test. */
  *#print(piece: Uint8Array): Task<void> {
    if (!this.#tool.args.has('test')) yield* this.#tool.out.bytes(piece);
  }

  /** Packs or unpacks what can be read; false after an error was reported. */
  *#convert(fd: Fd, label: string, header: GzipHeader, write: (piece: Uint8Array) => Task<void>): Task<boolean> {
    const { args, sys, isGnu } = this.#tool;
    const first = this.#unpacks ? yield* sys.read(fd, CHUNK_BYTES) : undefined;
    // With -cdf what is not packed is handed on as it is.
    if (first && isGnu && this.#toOutput && args.has('force') && !(first[0] === 0x1f && first[1] === 0x8b))
      return yield* this.#copy(fd, first, write);
    let held = first;
    const read = function* (): Task<Uint8Array> {
      const bytes = held ?? (yield* sys.read(fd, CHUNK_BYTES));
      held = undefined;
      return bytes;
    };
    const filter = this.#unpacks ? unpackGzip({ trailing: 'ignored' }) : packGzip(args.has('noName') ? { mtime: 0 } : header);
    try {
      yield* pump(sys, read, filter, write);
      return true;
    } catch (error) {
      if (!(error instanceof PackedDataError)) throw error;
      if (isGnu) yield* this.#tool.complain(`\ngzip: ${label}: ${gzipMessage(error)}\n`);
      else yield* this.#tool.warn(error.kind === 'format' ? 'invalid magic' : gzipMessage(error));
      this.#tool.status = 1;
      return false;
    }
  }

  *#copy(fd: Fd, first: Uint8Array, write: (piece: Uint8Array) => Task<void>): Task<boolean> {
    for (let bytes = first; bytes.length > 0; bytes = yield* this.#tool.sys.read(fd, CHUNK_BYTES)) yield* write(bytes);
    return true;
  }

  *#file(path: string): Task<void> {
    const { args, sys, isGnu } = this.#tool;
    const suffix = args.value('suffix') ?? '.gz';
    try {
      const status = sys.stat(path);
      if (status.kind === 'directory')
        return yield* this.#tool.fail(isGnu ? `${path} is a directory -- ignored` : `${path}: Is a directory`, isGnu ? 2 : 1);
      const target = this.#target(path, suffix);
      if (target === undefined && !this.#toOutput && !args.has('test'))
        return yield* this.#tool.fail(
          this.#unpacks
            ? `${path}: unknown suffix ${isGnu ? '-- ignored' : '- ignored'}`
            : `${path} already has ${suffix} suffix -- unchanged`,
          isGnu ? 2 : 1,
        );
      const header = { name: baseName(path), mtime: Math.floor(sys.clock.epochMsOf(status.modifiedAt) / 1000) };
      const source = sys.open(path, { read: true });
      if (this.#toOutput || args.has('test') || target === undefined) {
        yield* this.#convert(source, path, header, piece => this.#print(piece));
        sys.close(source);
        return;
      }
      if (yield* this.#mayWrite(target)) yield* this.#replace(path, source, target, header, status);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* this.#tool.fail(`${path}: ${error.message}`);
    }
  }

  *#replace(path: string, source: Fd, target: string, header: GzipHeader, status: Stat): Task<void> {
    const { args, sys } = this.#tool;
    const fd = sys.open(target, { write: true, create: true, truncate: true, mode: status.mode & 0o777 });
    const isDone = yield* this.#convert(source, path, header, piece => sys.write(fd, piece));
    sys.close(fd);
    sys.close(source);
    if (!isDone) {
      sys.unlink(target);
      return;
    }
    sys.utimes(target, status.accessedAt, status.modifiedAt);
    if (!args.has('keep')) sys.unlink(path);
  }

  #target(path: string, suffix: string): string | undefined {
    if (!this.#unpacks) return path.endsWith(suffix) ? undefined : path + suffix;
    if (path.endsWith('.tgz')) return `${path.slice(0, -4)}.tar`;
    return path.endsWith(suffix) ? path.slice(0, -suffix.length) : undefined;
  }

  *#mayWrite(target: string): Task<boolean> {
    const { args, sys } = this.#tool;
    try {
      sys.lstat(target);
    } catch (error) {
      if (isErrno(error)) return true;
      throw error;
    }
    if (args.has('force')) return true;
    if (sys.isTerminal(0)) return yield* ask(this.#tool, `${target} already exists; do you wish to overwrite (y or n)?`);
    yield* this.#tool.fail(
      this.#tool.isGnu ? `${target} already exists;\tnot overwritten` : `can't open '${target}': File exists`,
      this.#tool.isGnu ? 2 : 1,
    );
    return false;
  }
}
