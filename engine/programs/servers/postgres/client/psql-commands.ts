import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import { readFile } from '../../../input.js';
import { describeRelation } from './describe-relation.js';
import {
  listDatabases,
  listExtensions,
  listPrivileges,
  listRelations,
  listSchemas,
  listTypes,
  relationsMatching,
  rolesQuery,
  type Listing,
} from './describe.js';
import { parseUri } from './client-options.js';
import type { Psql } from './psql.js';

type Command = (shell: Psql, args: readonly string[], rest: string, name: string) => Task<boolean>;

/** A backslash command; whether it went well. */
export function* runCommand(shell: Psql, line: string): Task<boolean> {
  const [, name = '', rest = ''] = /^\\([a-zA-Z]\w*\+?|[?!])?\s*([\s\S]*)$/.exec(line) ?? [];
  const args = [...rest.matchAll(/'((?:[^']|'')*)'|(\S+)/g)].map(([, quoted, plain]) =>
    quoted === undefined ? (plain ?? '') : quoted.replaceAll("''", "'"),
  );
  const command = commands.get(name) ?? commands.get(name.replace(/\+$/, ''));
  if (command)
    return yield* command(
      shell,
      args.map(arg => arg.replace(/;+$/, '')),
      rest,
      name,
    );
  if (/^d[tvimsS]+\+?$/.test(name)) return yield* relations(shell, args, rest, name);
  if (
    [
      'e',
      'ef',
      'ev',
      'watch',
      'gset',
      'gexec',
      'gdesc',
      'crosstabview',
      'if',
      'elif',
      'else',
      'endif',
      'o',
      'w',
      's',
      '!',
      'cd',
      'getenv',
      'setenv',
      'prompt',
      'lo_import',
      'lo_export',
      'lo_list',
      'sf',
      'sv',
      'df',
      'da',
      'do',
      'dC',
      'dc',
      'dF',
      'db',
      'dO',
      'dL',
      'drds',
      'dX',
      'dy',
      'bind',
      'g',
    ].includes(name.replace(/\+$/, ''))
  ) {
    yield* shell.sys.write(2, encodeUtf8(`drydock: \\${name} is not simulated\n`));
    return false;
  }
  yield* shell.complain(`invalid command \\${name}${shell.isInteractive ? '\nTry \\? for help.' : ''}`);
  return false;
}

function* list(shell: Psql, { title, sql }: Listing): Task<boolean> {
  const result = yield* shell.ask(sql);
  if (!result) return false;
  yield* shell.show({ title, ...result });
  return true;
}

const relations: Command = function* (shell, [pattern], _rest, name) {
  const kinds = name.replace(/^d|\+$/g, '').replaceAll('S', '');
  const wanted = kinds === '' ? 'tvms' : kinds;
  const listing = listRelations(wanted, pattern, name.endsWith('+'));
  const result = yield* shell.ask(listing.sql);
  if (!result) return false;
  if (result.rows.length > 0) yield* shell.show({ title: listing.title, ...result });
  else if (!shell.isQuiet) {
    const message = pattern === undefined ? 'Did not find any relations.' : `Did not find any relation named "${pattern}".`;
    yield* shell.complain(message);
  }
  return result.rows.length > 0 || pattern === undefined;
};

const describe: Command = function* (shell, [pattern], rest, name) {
  if (pattern === undefined) return yield* relations(shell, [], rest, name);
  const result = yield* shell.ask(relationsMatching(pattern));
  if (!result) return false;
  for (const row of result.rows) yield* describeRelation(shell, row, name.endsWith('+'));
  if (result.rows.length === 0) yield* shell.complain(`Did not find any relation named "${pattern}".`);
  return result.rows.length > 0;
};

const roles: Command = function* (shell, [pattern]) {
  const where =
    pattern === undefined ? " WHERE r.rolname !~ '^pg_'" : ` WHERE r.rolname LIKE '${pattern.replaceAll("'", "''").replaceAll('*', '%')}'`;
  const result = yield* shell.ask(`${rolesQuery}${where} ORDER BY 1`);
  if (!result) return false;
  const rows = result.rows.map(row => {
    const flag = (i: number): boolean => row[i] === 't';
    const limit = Number(row[6] ?? -1);
    const parts = [
      flag(1) ? 'Superuser' : '',
      flag(2) ? '' : 'No inheritance',
      flag(3) ? 'Create role' : '',
      flag(4) ? 'Create DB' : '',
      flag(5) ? '' : 'Cannot login',
      flag(7) ? 'Replication' : '',
      flag(8) ? 'Bypass RLS' : '',
    ].filter(part => part !== '');
    const attributes =
      parts.join(', ') +
      (limit < 0
        ? ''
        : `${parts.length > 0 ? '\n' : ''}${limit === 0 ? 'No connections' : `${String(limit)} connection${limit === 1 ? '' : 's'}`}`);
    return shell.release.major === '16' ? [row[0] ?? '', attributes] : [row[0] ?? '', attributes, row[9] ?? '{}'];
  });
  const columns = ['Role name', 'Attributes', ...(shell.release.major === '16' ? [] : ['Member of'])].map(column => ({
    name: column,
    typeOid: 25,
  }));
  yield* shell.show({ title: 'List of roles', columns, rows, footers: [] });
  return true;
};

const connect: Command = function* (shell, args) {
  const before = shell.connection?.target;
  if (!before) return false;
  const keep = (arg: string | undefined, old: string | undefined): string | undefined => (arg === undefined || arg === '-' ? old : arg);
  const uri = parseUri(args[0] ?? '');
  const user = uri?.get('user') ?? keep(args[1], before.user) ?? before.user;
  const host = uri?.get('host') ?? keep(args[2], before.host);
  const port = Number(uri?.get('port') ?? keep(args[3], String(before.port)));
  const database = uri?.get('dbname') ?? keep(uri ? undefined : args[0], before.database) ?? before.database;
  const password =
    uri?.get('password') ??
    (user === before.user && host === before.host ? before.password : (shell.sys.env.get('PGPASSWORD') ?? undefined));
  if (!(yield* shell.reconnect({ ...before, user, host, port, database, password }))) return false;
  if (!shell.isQuiet) {
    const where =
      host !== before.host || port !== before.port
        ? host === undefined
          ? ` via socket in "/var/run/postgresql" at port "${String(port)}"`
          : ` on host "${host}"${shell.connection?.address !== undefined && shell.connection.address !== host ? ` (address "${shell.connection.address}")` : ''} at port "${String(port)}"`
        : '';
    yield* shell.print(`You are now connected to database "${database}" as user "${user}"${where}.\n`);
  }
  return true;
};

const connectionInfo: Command = function* (shell) {
  const { connection } = shell;
  if (!connection) {
    yield* shell.print('You are currently not connected to a database.\n');
    return true;
  }
  const { database, user, host, port } = connection.target;
  const isSocket = host === undefined || host.startsWith('/');
  const where = isSocket
    ? `via socket in "${host ?? '/var/run/postgresql'}" at port "${String(port)}"`
    : `on host "${host}" ${connection.address !== undefined && connection.address !== host ? `(address "${connection.address}") ` : ''}at port "${String(port)}"`;
  yield* shell.print(`You are connected to database "${database}" as user "${user}" ${where}.\n`);
  return true;
};

/** A switch that is set, or turned over. */
function toggled(arg: string | undefined, before: boolean): boolean {
  return arg === undefined ? !before : ['on', 'true', '1', 'yes'].includes(arg.toLowerCase());
}

const expanded: Command = function* (shell, [arg]) {
  shell.format = { ...shell.format, expanded: toggled(arg, shell.format.expanded) };
  if (!shell.isQuiet) yield* shell.print(`Expanded display is ${shell.format.expanded ? 'on' : 'off'}.\n`);
  return true;
};

const copy: Command = function* (shell, _args, rest) {
  const [, what = '', direction = '', place = '', options = ''] =
    /^(\([\s\S]*\)|[\s\S]+?)\s+(from|to)\s+('(?:[^']|'')*'|\S+)([\s\S]*)$/i.exec(rest.replace(/;\s*$/, '')) ?? [];
  if (what === '') {
    yield* shell.complain('\\copy: arguments required');
    return false;
  }
  const file = place.replace(/^'|'$/g, '');
  const isFrom = direction.toLowerCase() === 'from';
  const isStream = /^p?std(?:in|out)$/i.test(file);
  const sql = `COPY ${what} ${isFrom ? 'FROM STDIN' : 'TO STDOUT'} ${options}`;
  if (file.toLowerCase() === 'program') {
    yield* shell.sys.write(2, encodeUtf8('drydock: \\copy with program is not simulated\n'));
    return false;
  }
  if (isStream) return yield* shell.execute(sql);
  try {
    if (isFrom) {
      shell.copySource = yield* readFile(shell.sys, file);
      return yield* shell.execute(sql);
    }
    const fd = shell.sys.open(file, { write: true, create: true, truncate: true });
    shell.copySink = data => shell.sys.write(fd, data);
    const ok = yield* shell.execute(sql);
    shell.sys.close(fd);
    return ok;
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* shell.complain(`${file}: ${error.message}`);
    return false;
  } finally {
    shell.copySource = undefined;
    shell.copySink = undefined;
  }
};

const setVariable: Command = function* (shell, [name, ...values]) {
  if (name === undefined)
    yield* shell.print(
      [...shell.variables]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key} = '${value}'\n`)
        .join(''),
    );
  else shell.variables.set(name, values.join(''));
  return true;
};

const pset: Command = function* (shell, [name, value]) {
  const { format } = shell;
  const tell = function* (text: string): Task<void> {
    if (!shell.isQuiet) yield* shell.print(`${text}\n`);
  };
  switch (name) {
    case 'null':
      shell.format = { ...format, nothing: value ?? '' };
      yield* tell(`Null display is "${value ?? ''}".`);
      return true;
    case 'border':
      shell.format = { ...format, border: Math.min(2, Number(value ?? 1)) };
      yield* tell(`Border style is ${String(shell.format.border)}.`);
      return true;
    case 'format':
      if (value !== 'aligned' && value !== 'unaligned' && value !== 'csv') break;
      shell.format = { ...format, format: value };
      yield* tell(`Output format is ${value}.`);
      return true;
    case 'tuples_only':
    case 't':
      shell.format = { ...format, tuplesOnly: toggled(value, format.tuplesOnly) };
      yield* tell(`Tuples only is ${shell.format.tuplesOnly ? 'on' : 'off'}.`);
      return true;
    case 'fieldsep':
      shell.format = { ...format, fieldSeparator: value ?? '|' };
      yield* tell(`Field separator is "${value ?? '|'}".`);
      return true;
    case 'footer':
      shell.format = { ...format, footer: toggled(value, format.footer) };
      yield* tell(`Default footer is ${shell.format.footer ? 'on' : 'off'}.`);
      return true;
    case 'expanded':
    case 'x':
      return yield* expanded(shell, value === undefined ? [] : [value], '', 'x');
    case 'pager':
    case 'linestyle':
      if (name === 'pager' && (value === 'off' || value === '0')) {
        yield* tell('Pager usage is off.');
        return true;
      }
      break;
    default:
      break;
  }
  yield* shell.sys.write(2, encodeUtf8(`drydock: \\pset ${name ?? ''} ${value ?? ''} is not simulated\n`));
  return false;
};

const simple: Readonly<Record<string, Command>> = {
  q: function* (shell) {
    shell.quit = true;
    return true;
  },
  l: (shell, [pattern]) => list(shell, listDatabases(pattern, Number(shell.release.major))),
  dn: (shell, [pattern], _rest, name) => list(shell, listSchemas(pattern, name.endsWith('+'))),
  dx: shell => list(shell, listExtensions()),
  dp: (shell, [pattern]) => list(shell, listPrivileges(pattern)),
  dT: shell => list(shell, listTypes()),
  du: roles,
  dg: roles,
  d: describe,
  c: connect,
  conninfo: connectionInfo,
  x: expanded,
  copy: copy,
  set: setVariable,
  pset: pset,
  timing: function* (shell, [arg]) {
    shell.timing = toggled(arg, shell.timing);
    yield* shell.print(`Timing is ${shell.timing ? 'on' : 'off'}.\n`);
    return true;
  },
  unset: function* (shell, [name]) {
    shell.variables.delete(name ?? '');
    return true;
  },
  echo: function* (shell, args) {
    yield* shell.print(args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`);
    return true;
  },
  warn: function* (shell, args) {
    yield* shell.sys.write(2, encodeUtf8(`${args.join(' ')}\n`));
    return true;
  },
  qecho: function* (shell, args) {
    yield* shell.print(`${args.join(' ')}\n`);
    return true;
  },
  i: function* (shell, [file]) {
    return file === undefined ? false : yield* shell.runFile(file);
  },
  a: function* (shell) {
    const format = shell.format.format === 'aligned' ? 'unaligned' : 'aligned';
    return yield* pset(shell, ['format', format], '', 'pset');
  },
  t: (shell, args) => pset(shell, ['tuples_only', ...args], '', 'pset'),
  f: (shell, args) => pset(shell, ['fieldsep', ...args], '', 'pset'),
  gx_on: function* (shell) {
    shell.expandedOnce = true;
    return true;
  },
  gx_off: function* (shell) {
    shell.expandedOnce = false;
    return true;
  },
  encoding: function* (shell) {
    yield* shell.print('UTF8\n');
    return true;
  },
  copyright: function* (shell) {
    yield* shell.print('PostgreSQL Database Management System\n');
    return true;
  },
  h: function* (shell, args) {
    yield* shell.sys.write(2, encodeUtf8(`drydock: \\h ${args.join(' ')} is not simulated\n`));
    return false;
  },
  '?': function* (shell) {
    yield* shell.print(
      'General\n  \\q                     quit psql\n  \\g                     execute query\n\nInput/Output\n  \\copy ...              perform SQL COPY with data stream to the client host\n  \\echo [STRING]         write string to standard output\n  \\i FILE                execute commands from file\n\nInformational\n  \\d                     list tables, views, and sequences\n  \\d  NAME               describe table, view, sequence, or index\n  \\di \\dm \\ds \\dt \\dv    list indexes, materialized views, sequences, tables, views\n  \\dn                    list schemas\n  \\dp                    list table access privileges\n  \\dT                    list data types\n  \\du                    list roles\n  \\dx                    list extensions\n  \\l                     list databases\n\nFormatting\n  \\a                     toggle between unaligned and aligned output mode\n  \\pset NAME [VALUE]     set table output option\n  \\t                     show only rows\n  \\x                     toggle expanded output\n\nConnection\n  \\c[onnect] [DBNAME]    connect to new database\n  \\conninfo              display information about current connection\n\nVariables\n  \\set [NAME [VALUE]]    set internal variable\n  \\timing [on|off]       toggle timing of commands\n  \\unset NAME            delete internal variable\n',
    );
    return true;
  },
};

const commands: ReadonlyMap<string, Command> = new Map([
  ...Object.entries(simple),
  ['quit', simple['q'] ?? describe],
  ['connect', connect],
  ['list', simple['l'] ?? describe],
  ['include', simple['i'] ?? describe],
  ['ir', simple['i'] ?? describe],
  ['z', simple['dp'] ?? describe],
]);
