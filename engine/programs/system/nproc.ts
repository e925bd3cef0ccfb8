import { isErrno } from '../../core/errno.js';
import { machine } from '../../process/machine.js';
import { noEffect, refused } from '../options.js';
import { quoteAlways } from '../quoting.js';
import { coreutils, glibc } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

export const nproc = define<'all' | 'ignore'>({
  name: 'nproc',
  options: {
    all: ['--all', 'print the number of installed processors'],
    ignore: ['--ignore=N', 'if possible, exclude N processing units'],
  },
  gnu: { usage: ['[OPTION]...'], about: 'Print the number of processing units available to this process.' },
  busybox: { usage: ['[--all] [--ignore=N]'], about: 'Print number of available CPUs' },
  origin: coreutils,
  *run(tool) {
    const [extra] = tool.args.operands;
    if (extra !== undefined && tool.isGnu) throw new UsageError(`extra operand ${quoteAlways(extra)}`);
    const count = tool.args.has('all') ? machine.cpus : tool.sys.processors();
    yield* tool.out.line(String(Math.max(1, count - Number(tool.args.value('ignore') ?? 0))));
  },
});

export const arch = define({
  name: 'arch',
  options: {},
  gnu: { usage: ['[OPTION]...'], about: 'Print machine architecture.' },
  busybox: { usage: [''], about: 'Print system architecture' },
  origin: coreutils,
  busyboxUnknown: 'operand',
  *run(tool) {
    yield* tool.out.line(machine.architecture);
  },
});

export const getconf = define<'all'>({
  name: 'getconf',
  options: { all: refused('-a') },
  gnu: { usage: ['[-v specification] variable_name [pathname]'], about: '' },
  origin: { ...glibc, flags: ['--version'] },
  *run(tool) {
    const [name] = tool.args.operands;
    if (name === undefined) throw new UsageError('');
    const processors = machine.cpus;
    const values: Readonly<Record<string, string>> = {
      PAGE_SIZE: '4096',
      PAGESIZE: '4096',
      _NPROCESSORS_ONLN: String(processors),
      _NPROCESSORS_CONF: String(processors),
      LONG_BIT: '64',
      ARG_MAX: '2097152',
      PATH_MAX: '4096',
      NAME_MAX: '255',
      OPEN_MAX: '1024',
      CLK_TCK: '100',
      GNU_LIBC_VERSION: 'glibc 2.36',
      PATH: '/bin:/usr/bin',
    };
    const value = Object.hasOwn(values, name) ? values[name] : undefined;
    if (value === undefined) throw new Fatal(`Unrecognized variable \`${name}'`, 2);
    yield* tool.out.line(value);
  },
});

export const sync = define<'data' | 'fileSystem'>({
  name: 'sync',
  options: {
    data: noEffect('-d, --data', 'nothing waits to be written'),
    fileSystem: noEffect('-f, --file-system', 'nothing waits to be written'),
  },
  gnu: { usage: ['[OPTION] [FILE]...'], about: 'Synchronize cached writes to persistent storage.' },
  busybox: { usage: ['[-df] [FILE]...'], about: 'Write all buffered blocks (in FILEs) to disk' },
  origin: coreutils,
  *run(tool) {
    for (const path of tool.args.operands) {
      try {
        tool.sys.stat(path);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* tool.fail(tool.isGnu ? `error opening ${quoteAlways(path)}: ${error.message}` : tool.cannotOpen(path, error));
      }
    }
  },
});
