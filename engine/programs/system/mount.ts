import { noEffect } from '../options.js';
import { utilLinux, utilLinuxMount } from '../origins.js';
import { define, Fatal } from '../tool.js';

const NEVER = 'mounting always fails, however it is asked for';

type Key = 'all' | 'type' | 'options' | 'bind' | 'readOnly' | 'verbose' | 'readWrite';

export const mount = define<Key>({
  name: 'mount',
  options: {
    all: ['-a, --all', 'mount all filesystems mentioned in fstab'],
    bind: noEffect('-B, --bind', NEVER, undefined, 'mount a subtree somewhere else'),
    options: noEffect('-o, --options=LIST', NEVER, undefined, 'comma-separated list of mount options'),
    readOnly: noEffect('-r, --read-only', NEVER, undefined, 'mount the filesystem read-only'),
    type: ['-t, --types=LIST', 'limit the set of filesystem types'],
    verbose: noEffect('-v, --verbose', NEVER, undefined, 'say what is being done'),
    readWrite: noEffect('-w, --rw', NEVER, undefined, 'mount the filesystem read-write'),
  },
  gnu: { usage: ['[-lhV]', '-a [options]', '[options] <source> <directory>'], about: 'Mount a filesystem.' },
  busybox: { usage: ['[OPTIONS] [-o OPT] DEVICE NODE'], about: 'Mount a filesystem. Filesystem autodetection requires /proc.' },
  origin: utilLinuxMount,
  *run(tool) {
    const { args, sys, out } = tool;
    const target = args.operands.at(-1);
    if (target === undefined && !args.has('all')) {
      const types = args.value('type')?.split(',');
      for (const { source, target: at, type, options } of sys.mounts())
        if (!types || types.includes(type)) yield* out.line(`${source} on ${at} type ${type} (${options})`);
      return 0;
    }
    if (sys.credentials().uid !== 0)
      throw new Fatal(tool.isGnu ? `${target ?? ''}: must be superuser to use mount.` : 'must be suid to work properly', 32);
    // Containers have no right to mount, and on the host nothing but Docker does.
    throw new Fatal(tool.isGnu ? `${target ?? '-a'}: permission denied.` : `permission denied (are you root?)`, tool.isGnu ? 32 : 1);
  },
});

export const umount = define<'force' | 'lazy' | 'all' | 'readOnly'>({
  name: 'umount',
  options: {
    all: ['-a, --all', 'unmount all filesystems'],
    force: noEffect('-f, --force', NEVER, undefined, 'force unmount'),
    lazy: noEffect('-l, --lazy', NEVER, undefined, 'detach the filesystem now, clean up later'),
    readOnly: noEffect('-r, --read-only', NEVER),
  },
  gnu: { usage: ['[options] <source> | <directory>'], about: 'Unmount filesystems.' },
  busybox: { usage: ['[-rlfd] FILESYSTEM|DIRECTORY'], about: 'Unmount filesystems' },
  origin: utilLinuxMount,
  *run(tool) {
    const [target] = tool.args.operands;
    if (target === undefined) throw new Fatal(tool.isGnu ? 'bad usage' : 'no filesystem given', 1);
    const known = tool.sys.mounts().some(mount => mount.target === target || mount.source === target);
    yield* tool.sys.tick();
    if (tool.isGnu)
      throw new Fatal(
        known
          ? `${target}: must be superuser to unmount.`
          : `${target}: ${exists(tool, target) ? 'not mounted.' : 'no mount point specified.'}`,
        32,
      );
    throw new Fatal(
      `can't unmount ${target}: ${known ? 'Operation not permitted' : exists(tool, target) ? 'Invalid argument' : 'No such file or directory'}`,
    );
  },
});

function exists(tool: { readonly sys: { access(path: string, want: object): boolean } }, path: string): boolean {
  try {
    return tool.sys.access(path, {});
  } catch {
    return false;
  }
}

export const mountpoint = define<'quiet'>({
  name: 'mountpoint',
  options: { quiet: ['-q, --quiet', "quiet mode - don't print anything"] },
  gnu: { usage: ['[-qd] /path/to/directory'], about: 'Check whether a directory or file is a mountpoint.' },
  busybox: { usage: ['[-q] { [-dn] DIR | -x DEVICE }'], about: 'Check if DIR is a mountpoint' },
  origin: utilLinux,
  *run(tool) {
    const path = tool.args.operands[0] ?? '';
    const is = tool.sys.mounts().some(mount => mount.target === path.replace(/(.)\/$/, '$1'));
    if (!tool.args.has('quiet')) yield* tool.out.line(`${path} is ${is ? '' : 'not '}a mountpoint`);
    return is ? 0 : tool.isGnu ? 32 : 1;
  },
});
