import test from 'ava';
import { Clock } from '../../engine/core/clock.js';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import { containerDevFileSystem, devptsFileSystem, hostDevFileSystem, tmpfs } from '../../engine/fs/dev-file-system.js';
import { MountNamespace } from '../../engine/fs/mount-namespace.js';
import { superuser as root } from '../../engine/fs/permissions.js';
import { ProcFileSystem, type ProcProcess, type ProcSource } from '../../engine/fs/proc-file-system.js';
import { SnapshotBuilder } from '../../engine/fs/snapshot.js';
import { SysFileSystem } from '../../engine/fs/sys-file-system.js';
import { TreeFileSystem } from '../../engine/fs/tree-file-system.js';
import type { VirtualFile } from '../../engine/fs/virtual-node.js';
import { errnoOf, user, words } from './world.js';

function machine() {
  const clock = new Clock(1_700_000_000_000);
  clock.jumpTo(1000);
  let hostname = 'box';
  const pipe = { name: 'a pipe' };
  const file = (read: () => string): VirtualFile => ({ kind: 'file', read });
  const process = (pid: number): ProcProcess => ({
    uid: pid === 7 ? 1000 : 0,
    gid: 0,
    startedAt: 500,
    cwd: () => '/etc',
    exe: () => '/bin/sh',
    root: () => '/',
    files: () =>
      new Map([
        ['cmdline', file(() => `sh\0-c\0${pid}\0`)],
        ['environ', { kind: 'file', mode: 0o400, read: () => 'A=1\0' }],
        ['net/tcp', file(() => 'tcp\n')],
      ]),
    descriptors: () =>
      new Map([
        [0, { target: '/dev/null', read: true, write: true }],
        [1, { target: 'pipe:[9]', read: false, write: true, object: pipe }],
      ]),
    namespaces: () => new Map([['net', 'net:[4026531840]']]),
  });
  const source: ProcSource = {
    self: () => 7,
    pids: () => [1, 7],
    process: pid => (pid === 1 || pid === 7 ? process(pid) : undefined),
    files: () =>
      new Map([
        ['uptime', file(() => `${clock.now() / 1000}\n`)],
        [
          'sys/kernel/hostname',
          {
            kind: 'file',
            read: () => `${hostname}\n`,
            write: data => {
              hostname = new TextDecoder().decode(data).trim();
            },
          },
        ],
      ]),
  };
  const ns = new MountNamespace(clock);
  const base = new SnapshotBuilder().directory('/dev').directory('/proc').directory('/sys').file('/etc/motd', 'hi\n').build();
  ns.mount('/', new TreeFileSystem({ clock, type: 'overlay', base }));
  ns.mount('/proc', new ProcFileSystem({ clock, source }));
  ns.mount('/dev', containerDevFileSystem(clock));
  return { clock, ns, pipe, ...words(ns) };
}

test('/proc shows processes and the machine as they are when they are read', t => {
  const { clock, ns, read, names } = machine();
  t.deepEqual(names('/proc'), ['1', '7', 'mounts', 'net', 'self', 'sys', 'thread-self', 'uptime']);
  t.deepEqual(names('/proc/self'), ['cmdline', 'cwd', 'environ', 'exe', 'fd', 'net', 'ns', 'root', 'task']);
  t.is(read('/proc/self/cmdline'), 'sh\0-c\x007\0');
  t.is(read('/proc/net/tcp'), 'tcp\n');
  t.is(ns.readlink(root, '/proc/self'), '7');
  t.is(ns.readlink(root, '/proc/1/ns/net'), 'net:[4026531840]');
  t.is(ns.realpath(root, '/proc/1/cwd/motd'), '/etc/motd');
  t.is(read('/proc/self/task/7/cmdline'), 'sh\0-c\x007\0');
  t.is(read('/proc/uptime'), '1\n');
  clock.jumpTo(2500);
  t.is(read('/proc/uptime'), '2.5\n');
  t.like(ns.stat(root, '/proc/7/cmdline'), { uid: 1000, mode: 0o444, sizeBytes: 0, modifiedAt: 500 });
});

test('what cannot be done in /proc fails as in Linux', t => {
  const { ns } = machine();
  t.deepEqual(
    {
      create: errnoOf(() => ns.open(root, '/proc/foo', { write: true, create: true })),
      mkdir: errnoOf(() => {
        ns.mkdir(root, '/proc/x');
      }),
      unlink: errnoOf(() => {
        ns.unlink(root, '/proc/uptime');
      }),
      noProcess: errnoOf(() => ns.stat(root, '/proc/99')),
      othersEnvironment: errnoOf(() => ns.readFile(user(1001), '/proc/7/environ')),
      ownEnvironment: errnoOf(() => ns.readFile(user(1000), '/proc/7/environ')),
      othersDescriptors: errnoOf(() => ns.readdir(user(1001), '/proc/7/fd')),
    },
    {
      create: 'ENOENT',
      mkdir: 'ENOENT',
      unlink: 'EPERM',
      noProcess: 'ENOENT',
      othersEnvironment: 'EACCES',
      ownEnvironment: 'ok',
      othersDescriptors: 'EACCES',
    },
  );
});

test('a kernel parameter can be set where it is not mounted read-only', t => {
  const { ns, write, read } = machine();
  write('/proc/sys/kernel/hostname', 'web\n');
  t.is(read('/proc/sys/kernel/hostname'), 'web\n');
  ns.bind(ns.locate(root, '/proc/sys'), '/proc/sys', { readOnly: true });
  t.is(
    errnoOf(() => {
      write('/proc/sys/kernel/hostname', 'x\n');
    }),
    'EROFS',
  );
  t.is(
    errnoOf(() => ns.open(root, '/proc/uptime', { write: true })),
    'ok',
  );
  t.is(
    errnoOf(() => {
      const opened = ns.open(root, '/proc/uptime', { write: true });
      if (opened.kind === 'file') opened.file.write(encodeUtf8('x'));
    }),
    'EIO',
  );
});

test('/dev/stdin is the descriptor itself when it has no path', t => {
  const { ns, pipe } = machine();
  const out = ns.open(root, '/dev/stdout', { write: true });
  t.deepEqual(out, { kind: 'object', path: '/proc/7/fd/1', object: pipe });
  t.is(ns.readlink(root, '/proc/self/fd/1'), 'pipe:[9]');
  const input = ns.open(root, '/dev/stdin', { read: true });
  t.like(input, { kind: 'device', path: '/dev/null', device: { major: 1, minor: 3 } });
});

test('the devices of a container, and where they come from', t => {
  const { ns, names } = machine();
  t.deepEqual(names('/dev'), [
    'fd',
    'full',
    'mqueue',
    'null',
    'ptmx',
    'pts',
    'random',
    'shm',
    'stderr',
    'stdin',
    'stdout',
    'tty',
    'urandom',
    'zero',
  ]);
  t.like(ns.stat(root, '/dev'), { nlink: 5, sizeBytes: 320, modifiedAt: 1000 });
  ns.mount('/dev/pts', devptsFileSystem(ns.clock));
  ns.mount('/dev/shm', tmpfs(ns.clock, { sizeBytes: 65_536 }), { source: 'shm' });
  t.like(ns.open(root, '/dev/ptmx', { read: true, write: true }), {
    kind: 'device',
    path: '/dev/pts/ptmx',
    device: { major: 5, minor: 2 },
  });
  t.like(ns.stat(root, '/dev/shm'), { mode: 0o1777, nlink: 2, sizeBytes: 40 });
  t.like(ns.statfs(root, '/dev/shm'), { source: 'shm', type: 'tmpfs', target: '/dev/shm', totalBytes: 65_536, usedBytes: 0 });
  const host = new MountNamespace(ns.clock);
  host.mount('/', hostDevFileSystem(ns.clock, { sizeBytes: 2 ** 31 }));
  t.like(host.stat(root, '/sda1'), { kind: 'block', device: { major: 8, minor: 1 } });
});

test('sysfs asks for what comes and goes at every look', t => {
  const { ns, names, read } = machine();
  const devices = ['lo'];
  const files = () => new Map(devices.map(name => [`class/net/${name}/address`, { kind: 'file', read: () => `${name}\n` } as const]));
  ns.mount('/sys', new SysFileSystem({ clock: ns.clock, files }), { readOnly: true });
  t.deepEqual(names('/sys/class/net'), ['lo']);
  devices.push('eth0');
  t.deepEqual(names('/sys/class/net'), ['eth0', 'lo']);
  t.is(read('/sys/class/net/eth0/address'), 'eth0\n');
  t.is(
    errnoOf(() => ns.open(root, '/sys/x', { write: true, create: true })),
    'EROFS',
  );
});
