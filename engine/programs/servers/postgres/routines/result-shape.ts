import { rowShape } from './value-shape.js';
import type { SessionAccess } from '../plan/runtime.js';
import type { Routine } from '../storage/catalog.js';
import { builtin, t, type PgType } from '../values/type-table.js';
import { outputs, showTyped, typeOfArgument } from './signature.js';

export interface ResultColumn {
  readonly name: string;
  readonly type: PgType;
}

/** What a call of a routine gives: nothing, one value, a row whose columns are known, or one that may have any. */
export type ResultShape = { readonly shown: string } & (
  | { readonly kind: 'nothing' | 'any' }
  | { readonly kind: 'value' | 'row'; readonly columns: readonly ResultColumn[] }
);

export function resultShape(routine: Routine, session: SessionAccess): ResultShape {
  const shown = showTyped(routine.returns, session);
  const out = outputs(routine).map((arg, i) => ({ name: arg.name ?? `column${String(i + 1)}`, type: typeOfArgument(arg, session) }));
  if (out.length > 1 || (out.length === 1 && routine.kind === 'p')) return { kind: 'row', columns: out, shown };
  if (out.length === 1) return { kind: 'value', columns: out, shown };
  const table = routine.returns.table === undefined ? undefined : session.catalog().relations.get(routine.returns.table);
  if (table) {
    const columns = (rowShape(table, session).fields ?? []).map(({ name, type }) => ({ name, type }));
    return { kind: 'row', columns, shown };
  }
  const type = typeOfArgument(routine.returns, session);
  if (type === t.void || type.oid === builtin('void').oid) return { kind: 'nothing', shown };
  if (type.oid === t.record.oid) return { kind: 'any', shown };
  return { kind: 'value', columns: [{ name: routine.name, type }], shown };
}
