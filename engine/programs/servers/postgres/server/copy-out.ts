import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { findRelation, noRelation } from '../plan/find-relation.js';
import { isRow, newEnv } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { Expr, Query } from '../sql/ast.js';
import { textsOf } from '../execute/run-query.js';
import type { Session } from '../execute/session.js';
import { copyFormat, formatLine, type Copy } from './copy-format.js';

/** COPY … TO: gives each line to `write`. */
export function* copyOut(
  statement: Copy,
  session: Session,
  begin: (columns: number) => Task<void>,
  write: (line: Uint8Array) => Task<void>,
): Task<string> {
  const analysis = newAnalysis(session);
  const scope = new Scope(analysis, undefined);
  const format = copyFormat(statement);
  const query = analysis.planQuery(statement.query ?? tableQuery(statement, scope), scope);
  const runtime = session.runtime();
  yield* begin(query.columns.length);
  if (format.header)
    yield* write(
      encodeUtf8(
        formatLine(
          query.columns.map(({ name }) => name),
          format,
        ),
      ),
    );
  let count = 0;
  for (const item of query.run(runtime, newEnv(runtime, undefined))) {
    if (!isRow(item)) {
      yield item;
      continue;
    }
    count++;
    yield* write(encodeUtf8(formatLine(textsOf(item, query.columns, session), format)));
  }
  return `COPY ${count}`;
}

function tableQuery(statement: Copy, scope: Scope): Query {
  const name = statement.table ?? [];
  const relation = findRelation(scope, name, statement.at);
  if (!relation) throw noRelation(name);
  if (relation.kind === 'v')
    throw new PgError(codes.wrongObject, `cannot copy from view "${relation.name}"`, { hint: 'Try the COPY (SELECT ...) TO variant.' });
  const { at } = statement;
  const column = (path: readonly string[]): Expr => ({ kind: 'column', path, star: path.length === 0, at });
  const targets =
    statement.columns.length > 0 ? statement.columns.map(own => ({ expression: column([own.name]) })) : [{ expression: column([]) }];
  return {
    kind: 'query',
    body: { kind: 'select', distinct: 'no', targets, from: [{ kind: 'table', name, at }], groupBy: [], windows: [], at },
    order: [],
    at,
  };
}
