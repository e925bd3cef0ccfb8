import { isErrno } from '../../core/errno.js';
import type { NamespaceKind } from '../../process/namespaces.js';
import { runCommand, exitCodeOf, cannotRun } from '../process/run.js';
import { noEffect, refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';

type Key =
  | 'all'
  | 'target'
  | 'mount'
  | 'uts'
  | 'ipc'
  | 'net'
  | 'pid'
  | 'cgroup'
  | 'user'
  | 'time'
  | 'root'
  | 'workDir'
  | 'noFork'
  | 'setUid'
  | 'setGid'
  | 'preserve'
  | 'follow';

export const nsenter = define<Key>({
  name: 'nsenter',
  stopAtOperand: true,
  options: {
    all: ['-a, --all', 'enter all namespaces', 'gnu'],
    target: ['-t PID, --target=PID', 'the process whose namespaces are entered'],
    mount: ['-m[FILE], --mount[=FILE]', 'enter the mount namespace'],
    uts: ['-u[FILE], --uts[=FILE]', 'enter the namespace of the host name'],
    ipc: noEffect('-i[FILE], --ipc[=FILE]', 'nothing is shared through it here', undefined, 'enter the namespace of System V IPC'),
    net: ['-n[FILE], --net[=FILE]', 'enter the network namespace'],
    pid: ['-p[FILE], --pid[=FILE]', 'enter the namespace of process numbers'],
    cgroup: noEffect('-C[FILE], --cgroup[=FILE]', 'it only changes how /proc names it', 'gnu', 'enter the cgroup namespace'),
    user: noEffect('-U[FILE], --user[=FILE]', 'all have the same', undefined, 'enter the user namespace'),
    time: noEffect('-T[FILE], --time[=FILE]', 'all have the same', 'gnu', 'enter the time namespace'),
    root: ['-r[DIR], --root[=DIR]', 'set the root directory'],
    workDir: ['-w[DIR], --wd[=DIR]', 'set the working directory'],
    noFork: ['-F, --no-fork', 'do not fork before running the program'],
    setUid: refused('-S UID, --setuid=UID'),
    setGid: refused('-G GID, --setgid=GID'),
    preserve: noEffect('--preserve-credentials', 'they stay anyway'),
    follow: refused('-Z, --follow-context', 'gnu'),
  },
  gnu: { usage: ['[options] [<program> [<argument>...]]'], about: 'Run a program with namespaces of other processes.' },
  busybox: { usage: ['[OPTIONS] [PROG ARGS]'], about: 'Run PROG in namespaces of another process' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    const kinds = kindsOf(tool);
    const target = targetOf(tool, kinds);
    if (target !== undefined) enter(tool, target, kinds);
    const directory = args.value('root') ?? args.value('workDir');
    if (args.value('root') !== undefined && directory !== undefined) sys.chroot(directory);
    else if (directory !== undefined) sys.chdir(directory);
    const argv = args.operands.length > 0 ? args.operands : [sys.env.get('SHELL') ?? '/bin/sh'];
    const [program = ''] = argv;
    try {
      if (kinds.has('pid') && !args.has('noFork')) return exitCodeOf(yield* runCommand(sys, { argv }));
      return yield* sys.exec(program, argv);
    } catch (error) {
      throw cannotRun(error, message =>
        tool.isGnu ? `failed to execute ${program}: ${message}` : `can't execute '${program}': ${message}`,
      );
    }
  },
});

function kindsOf({ args }: Tool<Key>): ReadonlySet<NamespaceKind> {
  const all: readonly NamespaceKind[] = ['mount', 'uts', 'net', 'pid'];
  return new Set(args.has('all') ? all : all.filter(kind => args.has(kind)));
}

/** The process of -t, or of a file of /proc that one of the options names. */
function targetOf({ args, isGnu }: Tool<Key>, kinds: ReadonlySet<NamespaceKind>): number | undefined {
  const given = args.value('target');
  if (given !== undefined) {
    if (!/^\d+$/.test(given)) throw new Fatal(isGnu ? `failed to parse pid: '${given}'` : `invalid number '${given}'`);
    return Number(given);
  }
  for (const kind of kinds) {
    const file = args.value(kind);
    const pid = /^\/proc\/(\d+)\/ns\//.exec(file ?? '')?.[1];
    if (pid !== undefined) return Number(pid);
    if (file !== undefined) throw new Fatal(`cannot open ${file}: No such file or directory`);
  }
  if (kinds.size > 0) throw new UsageError(`no target PID specified`);
  return undefined;
}

const names: Readonly<Record<NamespaceKind, string>> = { mount: 'mnt', uts: 'uts', net: 'net', pid: 'pid' };

function enter({ sys, isGnu }: Tool<Key>, target: number, kinds: ReadonlySet<NamespaceKind>): void {
  try {
    sys.joinNamespaces(target, kinds);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const [first = 'mount'] = kinds;
    const file = `/proc/${String(target)}/ns/${names[first]}`;
    if (error.code === 'ENOENT')
      throw new Fatal(isGnu ? `cannot open ${file}: ${error.message}` : `can't open '${file}': ${error.message}`);
    throw new Fatal(
      isGnu
        ? `reassociate to namespace 'ns/${names[first]}' failed: ${error.message}`
        : `setns(): can't reassociate to namespace '${names[first]}': ${error.message}`,
    );
  }
}
