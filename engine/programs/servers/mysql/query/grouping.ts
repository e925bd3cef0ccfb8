import { append } from '../../../../core/append.js';
import { makeAggregate, type Aggregate } from '../functions/index.js';
import type { Call, Expression } from '../sql/ast.js';
import { sameExpression } from './scope.js';
import type { ColumnType } from '../values/column-type.js';
import { compareNullable, groupKeys } from '../values/compare.js';
import type { Value } from '../values/value.js';
import { compile } from './compiler.js';
import type { Compiled, SlotCollector, Surroundings } from './compiled.js';
import type { Frame } from './context.js';

interface Slot {
  readonly call: Call;
  readonly aggregate: Aggregate;
}

/** GROUP BY and the aggregates of a query. Slots: first those of the keys WITH ROLLUP, then the aggregates. */
export class Grouping implements SlotCollector {
  /** The expressions of GROUP BY, if there is a ROLLUP. */
  readonly rollup: readonly Expression[] | undefined;
  readonly #at: Surroundings;
  readonly #keys: readonly Compiled[];
  readonly #slots: Slot[] = [];

  constructor(at: Surroundings, keys: readonly Compiled[], rollup: readonly Expression[] | undefined) {
    this.#at = { ...at, special: undefined };
    this.#keys = keys;
    this.rollup = rollup;
  }

  get width(): number {
    return this.#keys.length + 1 + this.#slots.length;
  }

  slotOf(call: Call): { readonly slot: number; readonly type: ColumnType; readonly collation: string } | undefined {
    const offset = this.#keys.length + 1;
    if (call.name === 'rollup key') return this.#keySlot(call);
    if (call.name === 'rollup level') return { slot: this.#keys.length, type: { name: 'bigint' }, collation: 'binary' };
    let index = this.#slots.findIndex(slot => sameCall(slot.call, call));
    if (index < 0) {
      const aggregate = makeAggregate(
        call,
        expression => compile(expression, { ...this.#at, aggregates: undefined, windows: undefined }),
        this.#at.environment.context,
      );
      index = this.#slots.push({ call, aggregate }) - 1;
    }
    const slot = this.#slots[index];
    return slot && { slot: offset + index, type: slot.aggregate.type, collation: slot.aggregate.collation };
  }

  #keySlot(call: Call): { readonly slot: number; readonly type: ColumnType; readonly collation: string } | undefined {
    const [position] = call.args;
    const index = position?.kind === 'literal' ? Number(position.value) : 0;
    const key = this.#keys[index];
    return key && { slot: index, type: key.type, collation: key.collation };
  }

  /** One frame for each group. */
  run(frames: readonly Frame[], parent: Frame | undefined): Frame[] {
    if (this.#keys.length === 0) return [this.#frameOf(frames, [], 0, parent)];
    const groups = this.#groups(frames);
    const { product } = this.#at.environment.context.dialect;
    if (this.rollup || product !== 'mysql8') groups.sort((a, b) => this.#compareKeys(a.keys, b.keys));
    if (!this.rollup) return groups.map(group => this.#frameOf(group.frames, group.keys, 0, parent));
    return this.#rolledUp(groups, 0, [], parent);
  }

  #groups(frames: readonly Frame[]): { keys: readonly Value[]; frames: Frame[] }[] {
    const collations = this.#keys.map(({ collation }) => collation);
    const byKey = new Map<string, { keys: readonly Value[]; frames: Frame[] }>();
    for (const frame of frames) {
      this.#at.environment.context.step(1);
      const keys = this.#keys.map(key => key.run(frame));
      const text = groupKeys(keys, collations);
      const group = byKey.get(text);
      if (group) group.frames.push(frame);
      else byKey.set(text, { keys, frames: [frame] });
    }
    return [...byKey.values()];
  }

  #compareKeys(a: readonly Value[], b: readonly Value[]): number {
    for (const [index, { collation }] of this.#keys.entries()) {
      const order = compareNullable(a[index] ?? null, b[index] ?? null, collation);
      if (order !== 0) return order;
    }
    return 0;
  }

  /** The groups that share a prefix of keys, each level followed by its total. */
  #rolledUp(
    groups: readonly { keys: readonly Value[]; frames: Frame[] }[],
    level: number,
    prefix: readonly Value[],
    parent: Frame | undefined,
  ): Frame[] {
    if (groups.length === 0) return [];
    const result: Frame[] = [];
    const key = this.#keys[level];
    if (!key) return groups.map(group => this.#frameOf(group.frames, group.keys, 0, parent));
    for (let from = 0; from < groups.length; ) {
      const value = groups[from]?.keys[level] ?? null;
      let to = from;
      while (to < groups.length && compareNullable(groups[to]?.keys[level] ?? null, value, key.collation) === 0) to++;
      append(result, this.#rolledUp(groups.slice(from, to), level + 1, [...prefix, value], parent));
      from = to;
    }
    const nulls = this.#keys.slice(level).map(() => null);
    const all = groups.flatMap(({ frames }) => frames);
    result.push(this.#frameOf(all, [...prefix, ...nulls], nulls.length, parent));
    return result;
  }

  #frameOf(frames: readonly Frame[], keys: readonly Value[], rolled: number, parent: Frame | undefined): Frame {
    const aggregates = this.#slots.map(({ aggregate }) => aggregate.compute(frames));
    const row = frames[0]?.row ?? this.#at.scope.columns.map(() => null);
    return { row, slots: [...keys, BigInt(rolled > 0 ? 1 : 0), ...aggregates], parent };
  }
}

function sameCall(a: Call, b: Call): boolean {
  return (
    a === b ||
    (a.separator === b.separator &&
      a.orderBy.length === 0 &&
      b.orderBy.length === 0 &&
      a.args[0]?.kind !== 'star' &&
      b.args[0]?.kind !== 'star' &&
      sameExpression(a, b))
  );
}
