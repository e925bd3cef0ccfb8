import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { findRelation, noRelation } from '../plan/from.js';
import { isRow, newEnv } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { Expr, Query } from '../sql/ast.js';
import type { Statement } from '../sql/statements.js';
import { inputText } from '../values/text-io.js';
import type { Value } from '../values/value.js';
import { targetTable } from '../execute/change.js';
import { compileDefault, typeOfColumn } from '../execute/table-parts.js';
import { logOf } from '../execute/runtime-log.js';
import { textsOf } from '../execute/run-query.js';
import type { Session } from '../execute/session.js';
import { TableWriter } from '../execute/table-writer.js';

type Copy = Extract<Statement, { kind: 'copy' }>;

interface Format {
  readonly isCsv: boolean;
  readonly delimiter: string;
  readonly nothing: string;
  readonly quote: string;
  readonly header: boolean;
}

function formatOf({ options }: Copy): Format {
  const format = options.get('format') ?? 'text';
  if (format !== 'text' && format !== 'csv')
    throw format === 'binary'
      ? notSimulated('COPY in binary format')
      : new PgError(codes.invalidParameter, `COPY format "${format}" not recognized`);
  const isCsv = format === 'csv';
  const header = options.get('header');
  return {
    isCsv,
    delimiter: options.get('delimiter') ?? (isCsv ? ',' : '\t'),
    nothing: options.get('null') ?? (isCsv ? '' : '\\N'),
    quote: options.get('quote') ?? '"',
    header: header !== undefined && !['false', 'off', '0'].includes(header),
  };
}

function escapeText(text: string, delimiter: string): string {
  const escaped = text.replace(
    /[\\\n\r\t\b\f\v]/g,
    char => ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v' })[char] ?? char,
  );
  return delimiter === '\t' ? escaped : escaped.replaceAll(delimiter, `\\${delimiter}`);
}

function formatLine(texts: readonly (string | null)[], { isCsv, delimiter, nothing, quote }: Format): string {
  const fields = texts.map(text => {
    if (text === null) return nothing;
    if (!isCsv) return escapeText(text, delimiter);
    const plain =
      text !== nothing &&
      !text.includes(delimiter) &&
      !text.includes(quote) &&
      !/[\n\r]/.test(text) &&
      !(texts.length === 1 && text === '\\.');
    return plain ? text : quote + text.replaceAll(quote, quote + quote) + quote;
  });
  return `${fields.join(delimiter)}\n`;
}

/** COPY … TO: gives each line to `write`. */
export function* copyOut(
  statement: Copy,
  session: Session,
  begin: (columns: number) => Task<void>,
  write: (line: Uint8Array) => Task<void>,
): Task<string> {
  const analysis = newAnalysis(session);
  const scope = new Scope(analysis, undefined);
  const format = formatOf(statement);
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

/** Takes lines of text as fields; undefined when the line is not complete. */
function readLine(
  text: string,
  from: number,
  format: Format,
  isLast: boolean,
): { readonly fields: readonly (string | null)[]; readonly end: number; readonly isEnd: boolean } | undefined {
  if (format.isCsv) return readCsv(text, from, format, isLast);
  const newline = text.indexOf('\n', from);
  if (newline < 0 && !isLast) return undefined;
  const end = newline < 0 ? text.length : newline;
  const line = text.slice(from, end).replace(/\r$/, '');
  if (line === '\\.') return { fields: [], end: end + 1, isEnd: true };
  const fields = splitText(line, format.delimiter).map(field => (field === format.nothing ? null : unescape(field)));
  return { fields, end: end + 1, isEnd: false };
}

function splitText(line: string, delimiter: string): readonly string[] {
  const fields: string[] = [];
  let from = 0;
  for (let i = 0; i < line.length; i++) {
    if (line.charAt(i) === '\\') i++;
    else if (line.startsWith(delimiter, i)) {
      fields.push(line.slice(from, i));
      from = i + 1;
    }
  }
  return [...fields, line.slice(from)];
}

function unescape(field: string): string {
  return field.replace(
    /\\(?:([bfnrtv])|x([0-9a-fA-F]{1,2})|([0-7]{1,3})|([\s\S]))/g,
    (_, letter: string | undefined, hex: string | undefined, octal: string | undefined, other: string | undefined) => {
      if (letter !== undefined) return { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }[letter] ?? '';
      if (hex !== undefined) return String.fromCharCode(parseInt(hex, 16));
      return octal === undefined ? (other ?? '') : String.fromCharCode(parseInt(octal, 8));
    },
  );
}

function readCsv(text: string, from: number, { delimiter, nothing, quote }: Format, isLast: boolean): ReturnType<typeof readLine> {
  const fields: (string | null)[] = [];
  let field = '';
  let wasQuoted = false;
  let inQuotes = false;
  for (let i = from; ; i++) {
    const char = text.charAt(i);
    if (i >= text.length) {
      if (!isLast) return undefined;
      if (inQuotes) throw new PgError(codes.badCopy, 'unterminated CSV quoted field');
      fields.push(!wasQuoted && field === nothing ? null : field);
      return { fields, end: i + 1, isEnd: fields.length === 1 && field === '\\.' };
    }
    if (inQuotes) {
      if (char !== quote) field += char;
      else if (text.charAt(i + 1) === quote) {
        field += quote;
        i++;
      } else inQuotes = false;
    } else if (char === quote) {
      inQuotes = true;
      wasQuoted = true;
    } else if (char === delimiter || char === '\n') {
      fields.push(!wasQuoted && field === nothing ? null : field);
      if (char === '\n') return { fields, end: i + 1, isEnd: fields.length === 1 && field === '\\.' && !wasQuoted };
      field = '';
      wasQuoted = false;
    } else if (char !== '\r') field += char;
  }
}

/** COPY … FROM: `read` gives pieces of text until there are no more. */
export function* copyIn(
  statement: Copy,
  session: Session,
  begin: (columns: number) => Task<void>,
  read: () => Task<Uint8Array | undefined>,
): Task<string> {
  const analysis = newAnalysis(session);
  const scope = new Scope(analysis, undefined);
  const relation = targetTable({ name: statement.table ?? [], at: statement.at }, 'INSERT', scope);
  const format = formatOf(statement);
  const chosen =
    statement.columns.length > 0
      ? statement.columns.map(({ name }) => name)
      : relation.columns.filter(column => !column.isGenerated).map(({ name }) => name);
  const places = chosen.map(name => {
    const place = relation.columns.findIndex(column => column.name === name);
    if (place < 0) throw new PgError(codes.undefinedColumn, `column "${name}" of relation "${relation.name}" does not exist`);
    return place;
  });
  const runtime = session.runtime();
  const writer = new TableWriter(relation, analysis, runtime, logOf(runtime));
  const defaults = relation.columns.map((column, i) => (places.includes(i) ? undefined : compileDefault(column, analysis)));
  const env = newEnv(runtime, undefined);
  yield* begin(places.length);
  let pending = new Uint8Array(0);
  let lineNumber = 0;
  let count = 0;
  let isDone = false;
  for (;;) {
    const piece = yield* read();
    if (piece && isDone) continue;
    const joined = piece ? Uint8Array.of(...pending, ...piece) : pending;
    const lastNewline = piece ? joined.lastIndexOf(10) + 1 : joined.length;
    const text = decodeUtf8(joined.subarray(0, lastNewline));
    pending = joined.slice(lastNewline);
    let at = 0;
    while (at < text.length && !isDone) {
      const line = readLine(text, at, format, piece === undefined);
      if (!line) {
        pending = Uint8Array.of(...encodeUtf8(text.slice(at)), ...pending);
        break;
      }
      at = line.end;
      lineNumber++;
      if (line.isEnd) {
        isDone = true;
        break;
      }
      if (lineNumber === 1 && format.header) continue;
      const row: Value[] = defaults.map(node => node?.eval(env) ?? null);
      const where = `COPY ${relation.name}, line ${lineNumber}`;
      if (line.fields.length > places.length)
        throw new PgError(codes.badCopy, 'extra data after last expected column', {
          context: `${where}: "${text.slice(0, line.end).split('\n').at(-2) ?? ''}"`,
        });
      for (const [i, place] of places.entries())
        row[place] = readField(line.fields, i, place, where, text.slice(0, line.end).split('\n').at(-2) ?? '');
      try {
        yield* writer.insert(row);
      } catch (error) {
        throw error instanceof PgError
          ? new PgError(error.code, error.message, {
              ...error.fields,
              context: `${where}${error.code === codes.unique ? '' : `: "${text.slice(0, line.end).split('\n').at(-2) ?? ''}"`}`,
            })
          : error;
      }
      count++;
    }
    if (!piece) break;
  }
  yield* writer.foreignKeys.finish();
  return `COPY ${count}`;

  function readField(fields: readonly (string | null)[], i: number, place: number, where: string, line: string): Value {
    const column = relation.columns[place];
    const field = fields[i];
    if (!column) return null;
    if (field === undefined)
      throw new PgError(codes.badCopy, `missing data for column "${column.name}"`, { context: `${where}: "${line}"` });
    if (field === null) return null;
    try {
      return inputText(typeOfColumn(column, analysis), column.typmod, field, session.text);
    } catch (error) {
      throw error instanceof PgError
        ? new PgError(error.code, error.message, { ...error.fields, context: `${where}, column ${column.name}: "${field}"` })
        : error;
    }
  }
}
