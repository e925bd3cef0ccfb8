import { keyOfRow } from '../values/compare.js';
import type { Row, Value } from '../values/value.js';
import type { AggregateState, CallContext } from '../functions/registry.js';
import { isRow, newEnv, PAUSE, type Compiled, type Env, type RowStream, type Runtime } from './runtime.js';
import type { Yielded } from '../../../../core/task.js';
import type { AggregateCall } from './scope.js';
import { compareBy } from './sorting.js';

/** What a query goes on with after grouping: a row that stands for the group, and the results of its aggregates. */
export interface Grouped {
  readonly row: Row;
  readonly aggregates: Row;
}

interface Group {
  readonly row: Row;
  readonly calls: readonly CallState[];
}

/** Groups rows by keys and runs the aggregates over each group. Without keys all rows are one group, even none. */
export function* groupRows(
  rows: RowStream,
  keys: readonly Compiled[],
  calls: readonly AggregateCall[],
  { runtime, outer }: { readonly runtime: Runtime; readonly outer: Env | undefined },
): Generator<Grouped | Yielded, void, unknown> {
  const groups = new Map<string, Group>();
  const env = newEnv(runtime, outer);
  const start = (row: Row): Group => ({ row, calls: calls.map(call => new CallState(call)) });
  if (keys.length === 0) groups.set('', start([]));
  for (const item of rows) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    env.row = item;
    const key =
      keys.length === 0
        ? ''
        : keyOfRow(
            keys.map(node => node.eval(env)),
            keys.map(node => node.type),
          );
    let group = groups.get(key);
    if (!group || (keys.length === 0 && group.row.length === 0)) {
      runtime.hold(item);
      group = group ? { row: item, calls: group.calls } : start(item);
      groups.set(key, group);
    }
    for (const call of group.calls) call.add(env);
    if (runtime.due()) yield PAUSE;
  }
  for (const { row, calls: states } of groups.values()) {
    env.row = row;
    yield { row, aggregates: states.map(state => state.result(env)) };
    if (runtime.due()) yield PAUSE;
  }
}

/** One aggregate over one group. */
export class CallState {
  readonly #call: AggregateCall;
  readonly #state: AggregateState;
  /** Rows that have to be put in order or told apart first. */
  readonly #kept: Row[] = [];
  readonly #seen = new Set<string>();

  constructor(call: AggregateCall) {
    this.#call = call;
    this.#state = call.spec.start(call.args.map(arg => arg.type));
  }

  add(env: Env): void {
    const { spec, args, filter, order, distinct } = this.#call;
    if (filter && filter.eval(env) !== true) return;
    const values = args.map(arg => arg.eval(env));
    if (spec.isStrict && values.includes(null)) return;
    if (distinct) {
      const key = keyOfRow(values);
      if (this.#seen.has(key)) return;
      this.#seen.add(key);
    }
    if (order.length === 0 && !distinct) return this.#state.add(values, this.#context(env));
    const kept = [...values, ...order.map(({ key }) => key.eval(env))];
    env.runtime.hold(kept);
    this.#kept.push(kept);
  }

  result(env: Env): Value {
    const { args, order, distinct } = this.#call;
    const context = this.#context(env);
    if (order.length > 0 || distinct) {
      const sorts =
        order.length > 0
          ? order.map(({ key, descending, nullsFirst }, i) => ({ index: args.length + i, type: key.type, descending, nullsFirst }))
          : args.map(({ type }, index) => ({ index, type, descending: false, nullsFirst: false }));
      this.#kept.sort(compareBy(sorts, env.runtime.session.collation));
      for (const row of this.#kept) this.#state.add(row.slice(0, args.length), context);
    }
    return this.#state.result(context);
  }

  #context(env: Env): CallContext {
    return { runtime: env.runtime, types: this.#call.args.map(arg => arg.type), env };
  }
}
