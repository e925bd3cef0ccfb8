import { quoteWord } from '../quoting.js';
import { isBinary, TestError, type TestOperators } from './test-operators.js';

const MAX_DEPTH = 100;
const UNARY = /^-[bcdefgGhkLnNOprsStuwxz]$/;

/** The expression of GNU's `test`: up to four words by their number, more by their operators (posixtest in test.c). */
export class GnuTest {
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
    const value = this.#byCount(this.#words.length);
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw new TestError(`extra argument ${quoteWord(extra)}`);
    return value;
  }

  #byCount(count: number): boolean {
    if (count === 1) return this.#one();
    if (count === 2) return this.#two();
    if (count === 3) return this.#three();
    if (count === 4 && this.#is(0, '!')) {
      this.#advance();
      return !this.#three();
    }
    if (count === 4 && this.#is(0, '(') && this.#is(3, ')')) {
      this.#at++;
      const value = this.#two();
      this.#at++;
      return value;
    }
    return this.#or();
  }

  #is(offset: number, word: string): boolean {
    return this.#words[this.#at + offset] === word;
  }

  /** Goes on to a word that has to be there. */
  #advance(): void {
    this.#at++;
    if (this.#at >= this.#words.length) throw this.#missing();
  }

  #missing(): TestError {
    return new TestError(`missing argument after ${quoteWord(this.#words.at(-1) ?? '')}`);
  }

  #one(): boolean {
    return this.#words[this.#at++] !== '';
  }

  #two(): boolean {
    if (this.#is(0, '!')) {
      this.#advance();
      return !this.#one();
    }
    if (/^-[^]$/.test(this.#words[this.#at] ?? '')) return this.#unary();
    throw this.#missing();
  }

  #three(): boolean {
    const middle = this.#words[this.#at + 1] ?? '';
    if (isBinary(middle)) return this.#binary();
    if (this.#is(0, '!')) {
      this.#advance();
      return !this.#two();
    }
    if (this.#is(0, '(') && this.#is(2, ')')) {
      this.#at++;
      const value = this.#one();
      this.#at++;
      return value;
    }
    if (middle === '-a' || middle === '-o') return this.#or();
    throw new TestError(`${quoteWord(middle)}: binary operator expected`);
  }

  #unary(): boolean {
    const operator = this.#words[this.#at] ?? '';
    if (!UNARY.test(operator)) throw new TestError(`${quoteWord(operator)}: unary operator expected`);
    this.#advance();
    return this.#operators.unary(operator, this.#words[this.#at++] ?? '');
  }

  #binary(): boolean {
    const [left = '', operator = '', right = ''] = this.#words.slice(this.#at, this.#at + 3);
    this.#at += 3;
    return this.#operators.binary(left, operator, right);
  }

  #or(): boolean {
    for (let value = false; ; this.#at++) {
      value = this.#and() || value;
      if (!this.#is(0, '-o')) return value;
    }
  }

  #and(): boolean {
    for (let value = true; ; this.#at++) {
      value = this.#term() && value;
      if (!this.#is(0, '-a')) return value;
    }
  }

  #term(): boolean {
    let isNegated = false;
    while (this.#is(0, '!')) {
      this.#advance();
      isNegated = !isNegated;
    }
    const word = this.#words[this.#at];
    if (word === undefined) throw this.#missing();
    return this.#positive(word) !== isNegated;
  }

  #positive(word: string): boolean {
    if (word === '(') return this.#inParentheses();
    const left = this.#words.length - this.#at;
    if (left >= 3 && isBinary(this.#words[this.#at + 1] ?? '')) return this.#binary();
    return /^-[^]$/.test(word) ? this.#unary() : this.#one();
  }

  /** Up to four words in parentheses count for themselves. */
  #inParentheses(): boolean {
    if (++this.#depth > MAX_DEPTH) throw new TestError('too many levels');
    this.#advance();
    const end = this.#words.slice(this.#at + 1, this.#at + 4).indexOf(')');
    const value = this.#byCount(end < 0 ? this.#words.length - this.#at : end + 1);
    const close = this.#words[this.#at++];
    if (close === undefined) throw new TestError("')' expected");
    if (close !== ')') throw new TestError(`')' expected, found ${quoteWord(close)}`);
    return value;
  }
}
