import type { Task } from '../../core/task.js';
import { MAX_DEPTH } from '../limits.js';
import type { BcLexer, Token } from './bc-lexer.js';
import { BcSyntaxError, type Expression, type SpecialName, type Target } from './bc-syntax.js';

/** Operators by how they bind, the loosest first. Assignments are part of what they assign to. */
const levels: readonly (readonly string[])[] = [
  ['||'],
  ['&&'],
  ['!'],
  ['==', '!=', '<', '<=', '>', '>='],
  ['+', '-'],
  ['*', '/', '%'],
  ['^'],
];
const NOT = 2;
const SUM = 4;
const POWER = 6;
const assignments = new Set(['=', '+=', '-=', '*=', '/=', '%=', '^=']);

/** Tokens and expressions. It counts what the real program's code for them would take, which messages of errors tell. */
export class BcExpressionParser {
  readonly #lexer: BcLexer;
  #peeked: Token | undefined;
  #address = 0;
  #nesting = 0;
  readonly #parenthesized = new Set<Expression>();

  constructor(lexer: BcLexer) {
    this.#lexer = lexer;
  }

  begin(): void {
    this.#address = 0;
    this.#nesting = 0;
    this.#peeked = undefined;
    this.#parenthesized.clear();
  }

  emit(length: number): number {
    this.#address += length;
    return this.#address;
  }

  isParenthesized(expression: Expression): boolean {
    return this.#parenthesized.has(expression);
  }

  *peek(): Task<Token> {
    return (this.#peeked ??= yield* this.#lexer.next());
  }

  *take(): Task<Token> {
    const token = yield* this.peek();
    if (token.kind !== 'end') this.#peeked = undefined;
    return token;
  }

  isOperator(token: Token, text: string): boolean {
    return token.kind === 'operator' && token.text === text;
  }

  isWord(token: Token, text: string): boolean {
    return token.kind === 'word' && token.text === text;
  }

  *expect(text: string): Task<void> {
    if (!this.isOperator(yield* this.peek(), text)) throw this.syntaxError();
    yield* this.take();
  }

  syntaxError(): BcSyntaxError {
    return new BcSyntaxError('syntax error');
  }

  /** The parts of a `for` may be left out. */
  *expressionBefore(end: string): Task<Expression | undefined> {
    const value = this.isOperator(yield* this.peek(), end) ? undefined : yield* this.expression();
    yield* this.expect(end);
    return value;
  }

  *expression(level = 0): Task<Expression> {
    if (++this.#nesting > MAX_DEPTH * levels.length) throw new BcSyntaxError('memory exhausted');
    try {
      if (level === NOT) return yield* this.#not();
      if (level > POWER) return yield* this.#unary();
      let left = yield* this.expression(level + 1);
      for (;;) {
        const token = yield* this.peek();
        if (token.kind !== 'operator' || !(levels[level] ?? []).includes(token.text)) return left;
        yield* this.take();
        if (level < NOT) this.emit(5);
        // Powers group from the right.
        const right = yield* this.expression(level === POWER ? level : level + 1);
        left =
          level < NOT
            ? { kind: level === 0 ? 'either' : 'both', left, right }
            : { kind: 'binary', operator: token.text, left, right, at: this.emit(1) };
      }
    } finally {
      this.#nesting--;
    }
  }

  *#not(): Task<Expression> {
    if (!this.isOperator(yield* this.peek(), '!')) return yield* this.expression(NOT + 1);
    yield* this.take();
    const value = yield* this.expression(NOT);
    this.emit(1);
    return { kind: 'not', value };
  }

  *#unary(): Task<Expression> {
    const token = yield* this.peek();
    if (token.kind !== 'operator') return yield* this.#primary();
    if (token.text === '-') {
      yield* this.take();
      const value = yield* this.#unary();
      this.emit(1);
      return { kind: 'negate', value };
    }
    if (token.text === '++' || token.text === '--') {
      yield* this.take();
      const target = yield* this.#target();
      if (!target || target.kind === 'call' || target.kind === 'array') throw this.syntaxError();
      this.emit(4);
      return { kind: 'step', target, by: token.text === '++' ? 1 : -1, isPrefix: true };
    }
    return yield* this.#primary();
  }

  *#primary(): Task<Expression> {
    const token = yield* this.peek();
    if (token.kind === 'number') {
      yield* this.take();
      const shown = token.text.replace(/^0+(?=.)/, '');
      this.emit(shown === '0' || shown === '1' ? 1 : shown.length + 2);
      return { kind: 'number', text: token.text };
    }
    if (this.isOperator(token, '(')) {
      yield* this.take();
      const inner = yield* this.expression();
      yield* this.expect(')');
      this.#parenthesized.add(inner);
      return inner;
    }
    if (token.kind === 'word') {
      const builtin = yield* this.#builtin(token.text);
      if (builtin) return builtin;
    }
    const target = yield* this.#target();
    if (!target) throw this.syntaxError();
    if (target.kind === 'call' || target.kind === 'array') return target;
    return yield* this.#used(target);
  }

  /** What is done with a place: assigned to, counted up or down, or read. */
  *#used(target: Target): Task<Expression> {
    const next = yield* this.peek();
    if (next.kind === 'operator' && assignments.has(next.text)) {
      yield* this.take();
      if (next.text !== '=') this.emit(2);
      const value = yield* this.expression(SUM);
      if (next.text !== '=') this.emit(1);
      return { kind: 'assign', target, operator: next.text.slice(0, -1), value, at: this.emit(2) };
    }
    if (next.kind === 'operator' && (next.text === '++' || next.text === '--')) {
      yield* this.take();
      this.emit(6);
      return { kind: 'step', target, by: next.text === '++' ? 1 : -1, isPrefix: false };
    }
    this.emit(2);
    return { kind: 'load', target };
  }

  /** `length(x)`, `sqrt(x)`, `scale(x)`, `read()`; undefined when the word is something else. */
  *#builtin(word: string): Task<Expression | undefined> {
    if (word !== 'length' && word !== 'sqrt' && word !== 'scale' && word !== 'read') return undefined;
    yield* this.take();
    if (word === 'scale' && !this.isOperator(yield* this.peek(), '(')) return yield* this.#used({ kind: 'special', name: 'scale' });
    yield* this.expect('(');
    if (word === 'read') {
      yield* this.expect(')');
      this.emit(2);
      return { kind: 'read' };
    }
    const value = yield* this.expression();
    yield* this.expect(')');
    return { kind: 'builtin', name: word, value, at: this.emit(2) };
  }

  /** A variable, an element of an array, one of the special variables, or a call. */
  *#target(): Task<Target | (Expression & { readonly kind: 'call' | 'array' }) | undefined> {
    const token = yield* this.peek();
    const special = specialName(token);
    if (special !== undefined) {
      yield* this.take();
      return { kind: 'special', name: special };
    }
    if (token.kind !== 'name') return undefined;
    yield* this.take();
    const next = yield* this.peek();
    if (this.isOperator(next, '(')) return yield* this.#call(token.text);
    if (!this.isOperator(next, '[')) return { kind: 'variable', name: token.text };
    yield* this.take();
    if (this.isOperator(yield* this.peek(), ']')) {
      yield* this.take();
      this.emit(3);
      return { kind: 'array', name: token.text };
    }
    const index = yield* this.expression();
    yield* this.expect(']');
    return { kind: 'element', name: token.text, index, at: this.#address + 2 };
  }

  *#call(name: string): Task<Expression & { readonly kind: 'call' }> {
    yield* this.take();
    const args: Expression[] = [];
    while (!this.isOperator(yield* this.peek(), ')')) {
      args.push(yield* this.expression());
      if (!this.isOperator(yield* this.peek(), ',')) break;
      yield* this.take();
    }
    yield* this.expect(')');
    return { kind: 'call', name, args, at: this.emit(2) };
  }
}

function specialName(token: Token): SpecialName | undefined {
  if (token.kind === 'operator' && token.text === '.') return 'last';
  if (token.kind !== 'word') return undefined;
  return token.text === 'ibase' || token.text === 'obase' || token.text === 'last' ? token.text : undefined;
}
