import type { Task } from '../../core/task.js';
import { MAX_DEPTH } from '../limits.js';
import type { BcLexer, Token } from './bc-lexer.js';
import { BcExpressionParser } from './bc-expressions.js';
import { BcSyntaxError, type Expression, type FunctionDefinition, type Item, type Parameter, type Statement } from './bc-syntax.js';

/** Reads one line after the other. The work of expressions is its base's. */
export class BcParser extends BcExpressionParser {
  #loops = 0;
  #isInFunction = false;
  #isVoid = false;
  #depth = 0;

  /** What the next line says; undefined at the end of the input. Throws BcSyntaxError. */
  *item(): Task<Item | undefined> {
    this.begin();
    this.#loops = 0;
    this.#isInFunction = false;
    this.#depth = 0;
    const token = yield* this.peek();
    if (token.kind === 'end') return undefined;
    if (this.isWord(token, 'define')) return { kind: 'define', definition: yield* this.#define() };
    const body: Statement[] = [];
    if (yield* this.#list(body, 'newline')) return { kind: 'quit' };
    return { kind: 'statements', body };
  }

  /** Statements up to the end of the line or of a block; whether one of them was `quit`, which ends the program when it is read. */
  *#list(body: Statement[], end: 'newline' | 'brace'): Task<boolean> {
    for (;;) {
      const token = yield* this.peek();
      if (token.kind === 'end') {
        if (end === 'brace') throw this.syntaxError();
        return false;
      }
      if (token.kind === 'newline' || this.isOperator(token, ';')) {
        yield* this.take();
        if (token.kind === 'newline' && end === 'newline') return false;
        continue;
      }
      if (end === 'brace' && this.isOperator(token, '}')) {
        yield* this.take();
        return false;
      }
      if (this.isWord(token, 'quit')) return true;
      body.push(yield* this.#statement());
      const after = yield* this.peek();
      if (after.kind === 'newline' || after.kind === 'end' || this.isOperator(after, ';')) continue;
      if (end === 'brace' && this.isOperator(after, '}')) continue;
      throw this.syntaxError();
    }
  }

  *#statement(): Task<Statement> {
    if (++this.#depth > MAX_DEPTH) throw new BcSyntaxError('memory exhausted');
    try {
      const token = yield* this.peek();
      if (token.kind === 'string') {
        yield* this.take();
        this.emit(token.text.length + 2);
        return { kind: 'text', text: token.text };
      }
      if (this.isOperator(token, '{')) {
        yield* this.take();
        const body: Statement[] = [];
        if (yield* this.#list(body, 'brace')) return { kind: 'halt' };
        return { kind: 'block', body };
      }
      return token.kind === 'word' ? yield* this.#keyword(token) : yield* this.#expressionStatement();
    } finally {
      this.#depth--;
    }
  }

  *#expressionStatement(): Task<Statement> {
    const value = yield* this.expression();
    this.emit(1);
    return { kind: 'expression', value, prints: value.kind !== 'assign' || this.isParenthesized(value) };
  }

  *#keyword(token: Token & { readonly text: string }): Task<Statement> {
    switch (token.text) {
      case 'if':
        return yield* this.#if();
      case 'while':
        return yield* this.#while();
      case 'for':
        return yield* this.#for();
      case 'print':
        return yield* this.#print();
      case 'return':
        return yield* this.#return();
      case 'break':
      case 'continue':
        yield* this.take();
        if (this.#loops === 0) throw new BcSyntaxError(token.text === 'break' ? 'Break outside a for/while' : 'Continue outside a for');
        this.emit(3);
        return { kind: token.text };
      case 'halt':
      case 'limits':
      case 'warranty':
        yield* this.take();
        return { kind: token.text };
      default:
        return yield* this.#expressionStatement();
    }
  }

  *#if(): Task<Statement> {
    yield* this.take();
    yield* this.expect('(');
    const test = yield* this.expression();
    yield* this.expect(')');
    this.emit(3);
    const then = yield* this.#statement();
    if (!this.isWord(yield* this.peek(), 'else')) return { kind: 'if', test, then, otherwise: undefined };
    yield* this.take();
    this.emit(3);
    return { kind: 'if', test, then, otherwise: yield* this.#statement() };
  }

  *#while(): Task<Statement> {
    yield* this.take();
    yield* this.expect('(');
    const test = yield* this.expression();
    yield* this.expect(')');
    this.emit(3);
    const body = yield* this.#body();
    return { kind: 'loop', test, step: undefined, body };
  }

  *#body(): Task<Statement> {
    this.#loops++;
    while ((yield* this.peek()).kind === 'newline') yield* this.take();
    const body = yield* this.#statement();
    this.#loops--;
    this.emit(3);
    return body;
  }

  *#for(): Task<Statement> {
    yield* this.take();
    yield* this.expect('(');
    const first = yield* this.expressionBefore(';');
    this.emit(1);
    const test = yield* this.expressionBefore(';');
    this.emit(6);
    const step = yield* this.expressionBefore(')');
    this.emit(4);
    const body = yield* this.#body();
    const loop: Statement = { kind: 'loop', test, step, body };
    return first === undefined ? loop : { kind: 'block', body: [{ kind: 'expression', value: first, prints: false }, loop] };
  }

  *#print(): Task<Statement> {
    yield* this.take();
    const items: (string | Expression)[] = [];
    for (;;) {
      const token = yield* this.peek();
      if (token.kind === 'string') {
        yield* this.take();
        items.push(token.text);
        this.emit(token.text.length + 2);
      } else {
        items.push(yield* this.expression());
        this.emit(1);
      }
      if (!this.isOperator(yield* this.peek(), ',')) return { kind: 'print', items };
      yield* this.take();
    }
  }

  *#return(): Task<Statement> {
    yield* this.take();
    const next = yield* this.peek();
    const isBare = next.kind === 'newline' || next.kind === 'end' || this.isOperator(next, ';') || this.isOperator(next, '}');
    if (next.kind === 'newline' && !this.#isInFunction) yield* this.take();
    const value = isBare ? undefined : yield* this.expression();
    if (!this.#isInFunction) {
      if ((yield* this.peek()).kind === 'newline') yield* this.take();
      throw new BcSyntaxError('Return outside of a function.');
    }
    if (this.#isVoid && value) throw new BcSyntaxError('Return expression in a void function.');
    this.emit(1);
    return { kind: 'return', value };
  }

  *#define(): Task<FunctionDefinition> {
    yield* this.take();
    let token = yield* this.take();
    this.#isVoid = this.isWord(token, 'void');
    if (this.#isVoid) token = yield* this.take();
    if (token.kind !== 'name') throw this.syntaxError();
    const name = token.text;
    yield* this.expect('(');
    const parameters = yield* this.#names(')');
    while ((yield* this.peek()).kind === 'newline') yield* this.take();
    yield* this.expect('{');
    this.#isInFunction = true;
    while ((yield* this.peek()).kind === 'newline') yield* this.take();
    let locals: readonly Parameter[] = [];
    if (this.isWord(yield* this.peek(), 'auto')) {
      yield* this.take();
      locals = yield* this.#names('end');
    }
    const all = [...parameters, ...locals].map(each => `${each.name}${each.kind === 'value' ? '' : '[]'}`);
    if (new Set(all).size < all.length) throw new BcSyntaxError('duplicate parameter names');
    const body: Statement[] = [];
    yield* this.#list(body, 'brace');
    return { name, isVoid: this.#isVoid, parameters, locals, body };
  }

  /** Names of parameters or of `auto`: `a, b[], *c[]`. */
  *#names(end: ')' | 'end'): Task<readonly Parameter[]> {
    const names: Parameter[] = [];
    if (end === ')' && this.isOperator(yield* this.peek(), ')')) {
      yield* this.take();
      return names;
    }
    for (;;) {
      const isReference = this.isOperator(yield* this.peek(), '*');
      if (isReference) yield* this.take();
      const token = yield* this.take();
      if (token.kind !== 'name') throw this.syntaxError();
      const isArray = this.isOperator(yield* this.peek(), '[');
      if (isArray) {
        yield* this.take();
        yield* this.expect(']');
      }
      names.push({ name: token.text, kind: isReference ? 'reference' : isArray ? 'array' : 'value' });
      const next = yield* this.take();
      if (this.isOperator(next, ',')) continue;
      const isEnd = end === ')' ? this.isOperator(next, ')') : next.kind === 'newline' || this.isOperator(next, ';');
      if (!isEnd) throw this.syntaxError();
      return names;
    }
  }
}

export function bcParser(lexer: BcLexer): BcParser {
  return new BcParser(lexer);
}
