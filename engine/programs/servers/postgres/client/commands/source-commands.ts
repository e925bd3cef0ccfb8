import type { Task } from '../../../../../core/task.js';
import { quoteLiteral } from '../../sql/keywords.js';
import type { Psql } from '../psql-shell.js';
import type { Command, Commands } from './command.js';

/** The first field of an answer; undefined when that failed, which is shown. */
function* askOne(shell: Psql, sql: string): Task<string | undefined> {
  const result = yield* shell.ask(sql, true);
  return result ? (result.rows[0]?.[0] ?? '') : undefined;
}

/** Lines with numbers before them, from a line on. */
function numbered(lines: readonly string[], isFirst: (line: string) => boolean): readonly string[] {
  const from = Math.max(0, lines.findIndex(isFirst));
  return lines.map((line, i) => (i < from ? `        ${line}` : `${String(i - from + 1).padEnd(7)} ${line}`));
}

function* printSource(shell: Psql, text: string, isFirst: ((line: string) => boolean) | undefined): Task<boolean> {
  const lines = text.replace(/\n$/, '').split('\n');
  yield* shell.printResult((isFirst ? numbered(lines, isFirst) : lines).map(line => `${line}\n`).join(''));
  return true;
}

/** \sf: the statement that makes a function. */
const showFunction: Command = function* (shell, args, rest, command) {
  const given = rest.trim().replace(/;+$/, '');
  if (args.length === 0) {
    yield* shell.complain('function name is required');
    return false;
  }
  const kind = given.includes('(') ? 'regprocedure' : 'regproc';
  const oid = yield* askOne(shell, `SELECT ${quoteLiteral(given)}::pg_catalog.${kind}::pg_catalog.oid`);
  const text = oid === undefined ? undefined : yield* askOne(shell, `SELECT pg_catalog.pg_get_functiondef(${oid})`);
  if (text === undefined) return false;
  return yield* printSource(shell, text, command.endsWith('+') ? line => line.startsWith('AS ') : undefined);
};

/** \sv: the statement that makes a view. */
const showView: Command = function* (shell, [given], _rest, command) {
  if (given === undefined) {
    yield* shell.complain('view name is required');
    return false;
  }
  const oid = yield* askOne(shell, `SELECT ${quoteLiteral(given)}::pg_catalog.regclass::pg_catalog.oid`);
  if (oid === undefined) return false;
  const result = yield* shell.ask(
    `SELECT n.nspname, c.relname, c.relkind, CASE WHEN c.relkind IN ('v', 'm') THEN pg_catalog.pg_get_viewdef(c.oid, true) END FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = ${oid}`,
    true,
  );
  if (!result) return false;
  const [schema = '', name = '', kind, definition] = result.rows[0] ?? [];
  const full = `${schema ?? ''}.${name ?? ''}`;
  if (kind !== 'v' && kind !== 'm') {
    yield* shell.complain(`"${full}" is not a view`);
    return false;
  }
  const text = `CREATE ${kind === 'm' ? 'MATERIALIZED VIEW' : 'OR REPLACE VIEW'} ${full} AS\n${(definition ?? '').replace(/;\s*$/, '')}`;
  return yield* printSource(shell, text, command.endsWith('+') ? () => true : undefined);
};

export const sourceCommands: Commands = { sf: showFunction, sv: showView };
