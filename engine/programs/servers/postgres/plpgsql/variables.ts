import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { makeRow } from '../plan/columns.js';
import { newEnv, type Compiled, type OutputColumn } from '../plan/runtime.js';
import { t } from '../values/type-table.js';
import { asArray, asNumber, asRow, ArrayValue, type Row, type Value } from '../values/value.js';
import type { Sql, Statement, Target } from './ast.js';
import { convert, evaluate } from './evaluate.js';
import type { Frame, Slot } from './frame.js';

/** A row as a value. */
export function rowValue(values: Row, fields: NonNullable<Compiled['fields']>, frame: Frame): Value {
  return makeRow(
    values,
    fields.map(({ type }) => type),
    fields.map(({ name }) => name),
    newEnv(frame.runtime, undefined),
  );
}

/** Puts the value of an expression into a variable, a field of one, or an element of an array. */
export function* assign({ target, value: sql, shown }: Statement<'assign'>, frame: Frame): Generator<Yielded, void, unknown> {
  const slot = slotOf(target, frame);
  const context = `PL/pgSQL assignment "${shown}"`;
  if (slot.isConstant) throw new PgError('22005', `variable "${slot.name}" is declared CONSTANT`);
  const name = fieldName(target, slot);
  if (name !== undefined) {
    const field = fieldOf(slot, name);
    const { value } = yield* evaluate(sql, frame, field.shape, context);
    putField(slot, field.place, value, frame);
    return;
  }
  if (target.index) return yield* assignElement(slot, target.index, sql, frame);
  const { value, node } = yield* evaluate(sql, frame, slot.shape, context);
  put(slot, value, node, frame);
}

/** The variable that a target is, or is a part of. */
function slotOf({ path }: Target, frame: Frame): Slot {
  const [first = '', second = ''] = path;
  return frame.find(first) ?? (path.length > 1 ? frame.require(second) : frame.require(first));
}

function fieldName({ path }: Target, slot: Slot): string | undefined {
  const last = path.at(-1) ?? '';
  return path.length > 1 && last !== slot.name ? last : undefined;
}

function fieldOf(slot: Slot, name: string): { readonly place: number; readonly shape: Slot['shape'] } {
  const { fields } = slot.shape;
  if (!fields)
    throw new PgError(codes.notInState, `record "${slot.name}" is not assigned yet`, {
      detail: 'The tuple structure of a not-yet-assigned record is indeterminate.',
    });
  const place = fields.findIndex(field => field.name === name);
  const field = fields[place];
  if (!field) throw new PgError(codes.undefinedColumn, `record "${slot.name}" has no field "${name}"`);
  return { place, shape: { type: field.type, typmod: field.typmod } };
}

function putField(slot: Slot, place: number, value: Value, frame: Frame): void {
  const { fields = [] } = slot.shape;
  const before = frame.values[slot.index] ?? null;
  const values = before === null ? fields.map(() => null) : [...asRow(before).values];
  values[place] = value;
  frame.values[slot.index] = rowValue(values, fields, frame);
}

function* assignElement(slot: Slot, index: Sql, sql: Sql, frame: Frame): Generator<Yielded, void, unknown> {
  const element = slot.shape.type.element;
  if (!element) throw new PgError(codes.datatypeMismatch, 'cannot subscript a value that is no array');
  const at = yield* evaluate(index, frame, { type: t.int4, typmod: -1 });
  const { value } = yield* evaluate(sql, frame, { type: element, typmod: slot.shape.typmod });
  const before = frame.values[slot.index] ?? null;
  const { elements, lower } = before === null ? new ArrayValue([]) : asArray(before);
  const place = asNumber(at.value) - lower;
  if (place < 0 || place > elements.length + 10_000) throw new PgError(codes.invalidParameter, 'array subscript out of range');
  const next: Value[] = [...elements];
  while (next.length < place) next.push(null);
  next[place] = value;
  frame.values[slot.index] = new ArrayValue(next);
}

/** Puts a value into a variable; a record takes its columns too. */
export function put(slot: Slot, value: Value, node: Pick<Compiled, 'type' | 'typmod' | 'fields'>, frame: Frame): void {
  if (value === null && slot.isNotNull)
    throw new PgError(codes.nullNotAllowed, `null value cannot be assigned to variable "${slot.name}" declared NOT NULL`);
  if (slot.shape.type.name !== 'record') {
    frame.values[slot.index] = value;
    return;
  }
  if (slot.shape.table !== undefined && value !== null) {
    putRow(
      slot,
      asRow(value).values,
      (node.fields ?? []).map(field => ({ ...field })),
      frame,
    );
    return;
  }
  if (node.fields) frame.reshape(slot, node.fields);
  frame.values[slot.index] = value;
}

/** Puts the columns of a row into one record, or each into a variable of its own. */
export function putInto(targets: readonly Target[], row: Row | undefined, columns: readonly OutputColumn[], frame: Frame): void {
  const [first] = targets;
  const only = targets.length === 1 && first?.path.length === 1 ? frame.require(first.path[0] ?? '') : undefined;
  if (only?.shape.type.name === 'record') return putRow(only, row, columns, frame);
  for (const [i, target] of targets.entries()) {
    const column = columns[i];
    const slot = slotOf(target, frame);
    const name = fieldName(target, slot);
    const field = name === undefined ? undefined : fieldOf(slot, name);
    const shape = field?.shape ?? slot.shape;
    const value = column && row ? convert(row[i] ?? null, column, shape, frame) : null;
    if (field) putField(slot, field.place, value, frame);
    else put(slot, value, { type: shape.type, typmod: shape.typmod }, frame);
  }
}

function putRow(slot: Slot, row: Row | undefined, columns: readonly OutputColumn[], frame: Frame): void {
  const { fields } = slot.shape;
  if (slot.shape.table !== undefined && fields) {
    const values = fields.map(({ type, typmod }, i) => {
      const column = columns[i];
      return column && row ? convert(row[i] ?? null, column, { type, typmod }, frame) : null;
    });
    frame.values[slot.index] = row ? rowValue(values, fields, frame) : null;
    return;
  }
  const own = columns.map(({ name, type, typmod }) => ({ name, type, typmod }));
  frame.reshape(slot, own);
  frame.values[slot.index] = rowValue(row ?? own.map(() => null), own, frame);
}
