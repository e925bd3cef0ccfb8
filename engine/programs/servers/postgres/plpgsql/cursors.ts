import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { OutputColumn } from '../plan/runtime.js';
import { t } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import type { RowSource, Statement } from './ast.js';
import type { Frame } from './frame.js';
import { runSource } from './row-source.js';
import { putInto } from './variables.js';

/** A cursor that is open: its rows, and how many have been fetched. */
export interface OpenCursor {
  readonly rows: readonly Row[];
  readonly columns: readonly OutputColumn[];
  next: number;
}

/** All rows of a source, kept in memory. */
export function* collect(source: Exclude<RowSource, { kind: 'cursor' }>, frame: Frame): Generator<Yielded, OpenCursor, unknown> {
  const rows: Row[] = [];
  const { columns } = yield* runSource(source, frame, row => {
    frame.runtime.hold(row);
    rows.push(row);
    return true;
  });
  return { rows, columns, next: 0 };
}

/** OPEN: runs the cursor's query. */
export function* open({ name, source }: Statement<'open'>, frame: Frame): Generator<Yielded, void, unknown> {
  const slot = frame.require(name);
  const query = source ?? slot.query;
  if (!query || query.kind === 'cursor') throw new PgError(codes.syntax, `cursor "${name}" has no query`);
  if (frame.cursors.has(name)) throw new PgError('42P03', `cursor "${name}" already in use`);
  frame.cursors.set(name, yield* collect(query, frame));
  frame.values[slot.index] = name;
}

function opened(name: string, frame: Frame): OpenCursor {
  const cursor = frame.cursors.get(name);
  if (!cursor) throw new PgError('34000', `cursor "${name}" does not exist`);
  return cursor;
}

/** FETCH … INTO. */
export function fetch({ name, into }: Statement<'fetch'>, frame: Frame): void {
  const cursor = opened(name, frame);
  const row = cursor.rows[cursor.next];
  cursor.next++;
  frame.rowCount = row ? 1 : 0;
  setFound(frame, row !== undefined);
  if (into) putInto(into.targets, row, cursor.columns, frame);
}

export function close({ name }: Statement<'close'>, frame: Frame): void {
  opened(name, frame);
  frame.cursors.delete(name);
}

/** FOUND: whether the last statement had rows. */
export function setFound(frame: Frame, found: boolean): void {
  const slot = frame.find('found');
  if (slot?.shape.type === t.bool) frame.values[slot.index] = found;
}
