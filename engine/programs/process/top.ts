import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { ProcessInfo } from '../../process/sys.js';
import { loadAccounts, userName, type Accounts } from '../accounts.js';
import { define, type Tool } from '../tool.js';
import { loadMemory, type Memory } from './memory.js';
import { two } from './times.js';
import { loadAverage, uptimeLine } from './uptime.js';

type Key = 'batch' | 'delay' | 'count' | 'pids' | 'sort' | 'user' | 'command';

export const top = define<Key>({
  name: 'top',
  options: {
    batch: ['-b', 'batch mode'],
    delay: ['-d SECS', 'delay between updates'],
    count: ['-n N', 'exit after N updates'],
    pids: ['-p PID', 'only these processes', 'gnu'],
    sort: ['-o FIELD', 'sort by FIELD', 'gnu'],
    user: ['-u USER', 'only processes of USER', 'gnu'],
    command: ['-c', 'show command lines', 'gnu'],
  },
  gnu: { usage: ['[options]'], about: '' },
  busybox: { usage: ['[-b] [-n COUNT] [-d SECONDS]'], about: 'Show a view of process activity in real time.' },
  *run(tool) {
    const { args, sys, out } = tool;
    const delay = Number(args.value('delay') ?? (tool.isGnu ? 3 : 5)) * 1000;
    const batch = args.has('batch') || !out.isTerminal;
    const rounds = args.has('count') ? Number(args.value('count')) : Infinity;
    const keys = !batch && sys.isTerminal(0);
    const before = keys ? sys.terminalModes(0) : undefined;
    if (keys) sys.setTerminalModes(0, { canonical: false, echo: false });
    try {
      for (let round = 0; round < rounds; round++) {
        const screen = yield* draw(tool);
        yield* out.write(batch ? `${round > 0 ? '\n' : ''}${screen}` : `\u001b[H\u001b[2J${fit(tool, screen)}`);
        yield* out.flush();
        if (round + 1 < rounds && (yield* quits(tool, keys, delay))) break;
      }
    } finally {
      if (before) sys.setTerminalModes(0, before);
    }
    if (!batch) yield* out.write('\n');
  },
});

/** Waits for the next update; true when q was typed. */
function* quits(tool: Tool<Key>, keys: boolean, delay: number): Task<boolean> {
  const { sys } = tool;
  if (!keys) {
    yield* sys.sleep(delay);
    return false;
  }
  const result = yield* sys.poll([{ fd: 0, read: true }], delay);
  if (result.kind !== 'ready') return false;
  const typed = decodeUtf8(yield* sys.read(0, 64));
  return typed === '' || typed.includes('q');
}

function fit(tool: Tool<Key>, screen: string): string {
  const { columns, rows } = tool.sys.windowSize(1);
  return screen
    .split('\n')
    .slice(0, rows - 1)
    .map(line => line.slice(0, columns))
    .join('\r\n');
}

function* draw(tool: Tool<Key>): Task<string> {
  const { sys, args } = tool;
  const accounts = yield* loadAccounts(sys);
  const memory = yield* loadMemory(sys);
  const pids = args.values('pids').flatMap(list => list.split(',').map(Number));
  const user = args.value('user');
  const chosen = sys
    .processes()
    .filter(
      process => (pids.length === 0 || pids.includes(process.pid)) && (user === undefined || userName(accounts, process.uid) === user),
    );
  const shown = chosen.toSorted(
    (a, b) => (args.value('sort') === '%MEM' ? b.memoryBytes - a.memoryBytes : share(tool, b) - share(tool, a)) || a.pid - b.pid,
  );
  return tool.isGnu ? gnuScreen(tool, shown, accounts, memory) : busyboxScreen(tool, shown, accounts, memory);
}

/** Processor time as a share of the time that a process has run. */
function share(tool: Tool<Key>, process: ProcessInfo): number {
  const age = tool.sys.clock.now() - process.startedAt;
  return age <= 0 ? 0 : Math.min(100, (process.cpuTime / age) * 100);
}

function mebibytes(bytes: number): string {
  return (bytes / 1024 ** 2).toFixed(1).padStart(8);
}

function gnuScreen(tool: Tool<Key>, shown: readonly ProcessInfo[], accounts: Accounts, memory: Memory): string {
  const all = tool.sys.processes();
  const count = (...states: string[]): string => String(all.filter(process => states.includes(process.state)).length).padStart(3);
  const used = Math.max(0, memory.total - memory.available);
  const swapUsed = memory.swapTotal - memory.swapFree;
  const busy = Math.min(
    100,
    shown.reduce((sum, process) => sum + share(tool, process), 0),
  );
  const rows = shown.map(process => {
    const seconds = process.cpuTime / 1000;
    const time = `${String(Math.floor(seconds / 60))}:${two(Math.floor(seconds % 60))}.${two(Math.floor((seconds % 1) * 100))}`;
    const kib = Math.ceil(process.memoryBytes / 1024);
    const command = tool.args.has('command') ? process.argv.join(' ') || `[${process.command}]` : process.command;
    return [
      String(process.pid).padStart(7),
      userName(accounts, process.uid).slice(0, 8).padEnd(8),
      ' 20',
      '  0',
      String(Math.ceil(kib * 1.6)).padStart(7),
      String(kib).padStart(6),
      String(Math.floor(kib * 0.7)).padStart(6),
      process.state,
      share(tool, process).toFixed(1).padStart(5),
      ((process.memoryBytes / memory.total) * 100).toFixed(1).padStart(5),
      time.padStart(9),
      command,
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
    '',
  ].join('\n');
}

function busyboxScreen(tool: Tool<Key>, shown: readonly ProcessInfo[], accounts: Accounts, memory: Memory): string {
  const kib = (bytes: number): string => `${String(Math.floor(bytes / 1024))}K`;
  const running = shown.filter(process => process.state === 'R').length;
  const rows = shown.map(process => {
    const size = Math.ceil((process.memoryBytes * 1.6) / 1024);
    const command = process.argv.join(' ') || `[${process.command}]`;
    return `${String(process.pid).padStart(5)} ${String(process.ppid).padStart(5)} ${userName(accounts, process.uid).slice(0, 8).padEnd(8)} ${process.state.padEnd(4)} ${String(size).padStart(5)} ${String(Math.round((process.memoryBytes / memory.total) * 100)).padStart(3)}%   0 ${String(Math.round(share(tool, process))).padStart(3)}% ${command}`;
  });
  return [
    `Mem: ${kib(memory.total - memory.free)} used, ${kib(memory.free)} free, ${kib(memory.shared)} shrd, ${kib(memory.buffers)} buff, ${kib(memory.cached)} cached`,
    'CPU:   0% usr   0% sys   0% nic 100% idle   0% io   0% irq   0% sirq',
    `Load average: ${loadAverage(tool.sys).replaceAll(',', '')} ${String(running)}/${String(shown.length)} ${String(tool.sys.pid)}`,
    '  PID  PPID USER     STAT   VSZ %VSZ CPU %CPU COMMAND',
    ...rows,
    '',
  ].join('\n');
}
