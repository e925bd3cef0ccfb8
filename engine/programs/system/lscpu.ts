import { largestOf } from '../../core/extremes.js';
import { readText } from '../input.js';
import { refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define } from '../tool.js';

type Key = 'all' | 'online' | 'bytes' | 'caches' | 'offline' | 'json' | 'extended' | 'parse' | 'sysroot' | 'hex' | 'physical' | 'outputAll';

export const lscpu = define<Key>({
  name: 'lscpu',
  options: {
    all: refused('-a, --all'),
    online: refused('-b, --online'),
    bytes: refused('-B, --bytes'),
    caches: refused('-C[LIST], --caches[=LIST]'),
    offline: refused('-c, --offline'),
    json: refused('-J, --json'),
    extended: ['-e, --extended', 'print a table of the processors'],
    parse: ['-p, --parse', 'print them for programs to read'],
    sysroot: refused('-s DIR, --sysroot=DIR'),
    hex: refused('-x, --hex'),
    physical: refused('-y, --physical'),
    outputAll: refused('--output-all'),
  },
  gnu: { usage: ['[options]'], about: 'Display information about the CPU architecture.' },
  origin: utilLinux,
  *run({ args, sys, out }) {
    const text = yield* readText(sys, '/proc/cpuinfo');
    const field = (name: string): string => new RegExp(`^${name}\\s*: (.*)$`, 'm').exec(text)?.[1] ?? '';
    const numbers = [...text.matchAll(/^processor\s*: (\d+)$/gm)].map(match => match[1] ?? '');
    if (args.has('extended')) {
      yield* out.write(
        `CPU NODE SOCKET CORE L1d:L1i:L2:L3 ONLINE\n${numbers.map(cpu => `${cpu.padStart(3)}    0      0 ${cpu.padStart(4)} ${`${cpu}:${cpu}:${cpu}:0`.padEnd(13)} yes\n`).join('')}`,
      );
      return;
    }
    if (args.has('parse')) {
      yield* out.write(
        `# The following is the parsable format, which can be fed to other\n# programs. Each different item in every column has an unique ID\n# starting usually from zero.\n# CPU,Core,Socket,Node,,L1d,L1i,L2,L3\n${numbers.map(cpu => `${cpu},${cpu},0,0,,${cpu},${cpu},${cpu},0\n`).join('')}`,
      );
      return;
    }
    const last = String(numbers.length - 1);
    const rows: readonly (readonly [string, string])[] = [
      ['Architecture:', 'x86_64'],
      ['  CPU op-mode(s):', '32-bit, 64-bit'],
      ['  Address sizes:', '46 bits physical, 48 bits virtual'],
      ['  Byte Order:', 'Little Endian'],
      ['CPU(s):', String(numbers.length)],
      ['  On-line CPU(s) list:', numbers.length > 1 ? `0-${last}` : '0'],
      ['Vendor ID:', field('vendor_id')],
      ['  Model name:', field('model name')],
      ['    CPU family:', field('cpu family')],
      ['    Model:', field('model')],
      ['    Thread(s) per core:', '1'],
      ['    Core(s) per socket:', field('cpu cores')],
      ['    Socket(s):', '1'],
      ['    Stepping:', field('stepping')],
      ['    BogoMIPS:', field('bogomips')],
      ['    Flags:', field('flags')],
      ['Virtualization features:', ''],
      ['  Hypervisor vendor:', 'KVM'],
      ['  Virtualization type:', 'full'],
    ];
    const width = largestOf(rows.map(([name]) => name.length));
    for (const [name, value] of rows) yield* out.line(`${name.padEnd(width)} ${value}`.trimEnd());
  },
});
