import type { Argument, Expression } from './ast.js';
import { AtomParser } from './atom-parser.js';
import { join, type Span } from './span.js';

/** Atoms followed by attributes, calls and subscripts. */
export abstract class PrimaryParser extends AtomParser {
  primary(): Expression {
    const start = this.token.span;
    let value = this.atom();
    for (;;) {
      if (this.accept('.')) {
        const name = this.name();
        value = { kind: 'attribute', object: value, name: name.text.normalize('NFKC'), nameSpan: name.span, span: join(start, name.span) };
      } else if (this.is('(')) value = this.#call(value, start);
      else if (this.is('[')) value = this.#subscript(value, start);
      else return value;
    }
  }

  #call(callee: Expression, start: Span): Expression {
    const args = this.deeper(() => this.arguments());
    return { kind: 'call', callee, args, span: join(start, this.last.span) };
  }

  /** Arguments with their brackets. */
  arguments(): Argument[] {
    const open = this.next();
    const args: Argument[] = [];
    while (!this.is(')')) {
      args.push(this.#argument(args));
      if (this.#isGenerator(args)) {
        const last = args.pop()?.value ?? this.unexpected();
        const value = this.comprehension('generator', last, undefined, open);
        if (args.length > 0 || (this.is(',') && this.peek().text !== ')')) this.#unparenthesized(last.span);
        args.push({ kind: 'positional', value: { ...value, span: join(open.span, this.token.span) } });
      }
      if (!this.accept(',')) break;
    }
    this.close(')');
    return args;
  }

  /** A generator among other arguments needs brackets; the other arguments belong to what is pointed at. */
  #unparenthesized(start: Span): never {
    const { end } = this.last.span;
    return this.fail('Generator expression must be parenthesized', { start: start.start, end });
  }

  #isGenerator(args: readonly Argument[]): boolean {
    return args.at(-1)?.kind === 'positional' && (this.is('for') || (this.is('async') && this.peek().text === 'for'));
  }

  #argument(before: readonly Argument[]): Argument {
    if (this.accept('*')) return { kind: 'star', value: this.expression() };
    if (this.accept('**')) return { kind: 'doubleStar', value: this.expression() };
    const { token } = this;
    if (token.kind === 'name' && this.peek().text === '=' && this.peek().kind === 'operator') return this.#keyword();
    const value = this.namedExpression();
    if (this.is('=')) {
      const equals = this.next();
      if (value.kind === 'constant' && /true|false|none/.test(value.value.kind))
        this.fail(`cannot assign to ${token.text}`, join(value.span, equals.span));
      this.fail('expression cannot contain assignment, perhaps you meant "=="?', join(value.span, equals.span));
    }
    const isGenerator = this.is('for');
    if (!isGenerator && before.some(argument => argument.kind === 'keyword'))
      this.#misplaced('positional argument follows keyword argument');
    if (!isGenerator && before.some(argument => argument.kind === 'doubleStar'))
      this.#misplaced('positional argument follows keyword argument unpacking');
    return { kind: 'positional', value };
  }

  /** CPython points at the closing bracket of the call. */
  #misplaced(message: string): never {
    const at = this.at;
    while (this.accept(',')) {
      if (this.is(')')) break;
      this.attempt(() => this.accept('*') || this.accept('**') || (this.isKind('name') && this.peek().text === '=' && (this.at += 2)));
      if (!this.attempt(() => this.expression())) break;
    }
    const span = this.is(')') ? this.token.span : (this.tokens[at - 1]?.span ?? this.token.span);
    return this.fail(message, span);
  }

  #keyword(): Argument {
    const name = this.next();
    const equals = this.next();
    if (this.is(',') || this.is(')')) this.fail('expected argument value expression', join(name.span, equals.span));
    const value = this.expression();
    if (this.is('for') && this.isKind('keyword'))
      this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", join(name.span, equals.span));
    return { kind: 'keyword', name: name.text, value, span: join(name.span, value.span) };
  }

  #subscript(object: Expression, from: Span): Expression {
    this.next();
    const start = this.token.span;
    const first = this.deeper(() => this.#slice());
    let index = first;
    if (this.is(',')) {
      const items = [first];
      while (this.accept(',')) {
        if (this.is(']')) break;
        items.push(this.#slice());
      }
      index = { kind: 'tuple', items, span: join(start, this.last.span), isBare: true };
    } else if (first.kind === 'starred') index = { kind: 'tuple', items: [first], span: first.span, isBare: true };
    this.close(']');
    return { kind: 'subscript', object, index, span: join(from, this.last.span) };
  }

  #slice(): Expression {
    const start = this.token.span;
    if (this.is('*')) return this.item();
    const lower = this.is(':') ? undefined : this.namedExpression();
    if (!this.is(':')) return lower ?? this.unexpected();
    const upper = this.#bound();
    const step = this.is(':') ? this.#bound() : undefined;
    return { kind: 'slice', lower, upper, step, span: this.spanFrom(start) };
  }

  #bound(): Expression | undefined {
    this.next();
    return this.is(':') || this.is(']') || this.is(',') ? undefined : this.expression();
  }
}
