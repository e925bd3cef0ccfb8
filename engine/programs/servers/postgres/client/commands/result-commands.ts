import { quoteLiteral } from '../../sql/keywords.js';
import { crosstab, CrosstabError } from '../crosstab.js';
import type { Command, Commands } from './command.js';
import { takeQuery } from './query-commands.js';

/** \gdesc: the columns that the query would have. */
const describeResult: Command = function* (shell) {
  const query = takeQuery(shell);
  const { connection } = shell;
  if (!connection || query.trim() === '') return true;
  yield* connection.describe(query);
  let columns: readonly string[] | undefined;
  let ok = true;
  for (;;) {
    const event = yield* connection.next();
    if (event.kind === 'ready') break;
    if (event.kind === 'columns')
      columns = event.columns.map(
        ({ name, typeOid, typmod }) => `(${quoteLiteral(name)}, ${String(typeOid)}::pg_catalog.oid, ${String(typmod ?? -1)})`,
      );
    else if (event.kind === 'error') {
      ok = false;
      yield* shell.report(event.message, query);
    } else if (event.kind === 'lost') {
      yield* shell.lost();
      return false;
    }
  }
  if (!ok) return false;
  if (!columns) {
    yield* shell.print('The command has no result, or the result has no columns.\n');
    return true;
  }
  const result = yield* shell.ask(
    `SELECT name AS "Column", pg_catalog.format_type(tp, tpm) AS "Type" FROM (VALUES ${columns.join(', ')}) s (name, tp, tpm)`,
  );
  if (result) yield* shell.show(result);
  return result !== undefined;
};

const crosstabView: Command = function* (shell, args) {
  const result = yield* shell.ask(takeQuery(shell));
  if (!result) return false;
  try {
    yield* shell.show(crosstab(result.columns, result.rows, args, shell.format.nothing));
    return true;
  } catch (error) {
    if (!(error instanceof CrosstabError)) throw error;
    yield* shell.complain(`\\crosstabview: ${error.message}`);
    return false;
  }
};

/** \s: the statements that were typed. */
const history: Command = function* (shell, [file]) {
  const entries = shell.history?.() ?? [];
  if (file === undefined) {
    yield* shell.print(`${entries.map(entry => `${entry}\n`).join('')}${shell.isInteractive ? '\n' : ''}`);
    return true;
  }
  const fd = shell.sys.open(file, { write: true, create: true, truncate: true, mode: 0o600 });
  yield* shell.printTo(fd, entries.map(entry => `${entry}\n`).join(''));
  shell.sys.close(fd);
  if (!shell.isQuiet) yield* shell.print(`Wrote history to file "${file}".\n`);
  return true;
};

export const resultCommands: Commands = { gdesc: describeResult, crosstabview: crosstabView, s: history };
