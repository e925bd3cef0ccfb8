import type { Task } from '../../core/task.js';
import type { ProcessInfo } from '../../process/sys.js';
import { loadAccounts, userName, type Accounts } from '../accounts.js';
import type { Tool } from '../tool.js';
import { machine } from '../../process/machine.js';
import { loadMemory, type Memory } from './memory.js';
import { two } from './times.js';
import type { Used } from './top-usage.js';
import { loadAverage, uptimeLine } from './uptime.js';

/** What the user wants to see. */
export interface Wishes {
  readonly delayMs: number;
  readonly sort: 'cpu' | 'memory' | 'time' | 'pid';
  readonly isReversed: boolean;
  readonly showsCommand: boolean;
  readonly user: string | undefined;
  /** Empty: all. */
  readonly pids: readonly number[];
}

const orders: Readonly<Record<Wishes['sort'], (process: Used) => number>> = {
  cpu: process => process.cpuPercent,
  memory: process => process.memoryBytes,
  time: process => process.cpuTime,
  pid: process => process.pid,
};

/** The row with the names of the columns. */
export function headingRow({ isGnu }: Tool): number {
  return isGnu ? 6 : 3;
}

/** The rows of the screen: summary, heading, a row for each process. */
export function* screenOf(tool: Tool, wishes: Wishes, all: readonly Used[]): Task<readonly string[]> {
  const accounts = yield* loadAccounts(tool.sys);
  const memory = yield* loadMemory(tool.sys);
  const { pids, user, sort, isReversed } = wishes;
  const chosen = all.filter(
    process => (pids.length === 0 || pids.includes(process.pid)) && (user === undefined || isOf(accounts, process, user)),
  );
  const order = orders[sort];
  const shown = chosen.toSorted((a, b) => (isReversed ? order(a) - order(b) : order(b) - order(a)) || a.pid - b.pid);
  return tool.isGnu ? gnuRows(tool, wishes, shown, all, accounts, memory) : busyboxRows(tool, shown, all, accounts, memory);
}

function isOf(accounts: Accounts, { uid }: ProcessInfo, user: string): boolean {
  return userName(accounts, uid) === user || String(uid) === user;
}

/** Of the machine: everything used, over its processors. */
function busyPercent(all: readonly Used[], processors: number): number {
  const used = all.reduce((sum, process) => sum + process.cpuPercent, 0);
  return Math.min(100, used / processors);
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1).padStart(8);
}

function gnuRows(
  tool: Tool,
  { showsCommand }: Wishes,
  shown: readonly Used[],
  all: readonly Used[],
  accounts: Accounts,
  memory: Memory,
): readonly string[] {
  const count = (...states: string[]): string => String(all.filter(process => states.includes(process.state)).length).padStart(3);
  const used = Math.max(0, memory.total - memory.available);
  const swapUsed = memory.swapTotal - memory.swapFree;
  const busy = busyPercent(all, machine.cpus);
  const rows = shown.map(process => {
    const seconds = process.cpuTime / 1000;
    const time = `${String(Math.floor(seconds / 60))}:${two(Math.floor(seconds % 60))}.${two(Math.floor((seconds % 1) * 100))}`;
    const kib = Math.ceil(process.memoryBytes / 1024);
    return [
      String(process.pid).padStart(7),
      userName(accounts, process.uid).slice(0, 8).padEnd(8),
      ' 20',
      '  0',
      String(Math.ceil(kib * 1.6)).padStart(7),
      String(kib).padStart(6),
      String(Math.floor(kib * 0.7)).padStart(6),
      process.state,
      process.cpuPercent.toFixed(1).padStart(5),
      ((process.memoryBytes / memory.total) * 100).toFixed(1).padStart(5),
      time.padStart(9),
      showsCommand ? commandLine(process) : process.command,
    ].join(' ');
  });
  return [
    `top -${uptimeLine(tool.sys, true)}`,
    `Tasks: ${count('R', 'S', 'T', 'Z', 'D')} total, ${count('R')} running, ${count('S', 'D')} sleeping, ${count('T')} stopped, ${count('Z')} zombie`,
    `%Cpu(s): ${busy.toFixed(1).padStart(4)} us,  0.0 sy,  0.0 ni,${(100 - busy).toFixed(1).padStart(5)} id,  0.0 wa,  0.0 hi,  0.0 si,  0.0 st `,
    `MiB Mem : ${mebibytes(memory.total)} total, ${mebibytes(memory.free)} free, ${mebibytes(used)} used, ${mebibytes(memory.buffers + memory.cached)} buff/cache     `,
    `MiB Swap: ${mebibytes(memory.swapTotal)} total, ${mebibytes(memory.swapFree)} free, ${mebibytes(swapUsed)} used. ${mebibytes(memory.available)} avail Mem `,
    '',
    '    PID USER      PR  NI    VIRT    RES    SHR S  %CPU  %MEM     TIME+ COMMAND',
    ...rows,
  ];
}

function commandLine(process: ProcessInfo): string {
  return process.argv.join(' ') || `[${process.command}]`;
}

function busyboxRows(tool: Tool, shown: readonly Used[], all: readonly Used[], accounts: Accounts, memory: Memory): readonly string[] {
  const kib = (bytes: number): string => `${String(Math.floor(bytes / 1024))}K`;
  const running = all.filter(process => process.state === 'R').length;
  const busy = Math.round(busyPercent(all, machine.cpus));
  const percent = (value: number): string => String(Math.round(value)).padStart(3);
  const rows = shown.map(process => {
    const size = String(Math.ceil((process.memoryBytes * 1.6) / 1024)).padStart(5);
    const ids = `${String(process.pid).padStart(5)} ${String(process.ppid).padStart(5)}`;
    const user = userName(accounts, process.uid).slice(0, 8).padEnd(8);
    const memoryShare = percent((process.memoryBytes / memory.total) * 100);
    return `${ids} ${user} ${process.state.padEnd(4)} ${size} ${memoryShare}%   0 ${percent(process.cpuPercent / machine.cpus)}% ${commandLine(process)}`;
  });
  return [
    `Mem: ${kib(memory.total - memory.free)} used, ${kib(memory.free)} free, ${kib(memory.shared)} shrd, ${kib(memory.buffers)} buff, ${kib(memory.cached)} cached`,
    `CPU: ${percent(busy)}% usr   0% sys   0% nic ${percent(100 - busy)}% idle   0% io   0% irq   0% sirq`,
    `Load average: ${loadAverage(tool.sys).replaceAll(',', '')} ${String(running)}/${String(all.length)} ${String(tool.sys.pid)}`,
    '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
    ...rows,
  ];
}
