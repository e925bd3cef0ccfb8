import { machine } from '../../process/machine.js';
import { coreutils } from '../origins.js';
import { define, UsageError } from '../tool.js';

type Key = 'all' | 'name' | 'node' | 'release' | 'version' | 'machine' | 'processor' | 'platform' | 'system';

export const uname = define<Key>({
  name: 'uname',
  options: {
    all: ['-a, --all', 'print everything, in this order'],
    name: ['-s, --kernel-name', 'print the name of the kernel'],
    node: ['-n, --nodename', 'print the name of the host'],
    release: ['-r, --kernel-release', 'print the release of the kernel'],
    version: ['-v, --kernel-version', 'print the version of the kernel'],
    machine: ['-m, --machine', 'print the name of the hardware'],
    processor: ['-p, --processor', 'print the kind of processor'],
    platform: ['-i, --hardware-platform', 'print the platform'],
    system: ['-o, --operating-system', 'print the operating system'],
  },
  gnu: { usage: ['[OPTION]...'], about: 'Print information about the system. No OPTION is the same as -s.' },
  busybox: { usage: ['[-amnrspvio]'], about: 'Print system information' },
  origin: coreutils,
  *run(tool) {
    const { args, sys } = tool;
    const [extra] = args.operands;
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand '${extra}'` : '');
    const system = tool.isGnu ? 'GNU/Linux' : 'Linux';
    const rows: readonly (readonly [Key, string])[] = [
      ['name', machine.sysname],
      ['node', sys.hostname()],
      ['release', machine.kernelRelease],
      ['version', machine.kernelVersion],
      ['machine', machine.architecture],
      ['processor', 'unknown'],
      ['platform', 'unknown'],
      ['system', system],
    ];
    const shown = args.has('all') ? rows.filter(([, value]) => value !== 'unknown') : rows.filter(([key]) => args.has(key));
    yield* tool.out.line(shown.length === 0 ? machine.sysname : shown.map(([, value]) => value).join(' '));
  },
});
