import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { ClientConnection } from '../../servers/mysql/client-connection.js';
import { SqlError } from '../../servers/mysql/sql-error.js';
import { PhpArray } from '../runtime/array.js';
import { fromHost, toHost } from '../runtime/bytes.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import { PhpFloat, isInt, type Value } from '../runtime/value.js';
import { Resource } from './resource.js';

/** A connection that a program has. */
class Link extends Resource {
  readonly connection: ClientConnection;

  constructor(id: number, connection: ClientConnection) {
    super(id, 'mysql link');
    this.connection = connection;
  }
}

function link(a: Args): ClientConnection {
  const value = a.get(0);
  if (value instanceof Link && value.isOpen) return value.connection;
  throw a.vm.errors.error('mysqli object is already closed');
}

const reasons: Readonly<Record<string, string>> = {
  '111': 'Connection refused',
  '113': 'No route to host',
  '110': 'Connection timed out',
  '101': 'Network is unreachable',
};

/** What mysqlnd says: the system's words instead of the client's. */
function connectError(error: SqlError, host: string): PhpArray {
  const number = /\((\d+)\)$/.exec(error.message)?.[1] ?? '';
  if (error.number === 2002) return PhpArray.of([2002, 'No such file or directory', 'HY000']);
  if (error.number === 2003) return PhpArray.of([2002, reasons[number] ?? error.message, 'HY000']);
  if (error.number === 2005)
    return PhpArray.of([2002, `php_network_getaddresses: getaddrinfo for ${host} failed: Name or service not known`, 'HY000']);
  return PhpArray.of([error.number, fromHost(error.message), error.state]);
}

function* open(a: Args): Task<Value> {
  const [, host = '', hostPort] = /^(?:p:)?([^:]*)(?::(\d+))?$/.exec(a.str(0)) ?? [];
  try {
    const connection = yield* ClientConnection.open(a.vm.sys, {
      host: host === '' || host === 'localhost' ? undefined : toHost(host),
      port: Number(hostPort ?? a.int(4)),
      socket: a.str(5),
      user: toHost(a.str(1)),
      password: toHost(a.str(2)),
      database: toHost(a.str(3)),
    });
    return new Link(a.vm.nextResourceId(), connection);
  } catch (error) {
    if (error instanceof SqlError) {
      const failed = connectError(error, host);
      if (error.number === 2005) a.vm.errors.warning(`mysqli::real_connect(): ${a.vm.text(failed.get(1) ?? '')}`);
      return failed;
    }
    if (isErrno(error)) return PhpArray.of([2002, error.message, 'HY000']);
    throw error;
  }
}

function* query(a: Args): Task<Value> {
  const answer = yield* link(a).query(toHost(a.str(1)));
  if (answer.kind === 'error') return PhpArray.of(['error', answer.error.number, fromHost(answer.error.message), answer.error.state]);
  if (answer.kind === 'ok') return PhpArray.of(['ok', answer.affected, answer.insertId, answer.info === '' ? null : fromHost(answer.info)]);
  const { columns, rows } = answer.result;
  a.vm.memory.reserve(rows.length * columns.length * 32);
  return PhpArray.of([
    'rows',
    PhpArray.of(columns.map(({ name }) => fromHost(name))),
    PhpArray.of(rows.map(row => PhpArray.of(row.map(field => (field === null ? null : fromHost(field)))))),
    PhpArray.of(columns.map(({ isNumber }) => isNumber)),
  ]);
}

export function escapeSql(text: string): string {
  return text.replaceAll(/[\0\n\r\\'"\x1a]/g, c => ({ '\0': '\\0', '\n': '\\n', '\r': '\\r', '\x1a': '\\Z' })[c] ?? `\\${c}`);
}

/** Text and names in quotes, or a placeholder. */
const pieces = /'(?:[^'\\]|\\[^]|'')*'|"(?:[^"\\]|\\[^]|"")*"|`[^`]*`|\?|:[A-Za-z_]\w*/g;

function literal(a: Args, value: Value): string {
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (isInt(value) || value instanceof PhpFloat) return a.vm.text(value);
  return `'${escapeSql(a.vm.text(value))}'`;
}

function fill(a: Args): Value {
  const values = a.arr(1);
  let next = 0;
  return a.str(0).replaceAll(pieces, piece => {
    if (piece === '?') {
      const value = values.get(next) ?? (values.has(0) ? undefined : values.get(next + 1));
      next++;
      return value === undefined && !values.has(next - 1) && !values.has(next) ? invalidNumber(a) : literal(a, value ?? null);
    }
    if (!piece.startsWith(':')) return piece;
    const value = values.get(piece) ?? values.get(piece.slice(1));
    return value === undefined && !values.has(piece) && !values.has(piece.slice(1)) ? invalidNumber(a) : literal(a, value ?? null);
  });
}

function invalidNumber(a: Args): never {
  throw a.vm.errors.make('PDOException', 'SQLSTATE[HY093]: Invalid parameter number: parameter was not defined', 'HY093');
}

const states: Readonly<Record<string, string>> = {
  '23000': 'Integrity constraint violation',
  '42000': 'Syntax error or access violation',
  '42S02': 'Base table or view not found',
  '42S22': 'Column not found',
  '42S01': 'Base table or view already exists',
  '22001': 'String data, right truncated',
  '3D000': 'Invalid catalog name',
};

/** What mysqli and PDO need of the client. */
export const mysqlFunctions: Natives = {
  '__dd_mysql_info(mixed $link, int $what)': a => (a.int(1) === 0 ? link(a).version : link(a).id),
  '__dd_mysql_close(mixed $link)': a => {
    const value = a.get(0);
    if (value instanceof Link && value.isOpen) {
      value.isOpen = false;
      value.connection.close();
    }
    return null;
  },
  '__dd_mysql_escape(string $text)': a => escapeSql(a.str(0)),
  '__dd_mysql_params(string $sql)': a => (a.str(0).match(pieces) ?? []).filter(piece => piece === '?').length,
  '__dd_mysql_fill(string $sql, array $values)': fill,
  '__dd_mysqli_state(int $number, mixed $message)': a => {
    a.vm.modules.set('mysqli', [a.int(0), a.get(1)]);
    return null;
  },
  '__dd_mysqli_last(int $what)': a => {
    const state = a.vm.modules.get('mysqli');
    const value: unknown = Array.isArray(state) ? state[a.int(0)] : undefined;
    return typeof value === 'string' || typeof value === 'number' ? value : a.int(0) === 0 ? 0 : null;
  },
  '__dd_mysqli_report(int $flags)': a => {
    a.vm.modules.set('mysqli report', a.int(0));
    return null;
  },
  '__dd_mysql_fail(int $number, string $message, string $state, bool $connecting)': a => {
    const mode = a.vm.modules.get('mysqli report') ?? 3;
    if (typeof mode !== 'number' || (mode & 1) === 0) {
      if (a.bool(3)) a.vm.errors.warning(`mysqli_connect(): (${a.str(2)}/${a.int(0)}): ${a.str(1)}`);
      return false;
    }
    const thrown = a.vm.errors.make('mysqli_sql_exception', a.str(1), a.int(0));
    thrown.object.set('sqlstate', a.str(2));
    throw thrown;
  },
  '__dd_pdo_throw(string $message, mixed $code, array $info)': a => {
    const thrown = a.vm.errors.make('PDOException', a.str(0), a.get(1));
    thrown.object.set('errorInfo', a.arr(2).share());
    throw thrown;
  },
  '__dd_pdo_state(string $state)': a => states[a.str(0)] ?? 'General error',
};

export const mysqlTasks: NativeTasks = {
  '__dd_mysql_open(string $host, string $user, string $password, string $database, int $port, string $socket)': open,
  '__dd_mysql_query(mixed $link, string $sql)': query,
};
