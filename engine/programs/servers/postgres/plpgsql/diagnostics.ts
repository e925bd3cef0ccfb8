import { codes, PgError } from '../pg-error.js';
import { t } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import type { Statement } from './ast.js';
import type { Frame } from './frame.js';
import { putInto } from './variables.js';

/** GET DIAGNOSTICS. */
export function diagnose({ items }: Statement<'diagnostics'>, frame: Frame): void {
  for (const { target, item } of items) {
    const isNumber = item === 'row_count';
    const column = { name: item, type: isNumber ? t.int8 : t.text, typmod: -1 };
    putInto([target], [valueOf(item, frame)], [column], frame);
  }
}

function valueOf(item: string, frame: Frame): Value {
  if (item === 'row_count') return BigInt(frame.rowCount);
  if (item === 'pg_context') return `PL/pgSQL function ${frame.shown}`;
  const { handled } = frame;
  if (!handled) throw new PgError('0Z002', 'GET STACKED DIAGNOSTICS cannot be used outside an exception handler');
  const { fields } = handled;
  const known: Readonly<Record<string, string | undefined>> = {
    returned_sqlstate: handled.code,
    message_text: handled.message,
    pg_exception_detail: fields.detail,
    pg_exception_hint: fields.hint,
    pg_exception_context: fields.context,
    constraint_name: fields.constraint,
    table_name: fields.table,
    column_name: fields.column,
    schema_name: fields.schema,
    pg_datatype_name: undefined,
  };
  if (!Object.hasOwn(known, item)) throw new PgError(codes.syntax, `unrecognized GET DIAGNOSTICS item`);
  return known[item] ?? '';
}
