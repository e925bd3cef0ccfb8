import { codes, PgError } from '../pg-error.js';
import type { Expr, Query } from '../sql/ast.js';
import { displayType, t } from '../values/type-table.js';
import { coerce } from './coerce.js';
import { type Compiled, type Env, isRow, newEnv, type RowStream, type Runtime } from './runtime.js';
import { Scope } from './scope.js';

/** LIMIT and OFFSET, ready to be evaluated. */
export interface Limits {
  readonly limit: Compiled | undefined;
  readonly offset: Compiled | undefined;
}

/** Compiles LIMIT and OFFSET, which may read columns of queries around, but none of their own. */
export function compileLimits(query: Query, around: Scope): Limits {
  const scope = new Scope(around.analysis, around.parent, around.commonTables);
  scope.clause = 'LIMIT';
  const number = (expr: Expr | undefined, clause: string): Compiled | undefined => {
    if (!expr) return undefined;
    const node = scope.compile(expr);
    const converted = coerce(node, t.int8, -1, 'assignment', around.analysis);
    if (!converted)
      throw new PgError(codes.datatypeMismatch, `argument of ${clause} must be type bigint, not type ${displayType(node.type)}`, {
        at: node.at,
      });
    return converted;
  };
  return { limit: number(query.limit, 'LIMIT'), offset: number(query.offset, 'OFFSET') };
}

/** Passes on the rows that LIMIT and OFFSET let through. */
export function* limited(rows: RowStream, { limit, offset }: Limits, runtime: Runtime, outer: Env | undefined): RowStream {
  const env = newEnv(runtime, outer);
  const count = (node: Compiled | undefined, clause: string, code: string): number | undefined => {
    const value = node?.eval(env) ?? null;
    if (value === null) return undefined;
    if (Number(value) < 0) throw new PgError(code, `${clause} must not be negative`);
    return Number(value);
  };
  const most = count(limit, 'LIMIT', '2201W');
  let skip = count(offset, 'OFFSET', '2201X') ?? 0;
  let given = 0;
  if (most === 0) return;
  for (const item of rows) {
    if (!isRow(item)) yield item;
    else if (skip > 0) skip--;
    else {
      yield item;
      if (++given === most) return;
    }
  }
}
