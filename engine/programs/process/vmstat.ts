import type { Task } from '../../core/task.js';
import { readText } from '../input.js';
import { refused } from '../options.js';
import { procps } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { loadMemory, type Memory } from './memory.js';

type Key = 'active' | 'forks' | 'slabs' | 'oneHeader' | 'statistics' | 'disk' | 'partition' | 'unit' | 'wide' | 'timestamp';

const HEADER =
  'procs -----------memory---------- ---swap-- -----io---- -system-- ------cpu-----\n r  b   swpd   free   buff  cache   si   so    bi    bo   in   cs us sy id wa st\n';

/** A terminal shows the header once a screen. */
const ROWS_PER_HEADER = 22;

export const vmstat = define<Key>({
  name: 'vmstat',
  options: {
    active: refused('-a, --active'),
    forks: ['-f, --forks', 'number of forks since boot'],
    slabs: refused('-m, --slabs'),
    oneHeader: ['-n, --one-header', 'do not redisplay header'],
    statistics: refused('-s, --stats'),
    disk: refused('-d, --disk'),
    partition: refused('-p DEV, --partition=DEV'),
    unit: refused('-S CHAR, --unit=CHAR'),
    wide: refused('-w, --wide'),
    timestamp: refused('-t, --timestamp'),
  },
  gnu: { usage: ['[options] [delay [count]]'], about: '' },
  origin: procps,
  *run(tool) {
    const { args, sys, out } = tool;
    const [delay, rounds] = args.operands.map(word => numberOf(word));
    let last = yield* countersOf(tool);
    if (args.has('forks')) return yield* out.line(`${String(last.get('processes')).padStart(13)} forks`);
    const count = rounds ?? (delay === undefined ? 1 : Infinity);
    for (let round = 0; round < count; round++) {
      const now = round === 0 ? last : yield* countersOf(tool);
      if (round === 0 || (round % ROWS_PER_HEADER === 0 && !args.has('oneHeader'))) yield* out.write(HEADER);
      const seconds = round === 0 ? Math.max(1, sys.clock.now() / 1000) : (delay ?? 1);
      yield* out.write(row(yield* loadMemory(sys), now, round === 0 ? new Map() : last, seconds));
      yield* out.flush();
      last = now;
      if (round + 1 < count) yield* sys.sleep((delay ?? 1) * 1000);
    }
  },
});

function numberOf(word: string): number {
  if (!/^\d+$/.test(word) || Number(word) < 1) throw new Fatal(`failed to parse argument: '${word}'`);
  return Number(word);
}

/** /proc/stat by its rows' names; the columns of `cpu` as cpu0, cpu1 and so on. */
function* countersOf({ sys }: Tool<Key>): Task<ReadonlyMap<string, number>> {
  const counters = new Map<string, number>();
  for (const line of (yield* readText(sys, '/proc/stat')).split('\n')) {
    const [name = '', ...values] = line.split(/\s+/);
    if (name === 'cpu') for (const [i, value] of values.entries()) counters.set(`cpu ${String(i)}`, Number(value));
    else counters.set(name, Number(values[0] ?? 0));
  }
  return counters;
}

type Counters = ReadonlyMap<string, number>;

/** Neither swapping nor interrupts happen here, and the disk makes nobody wait. */
function row(memory: Memory, now: Counters, last: Counters, seconds: number): string {
  const grown = (name: string): number => (now.get(name) ?? 0) - (last.get(name) ?? 0);
  const cpu = [0, 1, 2, 3, 4, 5, 6, 7].map(i => grown(`cpu ${String(i)}`));
  const total = cpu.reduce((sum, part) => sum + part, 0);
  const share = (...columns: readonly number[]): number =>
    Math.round((100 * columns.reduce((sum, column) => sum + (cpu[column] ?? 0), 0)) / Math.max(1, total));
  const kilobytes = (bytes: number): string => String(Math.floor(bytes / 1024)).padStart(6);
  const user = share(0, 1);
  const system = share(2, 5, 6);
  return [
    String(now.get('procs_running') ?? 0).padStart(2),
    String(now.get('procs_blocked') ?? 0).padStart(2),
    kilobytes(memory.swapTotal - memory.swapFree),
    kilobytes(memory.free),
    kilobytes(memory.buffers),
    kilobytes(memory.cached),
    ...['0', '0'].map(cell => cell.padStart(4)),
    ...['0', '0'].map(cell => cell.padStart(5)),
    ...[0, Math.round(grown('ctxt') / seconds)].map(cell => String(cell).padStart(4)),
    ...[user, system, 100 - user - system, 0, 0].map(cell => String(cell).padStart(2)),
  ]
    .join(' ')
    .concat('\n');
}
