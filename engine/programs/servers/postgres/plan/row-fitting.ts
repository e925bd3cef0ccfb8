import { type PgType, t } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { coerce } from './coerce.js';
import { type Compiled, type CompiledQuery, newEnv, type OutputColumn, type Runtime } from './runtime.js';
import type { Scope } from './scope.js';

/** A column of a finished row as an expression. */
export function columnNode({ type, typmod }: OutputColumn, index: number): Compiled {
  return { type, typmod, at: 0, eval: env => env.row[index] ?? null, show: () => '' };
}

/** Makes rows of one query fit the types of another. */
export type RowFit = (row: Row, runtime: Runtime) => Row;

/** How rows of `query` become rows of these types. */
export function fitRows(query: CompiledQuery, types: readonly PgType[], scope: Scope): RowFit {
  if (query.columns.every((column, i) => column.type.oid === types[i]?.oid)) return row => row;
  const nodes = query.columns.map((column, i) => {
    const [node, type] = [columnNode(column, i), types[i] ?? t.text];
    return coerce(node, type, -1, 'implicit', scope.analysis) ?? coerce(node, type, -1, 'explicit', scope.analysis) ?? node;
  });
  return (row, runtime) => {
    const env = newEnv(runtime, undefined, row);
    return nodes.map(node => node.eval(env));
  };
}
