import { encodeUtf8 } from '../../core/utf8.js';
import type { Main } from '../../process/sys.js';
import type { Flavour } from '../flavour.js';
import { compileRegex, RegexError } from '../regex/regex.js';
import { quoteWord } from '../quoting.js';
import { compareBytes } from '../text/compare.js';

class ExprError extends Error {}

function exprMain(flavour: Flavour): Main {
  return function* (sys, argv) {
    const words = argv[1] === '--' ? argv.slice(2) : argv.slice(1);
    try {
      if (words.length === 0)
        throw new ExprError(
          flavour === 'gnu' ? `missing operand\nTry '${argv[0] ?? 'expr'} --help' for more information.` : 'too few arguments',
        );
      const value = new Evaluator(words, flavour).run();
      yield* sys.write(1, encodeUtf8(`${value}\n`));
      return isNull(value) ? 1 : 0;
    } catch (error) {
      if (!(error instanceof ExprError) && !(error instanceof RegexError)) throw error;
      yield* sys.write(2, encodeUtf8(`${argv[0] ?? 'expr'}: ${error.message}\n`));
      return 2;
    }
  };
}

export const expr: Main = exprMain('gnu');
export const busyboxExpr: Main = exprMain('busybox');

const levels: readonly (readonly string[])[] = [['|'], ['&'], ['<', '<=', '=', '==', '!=', '>=', '>'], ['+', '-'], ['*', '/', '%'], [':']];
const MAX_DEPTH = 200;

function isNull(text: string): boolean {
  return text === '' || /^-?0+$/.test(text);
}

class Evaluator {
  readonly #words: readonly string[];
  readonly #flavour: Flavour;
  #at = 0;
  #depth = 0;
  #isSkipping = false;

  constructor(words: readonly string[], flavour: Flavour) {
    this.#words = words;
    this.#flavour = flavour;
  }

  run(): string {
    const value = this.#level(0);
    const extra = this.#words[this.#at];
    if (extra !== undefined) throw this.#syntaxError(`unexpected argument ${quoteWord(extra)}`);
    return value;
  }

  #level(level: number): string {
    const operators = levels[level];
    if (!operators) return this.#primary();
    let left = this.#level(level + 1);
    for (let operator = this.#words[this.#at]; operator !== undefined && operators.includes(operator); operator = this.#words[this.#at]) {
      this.#at++;
      const isDecided = (operator === '|' && !isNull(left)) || (operator === '&' && isNull(left));
      const right = isDecided ? this.#skipped(level + 1) : this.#level(level + 1);
      left = this.#isSkipping ? '' : this.#apply(operator, left, right);
    }
    return left;
  }

  /** Words whose value does not matter are read all the same. */
  #skipped(level: number): string {
    const before = this.#isSkipping;
    this.#isSkipping = true;
    const value = this.#level(level);
    this.#isSkipping = before;
    return value;
  }

  #primary(): string {
    const word = this.#next();
    if (word === '(') return this.#inParentheses();
    if (word === ')') throw this.#syntaxError("unexpected ')'");
    if (!this.#isGnu && this.#at >= this.#words.length) return word;
    if (word === '+') return this.#next();
    if (word === 'length') return String([...this.#primary()].length);
    if (word === 'match') return this.#match(this.#primary(), this.#primary());
    if (word === 'index') return this.#index(this.#primary(), this.#primary());
    if (word === 'substr') return this.#substring(this.#primary(), this.#primary(), this.#primary());
    return word;
  }

  #next(): string {
    const word = this.#words[this.#at++];
    if (word === undefined) throw this.#syntaxError(`missing argument after ${quoteWord(this.#words.at(-1) ?? '')}`);
    return word;
  }

  #inParentheses(): string {
    if (++this.#depth > MAX_DEPTH) throw new ExprError('syntax error');
    const value = this.#level(0);
    const end = this.#words[this.#at++];
    if (end === undefined) throw this.#syntaxError(`expecting ')' after ${quoteWord(this.#words.at(-1) ?? '')}`);
    if (end !== ')') throw this.#syntaxError(`expecting ')' instead of ${quoteWord(end)}`);
    return value;
  }

  get #isGnu(): boolean {
    return this.#flavour === 'gnu';
  }

  #syntaxError(what: string): ExprError {
    return new ExprError(this.#isGnu ? `syntax error: ${what}` : 'syntax error');
  }

  #index(text: string, characters: string): string {
    return String([...text].findIndex(character => characters.includes(character)) + 1);
  }

  #substring(text: string, from: string, length: string): string {
    const start = Number(from);
    const count = Number(length);
    return Number.isInteger(start) && Number.isInteger(count) && start >= 1 && count >= 1
      ? [...text].slice(start - 1, start - 1 + count).join('')
      : '';
  }

  #match(text: string, pattern: string): string {
    if (this.#isSkipping) return '';
    const regex = compileRegex(`^\\(${pattern.replace(/^\^/, '')}\\)`, { syntax: 'basic' });
    const match = regex.exec(text);
    if (regex.groupCount > 1) return match?.groups[1] ?? '';
    return String(match ? [...text.slice(match.start, match.end)].length : 0);
  }

  #apply(operator: string, left: string, right: string): string {
    if (operator === '|') return !isNull(left) ? left : isNull(right) ? '0' : right;
    if (operator === '&') return isNull(left) || isNull(right) ? '0' : left;
    if (operator === ':') return this.#match(left, right);
    if (levels[2]?.includes(operator)) return compare(operator, left, right) ? '1' : '0';
    return String(arithmetic(operator, this.#integer(left), this.#integer(right)));
  }

  #integer(text: string): bigint {
    if (/^-?\d+$/.test(text)) return BigInt(text);
    throw new ExprError(this.#flavour === 'gnu' ? 'non-integer argument' : 'non-numeric argument');
  }
}

function compare(operator: string, left: string, right: string): boolean {
  const numbers = /^-?\d+$/.test(left) && /^-?\d+$/.test(right);
  const order = numbers ? (BigInt(left) < BigInt(right) ? -1 : BigInt(left) > BigInt(right) ? 1 : 0) : compareBytes(left, right);
  switch (operator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
    case '!=':
      return order !== 0;
    default:
      return order === 0;
  }
}

function arithmetic(operator: string, left: bigint, right: bigint): bigint {
  if (operator === '+') return left + right;
  if (operator === '-') return left - right;
  if (operator === '*') return left * right;
  if (right === 0n) throw new ExprError('division by zero');
  return operator === '/' ? left / right : left % right;
}
