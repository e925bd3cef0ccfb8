import type { FiredEvent, Runtime } from '../plan/runtime.js';
import { triggersOf, type Relation, type Trigger } from '../storage/catalog.js';
import type { Row } from '../values/value.js';
import type { Waiting } from './waiting.js';

type Operation = FiredEvent['operation'];

/** The triggers of one table while a statement changes it. */
export class TableTriggers {
  readonly #relation: Relation;
  readonly #runtime: Runtime;
  readonly #all: readonly Trigger[];
  /** What has to go off when the statement is done. */
  readonly #waiting: { readonly trigger: Trigger; readonly event: FiredEvent }[] = [];

  constructor(relation: Relation, runtime: Runtime) {
    this.#relation = relation;
    this.#runtime = runtime;
    this.#all = triggersOf(runtime.session.catalog(), relation.oid).filter(({ isEnabled }) => isEnabled);
  }

  /** BEFORE … FOR EACH STATEMENT. */
  *begin(operation: Operation, columns?: ReadonlySet<number>): Waiting<void> {
    for (const trigger of this.#meant('before', operation, false, columns))
      yield* this.#fire(trigger, { operation, relation: this.#relation });
  }

  /** BEFORE … FOR EACH ROW: the row as the triggers leave it; undefined where one of them says that nothing is to happen. */
  *before(operation: Operation, old: Row | undefined, now: Row | undefined): Waiting<Row | undefined> {
    let row = now ?? old;
    for (const trigger of this.#meant('before', operation, true, changed(this.#relation, old, now))) {
      const event = { operation, relation: this.#relation, old, now: now && row };
      const given = yield* this.#fire(trigger, event);
      if (!given) return undefined;
      row = now ? given : row;
    }
    return row;
  }

  /** AFTER … FOR EACH ROW goes off at the end of the statement. */
  after(operation: Operation, old: Row | undefined, now: Row | undefined): void {
    for (const trigger of this.#meant('after', operation, true, changed(this.#relation, old, now)))
      this.#waiting.push({ trigger, event: { operation, relation: this.#relation, old, now } });
  }

  /** At the end of the statement; `operation` is what it did, if it stood by itself. */
  *finish(operation: Operation | undefined, columns?: ReadonlySet<number>): Waiting<void> {
    for (const { trigger, event } of this.#waiting.splice(0)) yield* this.#fire(trigger, event);
    if (!operation) return;
    for (const trigger of this.#meant('after', operation, false, columns))
      yield* this.#fire(trigger, { operation, relation: this.#relation });
  }

  *#fire(trigger: Trigger, event: FiredEvent): Waiting<Row | undefined> {
    return yield* this.#runtime.session.routines.fire(trigger, event, this.#runtime);
  }

  #meant(timing: Trigger['timing'], operation: Operation, isRow: boolean, columns: ReadonlySet<number> | undefined): readonly Trigger[] {
    if (this.#all.length === 0) return this.#all;
    return this.#all.filter(
      trigger =>
        trigger.timing === timing &&
        trigger.isRow === isRow &&
        trigger.events.some(event => event.toUpperCase() === operation) &&
        (operation !== 'UPDATE' || trigger.columns.length === 0 || !columns || trigger.columns.some(number => columns.has(number))),
    );
  }
}

/** Numbers of the columns in which two versions of a row differ: those that UPDATE OF may be about. */
function changed(relation: Relation, old: Row | undefined, now: Row | undefined): ReadonlySet<number> | undefined {
  if (!old || !now) return undefined;
  return new Set(relation.columns.flatMap(({ number }, i) => (old[i] === now[i] ? [] : [number])));
}
