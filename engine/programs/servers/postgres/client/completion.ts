import type { Task } from '../../../../core/task.js';
import type { Completion } from '../../../../shell/interactive/completion.js';
import { quoteLiteral } from '../sql/keywords.js';
import { commandNames } from './commands/index.js';
import type { Psql } from './psql-shell.js';

const nothing: Completion = { insert: '', candidates: [] };

const statements =
  'ABORT ALTER ANALYZE BEGIN CHECKPOINT COMMENT COMMIT COPY CREATE DEALLOCATE DELETE DISCARD DROP EXECUTE EXPLAIN GRANT INSERT LISTEN LOCK NOTIFY PREPARE REASSIGN REFRESH REINDEX RELEASE RESET REVOKE ROLLBACK SAVEPOINT SELECT SET SHOW START TABLE TRUNCATE UNLISTEN UPDATE VACUUM VALUES WITH'.split(
    ' ',
  );
const kinds = 'DATABASE EXTENSION INDEX MATERIALIZED ROLE SCHEMA SEQUENCE TABLE TYPE USER VIEW'.split(' ');

/** Which words follow, by the words before: the last rule that fits counts. */
const following: readonly (readonly [before: RegExp, words: readonly string[]])[] = [
  [/^$/, statements],
  [/^(?:CREATE|DROP|ALTER) $/, kinds],
  [/^CREATE $/, [...kinds, 'OR', 'TEMP', 'UNIQUE', 'UNLOGGED']],
  [/^(?:CREATE|DROP|ALTER|REFRESH) MATERIALIZED $/, ['VIEW']],
  [/^INSERT $/, ['INTO']],
  [/^DELETE $/, ['FROM']],
  [/^INSERT INTO \S+ $/, ['DEFAULT', 'SELECT', 'VALUES']],
  [/^UPDATE \S+ $/, ['SET']],
  [/^DELETE FROM \S+ $/, ['USING', 'WHERE']],
  [/\b(?:ORDER|GROUP) $/, ['BY']],
  [/^(?:ROLLBACK|COMMIT|BEGIN) $/, ['TRANSACTION', 'WORK']],
  [/^EXPLAIN $/, ['ANALYZE', 'DELETE', 'INSERT', 'SELECT', 'UPDATE', 'VERBOSE']],
  [/^(?:GRANT|REVOKE) $/, ['ALL', 'CREATE', 'DELETE', 'EXECUTE', 'INSERT', 'SELECT', 'TRUNCATE', 'UPDATE', 'USAGE']],
  [/^ALTER TABLE \S+ $/, ['ADD', 'ALTER', 'DROP', 'OWNER', 'RENAME', 'SET']],
];

/** After which words a relation follows, and of which kinds. */
const relations: readonly (readonly [before: RegExp, kinds: string])[] = [
  [/(?:^|\s)(?:FROM|JOIN|INTO|UPDATE|TRUNCATE|COPY|LOCK|ANALYZE|VACUUM|ON|REFERENCES) $/, 'rvm'],
  [/(?:^|\s)TABLE $/, 'r'],
  [/(?:^|\s)MATERIALIZED VIEW $/, 'm'],
  [/^(?:DROP|ALTER) VIEW $/, 'v'],
  [/(?:^|\s)INDEX $/, 'i'],
  [/(?:^|\s)SEQUENCE $/, 'S'],
  [/^\\D\+? $/, 'rvmSi'],
  [/^\\DT\+? $/, 'r'],
  [/^\\DV\+? $/, 'v'],
  [/^\\DI\+? $/, 'i'],
  [/^\\DS\+? $/, 'S'],
];

/** What Tab puts in at a place of a line: a keyword, a command, or the name of something that is there. */
export function* completeLine(shell: Psql, text: string, cursor: number): Task<Completion> {
  const typed = text.slice(0, cursor);
  const [word = ''] = /[^\s(),;=]*$/.exec(typed) ?? [];
  const before = `${shell.buffer.pending} ${typed.slice(0, typed.length - word.length)}`.replace(/\s+/g, ' ').trimStart();
  if (word.startsWith('\\') && before === '')
    return choose(
      word,
      commandNames.map(name => `\\${name}`),
    );
  const names = yield* namesFor(shell, before, word);
  if (names) return choose(word, names);
  const words = following.findLast(([pattern]) => pattern.test(before.toUpperCase()))?.[1] ?? [];
  // A keyword looks like what has been typed of it.
  return choose(word, word !== '' && word === word.toLowerCase() ? words.map(each => each.toLowerCase()) : words);
}

/** Names that may come here; undefined where a keyword comes. */
function* namesFor(shell: Psql, before: string, word: string): Task<readonly string[] | undefined> {
  const upper = before.toUpperCase();
  const starts = `LIKE ${quoteLiteral(`${word.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)}`;
  const found = relations.find(([pattern]) => pattern.test(upper));
  if (found) {
    const list = [...found[1]].map(quoteLiteral).join(', ');
    return yield* firstColumn(
      shell,
      `SELECT quote_ident(relname) FROM pg_class WHERE relkind IN (${list}) AND pg_table_is_visible(oid) AND oid >= 16384 AND relname ${starts} ORDER BY 1`,
    );
  }
  if (/^(?:\\(?:C|CONNECT)|(?:DROP|ALTER) DATABASE) $/.test(upper))
    return yield* firstColumn(shell, `SELECT quote_ident(datname) FROM pg_database WHERE datname ${starts} ORDER BY 1`);
  const [, table] = /(?:^UPDATE (\S+) SET $|(\S+) WHERE $|^INSERT INTO (\S+) ?\( $)/i.exec(before)?.filter(Boolean) ?? [];
  if (table === undefined) return undefined;
  return yield* firstColumn(
    shell,
    `SELECT quote_ident(a.attname) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid WHERE c.relname = ${quoteLiteral(table.toLowerCase())} AND pg_table_is_visible(c.oid) AND a.attnum > 0 AND a.attname ${starts} ORDER BY 1`,
  );
}

function* firstColumn(shell: Psql, sql: string): Task<readonly string[]> {
  // In a failed transaction nothing can be asked.
  if (!shell.connection || shell.connection.status === 'E') return [];
  return ((yield* shell.ask(sql))?.rows ?? []).map(row => row[0] ?? '');
}

function choose(word: string, all: readonly string[]): Completion {
  const fitting = all.filter(each => each.startsWith(word)).sort();
  const [first] = fitting;
  if (first === undefined) return nothing;
  if (fitting.length === 1) return { insert: `${first.slice(word.length)} `, candidates: [] };
  let shared = first.length;
  while (!fitting.every(each => each.startsWith(first.slice(0, shared)))) shared--;
  return { insert: first.slice(word.length, shared), candidates: shared > word.length ? [] : fitting };
}
