import type { Expression } from './ast.js';
import { lineOf, tokenize, type Token } from './lexer.js';
import { sqlErrors, type SqlError } from './sql-error.js';

/** Deeper nesting than anybody writes. */
const MAX_DEPTH = 200;

/** Words that end an expression instead of being a column's name. */
const reserved = new Set(
  'select from where group having order by limit and or not in is null like between as on join inner left right cross using union values set asc desc distinct insert into update delete create drop table database case when then else end div mod xor interval exists'.split(
    ' ',
  ),
);

/** Goes over the tokens of one statement; expressions and names are read here. */
export class ExpressionParser {
  protected readonly sql: string;
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(sql: string) {
    this.sql = sql;
    this.#tokens = tokenize(sql);
  }

  protected get token(): Token {
    return this.#tokens[this.#at] ?? { kind: 'end', text: '', at: this.sql.length };
  }

  protected get isAtEnd(): boolean {
    return this.token.kind === 'end';
  }

  protected expectEnd(): void {
    if (!this.isAtEnd) throw this.fail();
  }

  protected next(): Token {
    const { token } = this;
    this.#at++;
    return token;
  }

  protected peek(ahead: number): Token | undefined {
    return this.#tokens[this.#at + ahead];
  }

  protected isWord(...words: readonly string[]): boolean {
    return this.token.kind === 'word' && words.includes(this.token.text.toLowerCase());
  }

  /** Takes the words if they come next, all of them. */
  protected accept(...words: readonly string[]): boolean {
    const fits = words.every((word, index) => {
      const token = this.#tokens[this.#at + index];
      return token?.kind === 'word' && token.text.toLowerCase() === word;
    });
    if (fits) this.#at += words.length;
    return fits;
  }

  protected expect(...words: readonly string[]): void {
    for (const word of words) if (!this.accept(word)) throw this.fail();
  }

  protected acceptSymbol(symbol: string): boolean {
    const fits = this.token.kind === 'symbol' && this.token.text === symbol;
    if (fits) this.#at++;
    return fits;
  }

  protected expectSymbol(symbol: string): void {
    if (!this.acceptSymbol(symbol)) throw this.fail();
  }

  protected identifier(): string {
    const { token } = this;
    if (token.kind !== 'quoted' && (token.kind !== 'word' || reserved.has(token.text.toLowerCase()))) throw this.fail();
    this.#at++;
    return token.text;
  }

  protected string(): string {
    if (this.token.kind !== 'string') throw this.fail();
    return this.next().text;
  }

  protected integer(): number {
    if (this.token.kind !== 'number' || !/^\d+$/.test(this.token.text)) throw this.fail();
    return Number(this.next().text);
  }

  protected list<T>(item: () => T): T[] {
    const items = [item()];
    while (this.acceptSymbol(',')) items.push(item());
    return items;
  }

  protected fail(): SqlError {
    const { at } = this.token;
    return sqlErrors.syntax(this.sql.slice(at), lineOf(this.sql, at));
  }

  /** The text between two positions, as labels of columns show it. */
  protected textSince(start: number): string {
    const last = this.#tokens[this.#at];
    return this.sql.slice(start, last?.at ?? this.sql.length).trim();
  }

  protected expression(): Expression {
    if (++this.#depth > MAX_DEPTH) throw sqlErrors.notSimulated('an expression that deep');
    let left = this.#conjunction();
    while (this.accept('or') || this.acceptSymbol('||')) left = { kind: 'binary', operator: 'or', left, right: this.#conjunction() };
    this.#depth--;
    return left;
  }

  #conjunction(): Expression {
    let left = this.#negation();
    while (this.accept('and') || this.acceptSymbol('&&')) left = { kind: 'binary', operator: 'and', left, right: this.#negation() };
    return left;
  }

  #negation(): Expression {
    if (this.accept('not') || this.acceptSymbol('!')) return { kind: 'unary', operator: 'not', operand: this.#negation() };
    return this.#comparison();
  }

  #comparison(): Expression {
    let left = this.#sum();
    for (;;) {
      const symbol = ['=', '<=>', '<>', '!=', '<', '>', '<=', '>='].find(
        candidate => this.token.kind === 'symbol' && this.token.text === candidate,
      );
      if (symbol !== undefined) {
        this.next();
        left = { kind: 'binary', operator: symbol === '!=' ? '<>' : symbol, left, right: this.#sum() };
        continue;
      }
      const test = this.#wordTest(left);
      if (!test) return left;
      left = test;
    }
  }

  /** IS NULL, IN, BETWEEN, LIKE, REGEXP, each with NOT. */
  #wordTest(operand: Expression): Expression | undefined {
    if (this.accept('is')) {
      const negated = this.accept('not');
      if (this.accept('null')) return { kind: 'is-null', operand, negated };
      throw this.fail();
    }
    const negated = this.isWord('not') && ['in', 'between', 'like'].includes(this.peek(1)?.text.toLowerCase() ?? '') && this.accept('not');
    if (this.accept('in')) {
      this.expectSymbol('(');
      const items = this.list(() => this.expression());
      this.expectSymbol(')');
      return { kind: 'in', operand, items, negated };
    }
    if (this.accept('between')) {
      const low = this.#sum();
      this.expect('and');
      return { kind: 'between', operand, low, high: this.#sum(), negated };
    }
    if (!this.accept('like')) return undefined;
    const like: Expression = { kind: 'binary', operator: 'like', left: operand, right: this.#sum() };
    return negated ? { kind: 'unary', operator: 'not', operand: like } : like;
  }

  #sum(): Expression {
    let left = this.#product();
    for (;;) {
      const operator = ['+', '-'].find(symbol => this.acceptSymbol(symbol));
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.#product() };
    }
  }

  #product(): Expression {
    let left = this.#unary();
    for (;;) {
      const operator =
        ['*', '/', '%'].find(symbol => this.acceptSymbol(symbol)) ?? (this.accept('div') ? 'div' : this.accept('mod') ? '%' : undefined);
      if (operator === undefined) return left;
      left = { kind: 'binary', operator, left, right: this.#unary() };
    }
  }

  #unary(): Expression {
    if (this.acceptSymbol('-')) return { kind: 'unary', operator: '-', operand: this.#unary() };
    if (this.acceptSymbol('+')) return this.#unary();
    return this.#primary();
  }

  #primary(): Expression {
    const { token } = this;
    if (token.kind === 'string') return { kind: 'literal', value: this.next().text };
    if (token.kind === 'number') return { kind: 'literal', value: Number(this.next().text) };
    if (token.kind === 'variable') return { kind: 'variable', name: this.next().text };
    if (this.acceptSymbol('*')) return { kind: 'star', table: undefined };
    if (this.acceptSymbol('(')) {
      if (this.isWord('select')) throw sqlErrors.notSimulated('a query inside an expression');
      const inner = this.expression();
      this.expectSymbol(')');
      return inner;
    }
    if (this.accept('null')) return { kind: 'literal', value: null };
    if (this.accept('true')) return { kind: 'literal', value: 1 };
    if (this.accept('false')) return { kind: 'literal', value: 0 };
    if (this.accept('case')) return this.#case();
    const follower = this.peek(1);
    if (token.kind === 'word' && follower?.kind === 'symbol' && follower.text === '(') return this.#call();
    if (this.isWord('current_timestamp', 'current_date', 'current_user', 'localtimestamp'))
      return { kind: 'call', name: this.next().text.toLowerCase(), args: [], distinct: false };
    return this.#column();
  }

  #call(): Expression {
    const name = this.next().text.toLowerCase();
    this.expectSymbol('(');
    const distinct = this.accept('distinct');
    const args = this.token.kind === 'symbol' && this.token.text === ')' ? [] : this.list(() => this.expression());
    this.expectSymbol(')');
    return { kind: 'call', name, args, distinct };
  }

  #case(): Expression {
    const subject = this.isWord('when') ? undefined : this.expression();
    const branches: { when: Expression; then: Expression }[] = [];
    while (this.accept('when')) {
      const test = this.expression();
      this.expect('then');
      branches.push({ when: subject ? { kind: 'binary', operator: '=', left: subject, right: test } : test, then: this.expression() });
    }
    const fallback = this.accept('else') ? this.expression() : undefined;
    this.expect('end');
    return { kind: 'case', branches, fallback };
  }

  #column(): Expression {
    const parts = [this.identifier()];
    while (this.acceptSymbol('.')) {
      if (this.acceptSymbol('*')) return { kind: 'star', table: parts.at(-1) };
      parts.push(this.identifier());
    }
    return { kind: 'column', table: parts.at(-2), name: parts.at(-1) ?? '' };
  }
}
