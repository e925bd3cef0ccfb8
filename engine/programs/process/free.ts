import { procps } from '../origins.js';
import { define, type Tool } from '../tool.js';
import { loadMemory } from './memory.js';

type Key = 'bytes' | 'kibi' | 'mebi' | 'gibi' | 'human' | 'total' | 'wide' | 'seconds' | 'count';

export const free = define<Key>({
  name: 'free',
  options: {
    bytes: ['-b, --bytes', 'show output in bytes'],
    kibi: ['-k, --kibi', 'show output in kibibytes'],
    mebi: ['-m, --mebi', 'show output in mebibytes'],
    gibi: ['-g, --gibi', 'show output in gibibytes'],
    human: ['-h, --human', 'show human-readable output'],
    wide: ['-w, --wide', 'wide output', 'gnu'],
    total: ['-t, --total', 'show total for RAM + swap', 'gnu'],
    seconds: ['-s N, --seconds=N', 'repeat printing every N seconds', 'gnu'],
    count: ['-c N, --count=N', 'repeat printing N times, then exit', 'gnu'],
  },
  gnu: { usage: ['[options]'], about: '' },
  busybox: { usage: ['[-bkmgh]'], about: 'Display free and used memory' },
  origin: procps,
  busyboxUnknown: 'usage',
  *run(tool) {
    const { args, sys, out } = tool;
    const interval = Number(args.value('seconds') ?? 1) * 1000;
    const rounds = args.has('count') ? Number(args.value('count')) : args.has('seconds') ? Infinity : 1;
    for (let round = 0; round < rounds; round++) {
      if (round > 0) {
        yield* out.write('\n');
        yield* out.flush();
        yield* sys.sleep(interval);
      }
      yield* out.write(table(tool, yield* loadMemory(sys)));
    }
  },
});

type Memory = ReturnType<typeof loadMemory> extends Generator<unknown, infer M> ? M : never;

function table(tool: Tool<Key>, memory: Memory): string {
  const show = formatter(tool);
  const used = Math.max(0, memory.total - memory.available);
  const swapUsed = memory.swapTotal - memory.swapFree;
  const width = tool.isGnu ? 12 : 11;
  const row = (name: string, cells: readonly string[]): string =>
    `${name.padEnd(tool.isGnu ? 8 : 7)}${cells.map((cell, i) => cell.padStart(i === 0 ? 12 : tool.isGnu ? width : 12)).join('')}\n`;
  const headers = tool.args.has('wide')
    ? ['total', 'used', 'free', 'shared', 'buffers', 'cache', 'available']
    : ['total', 'used', 'free', 'shared', 'buff/cache', 'available'];
  const caches = tool.args.has('wide') ? [memory.buffers, memory.cached] : [memory.buffers + memory.cached];
  const lines = [
    row('', headers),
    row('Mem:', [memory.total, used, memory.free, memory.shared, ...caches, memory.available].map(show)),
    row('Swap:', [memory.swapTotal, swapUsed, memory.swapFree].map(show)),
  ];
  if (tool.args.has('total'))
    lines.push(row('Total:', [memory.total + memory.swapTotal, used + swapUsed, memory.free + memory.swapFree].map(show)));
  return lines.join('');
}

function formatter(tool: Tool<Key>): (bytes: number) => string {
  const unit = tool.args.last('bytes', 'kibi', 'mebi', 'gibi', 'human') ?? 'kibi';
  if (unit === 'human') return human;
  const divisor = { bytes: 1, kibi: 1024, mebi: 1024 ** 2, gibi: 1024 ** 3 }[unit];
  return bytes => String(Math.floor(bytes / divisor));
}

/** procps writes 1.5Gi and 574Mi: three digits at most, with a point when there is room. */
function human(bytes: number): string {
  let value = bytes;
  for (const unit of ['B', 'Ki', 'Mi', 'Gi', 'Ti']) {
    if (value < 1000 || unit === 'Ti')
      return unit === 'B'
        ? `${String(Math.floor(value))}B`
        : value < 9.95
          ? `${value.toFixed(1)}${unit}`
          : `${String(Math.floor(value))}${unit}`;
    value /= 1024;
  }
  return String(value);
}
