import { keyOfRow } from '../values/compare.js';
import type { Row, Value } from '../values/value.js';
import type { FromPlan } from './from-plan.js';
import { collectRows, type Compiled, type Env, isRow, newEnv, PAUSE, type RowStream } from './runtime.js';

/** How two sides are joined. */
export interface JoinRule {
  readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
  readonly condition: Compiled | undefined;
  /** Pairs of places that must be equal. */
  readonly hash: readonly (readonly [left: number, right: number])[];
}

/** Adds to each row what either column of a pair has. */
export function* withMerged(rows: RowStream, pairs: readonly (readonly [number, number])[]): RowStream {
  for (const item of rows) yield isRow(item) ? [...item, ...pairs.map(([a, b]) => item[a] ?? item[b] ?? null)] : item;
}

/** Rows of a join: each of the left with each of the right that fits, and what fits nothing where the join keeps it. */
export function* joinRows(env: Env, left: FromPlan, right: FromPlan, rule: JoinRule, offset = 0): RowStream {
  const { runtime } = env;
  const { condition, type } = rule;
  const prefix = offset === 0 ? [] : env.row.slice(0, offset);
  const test = newEnv(runtime, env.outer);
  const keepsLeft = type === 'left' || type === 'full';
  const nothing = (width: number): Value[] => Array.from({ length: width }, () => null);
  let table: RightSide | undefined;
  if (!right.isLateral) {
    const rows = yield* collectRows(right.run(env), runtime);
    table = new RightSide(
      rows,
      rule.hash.map(([, index]) => index),
    );
  }
  const lateral = newEnv(runtime, env.outer);
  for (const item of left.run(env)) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    let found = false;
    const before = [...prefix, ...item];
    lateral.row = before;
    const candidates = table ? table.candidates(rule.hash.map(([index]) => item[index] ?? null)) : right.run(lateral);
    for (const candidate of candidates) {
      if (!isRow(candidate)) {
        yield candidate;
        continue;
      }
      const joined = [...item, ...candidate];
      test.row = prefix.length === 0 ? joined : [...prefix, ...joined];
      if (!condition || condition.eval(test) === true) {
        found = true;
        table?.matched.add(candidate);
        yield joined;
      }
      if (runtime.due()) yield PAUSE;
    }
    if (!found && keepsLeft) yield [...item, ...nothing(right.width)];
  }
  if (table && (type === 'right' || type === 'full'))
    for (const row of table.rows) if (!table.matched.has(row)) yield [...nothing(left.width), ...row];
}

/** The rows of the right side, found by their keys where there are any. */
class RightSide {
  readonly rows: readonly Row[];
  readonly matched = new Set<Row>();
  readonly #byKey: Map<string, Row[]> | undefined;

  constructor(rows: readonly Row[], keys: readonly number[]) {
    this.rows = rows;
    if (keys.length === 0) return;
    this.#byKey = new Map<string, Row[]>();
    for (const row of rows) {
      const values = keys.map(index => row[index] ?? null);
      if (values.includes(null)) continue;
      const key = keyOfRow(values);
      const there = this.#byKey.get(key);
      if (there) there.push(row);
      else this.#byKey.set(key, [row]);
    }
  }

  candidates(values: readonly Value[]): readonly Row[] {
    return this.#byKey ? (values.includes(null) ? [] : (this.#byKey.get(keyOfRow(values)) ?? [])) : this.rows;
  }
}
