import {
  CompileError,
  type Argument,
  type Arguments,
  type ArrayItem,
  type BinaryOperator,
  type ClassDeclaration,
  type ClassRef,
  type Expr,
  type FunctionDeclaration,
} from './ast.js';
import { Cursor } from './cursor.js';
import { parseFloatLiteral, parseIntLiteral } from './number.js';
import type { Token } from './token.js';

interface Infix {
  readonly power: number;
  readonly right?: boolean;
  readonly single?: boolean;
}

/** How tightly operators bind; `single` ones do not stand in a row. */
const infixes: ReadonlyMap<string, Infix> = new Map<string, Infix>([
  ['or', { power: 1 }],
  ['xor', { power: 2 }],
  ['and', { power: 3 }],
  ['?', { power: 6, single: true }],
  ['??', { power: 7, right: true }],
  ['||', { power: 8 }],
  ['&&', { power: 9 }],
  ['|', { power: 10 }],
  ['^', { power: 11 }],
  ['&', { power: 12 }],
  ...['==', '!=', '===', '!==', '<>', '<=>'].map(op => [op, { power: 13, single: true }] as const),
  ...['<', '<=', '>', '>='].map(op => [op, { power: 14, single: true }] as const),
  ['.', { power: 15 }],
  ['<<', { power: 16 }],
  ['>>', { power: 16 }],
  ['+', { power: 17 }],
  ['-', { power: 17 }],
  ['*', { power: 18 }],
  ['/', { power: 18 }],
  ['%', { power: 18 }],
  ['instanceof', { power: 20 }],
  ['**', { power: 22, right: true }],
]);

const POWER = { assignment: 5, not: 19, unary: 21, clone: 23 };

const binaryOperators: ReadonlyMap<string, BinaryOperator> = new Map(
  (['+', '-', '*', '/', '%', '**', '.', '|', '&', '^', '<<', '>>', '==', '!=', '===', '!==', '<', '<=', '>', '>=', '<=>'] as const).map(
    op => [op, op],
  ),
);

const assignments: ReadonlyMap<string, BinaryOperator | '??'> = new Map(
  (['+', '-', '*', '/', '%', '**', '.', '|', '&', '^', '<<', '>>', '??'] as const).map(op => [`${op}=`, op]),
);

const includes = ['include', 'include_once', 'require', 'require_once', 'eval'] as const;

/** Expressions, by how tightly their operators bind. */
export abstract class ExpressionParser extends Cursor {
  /** Whether the function that is being read has a `yield`. */
  protected yields = false;

  protected abstract functionRest(name: string, line: number, byRef: boolean): FunctionDeclaration;
  protected abstract arrowFunction(line: number): FunctionDeclaration;
  protected abstract closureUses(): readonly { name: string; byRef: boolean }[];
  protected abstract anonymousClass(line: number): { readonly declaration: ClassDeclaration; readonly args: readonly Argument[] };
  protected abstract closure(line: number, isStatic: boolean): Expr;

  expression(minimum = 0): Expr {
    return this.nested(() => {
      let left = this.#prefix();
      for (;;) {
        const { token } = this;
        const infix = token.kind === 'op' || token.kind === 'keyword' ? infixes.get(token.text) : undefined;
        if (!infix || infix.power < minimum) return left;
        left = this.#infix(left, token, infix);
        const after = infixes.get(this.token.text);
        if (infix.single && after?.power === infix.power && this.token.kind === 'op') this.#refuseChain(token);
      }
    });
  }

  #refuseChain(token: Token): void {
    if (token.text !== '?') throw this.unexpected();
    throw new CompileError(
      'Unparenthesized `a ? b : c ? d : e` is not supported. Use either `(a ? b : c) ? d : e` or `a ? b : (c ? d : e)`',
      token.line,
    );
  }

  #infix(left: Expr, token: Token, { power, right, single }: Infix): Expr {
    const { line, text } = token;
    this.take();
    if (text === '?') return this.#ternary(left, line);
    if (text === 'instanceof') return { kind: 'instanceof', value: left, cls: this.#instanceofClass(), line };
    const operand = this.expression(right ? power : power + 1);
    if (text === '??') return { kind: 'coalesce', left, right: operand, line };
    if (text === '&&' || text === 'and') return { kind: 'logical', op: '&&', left, right: operand, line };
    if (text === '||' || text === 'or') return { kind: 'logical', op: '||', left, right: operand, line };
    if (text === 'xor') return { kind: 'logical', op: 'xor', left, right: operand, line };
    const op = text === '<>' ? '!=' : binaryOperators.get(text);
    if (op === undefined || (single && operand.kind === 'literal' && operand.line < 0)) throw this.unexpected();
    return { kind: 'binary', op, left, right: operand, line };
  }

  #instanceofClass(): ClassRef {
    return this.isName() || this.is('static') ? this.className() : this.#postfix(this.#primary());
  }

  #ternary(condition: Expr, line: number): Expr {
    if (this.accept(':')) return { kind: 'ternary', condition, then: undefined, otherwise: this.expression(7), line };
    const then = this.expression(POWER.assignment);
    this.expect(':', '":"');
    return { kind: 'ternary', condition, then, otherwise: this.expression(7), line };
  }

  #prefix(): Expr {
    const { token } = this;
    const { line, text } = token;
    if (token.kind === 'cast' && token.cast !== undefined) {
      this.take();
      if (token.cast === 'null') throw new CompileError('The (unset) cast is no longer supported', line);
      return { kind: 'cast', to: token.cast, value: this.expression(POWER.unary), line };
    }
    if (token.kind === 'op') {
      if (text === '!' || text === '-' || text === '+' || text === '~' || text === '@') {
        this.take();
        return { kind: 'unary', op: text, operand: this.expression(text === '!' ? POWER.not : POWER.unary), line };
      }
      if (text === '++' || text === '--') {
        this.take();
        return { kind: 'step', by: text === '++' ? 1 : -1, prefix: true, target: this.#variable(), line };
      }
      if (text === '&') throw this.unexpected();
    }
    if (token.kind === 'keyword') {
      const found = this.#keywordExpression(text, line);
      if (found) return found;
    }
    return this.#assignment(this.#postfix(this.#primary()));
  }

  #variable(): Expr {
    const target = this.#postfix(this.#primary());
    if (!isTarget(target)) throw this.unexpected();
    return target;
  }

  #assignment(left: Expr): Expr {
    const { token } = this;
    if (token.kind !== 'op') return left;
    const { text, line } = token;
    if (text === '=' && (isTarget(left) || left.kind === 'array')) {
      this.take();
      if (this.is('&') && isTarget(left)) {
        this.take();
        if (this.is('new')) throw this.unexpected();
        return { kind: 'assignRef', target: left, value: this.expression(POWER.assignment), line };
      }
      return { kind: 'assign', target: left, value: this.expression(POWER.assignment), line };
    }
    const op = assignments.get(text);
    if (op !== undefined && isTarget(left)) {
      this.take();
      return { kind: 'assignOp', op, target: left, value: this.expression(POWER.assignment), line };
    }
    if ((text === '++' || text === '--') && isTarget(left)) {
      this.take();
      return { kind: 'step', by: text === '++' ? 1 : -1, prefix: false, target: left, line };
    }
    return left;
  }

  #keywordExpression(text: string, line: number): Expr | undefined {
    const how = includes.find(each => each === text);
    if (how !== undefined) {
      this.take();
      return { kind: 'include', how, value: this.expression(POWER.assignment), line };
    }
    switch (text) {
      case 'print':
        this.take();
        return { kind: 'print', value: this.expression(POWER.assignment), line };
      case 'throw':
        this.take();
        return { kind: 'throw', value: this.expression(), line };
      case 'clone':
        this.take();
        return { kind: 'clone', value: this.expression(POWER.clone), line };
      case 'yield':
        return this.#yield(line);
      case 'fn':
        this.take();
        return { kind: 'closure', fn: this.arrowFunction(line), uses: [], isStatic: false, line };
      case 'function':
        this.take();
        return this.closure(line, false);
      case 'static':
        return this.#staticClosure(line);
      default:
        return undefined;
    }
  }

  #staticClosure(line: number): Expr | undefined {
    const next = this.ahead(1);
    if (next?.kind !== 'keyword' || (next.text !== 'function' && next.text !== 'fn')) return undefined;
    this.take();
    this.take();
    if (next.text === 'fn') return { kind: 'closure', fn: this.arrowFunction(line), uses: [], isStatic: true, line };
    return this.closure(line, true);
  }

  #yield(line: number): Expr {
    this.take();
    this.yields = true;
    if (this.token.kind === 'name' && this.token.text.toLowerCase() === 'from') {
      this.take();
      return { kind: 'yieldFrom', value: this.expression(POWER.assignment), line };
    }
    if ([';', ')', ',', ']'].some(end => this.is(end))) return { kind: 'yield', key: undefined, value: undefined, line };
    const value = this.expression(POWER.assignment);
    if (!this.accept('=>')) return { kind: 'yield', key: undefined, value, line };
    return { kind: 'yield', key: value, value: this.expression(POWER.assignment), line };
  }

  #primary(): Expr {
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
    if (this.is('::')) return this.#staticMember(this.resolveClass(token), line);
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
        return { kind: 'variable', name: this.#primary(), line };
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
        return this.#staticMember('static', line);
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
    let base = this.#primary();
    for (;;) {
      const { line } = this;
      if (this.accept('->')) base = { kind: 'prop', base, name: this.#memberName(), nullsafe: false, line };
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
    if (this.accept('&')) return { value: this.#variable(), byRef: true, spread: false };
    const value = this.expression();
    if (!this.accept('=>')) return { value, byRef: false, spread: false };
    if (this.accept('&')) return { key: value, value: this.#variable(), byRef: true, spread: false };
    return { key: value, value: this.expression(), byRef: false, spread: false };
  }

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
    if (!this.is(')')) throw this.unexpected(this.#afterValue());
    this.take();
    return args;
  }

  /** PHP names what it waits for only where few things are possible. */
  #afterValue(): string | undefined {
    return undefined;
  }

  /** `[…]`, `->name`, `::member` and calls after a value. */
  #postfix(start: Expr): Expr {
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
          base = this.#staticMember(base, line);
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
    const name = this.#memberName();
    if (this.is('(')) return { kind: 'methodCall', base, name, args: this.args(), nullsafe, line };
    return { kind: 'prop', base, name, nullsafe, line };
  }

  #memberName(): string | Expr {
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
    if (this.is('$')) return this.#primary();
    throw this.unexpected('identifier or variable or "{" or "$"');
  }

  #staticMember(cls: ClassRef, line: number): Expr {
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
    return this.#primary();
  }
}

/** What can be assigned to. */
export function isTarget(expr: Expr): boolean {
  return ['variable', 'dim', 'prop', 'staticProp', 'methodCall', 'call', 'staticCall'].includes(expr.kind);
}
