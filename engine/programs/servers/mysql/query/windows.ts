import { makeAggregate, makeWindowFunction, type WindowFunction } from '../functions/index.js';
import type { Call, FrameBound, Window } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import type { ColumnType } from '../values/column-type.js';
import { compareNullable, groupKeys } from '../values/compare.js';
import { toNumber, type Value } from '../values/value.js';
import { compile } from './compiler.js';
import type { Compiled, SlotCollector, Surroundings } from './compiled.js';
import type { Frame } from './context.js';
import type { Grouping } from './grouping.js';

interface PlannedWindow {
  readonly call: Call;
  readonly type: ColumnType;
  readonly collation: string;
  readonly partition: readonly Compiled[];
  readonly order: readonly { readonly compiled: Compiled; readonly descending: boolean }[];
  readonly frame: { readonly unit: 'rows' | 'range'; readonly start: Bound; readonly end: Bound } | undefined;
  readonly run: WindowFunction;
}

interface Bound {
  readonly kind: FrameBound['kind'];
  readonly count: number;
}

/** The window functions of a query: each gets a slot behind those of the aggregates. */
export class WindowPlan implements SlotCollector {
  readonly #at: Surroundings;
  readonly #named: ReadonlyMap<string, Window>;
  readonly #grouping: Grouping | undefined;
  readonly #planned: PlannedWindow[] = [];

  constructor(at: Surroundings, named: ReadonlyMap<string, Window>, grouping: Grouping | undefined) {
    this.#at = at;
    this.#named = named;
    this.#grouping = grouping;
  }

  slotOf(call: Call): { readonly slot: number; readonly type: ColumnType; readonly collation: string } | undefined {
    let index = this.#planned.findIndex(planned => planned.call === call);
    if (index < 0) index = this.#planned.push(this.#plan(call)) - 1;
    const planned = this.#planned[index];
    // Aggregates may still be added: window slots count down from a high number.
    return planned && { slot: WINDOW_SLOTS + index, type: planned.type, collation: planned.collation };
  }

  #plan(call: Call): PlannedWindow {
    const window = this.#resolve(call.over);
    const compileHere = (expression: Parameters<typeof compile>[0]): Compiled => compile(expression, this.#at);
    const made = makeWindowFunction(call, compileHere) ?? aggregateOver(call, compileHere, this.#at);
    const order = window.orderBy.map(item => ({ compiled: compileHere(item.expression), descending: item.descending }));
    const bound = ({ kind, count }: FrameBound): Bound => ({
      kind,
      count: count ? toNumber(compileHere(count).run({ row: [], slots: [], parent: undefined })) : 0,
    });
    const frame = window.frame && { unit: window.frame.unit, start: bound(window.frame.start), end: bound(window.frame.end) };
    return { call, ...made, partition: window.partitionBy.map(compileHere), order, frame };
  }

  #resolve(window: Window | undefined): Window {
    if (window?.base === undefined) return window ?? { base: undefined, partitionBy: [], orderBy: [], frame: undefined };
    const named = this.#named.get(window.base.toLowerCase());
    if (!named) throw sqlErrors.unknownWindow(window.base);
    const base = this.#resolve(named);
    return {
      base: undefined,
      partitionBy: window.partitionBy.length > 0 ? window.partitionBy : base.partitionBy,
      orderBy: window.orderBy.length > 0 ? window.orderBy : base.orderBy,
      frame: window.frame ?? base.frame,
    };
  }

  /** The frames with the values of the window functions. The rows come in the order of the last window, as they were sorted for it. */
  run(frames: Frame[]): Frame[] {
    if (this.#planned.length === 0) return frames;
    const width = this.#grouping?.width ?? 0;
    const values = frames.map(({ slots }): Value[] => {
      const wide: Value[] = [...slots];
      wide.length = Math.max(width, slots.length);
      return wide;
    });
    const slots = values.map((wide): Value[] => Object.assign([], wide));
    let order = frames.map((_, index) => index);
    for (const [position, planned] of this.#planned.entries()) {
      const partitions = this.#partitions(frames, planned, order);
      for (const members of partitions) {
        const group = members.map(index => frames[index]).filter(frame => frame !== undefined);
        const results = planned.run(group, partitionView(planned, group, this.#at));
        for (const [k, index] of members.entries()) {
          const row = slots[index];
          if (row) row[WINDOW_SLOTS + position] = results[k] ?? null;
        }
      }
      order = partitions.flat();
    }
    return order.flatMap(index => {
      const frame = frames[index];
      return frame ? [{ ...frame, slots: slots[index] ?? [] }] : [];
    });
  }

  #partitions(frames: readonly Frame[], { partition, order }: PlannedWindow, indexes: readonly number[]): readonly (readonly number[])[] {
    const keyed = indexes.map(index => {
      const frame = frames[index] ?? { row: [], slots: [], parent: undefined };
      this.#at.environment.context.step(1);
      return { index, partition: partition.map(key => key.run(frame)), order: order.map(({ compiled }) => compiled.run(frame)) };
    });
    keyed.sort((a, b) => {
      for (const [k, { collation }] of partition.entries()) {
        const result = compareNullable(a.partition[k] ?? null, b.partition[k] ?? null, collation);
        if (result !== 0) return result;
      }
      for (const [k, { compiled, descending }] of order.entries()) {
        const result = compareNullable(a.order[k] ?? null, b.order[k] ?? null, compiled.collation);
        if (result !== 0) return descending ? -result : result;
      }
      return 0;
    });
    const groups: number[][] = [];
    let last: string | undefined;
    for (const { index, partition: values } of keyed) {
      const key = groupKeys(
        values,
        partition.map(({ collation }) => collation),
      );
      if (key !== last) groups.push([]);
      groups.at(-1)?.push(index);
      last = key;
    }
    return groups;
  }
}

const WINDOW_SLOTS = 1000;

function aggregateOver(
  call: Call,
  compileHere: (expression: Parameters<typeof compile>[0]) => Compiled,
  at: Surroundings,
): { readonly type: ColumnType; readonly collation: string; readonly run: WindowFunction } {
  const aggregate = makeAggregate(call, compileHere, at.environment.context);
  return {
    type: aggregate.type,
    collation: aggregate.collation,
    run: (frames, view) => {
      let lastKey = '';
      let last: Value = null;
      return frames.map((_, index) => {
        const { from, to } = view.bounds(index);
        const key = `${String(from)}-${String(to)}`;
        if (key !== lastKey || index === 0) {
          at.environment.context.step(Math.max(1, to - from));
          last = aggregate.compute(frames.slice(from, Math.max(from, to)));
          lastKey = key;
        }
        return last;
      });
    },
  };
}

/** Where frames begin and end in a partition, and which of its rows are peers. */
function partitionView({ order, frame }: PlannedWindow, frames: readonly Frame[], at: Surroundings): Parameters<WindowFunction>[1] {
  const keys = frames.map(row => order.map(({ compiled }) => compiled.run(row)));
  const same = (a: number, b: number): boolean =>
    order.every(({ compiled }, k) => compareNullable(keys[a]?.[k] ?? null, keys[b]?.[k] ?? null, compiled.collation) === 0);
  const starts: number[] = [];
  for (let i = 0; i < frames.length; i++) starts.push(i > 0 && same(i - 1, i) ? (starts[i - 1] ?? 0) : i);
  const ends: number[] = new Array<number>(frames.length).fill(frames.length);
  for (let i = frames.length - 1; i >= 0; i--)
    ends[i] = i + 1 < frames.length && starts[i + 1] === starts[i] ? (ends[i + 1] ?? i + 1) : i + 1;
  at.environment.context.step(frames.length);
  const peers = (index: number) => ({ from: starts[index] ?? index, to: ends[index] ?? index + 1 });
  const rangeEdge = (index: number, { kind, count }: Bound, isStart: boolean): number => {
    if (kind === 'current') return isStart ? peers(index).from : peers(index).to;
    const sign = (kind === 'preceding' ? -1 : 1) * (order[0]?.descending ? -1 : 1);
    const target = toNumber(keys[index]?.[0] ?? null) + sign * count;
    const inside = (k: number): boolean => {
      const value = toNumber(keys[k]?.[0] ?? null) * (order[0]?.descending ? -1 : 1);
      const edge = target * (order[0]?.descending ? -1 : 1);
      return isStart ? value >= edge : value > edge;
    };
    let k = 0;
    while (k < frames.length && !inside(k)) k++;
    return k;
  };
  const edge = (index: number, bound: Bound, isStart: boolean): number => {
    if (bound.kind === 'unbounded-preceding') return 0;
    if (bound.kind === 'unbounded-following') return frames.length;
    if (frame?.unit === 'range') return rangeEdge(index, bound, isStart);
    const offset = bound.kind === 'current' ? 0 : bound.kind === 'preceding' ? -bound.count : bound.count;
    return Math.min(frames.length, Math.max(0, index + offset + (isStart ? 0 : 1)));
  };
  return {
    peers,
    bounds: index => {
      if (frame) return { from: edge(index, frame.start, true), to: edge(index, frame.end, false) };
      return order.length === 0 ? { from: 0, to: frames.length } : { from: 0, to: peers(index).to };
    },
  };
}
