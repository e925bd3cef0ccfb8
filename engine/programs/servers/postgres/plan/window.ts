import { codes, PgError } from '../pg-error.js';
import type { Frame, WindowSpec } from '../sql/ast.js';
import { compareValues, keyOfRow } from '../values/compare.js';
import { t } from '../values/type-table.js';
import { asNumber, type Row, type Value } from '../values/value.js';
import { settled } from './coerce.js';
import { CallState, type Grouped } from './group.js';
import { newEnv, PAUSE, type Compiled, type Env, type Runtime } from './runtime.js';
import type { Yielded } from '../../../../core/task.js';
import type { CompiledSort, Scope, WindowCall } from './scope.js';
import { compareBy, type SortKey } from './sorting.js';
import { applyOperator } from './operators.js';

/** A window function that is ready to run. */
export interface CompiledWindow {
  readonly call: WindowCall;
  readonly partition: readonly Compiled[];
  readonly order: readonly CompiledSort[];
  readonly frame: Frame;
  readonly offsets: { readonly start: Compiled | undefined; readonly end: Compiled | undefined };
  /** In RANGE with an offset: the order's key less or more than the offset. */
  readonly bounds: { readonly minus?: Compiled | undefined; readonly plus?: Compiled | undefined };
}

export interface Windowed extends Grouped {
  readonly windows: Row;
}

const wholePartition: Frame = { mode: 'range', start: { kind: 'unbounded-preceding' }, end: { kind: 'current' } };

/** Resolves names of windows and compiles what is in them. */
export function compileWindows(scope: Scope): readonly CompiledWindow[] {
  const { analysis } = scope;
  const sort = (spec: WindowSpec): readonly CompiledSort[] =>
    spec.order.map(({ expression, descending, nullsFirst }) => ({
      key: settled(analysis.compile(expression, scope), analysis),
      descending,
      nullsFirst,
    }));
  const compiled: CompiledWindow[] = [];
  for (const call of scope.windows) {
    const spec = resolveWindow(call.spec, scope);
    const partition = spec.partition.map(node => settled(analysis.compile(node, scope), analysis));
    const frame = spec.frame ?? wholePartition;
    const offset = (bound: Frame['start']): Compiled | undefined => ('offset' in bound ? analysis.compile(bound.offset, scope) : undefined);
    const order = sort(spec);
    const offsets = { start: offset(frame.start), end: offset(frame.end) };
    compiled.push({ call, partition, order, frame, offsets, bounds: rangeBounds(frame, order, offsets, scope) });
  }
  return compiled;
}

function rangeBounds(
  frame: Frame,
  order: readonly CompiledSort[],
  offsets: CompiledWindow['offsets'],
  scope: Scope,
): CompiledWindow['bounds'] {
  if (frame.mode !== 'range' || (!offsets.start && !offsets.end)) return {};
  const [sort] = order;
  if (!sort || order.length > 1)
    throw new PgError(codes.windowing, 'RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column');
  const bound = (which: 'start' | 'end'): Compiled | undefined => {
    const node = offsets[which];
    if (!node) return undefined;
    const op = (frame[which].kind === 'preceding') !== sort.descending ? '-' : '+';
    return applyOperator(op, sort.key, node, node.at, scope);
  };
  return { minus: bound('start'), plus: bound('end') };
}

function resolveWindow(spec: WindowSpec, scope: Scope): WindowSpec {
  if (spec.name === undefined) return spec;
  const named = scope.namedWindows.get(spec.name);
  if (!named) throw new PgError(codes.undefinedObject, `window "${spec.name}" does not exist`, { at: spec.at });
  const frame = spec.frame ?? named.frame;
  return { partition: named.partition, order: spec.order.length > 0 ? spec.order : named.order, at: spec.at, ...(frame ? { frame } : {}) };
}

/** Computes all window functions for all rows. The order of the rows becomes that of the last window. */
export function* windowRows(
  rows: readonly Grouped[],
  windows: readonly CompiledWindow[],
  runtime: Runtime,
  outer: Env | undefined,
): Generator<Yielded, readonly Windowed[], unknown> {
  const results = rows.map((): Value[] => windows.map(() => null));
  let order = rows.map((_, i) => i);
  const env = newEnv(runtime, outer);
  for (const [place, window] of windows.entries()) {
    const keys = rows.map(row => {
      env.row = row.row;
      env.aggregates = row.aggregates;
      return {
        partition: keyOfRow(window.partition.map(node => node.eval(env))),
        values: [...window.partition.map(node => node.eval(env)), ...window.order.map(({ key }) => key.eval(env))],
      };
    });
    const sorts = sortKeys(window);
    const compare = compareBy(sorts, runtime.session.collation);
    order = [...order].sort((a, b) => compare(keys[a]?.values ?? [], keys[b]?.values ?? []));
    for (let from = 0; from < order.length; ) {
      let to = from;
      const partition = keys[order[from] ?? 0]?.partition;
      while (to < order.length && keys[order[to] ?? 0]?.partition === partition) to++;
      const members = order.slice(from, to);
      const peers = new Partition(
        members.map(i => rows[i] ?? { row: [], aggregates: [] }),
        members.map(i => keys[i]?.values.slice(window.partition.length) ?? []),
        window,
        runtime,
        outer,
      );
      for (const [i, member] of members.entries()) {
        const result = results[member];
        if (result) result[place] = peers.value(i);
        if (runtime.due()) yield PAUSE;
      }
      from = to;
    }
  }
  return order.map(i => ({ windows: results[i] ?? [], row: rows[i]?.row ?? [], aggregates: rows[i]?.aggregates ?? [] }));
}

function sortKeys({ partition, order }: CompiledWindow): readonly SortKey[] {
  return [
    ...partition.map(({ type }, index) => ({ index, type, descending: false, nullsFirst: false })),
    ...order.map(({ key, descending, nullsFirst }, i) => ({ index: partition.length + i, type: key.type, descending, nullsFirst })),
  ];
}

/** Rows of one partition in their order. */
class Partition {
  readonly #rows: readonly Grouped[];
  readonly #window: CompiledWindow;
  readonly #env: Env;
  /** First and last row of the peers of each row. */
  readonly #peers: readonly { readonly first: number; readonly last: number; readonly number: number }[];
  /** A running aggregate, as long as frames only grow. */
  #running: { state: CallState; upTo: number } | undefined;

  constructor(rows: readonly Grouped[], keys: readonly Row[], window: CompiledWindow, runtime: Runtime, outer: Env | undefined) {
    this.#rows = rows;
    this.#window = window;
    this.#env = newEnv(runtime, outer);
    const peers: { first: number; last: number; number: number }[] = [];
    for (let i = 0, number = 1; i < rows.length; number++) {
      let last = i;
      while (last + 1 < rows.length && keyOfRow(keys[last + 1] ?? []) === keyOfRow(keys[i] ?? [])) last++;
      for (let k = i; k <= last; k++) peers.push({ first: i, last, number });
      i = last + 1;
    }
    this.#peers = peers;
  }

  value(i: number): Value {
    const { call } = this.#window;
    const peers = this.#peers[i] ?? { first: i, last: i, number: i + 1 };
    const count = this.#rows.length;
    switch (call.name) {
      case 'row_number':
        return BigInt(i + 1);
      case 'rank':
        return BigInt(peers.first + 1);
      case 'dense_rank':
        return BigInt(peers.number);
      case 'percent_rank':
        return count === 1 ? 0 : peers.first / (count - 1);
      case 'cume_dist':
        return (peers.last + 1) / count;
      case 'ntile':
        return this.#tile(i, count);
      case 'lag':
      case 'lead':
        return this.#shifted(i, call.name === 'lag' ? -1 : 1);
      default:
        return this.#framed(i);
    }
  }

  #argument(index: number, row: number): Value {
    return this.#evaluate(this.#window.call.args[index], row);
  }

  #evaluate(node: Compiled | undefined, row: number): Value {
    const at = this.#rows[row];
    if (!at || !node) return null;
    this.#env.row = at.row;
    this.#env.aggregates = at.aggregates;
    return node.eval(this.#env);
  }

  #tile(i: number, count: number): Value {
    const tiles = asNumber(this.#argument(0, i));
    if (tiles <= 0) throw new PgError(codes.invalidParameter, 'argument of ntile must be greater than zero');
    const size = Math.floor(count / tiles);
    const bigger = count % tiles;
    return i < bigger * (size + 1)
      ? Math.floor(i / (size + 1)) + 1
      : bigger + Math.floor((i - bigger * (size + 1)) / Math.max(1, size)) + 1;
  }

  #shifted(i: number, direction: 1 | -1): Value {
    const by = this.#window.call.args.length > 1 ? this.#argument(1, i) : 1;
    if (by === null) return null;
    const target = i + direction * asNumber(by);
    if (target >= 0 && target < this.#rows.length) return this.#argument(0, target);
    return this.#window.call.args.length > 2 ? this.#argument(2, i) : null;
  }

  #framed(i: number): Value {
    const [from, to] = this.#frame(i);
    const { name, aggregate, args, filter } = this.#window.call;
    if (!aggregate) {
      if (to < from) return null;
      if (name === 'first_value') return this.#argument(0, from);
      if (name === 'last_value') return this.#argument(0, to);
      const nth = asNumber(this.#argument(1, i));
      return from + nth - 1 <= to ? this.#argument(0, from + nth - 1) : null;
    }
    const start = (): CallState => new CallState({ spec: aggregate, args, filter, distinct: false, order: [] });
    if (from !== 0) return this.#sum(start(), from, to);
    this.#running ??= { state: start(), upTo: 0 };
    if (this.#running.upTo > to + 1) return this.#sum(start(), from, to);
    const { state, upTo } = this.#running;
    this.#running.upTo = to + 1;
    return this.#sum(state, upTo, to);
  }

  #sum(state: CallState, from: number, to: number): Value {
    for (let k = from; k <= to; k++) {
      const row = this.#rows[k];
      if (!row) continue;
      this.#env.row = row.row;
      this.#env.aggregates = row.aggregates;
      state.add(this.#env);
    }
    return state.result(this.#env);
  }

  /** First and last row of the frame of a row. */
  #frame(i: number): readonly [number, number] {
    const { frame } = this.#window;
    const last = this.#rows.length - 1;
    if (this.#window.order.length === 0 && frame.mode === 'range') return [0, last];
    return [Math.max(0, this.#bound(i, 'start')), Math.min(last, this.#bound(i, 'end'))];
  }

  #bound(i: number, which: 'start' | 'end'): number {
    const { frame, offsets } = this.#window;
    const bound = frame[which];
    const peers = this.#peers[i] ?? { first: i, last: i, number: 1 };
    if (bound.kind === 'unbounded-preceding') return 0;
    if (bound.kind === 'unbounded-following') return this.#rows.length - 1;
    if (bound.kind === 'current') return frame.mode === 'rows' ? i : which === 'start' ? peers.first : peers.last;
    if (frame.mode === 'range') return this.#rangeBound(i, which);
    const offset = Number(this.#evaluate(offsets[which], i));
    const sign = bound.kind === 'preceding' ? -1 : 1;
    if (frame.mode === 'rows') return i + sign * offset;
    const wanted = peers.number + sign * offset;
    const members = this.#peers.flatMap((peer, at) => (peer.number === wanted ? [at] : []));
    if (members.length === 0)
      return wanted < 1 ? (which === 'start' ? 0 : -1) : which === 'start' ? this.#rows.length : this.#rows.length - 1;
    return which === 'start' ? (members[0] ?? 0) : (members.at(-1) ?? 0);
  }

  #rangeBound(i: number, which: 'start' | 'end'): number {
    const { bounds, order } = this.#window;
    const [sort] = order;
    const limit = this.#evaluate(which === 'start' ? bounds.minus : bounds.plus, i);
    const peers = this.#peers[i] ?? { first: i, last: i };
    if (limit === null) return which === 'start' ? peers.first : peers.last;
    const { collation } = this.#env.runtime.session;
    const inside = this.#rows.flatMap((_, at) => {
      const key = this.#evaluate(sort?.key, at);
      if (key === null) return [];
      const order_ = compareValues(key, limit, sort?.key.type ?? t.int4, collation) * (sort?.descending ? -1 : 1);
      return (which === 'start' ? order_ >= 0 : order_ <= 0) ? [at] : [];
    });
    return which === 'start' ? (inside[0] ?? this.#rows.length) : (inside.at(-1) ?? -1);
  }
}
