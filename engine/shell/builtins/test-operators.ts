import { isErrno } from '../../core/errno.js';
import type { Stat } from '../../fs/stat.js';
import type { Sys } from '../../process/sys.js';
import { compareBytes } from '../expand/glob.js';

/** What the file tests ask of the system. */
export type TestFiles = Pick<Sys, 'stat' | 'lstat' | 'access' | 'isTerminal' | 'credentials'>;

const unary = new Set('abcdefghkprstuwxGLNOS'.split('').map(letter => `-${letter}`));

export function isFileOperator(operator: string): boolean {
  return unary.has(operator);
}

/** `-f file` and its kin. */
export function testFile(files: TestFiles, operator: string, path: string): boolean {
  switch (operator) {
    case '-t':
      return /^\d+$/.test(path) && (quietly(() => files.isTerminal(Number(path))) ?? false);
    case '-r':
      return quietly(() => files.access(path, { read: true })) ?? false;
    case '-w':
      return quietly(() => files.access(path, { write: true })) ?? false;
    case '-x':
      return quietly(() => files.access(path, { execute: true })) ?? false;
    case '-h':
    case '-L':
      return quietly(() => files.lstat(path))?.kind === 'symlink';
    default: {
      const stat = quietly(() => files.stat(path));
      return stat !== undefined && (statTests[operator]?.(stat, files) ?? false);
    }
  }
}

const statTests: Readonly<Record<string, (stat: Stat, files: TestFiles) => boolean>> = {
  '-a': () => true,
  '-e': () => true,
  '-b': ({ kind }) => kind === 'block',
  '-c': ({ kind }) => kind === 'character',
  '-d': ({ kind }) => kind === 'directory',
  '-f': ({ kind }) => kind === 'file',
  '-p': ({ kind }) => kind === 'fifo',
  '-S': ({ kind }) => kind === 'socket',
  '-s': ({ sizeBytes }) => sizeBytes > 0,
  '-g': ({ mode }) => (mode & 0o2000) !== 0,
  '-u': ({ mode }) => (mode & 0o4000) !== 0,
  '-k': ({ mode }) => (mode & 0o1000) !== 0,
  '-O': ({ uid }, files) => uid === files.credentials().uid,
  '-G': ({ gid }, files) => gid === files.credentials().gid,
  '-N': ({ modifiedAt, accessedAt }) => modifiedAt > accessedAt,
};

/** `-nt`, `-ot`, `-ef`. bash takes a file that is not there for older than any other; `strict` compares only what is. */
export function testFiles(files: TestFiles, operator: string, left: string, right: string, strict = false): boolean {
  const a = quietly(() => files.stat(left));
  const b = quietly(() => files.stat(right));
  if (operator === '-ef') return a !== undefined && b !== undefined && a.ino === b.ino && a.dev === b.dev;
  if (strict && (a === undefined || b === undefined)) return false;
  if (operator === '-nt') return a !== undefined && (b === undefined || a.modifiedAt > b.modifiedAt);
  return b !== undefined && (a === undefined || a.modifiedAt < b.modifiedAt);
}

/** The order of `<` and `>`. */
export function compareTexts(left: string, right: string): number {
  return compareBytes(left, right);
}

function quietly<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (isErrno(error)) return undefined;
    throw error;
  }
}
