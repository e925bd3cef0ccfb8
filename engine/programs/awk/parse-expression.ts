import { compileRegex, RegexError, type Regex } from '../regex/regex.js';
import { AwkSyntaxError, type Expression, type Place, type Variable } from './syntax.js';
import type { TokenStream } from './token-stream.js';

const MAX_DEPTH = 500;

/** Whether `>` compares, or begins a redirection as inside of `print`. */
type Greater = 'compares' | 'redirects';

/** Reads expressions by awk's precedences, lowest first. */
export class ExpressionParser {
  readonly #tokens: TokenStream;
  #locals: readonly string[] = [];
  #depth = 0;

  constructor(tokens: TokenStream) {
    this.#tokens = tokens;
  }

  /** The parameters that hide global names while a function is read. */
  setLocals(names: readonly string[]): void {
    this.#locals = names;
  }

  expression(greater: Greater = 'compares'): Expression {
    if (++this.#depth > MAX_DEPTH) throw new AwkSyntaxError(this.#tokens.current.line, 'expression is nested too deeply');
    const result = this.#tail(this.#or(greater), greater);
    this.#depth--;
    return result;
  }

  /** `? :` and assignments, both from right to left. */
  #tail(left: Expression, greater: Greater): Expression {
    const tokens = this.#tokens;
    if (tokens.take('?')) {
      tokens.skipNewlines();
      const then = this.expression(greater);
      tokens.skipNewlines();
      tokens.expect(':');
      tokens.skipNewlines();
      return { kind: 'conditional', condition: left, then, otherwise: this.expression(greater) };
    }
    if (!isPlace(left) || !tokens.is('=', '+=', '-=', '*=', '/=', '%=', '^=')) return left;
    const operator = tokens.next().text;
    tokens.skipNewlines();
    return { kind: 'assign', operator, place: left, value: this.expression(greater) };
  }

  #or(greater: Greater): Expression {
    let left = this.#and(greater);
    while (this.#tokens.take('||')) {
      this.#tokens.skipNewlines();
      left = { kind: 'or', left, right: this.#and(greater) };
    }
    return left;
  }

  #and(greater: Greater): Expression {
    let left = this.#in(greater);
    while (this.#tokens.take('&&')) {
      this.#tokens.skipNewlines();
      left = { kind: 'and', left, right: this.#in(greater) };
    }
    return left;
  }

  #in(greater: Greater): Expression {
    let left = this.#match(greater);
    while (this.#tokens.take('in')) left = { kind: 'in', subscripts: [left], array: this.variable() };
    return left;
  }

  #match(greater: Greater): Expression {
    let left = this.#comparison(greater);
    while (this.#tokens.is('~', '!~')) {
      const negated = this.#tokens.next().text === '!~';
      left = { kind: 'match', negated, text: left, pattern: this.#comparison(greater) };
    }
    return left;
  }

  #comparison(greater: Greater): Expression {
    const left = this.#pipes(this.#concatenation());
    if (!this.#tokens.is('<', '<=', '==', '!=', '>=', ...(greater === 'compares' ? ['>'] : []))) return left;
    const operator = this.#tokens.next().text;
    return { kind: 'binary', operator, left, right: this.#concatenation() };
  }

  /** `command | getline`, as often as it follows. */
  #pipes(command: Expression): Expression {
    let left = command;
    while (this.#tokens.is('|') && this.#tokens.peek(1)?.text === 'getline') {
      this.#tokens.next();
      this.#tokens.next();
      left = { kind: 'getline', from: 'command', source: left, place: this.#optionalPlace() };
    }
    return left;
  }

  #concatenation(): Expression {
    let left = this.#additive();
    while (this.#startsOperand()) left = { kind: 'binary', operator: ' ', left, right: this.#additive() };
    return left;
  }

  #startsOperand(): boolean {
    const { kind, text } = this.#tokens.current;
    if (['number', 'string', 'regex', 'name', 'function', 'builtin'].includes(kind)) return true;
    return kind === 'operator' && ['$', '!', '(', '-', '+', '++', '--'].includes(text);
  }

  #additive(): Expression {
    let left = this.#multiplicative();
    while (this.#tokens.is('+', '-')) left = { kind: 'binary', operator: this.#tokens.next().text, left, right: this.#multiplicative() };
    return left;
  }

  #multiplicative(): Expression {
    let left = this.#unary();
    while (this.#tokens.is('*', '/', '%')) left = { kind: 'binary', operator: this.#tokens.next().text, left, right: this.#unary() };
    return left;
  }

  #unary(): Expression {
    const tokens = this.#tokens;
    if (tokens.take('!')) return { kind: 'not', operand: this.#unary() };
    if (tokens.take('-')) return { kind: 'negate', operand: this.#unary() };
    if (tokens.take('+')) return { kind: 'plus', operand: this.#unary() };
    return this.#power();
  }

  #power(): Expression {
    const left = this.#postfix();
    if (!this.#tokens.take('^')) return left;
    // From right to left, and `2 ^ -3` is allowed.
    return { kind: 'binary', operator: '^', left, right: this.#tokens.is('-', '+', '!') ? this.#unary() : this.#power() };
  }

  #postfix(): Expression {
    const operand = this.#primary();
    if (!isPlace(operand) || !this.#tokens.is('++', '--')) return operand;
    return { kind: 'increment', by: this.#tokens.next().text === '++' ? 1 : -1, prefix: false, place: operand };
  }

  #primary(): Expression {
    const tokens = this.#tokens;
    const { kind, text, line } = tokens.current;
    switch (kind) {
      case 'number':
        tokens.next();
        return { kind: 'number', value: Number(text) };
      case 'string':
        tokens.next();
        return { kind: 'string', value: text };
      case 'regex':
        tokens.next();
        return { kind: 'regex', regex: awkRegex(text, line) };
      case 'builtin':
      case 'function':
        return this.#call(kind);
      case 'name':
        return this.#nameOrElement();
      default:
        return this.#symbol();
    }
  }

  #symbol(): Expression {
    const tokens = this.#tokens;
    if (tokens.take('$'))
      return {
        kind: 'field',
        index: tokens.is('++', '--') ? this.#prefixIncrement() : tokens.is('-', '+', '!') ? this.#unary() : this.#primary(),
      };
    if (tokens.is('++', '--')) return this.#prefixIncrement();
    if (tokens.take('getline')) return this.#getline();
    if (tokens.take('(')) return this.#group();
    return tokens.fail();
  }

  #prefixIncrement(): Expression {
    const by = this.#tokens.next().text === '++' ? 1 : -1;
    const place = this.#primary();
    if (!isPlace(place)) return this.#tokens.fail();
    return { kind: 'increment', by, prefix: true, place };
  }

  #getline(): Expression {
    const place = this.#optionalPlace();
    if (!this.#tokens.take('<')) return { kind: 'getline', from: 'input', source: undefined, place };
    return { kind: 'getline', from: 'file', source: this.#postfix(), place };
  }

  #optionalPlace(): Place | undefined {
    if (this.#tokens.current.kind !== 'name' && !this.#tokens.is('$')) return undefined;
    const place = this.#primary();
    return isPlace(place) ? place : this.#tokens.fail();
  }

  /** `(expression)` or `(i, j) in array`. */
  #group(): Expression {
    const list = this.list(')');
    this.#tokens.expect(')');
    const [only] = list;
    if (list.length === 1 && only) return { kind: 'group', body: only };
    if (!this.#tokens.take('in')) return this.#tokens.fail();
    return { kind: 'in', subscripts: list, array: this.variable() };
  }

  /** Expressions between commas, up to a closing token that is left alone. */
  list(close: string): Expression[] {
    const values: Expression[] = [];
    this.#tokens.skipNewlines();
    while (!this.#tokens.is(close)) {
      values.push(this.expression());
      this.#tokens.skipNewlines();
      if (!this.#tokens.take(',')) break;
      this.#tokens.skipNewlines();
    }
    return values;
  }

  #call(kind: 'builtin' | 'function'): Expression {
    const name = this.#tokens.next().text;
    const call = kind === 'builtin' ? 'builtin' : 'call';
    if (!this.#tokens.take('(')) return name === 'length' ? { kind: call, name, values: [] } : this.#tokens.fail();
    const values = this.list(')');
    this.#tokens.expect(')');
    return { kind: call, name, values };
  }

  #nameOrElement(): Expression {
    const variable = this.variable();
    if (!this.#tokens.take('[')) return variable;
    const subscripts = this.list(']');
    this.#tokens.expect(']');
    return { kind: 'element', array: variable, subscripts };
  }

  variable(): Variable {
    const { kind, text } = this.#tokens.current;
    if (kind !== 'name') return this.#tokens.fail();
    this.#tokens.next();
    const local = this.#locals.indexOf(text);
    return { kind: 'variable', name: text, local: local < 0 ? undefined : local };
  }
}

function isPlace(expression: Expression): expression is Place {
  return expression.kind === 'variable' || expression.kind === 'field' || expression.kind === 'element';
}

function awkRegex(source: string, line: number): Regex {
  try {
    return compileRegex(source, { syntax: 'extended', lenient: true });
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    throw new AwkSyntaxError(line, `regular expression compile failed (${error.message})\n${source}`);
  }
}
