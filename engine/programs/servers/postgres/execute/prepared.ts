import type { Statement } from '../sql/statements.js';
import type { PgType } from '../values/type-table.js';

/** A statement that was prepared under a name. */
export interface Prepared {
  readonly text: string;
  /** Undefined: an empty text. */
  readonly statement: Statement | undefined;
  readonly params: readonly PgType[];
}
