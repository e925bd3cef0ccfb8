import type { Block, MatchCase, Statement, WithItem } from './ast.js';
import { SimpleParser } from './simple-parser.js';
import { SourceError, type Span } from './span.js';
import { assignmentTarget } from './targets.js';

/** `with` and `match`. */
export abstract class CompoundParser extends SimpleParser {
  abstract block(what: string, line: Span): Block;

  withStatement(start: Span, isAsync: boolean): Statement {
    this.next();
    const { at } = this;
    const items = this.#bracketedItems() ?? this.#withItems(at);
    this.expectColonAtEnd();
    const body = this.block("'with' statement", start);
    return { kind: 'with', items, body, isAsync, span: this.spanFrom(start) };
  }

  #bracketedItems(): WithItem[] | undefined {
    if (!this.is('(')) return undefined;
    const { at } = this;
    const items = this.attempt(() => {
      this.next();
      const found: WithItem[] = [];
      do {
        if (this.is(')')) break;
        found.push(this.#withItem());
      } while (this.accept(','));
      this.expect(')');
      if (!this.is(':')) this.unexpected();
      return found;
    });
    if (!items) this.at = at;
    return items;
  }

  #withItems(at: number): WithItem[] {
    this.at = at;
    const items = [this.#withItem()];
    while (this.accept(',')) items.push(this.#withItem());
    return items;
  }

  #withItem(): WithItem {
    const context = this.expression();
    if (!this.accept('as')) return { context, target: undefined };
    const target = this.is('*') ? this.item() : this.primary();
    return { context, target: assignmentTarget(target, 'with') };
  }

  /** `match` is a name unless a block of cases follows. */
  matchStatement(): Statement | undefined {
    const { at } = this;
    const start = this.next().span;
    const subject = this.attempt(() => {
      const value = this.expressions();
      if (!this.is(':') || this.peek().kind !== 'newline') this.unexpected();
      return value;
    });
    if (!subject) {
      this.at = at;
      return undefined;
    }
    this.next();
    this.next();
    if (!this.isKind('indent'))
      throw new SourceError(
        `expected an indented block after 'match' statement on line ${start.start.line}`,
        this.token.span,
        'IndentationError',
        this.isKind('end'),
      );
    this.next();
    const cases: MatchCase[] = [];
    while (!this.isKind('dedent') && !this.isKind('end')) cases.push(this.#case());
    if (this.isKind('dedent')) this.next();
    return { kind: 'match', subject, cases, span: this.spanFrom(start) };
  }

  #case(): MatchCase {
    if (this.token.text !== 'case') this.unexpected();
    const start = this.next().span;
    const pattern = this.openPattern();
    const guard = this.accept('if') ? this.namedExpression() : undefined;
    this.expectColon();
    return { pattern, guard, body: this.block("'case' statement", start) };
  }
}
