import { codes, PgError } from '../pg-error.js';
import type { Constraint, Relation } from '../storage/catalog.js';
import type { Tx } from '../storage/transaction.js';
import type { Waiting } from './waiting.js';

interface Pending {
  readonly constraint: Constraint;
  /** Whose rows it is about. */
  readonly table: number;
  readonly tx: Tx;
  readonly check: () => Waiting<void>;
}

/** What SET CONSTRAINTS said. */
interface Choice {
  readonly isDeferred: boolean;
  /** Undefined: all of them. */
  readonly constraints: ReadonlySet<number> | undefined;
  readonly tx: Tx;
}

/** Checks of constraints that wait for the end of a transaction. */
export class DeferredChecks {
  readonly #current: () => Tx;
  #pending: Pending[] = [];
  readonly #choices: Choice[] = [];

  constructor(current: () => Tx) {
    this.#current = current;
  }

  /** Whether a constraint is to be checked at the end of the transaction, as things stand. */
  isDeferred(constraint: Constraint): boolean {
    if (!constraint.deferrable) return false;
    const choice = this.#choices.findLast(
      ({ tx, constraints }) => !tx.isAborted && (constraints === undefined || constraints.has(constraint.oid)),
    );
    return choice?.isDeferred ?? constraint.deferred ?? false;
  }

  add(constraint: Constraint, table: Relation, check: () => Waiting<void>): void {
    this.#pending.push({ constraint, table: table.oid, tx: this.#current(), check });
  }

  /** SET CONSTRAINTS: what is no longer deferred is checked now. */
  *choose(isDeferred: boolean, constraints: ReadonlySet<number> | undefined): Waiting<void> {
    this.#choices.push({ isDeferred, constraints, tx: this.#current() });
    yield* this.run(constraint => !this.isDeferred(constraint));
  }

  /** Makes the checks of the constraints that are meant; they are done with then. */
  *run(isMeant: (constraint: Constraint) => boolean = () => true): Waiting<void> {
    const due = this.#pending.filter(({ constraint, tx }) => !tx.isAborted && isMeant(constraint));
    for (const { check } of due) yield* check();
    const done = new Set(due);
    this.#pending = this.#pending.filter(each => !done.has(each) && !each.tx.isAborted);
  }

  /** A table whose rows somebody still has to look at stays as it is. */
  refusePending(table: Relation, what: string): void {
    if (this.#pending.some(({ table: oid, tx }) => oid === table.oid && !tx.isAborted))
      throw new PgError(codes.objectInUse, `cannot ${what} "${table.name}" because it has pending trigger events`);
  }
}
