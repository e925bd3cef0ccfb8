import { isErrno } from '../../core/errno.js';
import type { Stat } from '../../fs/stat.js';
import type { Sys } from '../../process/sys.js';
import type { Flavour } from '../flavour.js';
import { quoteWord } from '../quoting.js';

/** A wrong expression; the message goes behind the program's name. */
export class TestError extends Error {}

/** What the operators of `test` say of files, texts and numbers. */
export class TestOperators {
  readonly #sys: Sys;
  readonly #flavour: Flavour;

  constructor(sys: Sys, flavour: Flavour) {
    this.#sys = sys;
    this.#flavour = flavour;
  }

  unary(operator: string, operand: string): boolean {
    if (operator === '-n') return operand !== '';
    if (operator === '-z') return operand === '';
    if (operator === '-t') return this.#sys.isOpen(this.#integer(operand)) && this.#sys.isTerminal(this.#integer(operand));
    if (operator === '-r' || operator === '-w' || operator === '-x') return this.#access(operator, operand);
    const status = this.#stat(operand, operator === '-h' || operator === '-L');
    return status !== undefined && fileTests[operator]?.(status, this.#sys) === true;
  }

  #access(operator: string, path: string): boolean {
    try {
      return this.#sys.access(path, { read: operator === '-r', write: operator === '-w', execute: operator === '-x' });
    } catch (error) {
      if (isErrno(error)) return false;
      throw error;
    }
  }

  #stat(path: string, link: boolean): Stat | undefined {
    try {
      return link ? this.#sys.lstat(path) : this.#sys.stat(path);
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  binary(left: string, operator: string, right: string): boolean {
    if (operator === '=' || operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    const files = fileComparisons[operator];
    if (files) return files(this.#stat(left, false), this.#stat(right, false));
    const difference = this.#number(left) - this.#number(right);
    return numberComparisons[operator]?.(difference) === true;
  }

  #integer(text: string): number {
    return Number(this.#number(text));
  }

  #number(text: string): bigint {
    if (/^\s*[-+]?\d+\s*$/.test(text)) return BigInt(text.trim().replace(/^\+/, ''));
    throw new TestError(this.#flavour === 'gnu' ? `invalid integer ${quoteWord(text)}` : `${text}: bad number`);
  }
}

const fileTests: Readonly<Record<string, (status: Stat, sys: Sys) => boolean>> = {
  '-a': () => true,
  '-e': () => true,
  '-f': ({ kind }) => kind === 'file',
  '-d': ({ kind }) => kind === 'directory',
  '-h': ({ kind }) => kind === 'symlink',
  '-L': ({ kind }) => kind === 'symlink',
  '-p': ({ kind }) => kind === 'fifo',
  '-S': ({ kind }) => kind === 'socket',
  '-b': ({ kind }) => kind === 'block',
  '-c': ({ kind }) => kind === 'character',
  '-s': ({ sizeBytes }) => sizeBytes > 0,
  '-u': ({ mode }) => (mode & 0o4000) !== 0,
  '-g': ({ mode }) => (mode & 0o2000) !== 0,
  '-k': ({ mode }) => (mode & 0o1000) !== 0,
  '-O': ({ uid }, sys) => uid === sys.credentials().uid,
  '-G': ({ gid }, sys) => gid === sys.credentials().gid,
  '-N': ({ modifiedAt, accessedAt }) => modifiedAt > accessedAt,
};

const numberComparisons: Readonly<Record<string, (difference: bigint) => boolean>> = {
  '-eq': difference => difference === 0n,
  '-ne': difference => difference !== 0n,
  '-lt': difference => difference < 0n,
  '-le': difference => difference <= 0n,
  '-gt': difference => difference > 0n,
  '-ge': difference => difference >= 0n,
};

const fileComparisons: Readonly<Record<string, (left: Stat | undefined, right: Stat | undefined) => boolean>> = {
  '-nt': (left, right) => left !== undefined && (right === undefined || left.modifiedAt > right.modifiedAt),
  '-ot': (left, right) => right !== undefined && (left === undefined || left.modifiedAt < right.modifiedAt),
  '-ef': (left, right) => left !== undefined && right !== undefined && left.ino === right.ino && left.dev === right.dev,
};

export function isUnary(word: string): boolean {
  return Object.hasOwn(fileTests, word) || ['-n', '-z', '-t', '-r', '-w', '-x'].includes(word);
}

export function isBinary(word: string): boolean {
  return ['=', '==', '!='].includes(word) || Object.hasOwn(numberComparisons, word) || Object.hasOwn(fileComparisons, word);
}
