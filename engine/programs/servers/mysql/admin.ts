import { clientVersion } from './edition.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { ClientConnection, type ClientResult } from './client-connection.js';
import { readClientOptions, type ClientOptions } from './client-options.js';
import { SqlError } from './sql-error.js';

/** mysqladmin: ping, status, create, drop, password, shutdown. */
export function mysqladmin(version: string): Main {
  return function* (sys, argv) {
    const options = yield* readClientOptions(sys, 'mysqladmin', argv.slice(1));
    if (typeof options === 'string') return yield* say(sys, 2, options, 2);
    if (options.flags.has('version')) return yield* say(sys, 1, `${clientVersion('mysqladmin', version)}\n`, 0);
    const [command, argument] = options.words;
    if (command === undefined)
      return yield* say(sys, 1, `${clientVersion('mysqladmin', version)}\nUsage: mysqladmin [OPTIONS] command command....\n`, 1);
    const connection = yield* openOrExplain(sys, options, command);
    if (typeof connection === 'number') return connection;
    const code = yield* runAdmin(sys, connection, command, argument);
    connection.close();
    return code;
  };
}

function* openOrExplain(sys: Sys, options: ClientOptions, command: string): Task<ClientConnection | number> {
  try {
    return yield* ClientConnection.open(sys, { ...options.target, database: '' });
  } catch (error) {
    if (!(error instanceof SqlError)) throw error;
    // A server that refuses the password is alive all the same.
    if (command === 'ping' && error.number === 1045)
      return yield* say(
        sys,
        2,
        `mysqladmin: connect to server at '${options.target.host ?? 'localhost'}' failed\nerror: '${error.message}'\n`,
        0,
      );
    const hint =
      error.number === 2002
        ? `Check that mysqld is running and that the socket: '${options.target.socket}' exists!\n`
        : error.number === 2003
          ? `Check that mysqld is running on ${options.target.host ?? ''} and that the port is ${String(options.target.port)}.\nYou can check this by doing 'telnet ${options.target.host ?? ''} ${String(options.target.port)}'\n`
          : '';
    return yield* say(
      sys,
      2,
      `mysqladmin: connect to server at '${options.target.host ?? 'localhost'}' failed\nerror: '${error.message}'\n${hint}`,
      1,
    );
  }
}

function* runAdmin(sys: Sys, connection: ClientConnection, command: string, argument: string | undefined): Task<number> {
  switch (command) {
    case 'ping':
      return (yield* connection.ping()).kind === 'ok' ? yield* say(sys, 1, 'mysqld is alive\n', 0) : 1;
    case 'status':
      return yield* say(sys, 1, `${yield* connection.statistics()}\n`, 0);
    case 'create':
      return yield* statement(sys, connection, `CREATE DATABASE \`${argument ?? ''}\``);
    case 'drop':
      return yield* statement(sys, connection, `DROP DATABASE \`${argument ?? ''}\``);
    case 'password':
      return yield* statement(sys, connection, `ALTER USER USER() IDENTIFIED BY '${(argument ?? '').replace(/['\\]/g, '\\$&')}'`);
    case 'flush-privileges':
    case 'reload':
      return yield* statement(sys, connection, 'FLUSH PRIVILEGES');
    case 'shutdown': {
      const answer = yield* connection.shutDown();
      return answer.kind === 'error' ? yield* say(sys, 2, `mysqladmin: shutdown failed; error: '${answer.error.message}'\n`, 1) : 0;
    }
    default:
      return yield* say(
        sys,
        2,
        knownElsewhere.includes(command)
          ? `drydock: mysqladmin ${command} is not simulated\n`
          : `mysqladmin: Unknown command: '${command}'\n`,
        1,
      );
  }
}

const knownElsewhere: readonly string[] = [
  'debug',
  'extended-status',
  'flush-hosts',
  'flush-logs',
  'flush-status',
  'flush-tables',
  'flush-threads',
  'kill',
  'processlist',
  'refresh',
  'start-replica',
  'stop-replica',
  'variables',
  'version',
];

function* statement(sys: Sys, connection: ClientConnection, sql: string): Task<number> {
  const answer = yield* connection.query(sql);
  return answer.kind === 'error'
    ? yield* say(sys, 2, `mysqladmin: ${sql.split(' ')[0] ?? ''} failed; error: '${answer.error.message}'\n`, 1)
    : 0;
}

/** mysqldump: a script that makes the tables of a database again. */
export function mysqldump(version: string): Main {
  return function* (sys, argv) {
    const options = yield* readClientOptions(sys, 'mysqldump', argv.slice(1));
    if (typeof options === 'string') return yield* say(sys, 2, options, 2);
    if (options.flags.has('version')) return yield* say(sys, 1, `${clientVersion('mysqldump', version)}\n`, 0);
    const many = options.flags.has('all-databases') || options.flags.has('databases');
    if (options.words.length === 0 && !many)
      return yield* say(
        sys,
        2,
        'Usage: mysqldump [OPTIONS] database [tables]\nOR     mysqldump [OPTIONS] --databases [OPTIONS] DB1 [DB2 DB3...]\nOR     mysqldump [OPTIONS] --all-databases [OPTIONS]\nFor more options, use mysqldump --help\n',
        1,
      );
    try {
      const connection = yield* ClientConnection.open(sys, { ...options.target, database: '' });
      yield* new Dump(sys, connection, options, version).run(many);
      connection.close();
      return 0;
    } catch (error) {
      if (error instanceof SqlError)
        return yield* say(sys, 2, `mysqldump: Got error: ${String(error.number)}: ${error.message} when trying to connect\n`, 2);
      if (isErrno(error)) return 2;
      throw error;
    }
  };
}

class Dump {
  readonly #sys: Sys;
  readonly #connection: ClientConnection;
  readonly #options: ClientOptions;
  readonly #version: string;

  constructor(sys: Sys, connection: ClientConnection, options: ClientOptions, version: string) {
    this.#sys = sys;
    this.#connection = connection;
    this.#options = options;
    this.#version = version;
  }

  *run(many: boolean): Task<void> {
    const { words, target, flags } = this.#options;
    const all = flags.has('all-databases');
    const databases = all
      ? (yield* this.#column('SHOW DATABASES')).filter(name => !['information_schema', 'mysql', 'performance_schema', 'sys'].includes(name))
      : many
        ? words
        : words.slice(0, 1);
    const server = this.#connection.version;
    yield* this.#print(
      `-- MySQL dump ${this.#version}\n--\n-- Host: ${target.host ?? 'localhost'}    Database: ${all ? '' : (databases[0] ?? '')}\n-- ------------------------------------------------------\n-- Server version\t${server}\n\n`,
    );
    yield* this.#print(head);
    for (const database of databases) {
      if (many)
        yield* this.#print(
          `--\n-- Current Database: \`${database}\`\n--\n\nCREATE DATABASE IF NOT EXISTS \`${database}\`;\n\nUSE \`${database}\`;\n\n`,
        );
      const tables = !many && words.length > 1 ? words.slice(1) : yield* this.#column(`SHOW TABLES FROM \`${database}\``);
      const views = yield* this.#column(`SHOW FULL TABLES FROM \`${database}\` WHERE Table_type = 'VIEW'`);
      // What views look at has to be there before them.
      for (const table of tables.filter(name => !views.includes(name))) yield* this.#table(database, table);
      for (const view of tables.filter(name => views.includes(name))) yield* this.#table(database, view);
    }
    yield* this.#print(`${foot}-- Dump completed\n`);
  }

  *#table(database: string, table: string): Task<void> {
    const name = `\`${database}\`.\`${table}\``;
    const shown = yield* this.#rows(`SHOW CREATE TABLE ${name}`);
    const created = shown.rows[0]?.[1] ?? '';
    const isView = shown.columns[0]?.name === 'View';
    const kind = isView ? 'VIEW' : 'TABLE';
    if (!this.#options.flags.has('no-create-info'))
      yield* this.#print(
        `--\n-- ${isView ? 'View' : 'Table'} structure for ${kind.toLowerCase()} \`${table}\`\n--\n\nDROP ${kind} IF EXISTS \`${table}\`;\n${created};\n\n`,
      );
    if (isView || this.#options.flags.has('no-data')) return;
    const insert = yield* this.#insert(name, table);
    yield* this.#print(`--\n-- Dumping data for table \`${table}\`\n--\n\n${insert}\n`);
  }

  /** The statement that brings the rows back. Bytes are written as hexadecimal digits, so that they survive. */
  *#insert(name: string, table: string): Task<string> {
    const fields = (yield* this.#rows(`SHOW COLUMNS FROM ${name}`)).rows;
    const stored = fields.filter(row => !(row[5] ?? '').includes('GENERATED') || (row[5] ?? '').startsWith('DEFAULT_GENERATED'));
    const isBytes = stored.map(row => /^(bit|(var)?binary|(tiny|medium|long)?blob)/.test(row[1] ?? ''));
    const columns = stored.map(row => `\`${row[0] ?? ''}\``);
    const selected = columns.map((column, index) => (isBytes[index] ? `HEX(${column})` : column));
    const { columns: shapes, rows } = yield* this.#rows(`SELECT ${selected.join(', ')} FROM ${name}`);
    if (rows.length === 0) return '';
    const text = (value: string | null, index: number): string => {
      if (value === null) return 'NULL';
      if (isBytes[index]) return value === '' ? "''" : `0x${value}`;
      return shapes[index]?.isNumber ? value : quoted(value);
    };
    const list = stored.length < fields.length ? ` (${columns.join(', ')})` : '';
    return `INSERT INTO \`${table}\`${list} VALUES ${rows.map(row => `(${row.map(text).join(',')})`).join(',')};\n`;
  }

  *#column(sql: string): Task<readonly string[]> {
    return (yield* this.#rows(sql)).rows.map(row => row[0] ?? '');
  }

  *#rows(sql: string): Task<ClientResult> {
    const answer = yield* this.#connection.query(sql);
    if (answer.kind === 'error') throw answer.error;
    return answer.kind === 'rows' ? answer.result : { columns: [], rows: [], warnings: 0 };
  }

  *#print(text: string): Task<void> {
    yield* say(this.#sys, 1, text, 0);
  }
}

function* say(sys: Sys, fd: number, text: string, code: number): Task<number> {
  yield* sys.write(fd, encodeUtf8(text));
  return code;
}

/** Tables may name others that come later: foreign keys are not looked at while the script runs. */
const head =
  "/*!40101 SET NAMES utf8mb4 */;\n/*!40014 SET @OLD_UNIQUE_CHECKS=@@UNIQUE_CHECKS, UNIQUE_CHECKS=0 */;\n/*!40014 SET @OLD_FOREIGN_KEY_CHECKS=@@FOREIGN_KEY_CHECKS, FOREIGN_KEY_CHECKS=0 */;\n/*!40101 SET @OLD_SQL_MODE=@@SQL_MODE, SQL_MODE='NO_AUTO_VALUE_ON_ZERO' */;\n\n";
const foot =
  '/*!40101 SET SQL_MODE=@OLD_SQL_MODE */;\n/*!40014 SET FOREIGN_KEY_CHECKS=@OLD_FOREIGN_KEY_CHECKS */;\n/*!40014 SET UNIQUE_CHECKS=@OLD_UNIQUE_CHECKS */;\n\n';

function quoted(text: string): string {
  const escapes: ReadonlyMap<string, string> = new Map([
    ['\n', '\\n'],
    ['\r', '\\r'],
    ['\0', '\\0'],
    ['\x1a', '\\Z'],
  ]);
  return `'${text.replace(/['\\\n\r\0\x1a]/g, char => escapes.get(char) ?? `\\${char}`)}'`;
}
