import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { ResultShape } from '../routines/result-shape.js';
import type { PgType } from '../values/type-table.js';
import { asRow, type Row, type Value } from '../values/value.js';
import type { Statement } from './ast.js';
import { setFound, type OpenCursor } from './cursors.js';
import { convert, evaluate } from './evaluate.js';
import type { Frame } from './frame.js';

/** RETURN. */
export function* giveBack({ value }: Statement<'return'>, frame: Frame): Generator<Yielded, void, unknown> {
  if (!value) return;
  const { kind, columns } = columnsWanted(frame.wanted);
  if (kind === 'nothing') throw new PgError(codes.datatypeMismatch, 'RETURN cannot have a parameter in function returning void');
  const [only] = columns;
  const shape = kind === 'value' && only ? { type: only.type, typmod: -1 } : undefined;
  const { value: given, node } = yield* evaluate(value, frame, shape);
  frame.result = { value: given, node };
}

interface Wanted {
  readonly kind: ResultShape['kind'];
  readonly columns: readonly { readonly name: string; readonly type: PgType }[];
}

function columnsWanted(shape: ResultShape): Wanted {
  return { kind: shape.kind, columns: 'columns' in shape ? shape.columns : [] };
}

/** RETURN NEXT: one more row, of a value or of the arguments that go out. */
export function* giveNext({ value }: Statement<'return-next'>, frame: Frame): Generator<Yielded, void, unknown> {
  frame.runtime.hold();
  const { kind, columns } = columnsWanted(frame.wanted);
  if (!value) {
    frame.rows.push(frame.outputs.map(({ index }) => frame.values[index] ?? null));
    return;
  }
  const [only] = columns;
  const shape = kind === 'value' && only ? { type: only.type, typmod: -1 } : undefined;
  const { value: given } = yield* evaluate(value, frame, shape);
  frame.rows.push(kind === 'value' ? [given] : rowOf(given));
}

function rowOf(value: Value): Row {
  return value === null ? [] : asRow(value).values;
}

/** RETURN QUERY: all rows of a query, fitted to what the function gives. */
export function giveRows({ rows, columns }: OpenCursor, frame: Frame): void {
  const wanted = columnsWanted(frame.wanted);
  if (wanted.columns.length > 0 && columns.length !== wanted.columns.length)
    throw new PgError(codes.datatypeMismatch, 'structure of query does not match function result type', {
      detail: `Number of returned columns (${columns.length}) does not match expected column count (${wanted.columns.length}).`,
    });
  for (const [i, { type }] of wanted.columns.entries()) {
    const own = columns[i];
    if (own && own.type.oid !== type.oid && own.type.name !== 'unknown')
      throw new PgError(codes.datatypeMismatch, 'structure of query does not match function result type', {
        detail: `Returned type ${own.type.display} does not match expected type ${type.display} in column ${String(i + 1)}.`,
      });
  }
  for (const row of rows)
    frame.rows.push(
      row.map((value, i) => {
        const [from, to] = [columns[i], wanted.columns[i]];
        return from && to ? convert(value, from, { type: to.type, typmod: -1 }, frame) : value;
      }),
    );
  frame.rowCount = rows.length;
  setFound(frame, rows.length > 0);
}
