import type { Main, ProcessInfo, Sys } from '../../process/sys.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { isErrno } from '../../core/errno.js';
import { findUser, groupIdOf, loadAccounts, type Accounts } from '../accounts.js';
import { compareBytes } from '../text/compare.js';
import { zoneOf } from '../time/zone.js';
import { procpsPs, versionText } from '../origins.js';
import { loadMemory } from './memory.js';
import { psColumns, type PsColumn, type PsContext } from './ps-columns.js';
import { parsePsOptions, PsUsageError, type PsOptions, type PsSelection } from './ps-options.js';

const usage = `
Usage:
 ps [options]

 Try 'ps --help <simple|list|output|threads|misc|all>'
  or 'ps --help <s|l|o|t|m|a>'
 for additional help text.

For more details see ps(1).
`;

/** What ps looks at: the processes, the one that asks, and where names come from. */
export interface PsSource {
  readonly processes: readonly ProcessInfo[];
  readonly self: { readonly uid: number; readonly tty: string | undefined };
  readonly context: Omit<PsContext, 'prefix'>;
  /** Columns of the terminal that is written to, if any. */
  readonly columns: number | undefined;
}

export interface PsResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly code: number;
}

/** procps' ps as a function; `docker top` runs it on the host with the processes of one container. */
export function runPs(source: PsSource, args: readonly string[], release?: string): PsResult {
  if (args.includes('--help')) return { stdout: usage, stderr: '', code: 0 };
  if (args.includes('--version') || args.includes('-V')) return { stdout: versionText(procpsPs, 'ps', release) ?? '', stderr: '', code: 0 };
  try {
    const options = parsePsOptions(args);
    const columns = options.columns.map(({ name, header, width }) => withHeader(columnNamed(name), header, width));
    const chosen = source.processes.filter(process => selects(options.select, source, process) !== options.select.negate);
    const rows = options.forest
      ? forest(sorted(chosen, options, source))
      : sorted(chosen, options, source).map(process => ({ process, prefix: '' }));
    const lines = rows.map(({ process, prefix }) => formatRow(columns, column => column.value(process, { prefix, ...source.context })));
    const headed = options.headers && columns.some(column => column.header !== '');
    const all = headed ? [formatRow(columns, column => column.header, true), ...lines] : lines;
    const limit =
      source.columns === undefined || options.wide >= 2 ? Infinity : options.wide === 1 ? Math.max(132, source.columns) : source.columns;
    return {
      stdout: all.map(line => `${limit === Infinity ? line : line.slice(0, limit)}\n`).join(''),
      stderr: '',
      code: rows.length > 0 ? 0 : 1,
    };
  } catch (error) {
    if (!(error instanceof PsUsageError)) throw error;
    return { stdout: '', stderr: `error: ${error.message}\n${usage}`, code: 1 };
  }
}

function columnNamed(name: string): PsColumn {
  const column = Object.hasOwn(psColumns, name) ? psColumns[name] : undefined;
  if (!column) throw new PsUsageError(`unknown user-defined format specifier "${name}"`);
  return column;
}

function withHeader(column: PsColumn, header: string | undefined, width: number | undefined): PsColumn {
  const text = header ?? column.header;
  return { ...column, header: text, width: width ?? Math.max(column.width, text.length) };
}

function selects(select: PsSelection, source: PsSource, process: ProcessInfo): boolean {
  const { accounts } = source.context;
  if (select.running && process.state !== 'R') return false;
  if (select.all || (select.a && select.x)) return true;
  if (select.listed) {
    return (
      select.pids.includes(process.pid) ||
      select.parents.includes(process.ppid) ||
      select.sessions.includes(process.session) ||
      select.commands.some(name => name.slice(0, 15) === process.command) ||
      select.users.some(name => userIdOf(accounts, name) === process.uid) ||
      select.groups.some(name => groupIdOf(accounts, name) === process.gid) ||
      select.ttys.some(
        name =>
          process.tty !== undefined &&
          [process.tty, process.tty.replace('pts/', ''), process.tty.replace('tty', '')].includes(name.replace('/dev/', '')),
      )
    );
  }
  if (select.notLeaders) return process.session !== process.pid;
  if (select.dashA) return process.tty !== undefined && process.session !== process.pid;
  if (select.a) return process.tty !== undefined;
  if (process.uid !== source.self.uid) return false;
  return select.x || process.tty === source.self.tty;
}

function userIdOf(accounts: Accounts, name: string): number {
  const user = findUser(accounts, name);
  if (user) return user.uid;
  if (/^\d+$/.test(name)) return Number(name);
  throw new PsUsageError('user name does not exist');
}

function sorted(processes: readonly ProcessInfo[], options: PsOptions, source: PsSource): ProcessInfo[] {
  const byPid = processes.toSorted((a, b) => a.pid - b.pid);
  const context = { prefix: '', ...source.context };
  const keys = options.sort.map(({ name, descending }) => {
    const column = Object.hasOwn(psColumns, name) ? psColumns[name] : undefined;
    if (!column) throw new PsUsageError('unknown sort specifier');
    return { column, sign: descending ? -1 : 1 };
  });
  return byPid.toSorted((a, b) => {
    for (const { column, sign } of keys) {
      const order = column.number
        ? column.number(a, context) - column.number(b, context)
        : compareBytes(column.value(a, context), column.value(b, context));
      if (order !== 0) return order * sign;
    }
    return 0;
  });
}

interface ForestRow {
  readonly process: ProcessInfo;
  readonly prefix: string;
}

/** Children under their parents, with lines as in `ps f`. */
function forest(processes: readonly ProcessInfo[]): ForestRow[] {
  const known = new Set(processes.map(process => process.pid));
  const children = new Map<number, ProcessInfo[]>();
  for (const process of processes) {
    const siblings = children.get(process.ppid) ?? [];
    siblings.push(process);
    children.set(process.ppid, siblings);
  }
  const rows: ForestRow[] = [];
  const add = (process: ProcessInfo, indent: string, last: boolean, depth: number): void => {
    rows.push({ process, prefix: depth === 0 ? '' : `${indent} \\_ ` });
    const below = (children.get(process.pid) ?? []).filter(child => child.pid !== process.pid);
    const next = depth === 0 ? '' : `${indent} ${last ? ' ' : '|'}  `;
    below.forEach((child, i) => add(child, next, i === below.length - 1, depth + 1));
  };
  for (const process of processes) if (!known.has(process.ppid) || process.ppid === process.pid) add(process, '', true, 0);
  return rows;
}

function formatRow(columns: readonly PsColumn[], text: (column: PsColumn) => string, header = false): string {
  let line = '';
  columns.forEach((column, i) => {
    const last = i === columns.length - 1;
    const value = text(column);
    const clipped = !last && !header && column.align === 'left' && column.open ? value.slice(0, column.width) : value;
    const cell = column.align === 'right' ? clipped.padStart(column.width) : last ? clipped : clipped.padEnd(column.width);
    line += i === 0 ? cell : ` ${cell}`;
  });
  return line;
}

/** The program: looks at the processes that its own process sees. */
export const ps: Main = function* (sys, argv, release) {
  const result = runPs(yield* sourceOf(sys), argv.slice(1), release);
  yield* sys.write(2, encodeUtf8(result.stderr));
  yield* sys.write(1, encodeUtf8(result.stdout));
  return result.code;
};

/** What ps needs of the machine that a process runs on. */
export function* sourceOf(sys: Sys): Task<PsSource> {
  const processes = sys.processes();
  const self = processes.find(process => process.pid === sys.pid);
  return {
    processes,
    self: { uid: sys.credentials().uid, tty: self?.tty },
    context: {
      clock: sys.clock,
      zone: zoneOf(sys),
      accounts: yield* loadAccounts(sys),
      totalMemory: (yield* loadMemory(sys)).total,
    },
    columns: terminalColumns(sys),
  };
}

function terminalColumns(sys: Sys): number | undefined {
  try {
    return sys.isTerminal(1) ? sys.windowSize(1).columns : undefined;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}
