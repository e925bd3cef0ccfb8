import type { Yielded } from '../../../../core/task.js';
import { codes, PgError, type ErrorFields } from '../pg-error.js';
import { outputText } from '../values/text-io.js';
import type { Raise, Sql } from './ast.js';
import { codeOf } from './conditions.js';
import { evaluate } from './evaluate.js';
import type { Frame } from './frame.js';

/** RAISE: a message to the client, or an error. */
export function* raise(statement: Raise, frame: Frame): Generator<Yielded, void, unknown> {
  const { level, format, condition } = statement;
  if (format === undefined && condition === undefined && statement.options.length === 0) throw handledAgain(frame);
  const options = yield* readOptions(statement, frame);
  const code = codeFor(condition ?? options.get('errcode'));
  const text = format === undefined ? (options.get('message') ?? condition ?? code) : yield* fill(format, statement.args, frame);
  const fields: ErrorFields = {
    detail: options.get('detail'),
    hint: options.get('hint'),
    column: options.get('column'),
    constraint: options.get('constraint'),
    table: options.get('table'),
    schema: options.get('schema'),
  };
  if (level === 'exception') throw new PgError(code, text, fields);
  if (level === 'debug' || level === 'log') return;
  const severity = level === 'info' ? 'INFO' : level === 'notice' ? 'NOTICE' : 'WARNING';
  frame.session.notice(severity, fields.detail === undefined ? text : `${text}\nDETAIL:  ${fields.detail}`);
}

function handledAgain({ handled }: Frame): PgError {
  return handled ?? new PgError('0Z002', 'RAISE without parameters cannot be used outside an exception handler');
}

function codeFor(condition: string | undefined): string {
  if (condition === undefined) return 'P0001';
  const code = codeOf(condition);
  if (code === undefined) throw new PgError(codes.undefinedObject, `unrecognized exception condition "${condition}"`);
  return code;
}

function* readOptions({ options }: Raise, frame: Frame): Generator<Yielded, ReadonlyMap<string, string>, unknown> {
  const read = new Map<string, string>();
  for (const { name, value } of options) {
    const known = ['errcode', 'message', 'detail', 'hint', 'column', 'constraint', 'table', 'schema', 'datatype'];
    if (!known.includes(name)) throw new PgError(codes.syntax, `unrecognized RAISE statement option`);
    read.set(name, (yield* textOf(value, frame)) ?? '<NULL>');
  }
  return read;
}

/** The text of a value; undefined for null. */
export function* textOf(sql: Sql, frame: Frame): Generator<Yielded, string | undefined, unknown> {
  const { value, node } = yield* evaluate(sql, frame);
  return value === null ? undefined : outputText(node.type, value, frame.session.text);
}

function* fill(format: string, args: readonly Sql[], frame: Frame): Generator<Yielded, string, unknown> {
  const texts: string[] = [];
  for (const arg of args) texts.push((yield* textOf(arg, frame)) ?? '<NULL>');
  let next = 0;
  return format.replace(/%%|%/g, mark => (mark === '%%' ? '%' : (texts[next++] ?? '')));
}
