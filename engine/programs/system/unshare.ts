import { isErrno } from '../../core/errno.js';
import type { NamespaceKind } from '../../process/namespaces.js';
import { cannotRun, exitCodeOf, waitFor } from '../process/run.js';
import { noEffect, refused } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';

type Key =
  | 'mount'
  | 'uts'
  | 'ipc'
  | 'net'
  | 'pid'
  | 'user'
  | 'cgroup'
  | 'time'
  | 'fork'
  | 'mapRoot'
  | 'mapUser'
  | 'mountProc'
  | 'kill'
  | 'root'
  | 'workDir'
  | 'propagation'
  | 'keepCaps'
  | 'setUid'
  | 'setGid';

export const unshare = define<Key>({
  name: 'unshare',
  stopAtOperand: true,
  options: {
    mount: ['-m, --mount', 'a mount namespace of its own'],
    uts: ['-u, --uts', 'a host name of its own'],
    ipc: noEffect('-i, --ipc', 'nothing is shared through it here', undefined, 'System V IPC of its own'),
    net: refused('-n, --net'),
    pid: ['-p, --pid', 'process numbers of its own, for children'],
    user: refused('-U, --user'),
    cgroup: noEffect('-C, --cgroup', 'it only changes how /proc names it', 'gnu', 'a cgroup namespace of its own'),
    time: refused('-T, --time', 'gnu'),
    fork: ['-f, --fork', 'fork before running the program'],
    mapUser: refused('--map-user=UID', 'gnu'),
    mapRoot: refused('-r, --map-root-user'),
    kill: noEffect('--kill-child', 'a child ends with its namespace', 'gnu'),
    mountProc: ['--mount-proc[=DIR]', 'show its processes in /proc; goes with -m'],
    propagation: noEffect('--propagation=KIND', 'mounts are private'),
    keepCaps: noEffect('--keep-caps', 'they stay anyway', 'gnu'),
    root: ['-R DIR, --root=DIR', 'set the root directory', 'gnu'],
    workDir: ['-w DIR, --wd=DIR', 'set the working directory', 'gnu'],
    setUid: refused('-S UID, --setuid=UID', 'gnu'),
    setGid: refused('-G GID, --setgid=GID', 'gnu'),
  },
  gnu: { usage: ['[options] [<program> [<argument>...]]'], about: 'Run a program with some namespaces of its own.' },
  busybox: { usage: ['[OPTIONS] [PROG ARGS]'], about: 'Run PROG in namespaces of its own' },
  origin: utilLinux,
  *run(tool) {
    const { args, sys } = tool;
    const kinds = new Set((['mount', 'uts', 'pid'] as const satisfies readonly NamespaceKind[]).filter(kind => args.has(kind)));
    const all = new Set<NamespaceKind>(args.has('mountProc') ? [...kinds, 'mount'] : kinds);
    try {
      sys.unshareNamespaces(all);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(tool.isGnu ? `unshare failed: ${error.message}` : `unshare(0x0): ${error.message}`);
    }
    const argv = args.operands.length > 0 ? args.operands : [sys.env.get('SHELL') ?? '/bin/sh'];
    if (!args.has('fork')) return yield* become(tool, argv);
    return exitCodeOf(
      yield* waitFor(
        sys,
        sys.fork(child => become(tool, argv, child)),
      ),
    );
  },
});

function* become(tool: Tool<Key>, argv: readonly string[], sys = tool.sys) {
  const { args } = tool;
  const [program = ''] = argv;
  try {
    if (args.has('mountProc')) sys.mountOwnProc();
    const root = args.value('root');
    if (root !== undefined) sys.chroot(root);
    const directory = args.value('workDir');
    if (directory !== undefined) sys.chdir(directory);
    return yield* sys.exec(program, argv);
  } catch (error) {
    const fatal = cannotRun(error, message =>
      tool.isGnu ? `failed to execute ${program}: ${message}` : `can't execute '${program}': ${message}`,
    );
    yield* tool.warn(fatal.message);
    return fatal.status;
  }
}
