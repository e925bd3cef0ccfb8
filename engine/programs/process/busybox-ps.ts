import type { ProcessInfo } from '../../process/sys.js';
import { groupName, loadAccounts, userName, type Accounts } from '../accounts.js';
import { noEffect } from '../options.js';
import { define, Fatal } from '../tool.js';
import { formatBsdTime, formatElapsed } from './times.js';

interface Column {
  readonly name: string;
  readonly header: string;
  readonly width: number;
  value(process: ProcessInfo, context: Context): string;
}

interface Context {
  readonly accounts: Accounts;
  readonly now: number;
}

/** In the order in which BusyBox lists them. */
const columns: readonly Column[] = [
  { name: 'user', header: 'USER', width: 8, value: (process, { accounts }) => userName(accounts, process.uid) },
  { name: 'group', header: 'GROUP', width: 8, value: (process, { accounts }) => groupName(accounts, process.gid) },
  { name: 'comm', header: 'COMMAND', width: 16, value: process => process.command },
  { name: 'args', header: 'COMMAND', width: 256, value: process => commandLine(process) },
  { name: 'pid', header: 'PID', width: 5, value: process => String(process.pid).padStart(5) },
  { name: 'ppid', header: 'PPID', width: 5, value: process => String(process.ppid).padStart(5) },
  { name: 'pgid', header: 'PGID', width: 5, value: process => String(process.processGroup).padStart(5) },
  {
    name: 'etime',
    header: 'ELAPSED',
    width: 7,
    value: (process, { now }) =>
      formatElapsed(now - process.startedAt)
        .replace(/^0/, '')
        .padStart(5),
  },
  { name: 'nice', header: 'NI', width: 5, value: () => '    0' },
  { name: 'rgroup', header: 'RGROUP', width: 8, value: (process, { accounts }) => groupName(accounts, process.gid) },
  { name: 'ruser', header: 'RUSER', width: 8, value: (process, { accounts }) => userName(accounts, process.uid) },
  { name: 'time', header: 'TIME', width: 5, value: process => formatBsdTime(process.cpuTime).padStart(5) },
  { name: 'tty', header: 'TT', width: 6, value: process => process.tty?.replace('pts/', '136,') ?? '?' },
  { name: 'vsz', header: 'VSZ', width: 4, value: process => kilobytes(process.memoryBytes * 1.6) },
  { name: 'sid', header: 'SID', width: 5, value: process => String(process.session).padStart(5) },
  { name: 'stat', header: 'STAT', width: 4, value: process => process.state },
  { name: 'rss', header: 'RSS', width: 4, value: process => kilobytes(process.memoryBytes) },
];

export const busyboxPs = define<'columns' | 'threads' | 'ignored'>({
  name: 'ps',
  options: {
    columns: ['-o COL1,COL2=HEADER', 'Select columns for display'],
    threads: noEffect('-T', 'every process has one thread', undefined, 'Show threads'),
    ignored: noEffect('-a, -A, -d, -e, -f, -l, -w', 'BusyBox ignores them'),
  },
  busybox: { usage: ['[-o COL1,COL2=HEADER] [-T]'], about: 'Show list of processes' },
  *run(tool) {
    const { args, sys, out } = tool;
    const context: Context = { accounts: yield* loadAccounts(sys), now: sys.clock.now() };
    const asked = args.has('columns') ? args.values('columns').flatMap(list => list.split(',')) : ['pid', 'user', 'time', 'args'];
    const shown = asked.map(parseColumn);
    // A header given as `pid=` leaves only blanks, and BusyBox then prints no header line.
    if (shown.some(column => column.header !== '')) yield* out.line(row(shown, column => column.header));
    for (const process of sys.processes().toSorted((a, b) => a.pid - b.pid))
      yield* out.line(row(shown, column => column.value(process, context)));
  },
});

function parseColumn(text: string): Column {
  const [name = '', header] = text.split('=');
  const column = columns.find(each => each.name === name);
  if (!column) throw new Fatal(`bad -o argument '${name}', supported arguments: ${columns.map(each => each.name).join(',')}`);
  return header === undefined ? column : { ...column, header, width: Math.max(column.width, header.length) };
}

function row(shown: readonly Column[], text: (column: Column) => string): string {
  return shown
    .map((column, i) => (i === shown.length - 1 ? text(column) : text(column).slice(0, column.width).padEnd(column.width)))
    .join(' ');
}

function commandLine(process: ProcessInfo): string {
  return process.argv.length > 0 ? process.argv.join(' ') : `[${process.command}]`;
}

/** Four characters: 1234, 12m, 1.2g. */
function kilobytes(bytes: number): string {
  const size = Math.ceil(bytes / 1024);
  if (size < 100_000) return String(size).padStart(4);
  return size < 102_400 * 1024
    ? `${String(Math.round(size / 1024))}m`.padStart(4)
    : `${String(Math.round(size / 1024 / 1024))}g`.padStart(4);
}
