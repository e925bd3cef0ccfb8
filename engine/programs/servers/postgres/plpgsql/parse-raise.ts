import { codes, PgError } from '../pg-error.js';
import type { PlStatement, Raise, Sql } from './ast.js';
import type { BodyCursor } from './body-cursor.js';

/** RAISE, after its word. */
export function parseRaise(cursor: BodyCursor, line: number): PlStatement {
  const level = cursor.takesOne('debug', 'log', 'info', 'notice', 'warning', 'exception') ?? 'exception';
  const args: Sql[] = [];
  let format: string | undefined;
  let condition: string | undefined;
  if (cursor.peek().kind === 'string') {
    const { at } = cursor.peek();
    format = cursor.string();
    while (cursor.takes(',')) args.push(cursor.sqlUntil(',', 'using', ';'));
    checkCount(format, args.length, at);
  } else if (cursor.takes('sqlstate')) condition = cursor.string();
  else if (!cursor.sees('using') && !cursor.sees(';')) condition = cursor.label();
  const options = cursor.takes('using') ? cursor.list(() => parseOption(cursor)) : [];
  return {
    kind: 'raise',
    line,
    level,
    args,
    options,
    ...(format === undefined ? {} : { format }),
    ...(condition === undefined ? {} : { condition }),
  };
}

function parseOption(cursor: BodyCursor): Raise['options'][number] {
  const name = cursor.label();
  if (!cursor.takes('=')) cursor.expect(':=');
  return { name, value: cursor.sqlUntil(',', ';') };
}

/** Each `%` wants an argument; `%%` is a percent sign. */
function checkCount(format: string, count: number, at: number): void {
  const wanted = format.replaceAll('%%', '').split('%').length - 1;
  if (wanted > count) throw new PgError(codes.syntax, 'too few parameters specified for RAISE', { at });
  if (wanted < count) throw new PgError(codes.syntax, 'too many parameters specified for RAISE', { at });
}
