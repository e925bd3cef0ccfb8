import { isErrno, type Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Stat } from '../../fs/stat.js';
import type { Fd } from '../../process/sys.js';
import { CHUNK_BYTES } from '../limits.js';
import type { Tool } from '../tool.js';
import { PackedDataError, type Filter } from './packing/filter.js';
import { pump } from './packing/pump.js';

/** What a program says and does in its own way, besides what all programs that replace files by packed ones do. */
export interface PackerRules {
  readonly unpacks: boolean;
  /** Nothing is written. */
  readonly tests: boolean;
  readonly toOutput: boolean;
  readonly keeps: boolean;
  readonly forces: boolean;
  /** Endings of packed files, and what takes their place; the first is the one that is given. */
  readonly suffixes: readonly (readonly [packed: string, plain: string])[];
  filter(): Filter;
  /** The message for data that cannot be unpacked, written as a whole; its status. `target` is the file that will be deleted. */
  damaged(error: PackedDataError, label: string, target: string | undefined): Task<number>;
  /** Messages for files that are left alone, and the status. */
  readonly refusals: Readonly<Record<Refusal, (path: string, other: string) => readonly [message: string, status: number]>>;
  /** '' says nothing. */
  failed(path: string, error: Errno): string;
  /** What a file is called whose ending is not known; undefined leaves it alone. */
  guessed?(path: string): Task<string>;
  /** What packed files begin with, where that is looked at before the ending. */
  readonly magic?: readonly number[];
  /** After all went well. */
  done?(label: string, sizes: Sizes): Task<void>;
}

export type Refusal = 'directory' | 'symlink' | 'links' | 'packed already' | 'unknown suffix' | 'exists';
export interface Sizes {
  readonly input: number;
  readonly output: number;
}

/** Packs or unpacks the files, or standard input; the status is in the tool. */
export function* packFiles(tool: Tool, paths: readonly string[], rules: PackerRules): Task<void> {
  for (const path of paths.length === 0 ? ['-'] : paths) {
    try {
      if (path === '-') yield* convert(tool, rules, { from: 0, label: '(stdin)', write: toOutput(tool, rules) });
      else yield* packFile(tool, path, rules);
    } catch (error) {
      if (!isErrno(error)) throw error;
      const message = rules.failed(path, error);
      if (message === '') tool.status = 1;
      else yield* tool.fail(message);
    }
  }
}

function toOutput(tool: Tool, rules: PackerRules): (piece: Uint8Array) => Task<void> {
  return function* (piece) {
    if (!rules.tests) yield* tool.out.bytes(piece);
  };
}

function* packFile(tool: Tool, path: string, rules: PackerRules): Task<void> {
  const { sys } = tool;
  const replaces = !rules.toOutput && !rules.tests;
  const status = replaces && !rules.forces ? sys.lstat(path) : sys.stat(path);
  if (status.kind === 'directory') return yield* refuse(tool, rules, 'directory', path);
  if (!replaces) {
    const from = sys.open(path, { read: true });
    yield* convert(tool, rules, { from, label: path, write: toOutput(tool, rules) });
    sys.close(from);
    return;
  }
  if (status.kind === 'symlink') return yield* refuse(tool, rules, 'symlink', path);
  const target = yield* targetOf(tool, path, rules);
  if (target === undefined) return;
  if (status.nlink > 1 && !rules.forces) return yield* refuse(tool, rules, 'links', path, String(status.nlink - 1));
  const from = sys.open(path, { read: true });
  const fd = createTarget(tool, target, status, rules);
  if (fd === undefined) return yield* refuse(tool, rules, 'exists', path, target);
  const isDone = yield* convert(tool, rules, { from, label: path, target, write: piece => sys.write(fd, piece) });
  sys.close(fd);
  sys.close(from);
  if (!isDone) {
    sys.unlink(target);
    return;
  }
  sys.utimes(target, status.accessedAt, status.modifiedAt);
  if (!rules.keeps) sys.unlink(path);
}

function* refuse(tool: Tool, rules: PackerRules, why: Refusal, path: string, other = ''): Task<void> {
  const [message, status] = rules.refusals[why](path, other);
  if (message !== '') yield* tool.warn(message);
  tool.status = Math.max(tool.status, status);
}

function* targetOf(tool: Tool, path: string, rules: PackerRules): Task<string | undefined> {
  const known = rules.suffixes.find(([packed]) => path.endsWith(packed) && path.length > packed.length);
  if (!rules.unpacks) {
    if (!known) return path + (rules.suffixes[0]?.[0] ?? '');
    yield* refuse(tool, rules, 'packed already', path, known[0]);
    return undefined;
  }
  if (known) return path.slice(0, -known[0].length) + known[1];
  if (rules.guessed) return yield* rules.guessed(path);
  if (rules.magic && !(yield* beginsWith(tool, path, rules.magic))) {
    tool.status = Math.max(tool.status, yield* rules.damaged(new PackedDataError('format'), path, undefined));
    return undefined;
  }
  yield* refuse(tool, rules, 'unknown suffix', path);
  return undefined;
}

function* beginsWith({ sys }: Tool, path: string, magic: readonly number[]): Task<boolean> {
  const fd = sys.open(path, { read: true });
  const begin = yield* sys.read(fd, magic.length);
  sys.close(fd);
  return magic.every((byte, index) => begin[index] === byte);
}

/** Undefined when there is such a file already. */
function createTarget({ sys }: Tool, target: string, status: Stat, rules: PackerRules): Fd | undefined {
  try {
    return sys.open(target, { write: true, create: true, truncate: true, exclusive: !rules.forces, mode: status.mode & 0o777 });
  } catch (error) {
    if (isErrno(error, 'EEXIST')) return undefined;
    throw error;
  }
}

interface Conversion {
  readonly from: Fd;
  readonly label: string;
  readonly target?: string;
  write(piece: Uint8Array): Task<void>;
}

/** False after an error was reported. */
function* convert(tool: Tool, rules: PackerRules, conversion: Conversion): Task<boolean> {
  const { sys } = tool;
  const { from, label, target } = conversion;
  let [input, output] = [0, 0];
  const read = function* (): Task<Uint8Array> {
    const bytes = yield* sys.read(from, CHUNK_BYTES);
    input += bytes.length;
    return bytes;
  };
  const write = function* (piece: Uint8Array): Task<void> {
    output += piece.length;
    yield* conversion.write(piece);
  };
  try {
    yield* pump(sys, read, rules.filter(), write);
  } catch (error) {
    if (!(error instanceof PackedDataError)) throw error;
    tool.status = Math.max(tool.status, yield* rules.damaged(error, label, target));
    return false;
  }
  if (rules.done) yield* rules.done(label, { input, output });
  return true;
}
