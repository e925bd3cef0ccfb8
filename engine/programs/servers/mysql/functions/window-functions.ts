import type { Call, Expression } from '../sql/ast.js';
import type { Compiled } from '../query/compiled.js';
import type { Frame } from '../query/context.js';
import type { ColumnType } from '../values/column-type.js';
import { toInteger, type Value } from '../values/value.js';

/** The rows of a partition and, for each, its peers and its frame as `[from, to)`. */
export interface PartitionView {
  readonly peers: (index: number) => { readonly from: number; readonly to: number };
  readonly bounds: (index: number) => { readonly from: number; readonly to: number };
}

/** Values for the rows of one partition, in its order. */
export type WindowFunction = (frames: readonly Frame[], view: PartitionView) => readonly Value[];

interface MadeWindow {
  readonly type: ColumnType;
  readonly collation: string;
  readonly run: WindowFunction;
}

const whole: ColumnType = { name: 'bigint', unsigned: true };
const ranks: ReadonlyMap<string, { readonly type: ColumnType; readonly run: WindowFunction }> = new Map([
  ['row_number', { type: whole, run: frames => frames.map((_, index) => BigInt(index + 1)) }],
  ['rank', { type: whole, run: (frames, view) => frames.map((_, index) => BigInt(view.peers(index).from + 1)) }],
  ['dense_rank', { type: whole, run: (frames, view) => denseRanks(frames, view) }],
  [
    'percent_rank',
    {
      type: { name: 'double' },
      run: (frames, view) => frames.map((_, index) => (frames.length < 2 ? 0 : view.peers(index).from / (frames.length - 1))),
    },
  ],
  ['cume_dist', { type: { name: 'double' }, run: (frames, view) => frames.map((_, index) => view.peers(index).to / frames.length) }],
]);

function denseRanks(frames: readonly Frame[], view: PartitionView): readonly Value[] {
  let rank = 0n;
  return frames.map((_, index) => {
    if (view.peers(index).from === index) rank++;
    return rank;
  });
}

/** Makes a function that is only one over windows; undefined for aggregates. */
export function makeWindowFunction(call: Call, compile: (expression: Expression) => Compiled): MadeWindow | undefined {
  const rank = ranks.get(call.name);
  if (rank) return { ...rank, collation: 'binary' };
  if (!['ntile', 'lag', 'lead', 'first_value', 'last_value', 'nth_value'].includes(call.name)) return undefined;
  const args = call.args.map(compile);
  const [first] = args;
  const nowhere: Frame = { row: [], slots: [], parent: undefined };
  const numberOf = (index: number, otherwise: number): number => (args[index] ? Number(toInteger(args[index].run(nowhere))) : otherwise);
  const base = { type: first?.type ?? whole, collation: first?.collation ?? 'binary' };
  const valueAt = (frames: readonly Frame[], index: number): Value => {
    const frame = frames[index];
    return frame ? (first?.run(frame) ?? null) : null;
  };
  switch (call.name) {
    case 'ntile':
      return { type: whole, collation: 'binary', run: frames => tiles(frames.length, numberOf(0, 1)) };
    case 'lag':
    case 'lead': {
      const offset = numberOf(1, 1) * (call.name === 'lag' ? -1 : 1);
      return {
        ...base,
        run: frames =>
          frames.map((frame, index) => (frames[index + offset] ? valueAt(frames, index + offset) : (args[2]?.run(frame) ?? null))),
      };
    }
    case 'nth_value': {
      const n = numberOf(1, 1);
      return { ...base, run: (frames, view) => frames.map((_, index) => inFrame(frames, view.bounds(index), n - 1, valueAt)) };
    }
    default: {
      const isFirst = call.name === 'first_value';
      return {
        ...base,
        run: (frames, view) =>
          frames.map((_, index) => {
            const bounds = view.bounds(index);
            return inFrame(frames, bounds, isFirst ? 0 : bounds.to - bounds.from - 1, valueAt);
          }),
      };
    }
  }
}

function inFrame(
  frames: readonly Frame[],
  { from, to }: { readonly from: number; readonly to: number },
  offset: number,
  valueAt: (frames: readonly Frame[], index: number) => Value,
): Value {
  return offset >= 0 && from + offset < to ? valueAt(frames, from + offset) : null;
}

function tiles(count: number, buckets: number): readonly Value[] {
  const [size, larger] = [Math.floor(count / buckets), count % buckets];
  return Array.from({ length: count }, (_, index) => {
    const inLarger = larger * (size + 1);
    return BigInt(index < inLarger ? Math.floor(index / (size + 1)) + 1 : larger + Math.floor((index - inLarger) / Math.max(1, size)) + 1);
  });
}
