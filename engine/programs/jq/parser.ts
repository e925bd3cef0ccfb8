import { tokenize } from './lexer.js';
import { TokenStream } from './token-stream.js';
import { JqLimitError, type Definition, type Expression, type Pattern } from './syntax.js';

const identity: Expression = { kind: 'identity' };
const MAX_DEPTH = 500;

/** Operators that bind tighter than `//`, loosest first; each level is left-associative. */
const LEVELS: readonly (readonly string[])[] = [['or'], ['and'], ['==', '!=', '<', '<=', '>', '>='], ['+', '-'], ['*', '/', '%']];
const ASSIGNMENTS: readonly string[] = ['=', '|=', '+=', '-=', '*=', '/=', '%=', '//='];

/** Reads a program; throws JqSyntaxError. */
export function parseProgram(source: string): Expression {
  const parser = new Parser(tokenize(source));
  return parser.program();
}

/** Reads definitions only. */
export function parseDefinitions(source: string): readonly Definition[] {
  return new Parser(tokenize(source)).definitions();
}

class Parser extends TokenStream {
  #depth = 0;

  program(): Expression {
    if (this.peek().kind === 'end') return identity;
    const definitions: Definition[] = [];
    while (this.isKeyword('def')) definitions.push(this.#definition());
    const body = this.peek().kind === 'end' ? identity : this.#pipe();
    if (this.peek().kind !== 'end') throw this.wrong();
    return definitions.reduceRight<Expression>((inner, definition) => ({ kind: 'define', definition, body: inner }), body);
  }

  definitions(): readonly Definition[] {
    const definitions: Definition[] = [];
    while (this.isKeyword('def')) definitions.push(this.#definition());
    return definitions;
  }

  #definition(): Definition {
    this.expect('def');
    const name = this.peek().kind === 'keyword' ? this.take('keyword') : this.take('name');
    const parameters: string[] = [];
    if (this.skip('(')) {
      do parameters.push(this.peek().kind === 'variable' ? `$${this.take('variable')}` : this.take('name'));
      while (this.skip(';'));
      this.expect(')');
    }
    this.expect(':');
    const body = this.#pipe();
    this.expect(';');
    return { name, parameters, body };
  }

  #pipe(): Expression {
    if (++this.#depth > MAX_DEPTH) throw new JqLimitError('drydock: jq: a program nested this deep is not simulated');
    try {
      return this.#pipeOf();
    } finally {
      this.#depth--;
    }
  }

  #pipeOf(): Expression {
    if (this.isKeyword('def')) {
      const definition = this.#definition();
      return { kind: 'define', definition, body: this.#pipe() };
    }
    if (this.skip('label')) {
      const name = this.take('variable');
      this.expect('|');
      return { kind: 'label', name, body: this.#pipe() };
    }
    const left = this.#comma();
    return this.skip('|') ? { kind: 'pipe', left, right: this.#pipe() } : left;
  }

  #comma(): Expression {
    let left = this.#alternative();
    while (this.skip(',')) left = { kind: 'comma', left, right: this.#alternative() };
    return left;
  }

  /** `//` is right-associative, and looser than assignments. */
  #alternative(): Expression {
    const left = this.#assignment();
    return this.skip('//') ? { kind: 'alternative', left, right: this.#alternative() } : left;
  }

  #assignment(): Expression {
    const left = this.#binary(0);
    const token = this.peek();
    if (token.kind !== 'operator' || !ASSIGNMENTS.includes(token.text)) return left;
    this.advance();
    return { kind: 'assign', operator: token.text, left, right: this.#alternative() };
  }

  #binary(level: number): Expression {
    const operators = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.#binary(level + 1);
    for (;;) {
      const token = this.peek();
      if ((token.kind !== 'operator' && token.kind !== 'keyword') || !operators.includes(token.text)) return left;
      this.advance();
      const right = this.#binary(level + 1);
      if (token.text === 'or' || token.text === 'and') left = { kind: token.text, left, right };
      else left = { kind: 'binary', operator: token.text, left, right };
    }
  }

  #unary(): Expression {
    if (this.skip('-')) return { kind: 'negate', body: this.#postfix() };
    return this.#postfix();
  }

  /** A term with what is written behind it, and `as` bindings, which reach to the end of the pipe. */
  #postfix(): Expression {
    const term = this.#suffixes(this.#term());
    if (!this.skip('as')) return term;
    const pattern = this.#pattern();
    this.expect('|');
    return { kind: 'bind', source: term, pattern, body: this.#pipe() };
  }

  #suffixes(start: Expression): Expression {
    let target = start;
    for (;;) {
      const token = this.peek();
      if (token.kind === 'field') {
        this.advance();
        target = { kind: 'index', target, key: { kind: 'literal', value: token.text } };
      } else if (this.is('.') && this.ahead(1)?.kind === 'text') {
        this.advance();
        target = { kind: 'index', target, key: this.#text('@text') };
      } else if (this.skip('[')) target = this.#bracket(target);
      else if (this.skip('?')) target = { kind: 'try', body: target, handler: undefined };
      else return target;
    }
  }

  #bracket(target: Expression): Expression {
    if (this.skip(']')) return { kind: 'iterate', target };
    if (this.skip(':')) {
      const to = this.#pipe();
      this.expect(']');
      return { kind: 'slice', target, from: undefined, to };
    }
    const key = this.#pipe();
    if (this.skip(']')) return { kind: 'index', target, key };
    this.expect(':');
    const to = this.is(']') ? undefined : this.#pipe();
    this.expect(']');
    return { kind: 'slice', target, from: key, to };
  }

  #term(): Expression {
    const token = this.peek();
    switch (token.kind) {
      case 'number':
        this.advance();
        return { kind: 'literal', value: Number(token.text) };
      case 'text':
        return this.#text('@text');
      case 'format':
        this.advance();
        return this.peek().kind === 'text' ? this.#text(token.text) : { kind: 'format', name: token.text };
      case 'field':
        this.advance();
        return { kind: 'index', target: identity, key: { kind: 'literal', value: token.text } };
      case 'variable':
        this.advance();
        return { kind: 'variable', name: token.text, at: token.at };
      case 'name':
        this.advance();
        return this.#call(token.text, token.at);
      case 'keyword':
        return this.#keyword(token.text);
      default:
        return this.#punctuation();
    }
  }

  #punctuation(): Expression {
    if (this.skip('..')) return { kind: 'call', name: 'recurse', args: [], at: 0 };
    if (this.skip('.')) return this.peek().kind === 'text' ? { kind: 'index', target: identity, key: this.#text('@text') } : identity;
    if (this.skip('(')) {
      const body = this.#pipe();
      this.expect(')');
      return body;
    }
    if (this.skip('[')) {
      if (this.skip(']')) return { kind: 'array', body: undefined };
      const body = this.#pipe();
      this.expect(']');
      return { kind: 'array', body };
    }
    if (this.skip('{')) return this.#object();
    throw this.wrong();
  }

  #call(name: string, at: number): Expression {
    if (name === 'break' && this.peek().kind === 'variable') return { kind: 'break', name: this.take('variable'), at };
    if (name === 'true' || name === 'false') return { kind: 'literal', value: name === 'true' };
    if (name === 'null') return { kind: 'literal', value: null };
    const args: Expression[] = [];
    if (this.skip('(')) {
      do args.push(this.#pipe());
      while (this.skip(';'));
      this.expect(')');
    }
    return { kind: 'call', name, args, at };
  }

  #keyword(word: string): Expression {
    this.advance();
    switch (word) {
      case 'if':
        return this.#condition();
      case 'try': {
        const body = this.#suffixes(this.#term());
        return { kind: 'try', body, handler: this.skip('catch') ? this.#suffixes(this.#term()) : undefined };
      }
      case 'reduce':
      case 'foreach':
        return this.#loop(word);
      case 'def':
        this.back();
        return { kind: 'define', definition: this.#definition(), body: this.#pipe() };
      default:
        this.back();
        throw this.wrong();
    }
  }

  #condition(): Expression {
    const condition = this.#pipe();
    this.expect('then');
    const then = this.#pipe();
    if (this.skip('elif')) return { kind: 'if', condition, then, otherwise: this.#condition() };
    const otherwise = this.skip('else') ? this.#pipe() : identity;
    this.expect('end');
    return { kind: 'if', condition, then, otherwise };
  }

  #loop(kind: 'reduce' | 'foreach'): Expression {
    const source = this.#suffixes(this.#term());
    this.expect('as');
    const pattern = this.#pattern();
    this.expect('(');
    const start = this.#pipe();
    this.expect(';');
    const update = this.#pipe();
    const extract = kind === 'foreach' && this.skip(';') ? this.#pipe() : undefined;
    this.expect(')');
    return kind === 'reduce' ? { kind, source, pattern, start, update } : { kind, source, pattern, start, update, extract };
  }

  #text(format: string): Expression {
    const token = this.peek();
    if (token.kind !== 'text') throw this.wrong();
    this.advance();
    const parts = token.parts.map(part => (typeof part === 'string' ? part : new Parser(part).program()));
    return parts.length === 1 && typeof parts[0] === 'string' ? { kind: 'literal', value: parts[0] } : { kind: 'text', format, parts };
  }

  #object(): Expression {
    const members: (readonly [Expression, Expression])[] = [];
    if (this.skip('}')) return { kind: 'object', members };
    do members.push(this.#member());
    while (this.skip(','));
    this.expect('}');
    return { kind: 'object', members };
  }

  #member(): readonly [Expression, Expression] {
    const token = this.peek();
    if (token.kind === 'variable') {
      this.advance();
      return [
        { kind: 'literal', value: token.text },
        { kind: 'variable', name: token.text, at: token.at },
      ];
    }
    const key = this.#memberKey();
    if (this.skip(':')) return [key, this.#memberValue()];
    if (this.ahead(-1)?.text === ')') throw this.wrong();
    return [key, { kind: 'index', target: identity, key }];
  }

  #memberKey(): Expression {
    const token = this.peek();
    if (token.kind === 'name' || token.kind === 'keyword' || token.kind === 'number') {
      this.advance();
      return { kind: 'literal', value: token.text };
    }
    if (token.kind === 'text') return this.#text('@text');
    if (token.kind === 'format') {
      this.advance();
      return this.#text(token.text);
    }
    this.expect('(');
    const key = this.#pipe();
    this.expect(')');
    return key;
  }

  /** A value may be piped, but a comma ends it. */
  #memberValue(): Expression {
    const left = this.#alternative();
    return this.skip('|') ? { kind: 'pipe', left, right: this.#memberValue() } : left;
  }

  #pattern(): Pattern {
    if (this.peek().kind === 'variable') return { kind: 'variable', name: this.take('variable') };
    if (this.skip('[')) {
      const items: Pattern[] = [];
      do items.push(this.#pattern());
      while (this.skip(','));
      this.expect(']');
      return { kind: 'array', items };
    }
    this.expect('{');
    const members: Extract<Pattern, { kind: 'object' }>['members'][number][] = [];
    do {
      const bind = this.peek().kind === 'variable' ? this.take('variable') : undefined;
      const key: Expression = bind === undefined ? this.#memberKey() : { kind: 'literal', value: bind };
      members.push({ key, bind, pattern: this.skip(':') ? this.#pattern() : undefined });
    } while (this.skip(','));
    this.expect('}');
    return { kind: 'object', members };
  }
}
