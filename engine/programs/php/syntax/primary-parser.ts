import { CompileError, type Argument, type ArrayItem, type ClassDeclaration, type ClassRef, type Expr } from './ast.js';
import { AccessParser } from './access-parser.js';
import { parseFloatLiteral, parseIntLiteral } from './number.js';
import { isTarget } from './operators.js';
import type { Token } from './token.js';

/** What an expression begins with: literals, names, and the words that make a value (`new`, `match`, `isset` …). */
export abstract class PrimaryParser extends AccessParser {
  protected abstract anonymousClass(line: number): { readonly declaration: ClassDeclaration; readonly args: readonly Argument[] };

  protected override primary(): Expr {
    const { token } = this;
    const { line, text } = token;
    switch (token.kind) {
      case 'variable':
        this.take();
        return { kind: 'variable', name: text, line };
      case 'int':
        this.take();
        return parseIntLiteral(text, line);
      case 'float':
        this.take();
        return { kind: 'float', value: parseFloatLiteral(text), line };
      case 'string':
        this.take();
        return { kind: 'literal', value: token.value ?? '', line };
      case 'template':
        this.take();
        return { kind: 'template', parts: this.#parts(token), line };
      case 'shell':
        this.take();
        return { kind: 'shell', command: { kind: 'template', parts: this.#parts(token), line }, line };
      case 'name':
      case 'qualified':
      case 'fullyQualified':
        return this.#named(this.take());
      case 'op':
        return this.#operatorPrimary(text, line);
      case 'keyword':
        return this.#keywordPrimary(text, line);
      default:
        throw this.unexpected();
    }
  }

  #parts(token: Token): readonly (string | Expr)[] {
    return (token.parts ?? []).map(part => (typeof part === 'string' ? part : this.embedded(part)));
  }

  /** Reads the tokens of an expression in a string. */
  protected abstract embedded(tokens: readonly Token[]): Expr;

  #named(token: Token): Expr {
    const { line } = token;
    if (this.is('(')) return { kind: 'call', callee: this.resolveName(token, 'functions'), args: this.args(), line };
    if (this.is('::')) return this.staticMember(this.resolveClass(token), line);
    const lower = token.text.toLowerCase().replace(/^\\/, '');
    if (lower === 'true' || lower === 'false') return { kind: 'literal', value: lower === 'true', line };
    if (lower === 'null') return { kind: 'literal', value: null, line };
    return { kind: 'constant', name: this.resolveName(token, 'constants'), line };
  }

  #operatorPrimary(text: string, line: number): Expr {
    switch (text) {
      case '(': {
        this.take();
        const inner = this.expression();
        this.expect(')', undefined);
        // A variable in parentheses is a value: it takes no assignment, but it can be looked into.
        return inner;
      }
      case '[':
        this.take();
        return this.arrayRest(']', line);
      case '$': {
        this.take();
        if (this.accept('{')) {
          const name = this.expression();
          this.expect('}');
          return { kind: 'variable', name, line };
        }
        return { kind: 'variable', name: this.primary(), line };
      }
      case '&':
      default:
        throw this.unexpected();
    }
  }

  #keywordPrimary(text: string, line: number): Expr {
    switch (text) {
      case 'array':
        this.take();
        this.expect('(');
        return this.arrayRest(')', line);
      case 'list':
        this.take();
        this.expect('(');
        return { ...this.arrayRest(')', line), isList: true };
      case 'isset':
        return { kind: 'isset', targets: this.#issetTargets(), line };
      case 'empty': {
        this.take();
        this.expect('(');
        const target = this.expression();
        this.expect(')');
        return { kind: 'empty', target, line };
      }
      case 'exit':
      case 'die':
        return this.#exit(line);
      case 'new':
        return this.#new(line);
      case 'match':
        return this.#match(line);
      case 'static':
        this.take();
        if (!this.is('::')) throw this.unexpected();
        return this.staticMember('static', line);
      case 'enum':
        return this.#named({ ...this.take(), kind: 'name' });
      default:
        return this.#magicConstant(text, line);
    }
  }

  #magicConstant(text: string, line: number): Expr {
    if (!/^__[a-z]+__$/.test(text)) throw this.unexpected();
    this.take();
    if (text === '__line__') return { kind: 'int', value: line, line };
    if (text === '__namespace__') return { kind: 'literal', value: this.namespace, line };
    return { kind: 'constant', name: { full: text.toUpperCase() }, line };
  }

  #issetTargets(): Expr[] {
    this.take();
    this.expect('(');
    const targets: Expr[] = [];
    do {
      if (this.is(')') && targets.length > 0) break;
      targets.push(this.expression());
    } while (this.accept(','));
    this.expect(')', '"," or ")"');
    for (const target of targets)
      if (!isTarget(target) && target.kind !== 'classConst')
        throw new CompileError(
          'Cannot use isset() on the result of an expression (you can use "null !== expression" instead)',
          target.line,
        );
    return targets;
  }

  #exit(line: number): Expr {
    this.take();
    if (!this.accept('(')) return { kind: 'exit', value: undefined, line };
    const value = this.is(')') ? undefined : this.expression();
    this.expect(')');
    return { kind: 'exit', value, line };
  }

  #new(line: number): Expr {
    this.take();
    if (this.is('class') || (this.is('readonly') && this.ahead(1)?.text === 'class')) {
      const { declaration, args } = this.anonymousClass(line);
      return { kind: 'new', cls: declaration, args, line };
    }
    const cls = this.#newClass();
    const args = this.is('(') ? this.args() : [];
    if (args === 'callable') throw new CompileError('Cannot create Closure for new expression', line);
    return { kind: 'new', cls, args, line };
  }

  #newClass(): ClassRef {
    if (this.isName() || this.is('static')) return this.className();
    if (this.accept('(')) {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (this.token.kind !== 'variable' && !this.is('$')) throw this.unexpected();
    let base = this.primary();
    for (;;) {
      const { line } = this;
      if (this.accept('->')) base = { kind: 'prop', base, name: this.memberName(), nullsafe: false, line };
      else if (this.accept('::')) base = { kind: 'staticProp', cls: base, name: this.variableName(), line };
      else if (this.accept('[')) {
        base = { kind: 'dim', base, index: this.expression(), line };
        this.expect(']');
      } else return base;
    }
  }

  #match(line: number): Expr {
    this.take();
    this.expect('(');
    const subject = this.expression();
    this.expect(')');
    this.expect('{');
    const arms: { conditions: readonly Expr[] | undefined; body: Expr }[] = [];
    while (!this.is('}')) {
      const conditions: Expr[] = [];
      const isDefault = this.is('default') && ['=>', ','].includes(this.ahead(1)?.text ?? '');
      if (isDefault) {
        this.take();
        this.accept(',');
      } else {
        do {
          if (this.is('=>')) break;
          conditions.push(this.expression());
        } while (this.accept(','));
      }
      this.expect('=>');
      arms.push({ conditions: isDefault ? undefined : conditions, body: this.expression() });
      if (!this.accept(',')) break;
    }
    this.expect('}');
    return { kind: 'match', subject, arms, line };
  }

  /** After `[`, `array(` or `list(`. */
  protected arrayRest(end: string, line: number): Extract<Expr, { kind: 'array' }> {
    const items: (ArrayItem | undefined)[] = [];
    while (!this.is(end)) {
      items.push(this.is(',') ? undefined : this.#arrayItem());
      if (!this.accept(',')) break;
    }
    this.expect(end);
    return { kind: 'array', items, isList: false, line };
  }

  #arrayItem(): ArrayItem {
    if (this.accept('...')) return { value: this.expression(), byRef: false, spread: true };
    if (this.accept('&')) return { value: this.target(), byRef: true, spread: false };
    const value = this.expression();
    if (!this.accept('=>')) return { value, byRef: false, spread: false };
    if (this.accept('&')) return { key: value, value: this.target(), byRef: true, spread: false };
    return { key: value, value: this.expression(), byRef: false, spread: false };
  }

  /** Something that can be assigned to. */
  protected target(): Expr {
    const target = this.postfix(this.primary());
    if (!isTarget(target)) throw this.unexpected();
    return target;
  }
}
