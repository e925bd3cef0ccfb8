import { define, UsageError } from '../tool.js';

/** The kernel of the host, which all containers share. */
export const kernel = { name: 'Linux', release: '5.15.0-91-generic', version: '#101-Ubuntu SMP Tue Nov 14 13:30:08 UTC 2023', machine: 'x86_64', system: 'GNU/Linux' } as const;

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
  version: '(GNU coreutils) 9.1',
  *run(tool) {
    const { args, sys } = tool;
    const [extra] = args.operands;
    if (extra !== undefined) throw new UsageError(tool.isGnu ? `extra operand '${extra}'` : '');
    const system = tool.isGnu ? kernel.system : 'Linux';
    const rows: readonly (readonly [Key, string])[] = [['name', kernel.name], ['node', sys.hostname()], ['release', kernel.release], ['version', kernel.version], ['machine', kernel.machine], ['processor', 'unknown'], ['platform', 'unknown'], ['system', system]];
    const shown = args.has('all') ? rows.filter(([, value]) => value !== 'unknown') : rows.filter(([key]) => args.has(key));
    yield* tool.out.line(shown.length === 0 ? kernel.name : shown.map(([, value]) => value).join(' '));
  },
});
