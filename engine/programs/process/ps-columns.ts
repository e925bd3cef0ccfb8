import type { Clock } from '../../core/clock.js';
import type { ProcessInfo } from '../../process/sys.js';
import { groupName, userName, type Accounts } from '../accounts.js';
import { fieldsOf, type Zone } from '../time/calendar.js';
import { strftime } from '../time/strftime.js';
import { formatBsdTime, formatCpuTime, formatElapsed } from './times.js';

/** What ps knows besides the process itself. */
export interface PsContext {
  readonly clock: Clock;
  readonly zone: Zone;
  readonly accounts: Accounts;
  readonly totalMemory: number;
  /** What stands before the command in a tree. */
  readonly prefix: string;
}

/** A column: its header, width and side, and what it shows of a process. */
export interface PsColumn {
  readonly header: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** May be wider than the column when it stands last. */
  readonly open?: boolean;
  value(process: ProcessInfo, context: PsContext): string;
  /** For --sort, where the text would sort wrongly. */
  number?(process: ProcessInfo, context: PsContext): number;
}

/** Digits of the largest pid (4194304 on 64-bit machines). */
const PID_WIDTH = 7;

function right(header: string, width: number, number: (process: ProcessInfo, context: PsContext) => number): PsColumn {
  return { header, width, align: 'right', number, value: (process, context) => String(number(process, context)) };
}

function left(header: string, width: number, value: PsColumn['value']): PsColumn {
  return { header, width, align: 'left', value };
}

function time(
  header: string,
  width: number,
  align: 'left' | 'right',
  value: (process: ProcessInfo, context: PsContext) => string,
  number: (process: ProcessInfo) => number,
): PsColumn {
  return { header, width, align, value, number };
}

function constant(header: string, width: number, align: 'left' | 'right', text: string): PsColumn {
  return { header, width, align, value: () => text };
}

const pid = (header: string, pick: (process: ProcessInfo) => number): PsColumn => right(header, PID_WIDTH, pick);
const user = (header: string): PsColumn =>
  left(header, 8, (process, { accounts }) => shorten(userName(accounts, process.uid), process.uid));
const group = (header: string): PsColumn =>
  left(header, 8, (process, { accounts }) => shorten(groupName(accounts, process.gid), process.gid));
const command = (header: string, text: (process: ProcessInfo) => string): PsColumn => ({
  header,
  width: 27,
  align: 'left',
  open: true,
  value: (process, { prefix }) => prefix + text(process),
});
const name = (header: string): PsColumn => ({
  header,
  width: 15,
  align: 'left',
  open: true,
  value: (process, { prefix }) => prefix + process.command + (process.state === 'Z' ? ' <defunct>' : ''),
});
const percent = (header: string, number: (process: ProcessInfo, context: PsContext) => number): PsColumn => ({
  header,
  width: 4,
  align: 'right',
  number,
  value: (process, context) => (Math.floor(number(process, context) * 10) / 10).toFixed(1),
});

/** Milliseconds of processor time as /proc/PID/stat counts them, in hundredths of a second. */
const ticksOf = ({ cpuTime }: ProcessInfo): number => Math.floor(cpuTime / 10) * 10;
const cpu = (process: ProcessInfo, { clock }: PsContext): number => {
  const age = clock.now() - process.startedAt;
  return age <= 0 ? 0 : Math.min(99.9, (ticksOf(process) / age) * 100);
};
const memoryShare = (process: ProcessInfo, { totalMemory }: PsContext): number => (process.memoryBytes / totalMemory) * 100;
const rss = (process: ProcessInfo): number => Math.ceil(process.memoryBytes / 1024);
const vsz = (process: ProcessInfo): number => Math.ceil((process.memoryBytes * 1.6) / 1024) + (process.memoryBytes > 0 ? 1024 : 0);
const stat = (process: ProcessInfo): string =>
  process.state + (process.session === process.pid ? 's' : '') + (process.foreground ? '+' : '');
const age = (process: ProcessInfo, { clock }: PsContext): number => clock.now() - process.startedAt;
const args = (process: ProcessInfo): string =>
  process.state === 'Z' ? `[${process.command}] <defunct>` : process.argv.length > 0 ? process.argv.join(' ') : `[${process.command}]`;

/** The columns that `-o` knows, by their names. */
export const psColumns: Readonly<Record<string, PsColumn>> = {
  pid: pid('PID', process => process.pid),
  tgid: pid('TGID', process => process.pid),
  ppid: pid('PPID', process => process.ppid),
  pgid: pid('PGID', process => process.processGroup),
  pgrp: pid('PGRP', process => process.processGroup),
  sid: pid('SID', process => process.session),
  sess: pid('SESS', process => process.session),
  session: pid('SESS', process => process.session),
  tid: pid('TID', process => process.pid),
  lwp: pid('LWP', process => process.pid),
  spid: pid('SPID', process => process.pid),
  tpgid: pid('TPGID', process => (process.tty === undefined ? -1 : process.processGroup)),
  user: user('USER'),
  uname: user('USER'),
  euser: user('EUSER'),
  ruser: user('RUSER'),
  uid_hack: user('UID'),
  group: group('GROUP'),
  egroup: group('EGROUP'),
  rgroup: group('RGROUP'),
  uid: right('UID', 5, process => process.uid),
  euid: right('EUID', 5, process => process.uid),
  ruid: right('RUID', 5, process => process.uid),
  gid: right('GID', 5, process => process.gid),
  egid: right('EGID', 5, process => process.gid),
  rgid: right('RGID', 5, process => process.gid),
  comm: name('COMMAND'),
  ucmd: name('CMD'),
  ucomm: name('COMMAND'),
  fname: left('COMMAND', 8, process => process.command.slice(0, 8)),
  args: command('COMMAND', args),
  command: command('COMMAND', args),
  cmd: command('CMD', args),
  s: left('S', 1, process => process.state),
  state: left('S', 1, process => process.state),
  stat: left('STAT', 4, stat),
  tty: left('TT', 8, process => process.tty ?? '?'),
  tt: left('TT', 8, process => process.tty ?? '?'),
  tname: left('TTY', 8, process => process.tty ?? '?'),
  time: time(
    'TIME',
    8,
    'right',
    process => formatCpuTime(process.cpuTime),
    process => process.cpuTime,
  ),
  cputime: time(
    'TIME',
    8,
    'right',
    process => formatCpuTime(process.cpuTime),
    process => process.cpuTime,
  ),
  times: right('TIME', 8, process => Math.floor(process.cpuTime / 1000)),
  bsdtime: time(
    'TIME',
    6,
    'right',
    process => formatBsdTime(process.cpuTime),
    process => process.cpuTime,
  ),
  etime: time(
    'ELAPSED',
    11,
    'right',
    (process, context) => formatElapsed(age(process, context)),
    process => -process.startedAt,
  ),
  etimes: right('ELAPSED', 7, (process, context) => Math.max(0, Math.floor(age(process, context) / 1000))),
  start: time(
    'STARTED',
    8,
    'right',
    (process, context) => startOf(process, context, '%H:%M:%S', '  %b %d'),
    process => process.startedAt,
  ),
  lstart: time(
    'STARTED',
    24,
    'right',
    (process, { clock, zone }) => strftime('%a %b %e %H:%M:%S %Y', clock.epochMsOf(process.startedAt), zone),
    process => process.startedAt,
  ),
  stime: time(
    'STIME',
    5,
    'left',
    (process, context) => startOf(process, context, '%H:%M', '%b%d'),
    process => process.startedAt,
  ),
  start_time: time(
    'START',
    5,
    'left',
    (process, context) => startOf(process, context, '%H:%M', '%b%d'),
    process => process.startedAt,
  ),
  bsdstart: time(
    'START',
    6,
    'right',
    (process, context) => startOf(process, context, ' %H:%M', '%b %d'),
    process => process.startedAt,
  ),
  pcpu: percent('%CPU', cpu),
  '%cpu': percent('%CPU', cpu),
  c: right('C', 2, (process, context) => Math.floor(cpu(process, context))),
  pmem: percent('%MEM', memoryShare),
  '%mem': percent('%MEM', memoryShare),
  vsz: right('VSZ', 6, vsz),
  vsize: right('VSZ', 6, vsz),
  rss: right('RSS', 5, rss),
  rssize: right('RSS', 5, rss),
  rsz: right('RSZ', 5, rss),
  sz: right('SZ', 5, process => Math.ceil(vsz(process) / 4)),
  size: right('SIZE', 5, vsz),
  ni: right('NI', 3, () => 0),
  nice: right('NI', 3, () => 0),
  pri: right('PRI', 3, () => 19),
  opri: right('PRI', 3, () => 80),
  nlwp: right('NLWP', 4, () => 1),
  thcount: right('THCNT', 5, () => 1),
  psr: right('PSR', 3, () => 0),
  f: constant('F', 1, 'right', '4'),
  flags: constant('F', 1, 'right', '4'),
  addr: constant('ADDR', 4, 'left', '-'),
  wchan: constant('WCHAN', 6, 'left', '-'),
  rtprio: constant('RTPRIO', 6, 'right', '-'),
  cls: constant('CLS', 3, 'right', 'TS'),
  label: constant('LABEL', 31, 'left', 'unconfined'),
};

function startOf(process: ProcessInfo, { clock, zone }: PsContext, today: string, otherDay: string): string {
  const at = clock.epochMsOf(process.startedAt);
  const started = fieldsOf(at, zone);
  const now = fieldsOf(clock.epochMsOf(clock.now()), zone);
  if (started.year !== now.year) return strftime('%Y', at, zone);
  return strftime(started.dayOfYear === now.dayOfYear ? today : otherDay, at, zone);
}

/** Names too long for the column end in a plus. */
function shorten(text: string, id: number): string {
  return text.length <= 8 ? text : text === String(id) ? text : `${text.slice(0, 7)}+`;
}
