import type { Yielded } from '../../../../core/task.js';
import { keyOfRow } from '../values/compare.js';
import { ArrayValue, type Row, type Value } from '../values/value.js';
import type { FromPlan } from './from-plan.js';
import type { GroupPlan } from './grouping.js';
import type { OrderPlan } from './ordering.js';
import { type Grouped, groupRows } from './group.js';
import { type Compiled, type Env, isRow, newEnv, PAUSE, type RowStream, type Runtime } from './runtime.js';
import type { Scope } from './scope.js';
import { compareBy, sortRows } from './sorting.js';
import { type CompiledWindow, type Windowed, windowRows } from './window.js';

/** Everything that a SELECT does, in its order. */
export interface Shape extends GroupPlan, OrderPlan {
  readonly from: FromPlan;
  readonly where: Compiled | undefined;
  readonly having: Compiled | undefined;
  readonly windows: readonly CompiledWindow[];
  /** How many targets there are; what follows them in a row is hidden. */
  readonly width: number;
  readonly distinct: boolean;
  readonly scope: Scope;
}

/** Runs a SELECT: the rows of its targets. `given` are rows of FROM that were read already. */
export function* selectRows(shape: Shape, env: Env, given?: RowStream): RowStream {
  const { runtime, outer } = env;
  const base = newEnv(runtime, outer);
  const rows = filterRows(given ?? shape.from.run(base), shape.where, runtime, outer);
  const projected = project(shape, rows, runtime, outer);
  const distinct = shape.distinct ? distinctRows(projected, shape, runtime) : projected;
  if (shape.sorts.length === 0 && shape.distinctOn.length === 0) {
    for (const item of distinct) yield isRow(item) && item.length > shape.width ? item.slice(0, shape.width) : item;
    return;
  }
  const keys = shape.sorts.length > 0 ? shape.sorts : shape.distinctOn;
  const sorted = yield* sortRows(distinct, [...keys, ...(shape.sorts.length > 0 ? shape.distinctOn : [])], runtime);
  let last: string | undefined;
  for (const row of sorted) {
    const key = shape.distinctOn.length > 0 ? keyOfRow(shape.distinctOn.map(({ index }) => row[index] ?? null)) : undefined;
    if (key !== undefined && key === last) continue;
    last = key;
    yield row.length > shape.width ? row.slice(0, shape.width) : row;
    if (runtime.due()) yield PAUSE;
  }
}

function* filterRows(rows: RowStream, where: Compiled | undefined, runtime: Runtime, outer: Env | undefined): RowStream {
  if (!where) return yield* rows;
  const env = newEnv(runtime, outer);
  for (const item of rows) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    env.row = item;
    if (where.eval(env) === true) yield item;
    if (runtime.debt > 0 && runtime.due()) yield PAUSE;
  }
}

/** Rows of FROM as rows of targets: groups, windows, and the target list. */
function* project(shape: Shape, rows: RowStream, runtime: Runtime, outer: Env | undefined): RowStream {
  const env = newEnv(runtime, outer);
  const source = shape.isGrouped ? groupRows(rows, shape.keys, shape.scope.aggregates, { runtime, outer }) : plainRows(rows);
  const passed = shape.having ? havingRows(source, shape.having, env) : source;
  const final = shape.windows.length > 0 ? windowed(passed, shape.windows, runtime, outer) : passed;
  for (const item of final) {
    if (!('row' in item)) {
      yield item;
      continue;
    }
    env.row = item.row;
    env.aggregates = item.aggregates;
    if (isWindowed(item)) env.windows = item.windows;
    if (shape.scope.sets.length > 0) yield* setRows(shape, env);
    else yield shape.nodes.map(node => node.eval(env));
    yield* settle(runtime);
  }
}

/** Sleeps that functions asked for, and pauses that queries inside expressions owe. */
function* settle(runtime: Runtime): Generator<Yielded, void, unknown> {
  if (runtime.sleepMs > 0) {
    const { sleepMs } = runtime;
    runtime.sleepMs = 0;
    yield { kind: 'wait', queues: [], deadline: runtime.session.instantAfter(sleepMs) };
  }
  while (runtime.debt > 0) {
    runtime.debt--;
    yield PAUSE;
  }
}

function isWindowed(item: Grouped | Windowed): item is Windowed {
  return 'windows' in item;
}

type GroupStream = Generator<Grouped | Yielded, void, unknown>;

function* plainRows(rows: RowStream): GroupStream {
  for (const item of rows) yield isRow(item) ? { row: item, aggregates: [] } : item;
}

function* havingRows(rows: GroupStream, having: Compiled, env: Env): GroupStream {
  for (const item of rows) {
    if ('row' in item) {
      env.row = item.row;
      env.aggregates = item.aggregates;
      if (having.eval(env) !== true) continue;
    }
    yield item;
  }
}

function* windowed(
  rows: GroupStream,
  windows: readonly CompiledWindow[],
  runtime: Runtime,
  outer: Env | undefined,
): Generator<Windowed | Yielded, void, unknown> {
  const all: Grouped[] = [];
  for (const item of rows) {
    if ('row' in item) {
      runtime.hold(item.row);
      all.push(item);
    } else yield item;
  }
  yield* yield* windowRows(all, windows, runtime, outer);
}

/** Set-returning functions go on side by side; the shorter ones give null. */
function* setRows(shape: Shape, env: Env): RowStream {
  const { runtime } = env;
  const iterators = shape.scope.sets.map(({ spec, args }) => {
    const values = args.map(arg => arg.eval(env));
    const items: Iterable<Value> =
      (spec.isStrict && values.includes(null)) || !spec.set ? [] : spec.set(values, { runtime, types: args.map(arg => arg.type), env });
    return items[Symbol.iterator]();
  });
  for (;;) {
    const results = iterators.map(iterator => iterator.next());
    if (results.every(({ done }) => done)) return;
    env.sets = results.map(({ done, value }): Value => (done === true ? null : value instanceof ArrayValue ? value : (value as Value)));
    yield shape.nodes.map(node => node.eval(env));
    if (runtime.due()) yield PAUSE;
  }
}

function* distinctRows(rows: RowStream, { nodes, width }: Shape, runtime: Runtime): RowStream {
  const seen = new Set<string>();
  const all: Row[] = [];
  for (const item of rows) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    const key = keyOfRow(
      item.slice(0, width),
      nodes.map(node => node.type),
    );
    if (seen.has(key)) continue;
    runtime.hold(item);
    seen.add(key);
    all.push(item);
  }
  // PostgreSQL tells rows apart by sorting or hashing them; few rows come out sorted.
  const keys = nodes.slice(0, width).map(({ type }, index) => ({ index, type, descending: false, nullsFirst: false }));
  yield* all.sort(compareBy(keys, runtime.session.collation));
}
