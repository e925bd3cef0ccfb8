import { encodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import type { Flavour } from '../flavour.js';
import { GnuTest } from './gnu-test.js';
import { isBinary, isUnary, TestError, TestOperators } from './test-operators.js';

/** `test` and `[`. */
function testMain(flavour: Flavour): Main {
  return function* (sys, argv) {
    const name = argv[0] ?? 'test';
    const bracket = name.endsWith('[');
    const words = argv.slice(1);
    try {
      if (bracket && words.pop() !== ']') throw new TestError(flavour === 'gnu' ? "missing ']'" : 'missing ]');
      const operators = new TestOperators(sys, flavour);
      const isTrue = flavour === 'gnu' ? new GnuTest(operators, words).run() : new Evaluator(operators, words).run();
      return isTrue ? 0 : 1;
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

/** BusyBox's: operands decide what is an operator, as POSIX says it by their number. */
class Evaluator {
  readonly #operators: TestOperators;
  readonly #words: readonly string[];
  #at = 0;
  #depth = 0;

  constructor(operators: TestOperators, words: readonly string[]) {
    this.#operators = operators;
    this.#words = words;
  }

  run(): boolean {
    if (this.#words.length === 0) return false;
    const value = this.#short(this.#words) ?? this.#or();
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new TestError(`${extra}: unknown operand`);
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
      if (isUnary(a)) return done(this.#operators.unary(a, b));
      throw new TestError(`${b}: unknown operand`);
    }
    if (words.length === 3) {
      if (isBinary(b)) return done(this.#operators.binary(a, b, c));
      if (b === '-a') return done(a !== '' && c !== '');
      if (b === '-o') return done(a !== '' || c !== '');
      if (a === '!') return done(!(this.#short([b, c]) ?? false));
      if (a === '(' && c === ')') return done(b !== '');
      throw new TestError(`${b}: unknown operand`);
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
      return this.#operators.binary(word, operator, this.#next());
    }
    if (isUnary(word) && operator !== undefined) return this.#operators.unary(word, this.#next());
    return word !== '';
  }

  #next(): string {
    const word = this.#words[this.#at++];
    if (word === undefined) throw new TestError('argument expected');
    return word;
  }
}
