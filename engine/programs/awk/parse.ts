import { ExpressionParser } from './parse-expression.js';
import type { AwkFunction, AwkProgram, Expression, Redirect, Rule, Statement } from './syntax.js';
import { TokenStream } from './token-stream.js';

/** Reads a program. Throws AwkSyntaxError. */
export function parseAwk(source: string): AwkProgram {
  return new Parser(source).parse();
}

class Parser {
  readonly #tokens: TokenStream;
  readonly #expressions: ExpressionParser;
  readonly #begin: Statement[] = [];
  readonly #end: Statement[] = [];
  readonly #rules: Rule[] = [];
  readonly #functions = new Map<string, AwkFunction>();

  constructor(source: string) {
    this.#tokens = new TokenStream(source);
    this.#expressions = new ExpressionParser(this.#tokens);
  }

  parse(): AwkProgram {
    this.#tokens.skipTerminators();
    while (this.#tokens.current.kind !== 'end') {
      this.#item();
      this.#tokens.skipTerminators();
    }
    return { begin: this.#begin, end: this.#end, rules: this.#rules, functions: this.#functions };
  }

  #item(): void {
    const tokens = this.#tokens;
    if (tokens.take('function', 'func')) return this.#function();
    if (tokens.take('BEGIN')) return void this.#begin.push(this.#block());
    if (tokens.take('END')) return void this.#end.push(this.#block());
    if (tokens.is('{')) return void this.#rules.push({ pattern: undefined, until: undefined, body: this.#block() });
    const pattern = this.#expressions.expression();
    let until: Expression | undefined;
    if (tokens.take(',')) {
      tokens.skipNewlines();
      until = this.#expressions.expression();
    }
    this.#rules.push({ pattern, until, body: tokens.is('{') ? this.#block() : undefined });
  }

  #function(): void {
    const tokens = this.#tokens;
    const { kind, text: name } = tokens.next();
    if (kind !== 'name' && kind !== 'function') tokens.fail();
    tokens.expect('(');
    const parameters: string[] = [];
    while (!tokens.is(')')) {
      parameters.push(tokens.next().text);
      tokens.skipNewlines();
      if (!tokens.take(',')) break;
      tokens.skipNewlines();
    }
    tokens.expect(')');
    tokens.skipNewlines();
    this.#expressions.setLocals(parameters);
    this.#functions.set(name, { name, parameters, body: this.#block() });
    this.#expressions.setLocals([]);
  }

  #block(): Statement {
    this.#tokens.expect('{');
    const body: Statement[] = [];
    this.#tokens.skipTerminators();
    while (!this.#tokens.is('}')) {
      if (this.#tokens.current.kind === 'end') this.#tokens.fail();
      body.push(this.#statement());
      this.#tokens.skipTerminators();
    }
    this.#tokens.expect('}');
    return { kind: 'block', body };
  }

  #statement(): Statement {
    const tokens = this.#tokens;
    if (tokens.is('{')) return this.#block();
    if (tokens.take('if')) return this.#if();
    if (tokens.take('while')) {
      const condition = this.#condition();
      return { kind: 'while', condition, body: this.#statement() };
    }
    if (tokens.take('do')) return this.#do();
    if (tokens.take('for')) return this.#for();
    if (tokens.take(';')) return { kind: 'block', body: [] };
    const statement = this.#simple();
    this.#endOfStatement();
    return statement;
  }

  #endOfStatement(): void {
    const tokens = this.#tokens;
    if (tokens.is('}')) return;
    if (tokens.current.kind !== 'newline' && !tokens.is(';')) tokens.fail();
    tokens.next();
  }

  #condition(): Expression {
    this.#tokens.expect('(');
    const condition = this.#expressions.expression();
    this.#tokens.expect(')');
    this.#tokens.skipNewlines();
    return condition;
  }

  #if(): Statement {
    const condition = this.#condition();
    const then = this.#statement();
    const position = this.#tokens.position;
    this.#tokens.skipTerminators();
    if (!this.#tokens.take('else')) {
      this.#tokens.rewind(position);
      return { kind: 'if', condition, then, otherwise: undefined };
    }
    this.#tokens.skipNewlines();
    return { kind: 'if', condition, then, otherwise: this.#statement() };
  }

  #do(): Statement {
    this.#tokens.skipNewlines();
    const body = this.#statement();
    this.#tokens.skipTerminators();
    this.#tokens.expect('while');
    this.#tokens.expect('(');
    const condition = this.#expressions.expression();
    this.#tokens.expect(')');
    return { kind: 'do', condition, body };
  }

  #for(): Statement {
    const tokens = this.#tokens;
    tokens.expect('(');
    if (tokens.current.kind === 'name' && tokens.peek(1)?.text === 'in' && tokens.peek(3)?.text === ')') {
      const variable = this.#expressions.variable();
      tokens.expect('in');
      const array = this.#expressions.variable();
      tokens.expect(')');
      tokens.skipNewlines();
      return { kind: 'forIn', variable, array, body: this.#statement() };
    }
    const init = tokens.is(';') ? undefined : this.#simple();
    tokens.expect(';');
    tokens.skipNewlines();
    const condition = tokens.is(';') ? undefined : this.#expressions.expression();
    tokens.expect(';');
    tokens.skipNewlines();
    const step = tokens.is(')') ? undefined : this.#simple();
    tokens.expect(')');
    tokens.skipNewlines();
    return { kind: 'for', init, condition, step, body: this.#statement() };
  }

  /** A statement without a body of its own. */
  #simple(): Statement {
    const tokens = this.#tokens;
    for (const kind of ['print', 'printf'] as const)
      if (tokens.take(kind)) return { kind, values: this.#printValues(), redirect: this.#redirect() };
    for (const kind of ['next', 'nextfile', 'break', 'continue'] as const) if (tokens.take(kind)) return { kind };
    for (const kind of ['return', 'exit'] as const)
      if (tokens.take(kind)) return { kind, value: this.#atEnd() ? undefined : this.#expressions.expression() };
    if (tokens.take('delete')) return this.#delete();
    return { kind: 'expression', expression: this.#expressions.expression() };
  }

  #atEnd(): boolean {
    return this.#tokens.current.kind === 'newline' || this.#tokens.is(';', '}');
  }

  #delete(): Statement {
    const array = this.#expressions.variable();
    if (!this.#tokens.take('[')) return { kind: 'delete', array, subscripts: undefined };
    const subscripts = this.#expressions.list(']');
    this.#tokens.expect(']');
    return { kind: 'delete', array, subscripts };
  }

  /** `print (a, b)` is a list; `print (a) b` is one value that begins with a parenthesis. */
  #printValues(): Expression[] {
    const tokens = this.#tokens;
    if (this.#atEnd() || tokens.is('>', '>>', '|')) return [];
    const start = tokens.position;
    if (tokens.take('(')) {
      const list = this.#expressions.list(')');
      tokens.expect(')');
      if (this.#atEnd() || tokens.is('>', '>>', '|')) return list;
      tokens.rewind(start);
    }
    const values = [this.#expressions.expression('redirects')];
    while (tokens.take(',')) {
      tokens.skipNewlines();
      values.push(this.#expressions.expression('redirects'));
    }
    return values;
  }

  #redirect(): Redirect | undefined {
    for (const mode of ['>', '>>', '|'] as const)
      if (this.#tokens.take(mode)) return { mode, target: this.#expressions.expression('redirects') };
    return undefined;
  }
}
