import type { Argument, Arguments, ClassRef, Expr } from './ast.js';
import { Cursor } from './cursor.js';

/** What follows a value and looks into it or calls it: `[…]`, `->name`, `::member`, `(…)`. */
export abstract class AccessParser extends Cursor {
  abstract expression(minimum?: number): Expr;
  protected abstract primary(): Expr;

  args(): Arguments {
    this.expect('(');
    if (this.is('...') && this.ahead(1)?.text === ')') {
      this.take();
      this.take();
      return 'callable';
    }
    const args: Argument[] = [];
    while (!this.is(')')) {
      const next = this.ahead(1);
      const { kind, text, written } = this.token;
      if (this.accept('...')) args.push({ value: this.expression(), spread: true });
      else if ((kind === 'name' || kind === 'keyword') && next?.kind === 'op' && next.text === ':') {
        this.take();
        this.take();
        args.push({ value: this.expression(), spread: false, name: written ?? text });
      } else args.push({ value: this.expression(), spread: false });
      if (!this.accept(',')) break;
    }
    if (!this.is(')')) throw this.unexpected();
    this.take();
    return args;
  }

  /** `[…]`, `->name`, `::member` and calls after a value. */
  protected postfix(start: Expr): Expr {
    let base = start;
    for (;;) {
      const { token } = this;
      if (token.kind !== 'op') return base;
      const { line } = token;
      switch (token.text) {
        case '[':
          base = this.#dim(base, line);
          break;
        case '{':
          return base;
        case '->':
        case '?->':
          base = this.#member(base, this.take().text === '?->', line);
          break;
        case '::':
          base = this.staticMember(base, line);
          break;
        case '(':
          if (base.kind === 'constant' || base.kind === 'int') return base;
          base = { kind: 'call', callee: base, args: this.args(), line };
          break;
        default:
          return base;
      }
    }
  }

  #dim(base: Expr, line: number): Expr {
    this.take();
    if (this.accept(']')) return { kind: 'dim', base, index: undefined, line };
    const index = this.expression();
    this.expect(']');
    return { kind: 'dim', base, index, line };
  }

  #member(base: Expr, nullsafe: boolean, line: number): Expr {
    const name = this.memberName();
    if (this.is('(')) return { kind: 'methodCall', base, name, args: this.args(), nullsafe, line };
    return { kind: 'prop', base, name, nullsafe, line };
  }

  protected memberName(): string | Expr {
    const { token } = this;
    if (token.kind === 'name' || token.kind === 'keyword') return this.identifier(true);
    if (token.kind === 'variable') {
      this.take();
      return { kind: 'variable', name: token.text, line: token.line };
    }
    if (this.accept('{')) {
      const name = this.expression();
      this.expect('}');
      return name;
    }
    if (this.is('$')) return this.primary();
    throw this.unexpected('identifier or variable or "{" or "$"');
  }

  protected staticMember(cls: ClassRef, line: number): Expr {
    this.expect('::');
    const { token } = this;
    if (token.kind === 'variable') {
      this.take();
      if (!this.is('(')) return { kind: 'staticProp', cls, name: token.text, line };
      return { kind: 'staticCall', cls, name: { kind: 'variable', name: token.text, line }, args: this.args(), line };
    }
    if (this.is('$')) return { kind: 'staticProp', cls, name: this.#dynamicStatic(), line };
    if (this.accept('{')) {
      const name = this.expression();
      this.expect('}');
      if (this.is('(')) return { kind: 'staticCall', cls, name, args: this.args(), line };
      return { kind: 'classConst', cls, name, line };
    }
    if (this.accept('class')) return { kind: 'classConst', cls, name: 'class', line };
    if (token.kind !== 'name' && token.kind !== 'keyword') throw this.unexpected();
    const name = this.identifier(true);
    if (this.is('(')) return { kind: 'staticCall', cls, name, args: this.args(), line };
    return { kind: 'classConst', cls, name, line };
  }

  #dynamicStatic(): Expr {
    this.take();
    if (this.accept('{')) {
      const name = this.expression();
      this.expect('}');
      return name;
    }
    return this.primary();
  }
}
