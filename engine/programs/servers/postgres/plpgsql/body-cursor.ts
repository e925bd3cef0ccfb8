import { codes, PgError } from '../pg-error.js';
import { parseQuery } from '../sql/parse-query.js';
import { TokenCursor } from '../sql/token-cursor.js';
import type { Into, Sql, Target } from './ast.js';

/** Goes through the body of a function. */
export class BodyCursor extends TokenCursor {
  constructor(body: string) {
    super(body, parseQuery);
  }

  /** Lines are counted from the one on which the body begins. */
  line(at = this.peek().at): number {
    let line = 1;
    for (let i = this.sql.indexOf('\n'); i >= 0 && i < at; i = this.sql.indexOf('\n', i + 1)) line++;
    return line;
  }

  /** The text up to one of these words outside parentheses, which stays. */
  sqlUntil(...ends: readonly string[]): Sql {
    const start = this.peek();
    this.#skipTo(ends);
    if (this.peek() === start) throw this.missing();
    return { text: this.sql.slice(start.at, this.peek(-1).end) };
  }

  /** Whether one of these words stands before the statement ends. */
  hasBefore(word: string, end: string): boolean {
    const before = this.position;
    this.#skipTo([word, end]);
    const found = this.sees(word);
    this.position = before;
    return found;
  }

  #skipTo(ends: readonly string[]): void {
    for (let depth = 0; ; this.next()) {
      if (depth === 0 && ends.some(end => this.sees(end))) return;
      if (this.isAtEnd()) throw this.unexpected();
      if (this.sees('(') || this.sees('[')) depth++;
      if (this.sees(')') || this.sees(']')) depth--;
      if (depth < 0) throw new PgError(codes.syntax, 'mismatched parentheses', { at: this.peek().at });
      if (this.sees(';')) throw this.unexpected();
    }
  }

  missing(): PgError {
    return new PgError(codes.syntax, 'missing expression', { at: this.peek().at });
  }

  /** `x`, `r.field`, `a[1]`. */
  target(): Target {
    const path = [this.label()];
    while (this.takes('.')) path.push(this.label());
    if (!this.takes('[')) return { path };
    const index = this.sqlUntil(']');
    this.expect(']');
    return { path, index };
  }

  targets(): readonly Target[] {
    return this.list(() => this.target());
  }

  /** INTO, after its word. */
  into(): Into {
    const isStrict = this.takes('strict');
    return { targets: this.targets(), isStrict };
  }
}
