import { isErrno } from '../../core/errno.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Stat } from '../../fs/stat.js';
import type { Main, Sys } from '../../process/sys.js';
import type { Flavour } from '../flavour.js';

/** A wrong expression; the message goes behind the program's name. */
class TestError extends Error {}

/** `test` and `[`: operands decide what is an operator, as POSIX says it by their number. */
function testMain(flavour: Flavour): Main {
  return function* (sys, argv) {
    const name = argv[0] ?? 'test';
    const bracket = name.endsWith('[');
    const words = argv.slice(1);
    try {
      if (bracket && words.pop() !== ']') throw new TestError(flavour === 'gnu' ? "missing ']'" : 'missing ]');
      return new Evaluator(sys, words, flavour).run() ? 0 : 1;
    } catch (error) {
      if (!(error instanceof TestError)) throw error;
      yield* sys.write(2, encodeUtf8(`${name}: ${error.message}\n`));
      return 2;
    }
  };
}

export const test: Main = testMain('gnu');
export const busyboxTest: Main = testMain('busybox');

const MAX_DEPTH = 100;

class Evaluator {
  readonly #sys: Sys;
  readonly #words: readonly string[];
  readonly #flavour: Flavour;
  #at = 0;
  #depth = 0;

  constructor(sys: Sys, words: readonly string[], flavour: Flavour) {
    this.#sys = sys;
    this.#words = words;
    this.#flavour = flavour;
  }

  run(): boolean {
    if (this.#words.length === 0) return false;
    const value = this.#short(this.#words) ?? this.#or();
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new TestError(this.#flavour === 'gnu' ? `extra argument '${extra}'` : `${extra}: unknown operand`);
    return value;
  }

  /** The cases of up to four words, where an operator may also be an operand. */
  #short(words: readonly string[]): boolean | undefined {
    const [a = '', b = '', c = '', d = ''] = words;
    const done = (value: boolean): boolean => {
      this.#at = this.#words.length;
      return value;
    };
    if (words.length === 1) return done(a !== '');
    if (words.length === 2) {
      if (a === '!') return done(b === '');
      if (isUnary(a)) return done(this.#unary(a, b));
      throw new TestError(
        this.#flavour === 'gnu'
          ? a.startsWith('-')
            ? `'${a}': unary operator expected`
            : `missing argument after '${b}'`
          : `${b}: unknown operand`,
      );
    }
    if (words.length === 3) {
      if (isBinary(b)) return done(this.#binary(a, b, c));
      if (b === '-a') return done(a !== '' && c !== '');
      if (b === '-o') return done(a !== '' || c !== '');
      if (a === '!') return done(!(this.#short([b, c]) ?? false));
      if (a === '(' && c === ')') return done(b !== '');
      throw new TestError(this.#flavour === 'gnu' ? `'${b}': binary operator expected` : `${b}: unknown operand`);
    }
    if (words.length === 4 && a === '!') return done(!(this.#short([b, c, d]) ?? false));
    return undefined;
  }

  #or(): boolean {
    let value = this.#and();
    while (this.#words[this.#at] === '-o') {
      this.#at++;
      value = this.#and() || value;
    }
    return value;
  }

  #and(): boolean {
    let value = this.#not();
    while (this.#words[this.#at] === '-a') {
      this.#at++;
      value = this.#not() && value;
    }
    return value;
  }

  #not(): boolean {
    if (this.#words[this.#at] !== '!') return this.#primary();
    this.#at++;
    return !this.#not();
  }

  #primary(): boolean {
    const word = this.#next();
    if (word === '(') {
      if (++this.#depth > MAX_DEPTH) throw new TestError('too many levels');
      const value = this.#or();
      if (this.#next() !== ')') throw new TestError("')' expected");
      return value;
    }
    const operator = this.#words[this.#at];
    if (operator !== undefined && isBinary(operator)) {
      this.#at++;
      return this.#binary(word, operator, this.#next());
    }
    if (isUnary(word) && operator !== undefined) return this.#unary(word, this.#next());
    return word !== '';
  }

  #next(): string {
    const word = this.#words[this.#at++];
    if (word === undefined)
      throw new TestError(this.#flavour === 'gnu' ? `missing argument after '${this.#words.at(-1) ?? ''}'` : 'argument expected');
    return word;
  }

  #unary(operator: string, operand: string): boolean {
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

  #binary(left: string, operator: string, right: string): boolean {
    if (operator === '=' || operator === '==') return left === right;
    if (operator === '!=') return left !== right;
    if (operator === '<') return left < right;
    if (operator === '>') return left > right;
    const files = fileComparisons[operator];
    if (files) return files(this.#stat(left, false), this.#stat(right, false));
    const difference = this.#integer(left) - this.#integer(right);
    return numberComparisons[operator]?.(difference) === true;
  }

  #integer(text: string): number {
    if (/^\s*[-+]?\d+\s*$/.test(text)) return Number(text);
    throw new TestError(this.#flavour === 'gnu' ? `invalid integer '${text}'` : `${text}: bad number`);
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

const numberComparisons: Readonly<Record<string, (difference: number) => boolean>> = {
  '-eq': difference => difference === 0,
  '-ne': difference => difference !== 0,
  '-lt': difference => difference < 0,
  '-le': difference => difference <= 0,
  '-gt': difference => difference > 0,
  '-ge': difference => difference >= 0,
};

const fileComparisons: Readonly<Record<string, (left: Stat | undefined, right: Stat | undefined) => boolean>> = {
  '-nt': (left, right) => left !== undefined && (right === undefined || left.modifiedAt > right.modifiedAt),
  '-ot': (left, right) => right !== undefined && (left === undefined || left.modifiedAt < right.modifiedAt),
  '-ef': (left, right) => left !== undefined && right !== undefined && left.ino === right.ino && left.dev === right.dev,
};

function isUnary(word: string): boolean {
  return Object.hasOwn(fileTests, word) || ['-n', '-z', '-t', '-r', '-w', '-x'].includes(word);
}

function isBinary(word: string): boolean {
  return ['=', '==', '!=', '<', '>'].includes(word) || Object.hasOwn(numberComparisons, word) || Object.hasOwn(fileComparisons, word);
}
