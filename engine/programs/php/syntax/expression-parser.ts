import { CompileError, type ClassRef, type Expr, type FunctionDeclaration } from './ast.js';
import { assignments, binaryOperators, infixes, isTarget, POWER, type Infix } from './operators.js';
import { PrimaryParser } from './primary-parser.js';
import type { Token } from './token.js';

const includes = ['include', 'include_once', 'require', 'require_once', 'eval'] as const;

/** Expressions, by how tightly their operators bind. */
export abstract class ExpressionParser extends PrimaryParser {
  /** Whether the function that is being read has a `yield`. */
  protected yields = false;

  protected abstract functionRest(name: string, line: number, byRef: boolean): FunctionDeclaration;
  protected abstract arrowFunction(line: number): FunctionDeclaration;
  protected abstract closureUses(): readonly { name: string; byRef: boolean }[];
  protected abstract closure(line: number, isStatic: boolean): Expr;

  override expression(minimum = 0): Expr {
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
    return this.isName() || this.is('static') ? this.className() : this.postfix(this.primary());
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
        return { kind: 'step', by: text === '++' ? 1 : -1, prefix: true, target: this.target(), line };
      }
      if (text === '&') throw this.unexpected();
    }
    if (token.kind === 'keyword') {
      const found = this.#keywordExpression(text, line);
      if (found) return found;
    }
    return this.#assignment(this.postfix(this.primary()));
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
}
