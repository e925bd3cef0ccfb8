import { codes, PgError } from '../pg-error.js';
import type { TokenCursor } from './token-cursor.js';

/** Whether a constraint may be checked at the end of the transaction, and whether it is unless told otherwise. */
export interface Deferral {
  readonly deferrable: boolean;
  readonly deferred: boolean;
}

/** `[NOT] DEFERRABLE` and `INITIALLY DEFERRED` or `IMMEDIATE`, in any order. */
export function parseDeferral(cursor: TokenCursor): Deferral {
  let deferrable: boolean | undefined;
  let deferred = false;
  for (;;) {
    const { at } = cursor.peek();
    if (cursor.takes('not', 'deferrable')) deferrable = false;
    else if (cursor.takes('deferrable')) deferrable = true;
    else if (cursor.takes('initially', 'deferred')) deferred = true;
    else if (!cursor.takes('initially', 'immediate')) return { deferrable: deferrable ?? deferred, deferred };
    if (deferred && deferrable === false)
      throw new PgError(codes.syntax, 'constraint declared INITIALLY DEFERRED must be DEFERRABLE', { at });
  }
}

/** Refuses such words behind what is no key. */
export function refuseDeferral(cursor: TokenCursor): void {
  const words = [['not', 'deferrable'], ['deferrable'], ['initially', 'deferred'], ['initially', 'immediate']];
  const found = words.find(each => cursor.sees(...each));
  if (found) throw new PgError(codes.syntax, `misplaced ${found.join(' ').toUpperCase()} clause`, { at: cursor.peek().at });
}
