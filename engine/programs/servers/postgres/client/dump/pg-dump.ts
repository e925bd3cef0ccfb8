import { isErrno } from '../../../../../core/errno.js';
import type { Task } from '../../../../../core/task.js';
import { encodeUtf8 } from '../../../../../core/utf8.js';
import type { Main, Sys } from '../../../../../process/sys.js';
import type { Release } from '../../release.js';
import { connectOrAsk, targetOf } from '../client-options.js';
import { ConnectionError, type Connection } from '../connection.js';
import { chosenRelations, contentsOf, type Contents } from './contents.js';
import { databaseEntries } from './database-entries.js';
import { readDumpOptions, type DumpOptions } from './dump-options.js';
import { showEntry, type Entry } from './entry.js';
import { qualified, readFacts, type Facts } from './facts.js';
import { ask, QueryError } from './questions.js';
import { writeRows, type Write } from './table-data.js';

/** pg_dump: a database as the SQL that makes it again. */
export function pgDump(release: Release): Main {
  return function* (sys, argv) {
    const options = readDumpOptions(argv.slice(1));
    if (typeof options === 'string') return yield* say(sys, 2, options, 1);
    const { line } = options;
    if (line.flags.has('version')) return yield* say(sys, 1, `pg_dump (PostgreSQL) ${release.version}\n`, 0);
    if (line.flags.has('help'))
      return yield* say(sys, 1, 'pg_dump dumps a database as a text file.\n\nUsage:\n  pg_dump [OPTION]... [DBNAME]\n', 0);
    try {
      const target = yield* targetOf(sys, line, 'pg_dump', line.words[0]);
      const connection = yield* connectOrAsk(sys, target, { ask: line.flags.has('password'), never: line.flags.has('no-password') });
      const code = yield* dumpInto(sys, connection, options, release);
      yield* connection.close();
      return code;
    } catch (error) {
      if (error instanceof ConnectionError) return yield* say(sys, 2, `pg_dump: error: ${error.message}\n`, 1);
      if (!(error instanceof QueryError)) throw error;
      return yield* say(sys, 2, explain('pg_dump', error), 1);
    }
  };
}

/** What went wrong with a query, as these programs say it. */
export function explain(program: string, { answer, message, query }: QueryError): string {
  return `${program}: error: query failed: ${answer.get('S') ?? 'ERROR'}:  ${message}\n${program}: detail: Query was: ${query}\n`;
}

function* say(sys: Sys, fd: 1 | 2, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

function* dumpInto(sys: Sys, connection: Connection, options: DumpOptions, release: Release): Task<number> {
  if (options.file === undefined) return yield* dump(sys, connection, options, release, bytes => sys.write(1, bytes));
  let fd;
  try {
    fd = sys.open(options.file, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* say(sys, 2, `pg_dump: error: could not open output file "${options.file}": ${error.message}\n`, 1);
  }
  const file = fd;
  const code = yield* dump(sys, connection, options, release, bytes => sys.write(file, bytes));
  sys.close(file);
  return code;
}

/** Reads first, under a view of the database that stays as it is, and then tells. */
export function* dump(sys: Sys, connection: Connection, options: DumpOptions, release: Release, write: Write): Task<number> {
  yield* ask(connection, "SELECT pg_catalog.set_config('search_path', '', false)");
  yield* ask(connection, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  const facts = yield* readFacts(connection);
  const chosen = chosenRelations(facts, options);
  if (options.choice.namesTables && chosen.length === 0) return yield* say(sys, 2, 'pg_dump: error: no matching tables were found\n', 1);
  for (const relation of chosen)
    if (relation.kind === 'r') yield* ask(connection, `LOCK TABLE ${qualified(relation)} IN ACCESS SHARE MODE`);
  const contents = yield* contentsOf(connection, facts, options);
  const writer = new DumpWriter(write, options, Number(release.major));
  const version = connection.parameters.get('server_version') ?? release.version;
  yield* writer.text(
    `--\n-- PostgreSQL database dump\n--\n\n-- Dumped from database version ${version}\n-- Dumped by pg_dump version ${release.version}\n\n${settings}`,
  );
  yield* writer.database(options.create ? yield* databaseEntries(connection, options) : [], contents, connection.target.database);
  yield* writer.contents(connection, facts, contents);
  yield* writer.text('--\n-- PostgreSQL database dump complete\n--\n\n');
  return 0;
}

const settings = `SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

`;

/** Writes the pieces of a dump, and before them what they take for granted. */
class DumpWriter {
  readonly #write: Write;
  readonly #options: DumpOptions;
  readonly #major: number;
  #told = new Set<string>();

  constructor(write: Write, options: DumpOptions, major: number) {
    this.#write = write;
    this.#options = options;
    this.#major = major;
  }

  *text(text: string): Task<void> {
    yield* this.#write(encodeUtf8(text));
  }

  /** What goes before the contents: what drops them, or the database that they come into. */
  *database(entries: readonly Entry[], { items }: Contents, name: string): Task<void> {
    const all = entries.length > 0 ? entries : items.flatMap(item => item.entries);
    if (this.#options.clean)
      for (const { drop } of [...all].reverse()) if (drop !== undefined) yield* this.text(this.#options.ifExists ? ifExists(drop) : drop);
    if (entries.length === 0) return;
    for (const entry of entries) yield* this.#entry(entry);
    const connect = /^[\w]+$/.test(name) ? name : `-reuse-previous=on "dbname='${name}'"`;
    yield* this.text(`\\connect ${connect}\n\n${settings}`);
  }

  *contents(connection: Connection, facts: Facts, { items, closing }: Contents): Task<void> {
    for (const { entries, rowsOf } of items) {
      const table = facts.relations.get(rowsOf ?? 0);
      for (const entry of entries) {
        if (!table) yield* this.#entry(entry);
        else {
          yield* this.text(showEntry(entry, { owners: this.#options.owners, prefix: 'Data for ' }).replace(/\n\n$/, ''));
          yield* writeRows(connection, table, this.#options.rows, this.#write);
        }
      }
    }
    for (const entry of closing) yield* this.#entry(entry);
  }

  *#entry(entry: Entry): Task<void> {
    if (entry.storage !== undefined) yield* this.#once("SET default_tablespace = '';\n\n");
    if (entry.storage === 'table') yield* this.#once('SET default_table_access_method = heap;\n\n');
    // Up to 15, views and sequences changed hands like tables.
    const owned = this.#major < 16 ? entry.owned?.replace(/^(?:VIEW|MATERIALIZED VIEW|SEQUENCE) /, 'TABLE ') : entry.owned;
    yield* this.text(showEntry({ ...entry, ...(owned === undefined ? {} : { owned }) }, { owners: this.#options.owners }));
  }

  *#once(setting: string): Task<void> {
    if (this.#told.has(setting)) return;
    this.#told.add(setting);
    yield* this.text(setting);
  }
}

function ifExists(drop: string): string {
  return drop
    .replace(/^DROP (MATERIALIZED VIEW|\w+) /, 'DROP $1 IF EXISTS ')
    .replace(/^ALTER TABLE /, 'ALTER TABLE IF EXISTS ')
    .replace(/ DROP CONSTRAINT /, ' DROP CONSTRAINT IF EXISTS ');
}
