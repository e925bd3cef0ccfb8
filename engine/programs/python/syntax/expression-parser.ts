import type { Expression, Parameter, Parameters } from './ast.js';
import { PrimaryParser } from './primary-parser.js';
import { assignmentTarget, describeExpression } from './targets.js';
import { join } from './span.js';
import type { Token } from './token.js';

const comparisons = new Set(['==', '!=', '<', '<=', '>', '>=']);
const binary: readonly (readonly string[])[] = [['|'], ['^'], ['&'], ['<<', '>>'], ['+', '-'], ['*', '/', '//', '%', '@']];

/** Expressions with operators, from the loosest to the tightest. */
export class ExpressionParser extends PrimaryParser {
  within(tokens: readonly Token[]): ExpressionParser {
    return new ExpressionParser(tokens, true);
  }

  expressions(): Expression {
    const start = this.token.span;
    const first = this.starExpression();
    if (!this.is(',')) {
      if (first.kind === 'starred' && !this.is('=')) this.fail("can't use starred expression here", first.span);
      return first;
    }
    const items = [first];
    while (this.accept(',')) {
      if (!this.#isStart()) break;
      items.push(this.starExpression());
    }
    return { kind: 'tuple', items, span: this.spanFrom(start), isBare: true };
  }

  /** Whether an expression can begin here. */
  #isStart(): boolean {
    const { token } = this;
    if (token.kind === 'keyword') return /^(None|True|False|lambda|not|await|yield)$/.test(token.text);
    if (token.kind === 'operator') return /^(\*|\(|\[|\{|-|\+|~|\.\.\.)$/.test(token.text);
    return token.kind !== 'newline' && token.kind !== 'end';
  }

  starExpression(): Expression {
    return this.is('*') ? this.item() : this.expression();
  }

  yieldExpression(): Expression {
    const start = this.next().span;
    if (this.accept('from')) return { kind: 'yieldFrom', value: this.expression(), span: this.spanFrom(start) };
    const value = this.#isStart() ? this.expressions() : undefined;
    return { kind: 'yield', value, span: this.spanFrom(start) };
  }

  namedExpression(): Expression {
    if (this.isKind('name') && this.peek().text === ':=') {
      const token = this.next();
      this.next();
      const value = this.expression();
      return { kind: 'named', target: { kind: 'name', name: token.text, span: token.span }, value, span: join(token.span, value.span) };
    }
    const value = this.expression();
    if (this.is(':=')) this.fail(`cannot use assignment expressions with ${describeExpression(value)}`, value.span);
    if (this.is('=') && this.isInBrackets && this.#isPlainBracket()) this.#assignmentInExpression(value);
    return value;
  }

  /** Not among the arguments of a call, where `=` has a meaning. */
  #isPlainBracket(): boolean {
    let depth = 0;
    for (let i = this.at - 1; i >= 0; i--) {
      const { text = '', kind } = this.tokens[i] ?? {};
      if (kind !== 'operator') continue;
      if (/^[)\]}]$/.test(text)) depth++;
      else if (/^[([{]$/.test(text) && depth-- === 0) {
        const before = this.tokens[i - 1];
        return text !== '(' || !(before?.kind === 'name' || /^[)\]}]$/.test(before?.text ?? ''));
      }
    }
    return false;
  }

  #assignmentInExpression(value: Expression): never {
    if (value.kind === 'name')
      this.fail("invalid syntax. Maybe you meant '==' or ':=' instead of '='?", join(value.span, this.peek().span));
    if (value.kind === 'list' || value.kind === 'tuple' || (value.kind === 'constant' && /true|false|none/.test(value.value.kind)))
      this.unexpected();
    return this.fail(`cannot assign to ${describeExpression(value)} here. Maybe you meant '==' instead of '='?`, value.span);
  }

  expression(): Expression {
    return this.deeper(() => {
      if (this.is('lambda')) return this.#lambda();
      const start = this.token.span;
      const value = this.disjunction();
      if (!this.is('if')) return value;
      const { at } = this;
      this.next();
      const test = this.disjunction();
      if (!this.is('else')) {
        if (this.is(':')) {
          this.at = at;
          return value;
        }
        this.fail("expected 'else' after 'if' expression", join(value.span, test.span));
      }
      this.next();
      const otherwise = this.expression();
      return { kind: 'conditional', test, then: value, otherwise, span: this.spanFrom(start) };
    });
  }

  disjunction(): Expression {
    const start = this.token.span;
    const value = this.#boolean('or', () => this.#boolean('and', () => this.#inversion()));
    this.lastExpression = this.spanFrom(start);
    return value;
  }

  #boolean(operator: 'and' | 'or', operand: () => Expression): Expression {
    const start = this.token.span;
    const first = operand();
    if (!this.is(operator)) return first;
    const operands = [first];
    while (this.accept(operator)) operands.push(operand());
    return { kind: 'boolean', operator, operands, span: this.spanFrom(start) };
  }

  #inversion(): Expression {
    if (!this.is('not')) return this.#comparison();
    const start = this.next().span;
    const operand = this.deeper(() => this.#inversion());
    return { kind: 'unary', operator: 'not', operand, span: join(start, operand.span) };
  }

  #comparison(): Expression {
    const start = this.token.span;
    const left = this.bitwiseOr();
    const rest: { operator: string; right: Expression }[] = [];
    for (let operator = this.#comparator(); operator; operator = this.#comparator()) rest.push({ operator, right: this.bitwiseOr() });
    return rest.length === 0 ? left : { kind: 'compare', left, rest, span: this.spanFrom(start) };
  }

  #comparator(): string | undefined {
    const { token } = this;
    if (token.kind === 'operator' && comparisons.has(token.text)) return this.next().text;
    if (this.is('in')) return this.next().text;
    if (this.is('not') && this.peek().text === 'in') {
      this.at += 2;
      return 'not in';
    }
    if (!this.accept('is')) return undefined;
    return this.accept('not') ? 'is not' : 'is';
  }

  bitwiseOr(): Expression {
    return this.#binary(0);
  }

  #binary(level: number): Expression {
    const operators = binary[level];
    if (!operators) return this.#factor();
    const start = this.token.span;
    let left = this.#binary(level + 1);
    for (let count = 0; this.token.kind === 'operator' && operators.includes(this.token.text); count++) {
      if (count > MAX_CHAIN) this.fail('too many nested parentheses');
      const operator = this.next().text;
      const right = this.#binary(level + 1);
      left = { kind: 'binary', operator, left, right, span: join(start, right.span) };
    }
    return left;
  }

  #factor(): Expression {
    const { token } = this;
    if (token.kind === 'operator' && (token.text === '-' || token.text === '+' || token.text === '~')) {
      this.next();
      const operand = this.deeper(() => this.#factor());
      return { kind: 'unary', operator: token.text, operand, span: this.spanFrom(token.span) };
    }
    const base = this.#awaited();
    if (!this.accept('**')) return base;
    const right = this.deeper(() => this.#factor());
    return { kind: 'binary', operator: '**', left: base, right, span: this.spanFrom(token.span) };
  }

  #awaited(): Expression {
    if (!this.is('await')) return this.primary();
    const start = this.next().span;
    const value = this.primary();
    return { kind: 'await', value, span: join(start, value.span) };
  }

  targets(): Expression {
    const start = this.token.span;
    const items: Expression[] = [];
    let isTuple = false;
    do {
      if (items.length > 0 && (this.is('in') || this.is('='))) break;
      items.push(this.is('*') ? this.item() : this.bitwiseOr());
      if (this.is(',')) isTuple = true;
    } while (this.accept(','));
    const [first] = items;
    const target: Expression = first && !isTuple ? first : { kind: 'tuple', items, span: this.spanFrom(start), isBare: true };
    return assignmentTarget(target, 'for');
  }

  #lambda(): Expression {
    const start = this.next().span;
    const parameters = this.parameters(':', false);
    this.expectColon();
    const body = this.expression();
    return { kind: 'lambda', parameters, body, span: join(start, body.span) };
  }

  /** Parameters up to `closer`, which is left. */
  parameters(closer: string, hasAnnotations: boolean): Parameters {
    const list: ParameterList = { positionalOnly: [], positional: [], rest: undefined, keywordOnly: [], keywords: undefined };
    let isKeywordOnly = false;
    while (!this.is(closer)) {
      if (list.keywords)
        this.fail(
          this.is('*') || this.is('/') ? 'arguments cannot follow var-keyword argument' : 'arguments cannot follow var-keyword argument',
        );
      if (this.accept('**')) list.keywords = this.#parameter(hasAnnotations);
      else if (this.is('*')) {
        const star = this.next();
        if (isKeywordOnly) this.fail('* argument may appear only once', star.span);
        isKeywordOnly = true;
        if (!this.is(',') && !this.is(closer)) list.rest = this.#parameter(hasAnnotations, true);
        else if (this.is(closer) || this.peek().text === closer) this.fail('named arguments must follow bare *', star.span);
      } else if (this.is('/')) this.#slash(list, isKeywordOnly);
      else this.#plain(list, isKeywordOnly, hasAnnotations);
      if (!this.accept(',')) break;
    }
    return list;
  }

  #slash(list: ParameterList, isKeywordOnly: boolean): void {
    const slash = this.next();
    if (isKeywordOnly) this.fail('/ must be ahead of *', slash.span);
    if (list.positionalOnly.length > 0) this.fail('/ may appear only once', slash.span);
    if (list.positional.length === 0) this.fail('at least one argument must precede /', slash.span);
    list.positionalOnly = list.positional;
    list.positional = [];
  }

  #plain(list: ParameterList, isKeywordOnly: boolean, hasAnnotations: boolean): void {
    const parameter = this.#parameter(hasAnnotations);
    if (isKeywordOnly) list.keywordOnly.push(parameter);
    else {
      const before = [...list.positionalOnly, ...list.positional].at(-1);
      if (before?.default && !parameter.default) this.fail('parameter without a default follows parameter with a default', parameter.span);
      list.positional.push(parameter);
    }
  }

  #parameter(hasAnnotations: boolean, isRest = false): Parameter {
    const name = this.name();
    const annotation = hasAnnotations && this.accept(':') ? (isRest ? this.starExpression() : this.expression()) : undefined;
    const value = this.accept('=') ? this.expression() : undefined;
    return { name: name.text, annotation, default: value, span: this.spanFrom(name.span) };
  }
}

interface ParameterList extends Parameters {
  positionalOnly: readonly Parameter[];
  positional: Parameter[];
  rest: Parameter | undefined;
  readonly keywordOnly: Parameter[];
  keywords: Parameter | undefined;
}

/** How long a chain of operators of one strength may be; deeper trees do not fit on the stack. */
const MAX_CHAIN = 2000;
