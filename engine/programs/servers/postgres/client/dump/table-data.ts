import type { Task } from '../../../../../core/task.js';
import { encodeUtf8 } from '../../../../../core/utf8.js';
import { quoteName } from '../../sql/keywords.js';
import type { Connection } from '../connection.js';
import { quoted } from './comments.js';
import { qualified, type Column, type Relation } from './facts.js';
import { askFor, type Fields } from './questions.js';

/** How rows are told: as lines of COPY, as INSERT, or as INSERT with the names of the columns. */
export type RowStyle = 'copy' | 'inserts' | 'column-inserts';

export type Write = (bytes: Uint8Array) => Task<void>;

function names(columns: readonly Column[]): string {
  return columns.map(({ name }) => quoteName(name)).join(', ');
}

/** Writes the rows of a table. */
export function* writeRows(connection: Connection, table: Relation, style: RowStyle, write: Write): Task<void> {
  if (style === 'copy') yield* writeCopy(connection, table, write);
  else yield* writeInserts(connection, table, { withNames: style === 'column-inserts' }, write);
  yield* write(encodeUtf8('\n\n'));
}

function* writeCopy(connection: Connection, table: Relation, write: Write): Task<void> {
  const stored = table.columns.filter(({ isGenerated }) => !isGenerated);
  const list = stored.length === 0 ? '' : `(${names(stored)})`;
  yield* write(encodeUtf8(`COPY ${qualified(table)} ${list} FROM stdin;\n`));
  if (stored.length > 0) yield* askFor(connection, `COPY ${qualified(table)} ${list} TO stdout`, { copied: write });
  yield* write(encodeUtf8('\\.\n'));
}

function* writeInserts(connection: Connection, table: Relation, { withNames }: { readonly withNames: boolean }, write: Write): Task<void> {
  const columns = withNames ? table.columns.filter(({ isGenerated }) => !isGenerated) : table.columns;
  const list = withNames ? ` (${names(columns)})` : '';
  const overriding = table.columns.some(({ identity }) => identity === 'a') ? ' OVERRIDING SYSTEM VALUE' : '';
  const head = `INSERT INTO ${qualified(table)}${list}${overriding} VALUES (`;
  const asked = columns.map(({ name, isGenerated }) => (isGenerated ? 'NULL' : quoteName(name))).join(', ');
  yield* askFor(connection, `SELECT ${asked} FROM ONLY ${qualified(table)}`, {
    row: values => write(encodeUtf8(`${head}${valuesOf(columns, values)});\n`)),
  });
}

function valuesOf(columns: readonly Column[], values: Fields): string {
  return columns.map((column, i) => (column.isGenerated ? 'DEFAULT' : literal(column.typeOid, values[i] ?? null))).join(', ');
}

const BOOL = 16;
const numbers = new Set([20, 21, 23, 26, 700, 701, 1700]);

function literal(typeOid: number, text: string | null): string {
  if (text === null) return 'NULL';
  if (typeOid === BOOL) return text === 't' ? 'true' : 'false';
  return numbers.has(typeOid) && /^[0-9 +\-eE.]*$/.test(text) ? text : quoted(text);
}
