import test from 'ava';
import { MountNamespace } from '../../engine/fs/mount-namespace.js';
import { superuser } from '../../engine/fs/permissions.js';
import { SnapshotBuilder } from '../../engine/fs/snapshot.js';
import { TreeFileSystem } from '../../engine/fs/tree-file-system.js';
import { errnoOf, textOf, user, words, world } from './world.js';

const root = superuser;

/** What a real Linux (alpine in a container) said to the same calls. */
test('errors of path operations are those of Linux', t => {
  const { ns, open, write } = world();
  ns.mkdir(root, '/t');
  for (const name of ['d', 'e']) ns.mkdir(root, `/t/${name}`);
  write('/t/f', 'x');
  for (const [name, target] of [
    ['l', 'f'],
    ['dang', 'nowhere'],
    ['ld', 'd'],
    ['loop', 'loop'],
  ] as const)
    ns.symlink(root, target, `/t/${name}`);
  ns.mount('/t/e', new TreeFileSystem({ clock: ns.clock, type: 'tmpfs' }));
  const at = { ...root, cwd: '/t' };
  const table: [string, string, () => unknown][] = [
    [
      'mkdir f/',
      'EEXIST',
      () => {
        ns.mkdir(at, 'f/');
      },
    ],
    [
      'mkdir d/',
      'EEXIST',
      () => {
        ns.mkdir(at, 'd/');
      },
    ],
    [
      'mkdir .',
      'EEXIST',
      () => {
        ns.mkdir(at, '.');
      },
    ],
    [
      'mkdir /',
      'EEXIST',
      () => {
        ns.mkdir(at, '/');
      },
    ],
    [
      'mkdir new/deep',
      'ENOENT',
      () => {
        ns.mkdir(at, 'new/deep');
      },
    ],
    [
      'mkdir dang',
      'EEXIST',
      () => {
        ns.mkdir(at, 'dang');
      },
    ],
    [
      'mkdir dang/',
      'EEXIST',
      () => {
        ns.mkdir(at, 'dang/');
      },
    ],
    [
      'mkdir ""',
      'ENOENT',
      () => {
        ns.mkdir(at, '');
      },
    ],
    ['touch nofile/', 'EISDIR', () => ns.open(at, 'nofile/', { write: true, create: true })],
    ['touch dang/', 'EISDIR', () => ns.open(at, 'dang/', { write: true, create: true })],
    ['touch f/x', 'ENOTDIR', () => ns.open(at, 'f/x', { write: true, create: true })],
    ['open d for writing', 'EISDIR', () => ns.open(at, 'd', { write: true })],
    ['create d', 'EISDIR', () => ns.open(at, 'd', { read: true, create: true })],
    ['create f exclusively', 'EEXIST', () => ns.open(at, 'f', { write: true, create: true, exclusive: true })],
    ['create dang exclusively', 'EEXIST', () => ns.open(at, 'dang', { write: true, create: true, exclusive: true })],
    ['open l without following', 'ELOOP', () => ns.open(at, 'l', { read: true, noFollow: true })],
    ['cat l/', 'ENOTDIR', () => ns.open(at, 'l/', { read: true })],
    ['cat f/..', 'ENOTDIR', () => ns.open(at, 'f/..', { read: true })],
    ['cat loop', 'ELOOP', () => ns.open(at, 'loop', { read: true })],
    ['create loop', 'ELOOP', () => ns.open(at, 'loop', { write: true, create: true })],
    ['stat dang', 'ENOENT', () => ns.stat(at, 'dang')],
    ['lstat dang', 'ok', () => ns.lstat(at, 'dang')],
    ['stat ld/.', 'ok', () => ns.stat(at, 'ld/.')],
    ['stat ../../../t', 'ok', () => ns.stat(at, '../../../t')],
    [
      'mv f nofile/',
      'ENOTDIR',
      () => {
        ns.rename(at, 'f', 'nofile/');
      },
    ],
    [
      'mv f d',
      'EISDIR',
      () => {
        ns.rename(at, 'f', 'd');
      },
    ],
    [
      'mv d f',
      'ENOTDIR',
      () => {
        ns.rename(at, 'd', 'f');
      },
    ],
    [
      'mv d d/x',
      'EINVAL',
      () => {
        ns.rename(at, 'd', 'd/x');
      },
    ],
    [
      'mv /t d',
      'EINVAL',
      () => {
        ns.rename(at, '/t', 'd/y');
      },
    ],
    [
      'mv d/. x',
      'EBUSY',
      () => {
        ns.rename(at, 'd/.', 'x');
      },
    ],
    [
      'mv e x',
      'EBUSY',
      () => {
        ns.rename(at, 'e', 'x');
      },
    ],
    [
      'mv f e/f',
      'EXDEV',
      () => {
        ns.rename(at, 'f', 'e/f');
      },
    ],
    [
      'mv nothing x',
      'ENOENT',
      () => {
        ns.rename(at, 'nothing', 'x');
      },
    ],
    [
      'mv d over full /t',
      'ENOTEMPTY',
      () => {
        ns.rename(at, 'd', '/t');
      },
    ],
    [
      'rmdir d/.',
      'EINVAL',
      () => {
        ns.rmdir(at, 'd/.');
      },
    ],
    [
      'rmdir d/..',
      'ENOTEMPTY',
      () => {
        ns.rmdir(at, 'd/..');
      },
    ],
    [
      'rmdir /',
      'EBUSY',
      () => {
        ns.rmdir(at, '/');
      },
    ],
    [
      'rmdir /t',
      'ENOTEMPTY',
      () => {
        ns.rmdir(at, '/t');
      },
    ],
    [
      'rmdir e',
      'EBUSY',
      () => {
        ns.rmdir(at, 'e');
      },
    ],
    [
      'rmdir f',
      'ENOTDIR',
      () => {
        ns.rmdir(at, 'f');
      },
    ],
    [
      'rmdir ld',
      'ENOTDIR',
      () => {
        ns.rmdir(at, 'ld');
      },
    ],
    [
      'rmdir ld/',
      'ENOTDIR',
      () => {
        ns.rmdir(at, 'ld/');
      },
    ],
    [
      'unlink d',
      'EISDIR',
      () => {
        ns.unlink(at, 'd');
      },
    ],
    [
      'unlink d/',
      'EISDIR',
      () => {
        ns.unlink(at, 'd/');
      },
    ],
    [
      'unlink f/',
      'ENOTDIR',
      () => {
        ns.unlink(at, 'f/');
      },
    ],
    [
      'unlink e',
      'EISDIR',
      () => {
        ns.unlink(at, 'e');
      },
    ],
    [
      'unlink nothing',
      'ENOENT',
      () => {
        ns.unlink(at, 'nothing');
      },
    ],
    [
      'ln f f/',
      'EEXIST',
      () => {
        ns.link(at, 'f', 'f/');
      },
    ],
    [
      'ln f dang',
      'EEXIST',
      () => {
        ns.link(at, 'f', 'dang');
      },
    ],
    [
      'ln d hard',
      'EPERM',
      () => {
        ns.link(at, 'd', 'hard');
      },
    ],
    [
      'ln f e/f',
      'EXDEV',
      () => {
        ns.link(at, 'f', 'e/f');
      },
    ],
    ['readlink f', 'EINVAL', () => ns.readlink(at, 'f')],
    ['readdir f', 'ENOTDIR', () => ns.readdir(at, 'f')],
    [
      'long name',
      'ENAMETOOLONG',
      () => {
        ns.mkdir(at, 'x'.repeat(256));
      },
    ],
    [
      'long Korean name',
      'ENAMETOOLONG',
      () => {
        ns.mkdir(at, '한'.repeat(86));
      },
    ],
    ['long path', 'ENAMETOOLONG', () => ns.stat(at, 'd/../'.repeat(820))],
    ['execute f', 'EACCES', () => ns.executable(at, 'f')],
    ['execute d', 'EACCES', () => ns.executable(at, 'd')],
  ];
  t.deepEqual(
    table.map(([call, , action]) => [call, errnoOf(action)]),
    table.map(([call, code]) => [call, code]),
  );
  open('/t/dang', { write: true, create: true }).close();
  t.is(ns.realpath(at, 'dang'), '/t/nowhere');
  t.is(ns.realpath(at, 'ld/../l'), '/t/f');
});

test('forty links are followed, not one more', t => {
  const { ns, write } = world();
  write('/l0', 'end');
  for (let i = 1; i <= 41; i++) ns.symlink(root, `l${i - 1}`, `/l${i}`);
  t.is(ns.realpath(root, '/l40'), '/l0');
  t.is(
    errnoOf(() => ns.realpath(root, '/l41')),
    'ELOOP',
  );
});

test('permissions are those of owner, group and others', t => {
  const { ns, write } = world();
  ns.mkdir(root, '/home', 0o755);
  ns.mkdir(root, '/home/ann');
  ns.chown(root, '/home/ann', 1000, 1000);
  ns.chmod(root, '/home/ann', 0o750);
  const [ann, bob, carl] = [user(1000), user(1001, [1000]), user(1002)];
  write('/home/ann/note', 'hi', ann);
  t.like(ns.stat(ann, '/home/ann/note'), { uid: 1000, gid: 1000, mode: 0o644, nlink: 1, sizeBytes: 2 });
  t.deepEqual(
    {
      bobReads: errnoOf(() => ns.readFile(bob, '/home/ann/note')),
      bobWrites: errnoOf(() => ns.open(bob, '/home/ann/note', { write: true })),
      bobCreates: errnoOf(() => {
        ns.mkdir(bob, '/home/ann/x');
      }),
      bobRemoves: errnoOf(() => {
        ns.unlink(bob, '/home/ann/note');
      }),
      bobChmods: errnoOf(() => {
        ns.chmod(bob, '/home/ann/note', 0o777);
      }),
      bobTouches: errnoOf(() => {
        ns.utimes(bob, '/home/ann/note', ns.clock.now(), ns.clock.now());
      }),
      annGives: errnoOf(() => {
        ns.chown(ann, '/home/ann/note', 1001, -1);
      }),
      annKeeps: errnoOf(() => {
        ns.chown(ann, '/home/ann/note', -1, 1000);
      }),
      bobGives: errnoOf(() => {
        ns.chown(bob, '/home/ann/note', -1, 1001);
      }),
      carlStats: errnoOf(() => ns.stat(carl, '/home/ann/note')),
      carlLists: errnoOf(() => ns.readdir(carl, '/home/ann')),
      annMakesDevice: errnoOf(() => {
        ns.mknod(ann, '/home/ann/null', 'character', { major: 1, minor: 3 });
      }),
      rootReads: errnoOf(() => ns.readFile(root, '/home/ann/note')),
      strippedRootReads: errnoOf(() => ns.readFile({ ...root, capabilities: new Set() }, '/home/ann/note')),
    },
    {
      bobReads: 'ok',
      bobWrites: 'EACCES',
      bobCreates: 'EACCES',
      bobRemoves: 'EACCES',
      bobChmods: 'EPERM',
      bobTouches: 'EACCES',
      annGives: 'EPERM',
      annKeeps: 'ok',
      bobGives: 'EPERM',
      carlStats: 'EACCES',
      carlLists: 'EACCES',
      annMakesDevice: 'EPERM',
      rootReads: 'ok',
      strippedRootReads: 'EACCES',
    },
  );
});

test('a sticky directory protects the files of others', t => {
  const { ns, write } = world();
  ns.mkdir({ ...root, umask: 0 }, '/tmp', 0o1777);
  const [ann, bob] = [user(1000), user(1001)];
  write('/tmp/a', '', ann);
  t.is(
    errnoOf(() => {
      ns.unlink(bob, '/tmp/a');
    }),
    'EPERM',
  );
  t.is(
    errnoOf(() => {
      ns.rename(bob, '/tmp/a', '/tmp/b');
    }),
    'EPERM',
  );
  t.is(
    errnoOf(() => {
      ns.link(bob, '/tmp/a', '/tmp/b');
    }),
    'EPERM',
  );
  t.is(
    errnoOf(() => {
      ns.unlink(ann, '/tmp/a');
    }),
    'ok',
  );
});

test('a set-group-id directory hands its group on, and chown drops the set-id bits', t => {
  const { ns, write } = world();
  ns.mkdir(root, '/shared');
  ns.chown(root, '/shared', -1, 50);
  ns.chmod(root, '/shared', 0o2777);
  ns.mkdir(user(1000), '/shared/sub');
  write('/shared/file', '', user(1000));
  t.like(ns.stat(root, '/shared/sub'), { uid: 1000, gid: 50, mode: 0o2755 });
  t.like(ns.stat(root, '/shared/file'), { uid: 1000, gid: 50, mode: 0o644 });
  ns.chmod(root, '/shared/file', 0o6755);
  ns.chown(root, '/shared/file', 0, 0);
  t.is(ns.stat(root, '/shared/file').mode, 0o755);
});

test('a bind mount shows the same directory, read-only where it is said', t => {
  const host = world();
  host.ns.mkdir(root, '/srv');
  host.ns.mkdir(root, '/srv/site');
  host.write('/srv/site/index.html', 'one');
  const container = world({ type: 'overlay', base: new SnapshotBuilder().directory('/html').directory('/ro').build() });
  container.ns.bind(host.ns.locate(root, '/srv/site'), '/html');
  container.ns.bind(host.ns.locate(root, '/srv/site'), '/ro', { readOnly: true });
  container.append('/html/index.html', ' two');
  t.is(host.read('/srv/site/index.html'), 'one two');
  t.is(container.read('/ro/index.html'), 'one two');
  t.is(
    errnoOf(() => {
      container.write('/ro/index.html', '');
    }),
    'EROFS',
  );
  t.is(
    errnoOf(() => {
      container.write('/ro/new', '');
    }),
    'EROFS',
  );
  t.is(
    errnoOf(() => {
      container.ns.unlink(root, '/ro/index.html');
    }),
    'EROFS',
  );
  t.is(
    errnoOf(() => {
      container.ns.chmod(root, '/ro/index.html', 0);
    }),
    'EROFS',
  );
  t.false(container.ns.access(root, '/ro/index.html', { write: true }));
  host.ns.rename(root, '/srv', '/moved');
  host.write('/moved/site/late', 'x');
  host.fs.freeze();
  host.write('/moved/site/later', 'y');
  t.deepEqual(container.names('/html'), ['index.html', 'late', 'later']);
  t.is(container.ns.realpath(root, '/html/../ro/.'), '/ro');
  t.deepEqual(container.fs.changes(), []);
});

test('a bound file stays the same file when its name is given to another', t => {
  const host = world();
  host.write('/conf', 'old');
  const container = world({ base: new SnapshotBuilder().file('/etc/conf', '').build() });
  container.ns.bind(host.ns.locate(root, '/conf'), '/etc/conf');
  host.write('/conf.new', 'new');
  host.ns.rename(root, '/conf.new', '/conf');
  t.is(container.read('/etc/conf'), 'old');
  t.is(
    errnoOf(() => {
      container.ns.unlink(root, '/etc/conf');
    }),
    'EBUSY',
  );
  t.is(
    errnoOf(() => {
      container.ns.bind(host.ns.locate(root, '/conf'), '/etc');
    }),
    'ENOTDIR',
  );
});

test('a bind brings the mounts below along, and a later mount hides an earlier one', t => {
  const host = world();
  for (const path of ['/a', '/a/b', '/c']) host.ns.mkdir(root, path);
  const inner = world();
  inner.write('/file', 'inner');
  host.ns.mount('/a/b', inner.fs, { source: '/dev/sdb' });
  host.ns.bind(host.ns.locate(root, '/a'), '/c');
  t.is(host.read('/c/b/file'), 'inner');
  t.deepEqual(host.ns.mounts(), [
    { source: 'ext4', target: '/', type: 'ext4', options: 'rw,relatime', rootPath: '/' },
    { source: '/dev/sdb', target: '/a/b', type: 'ext4', options: 'rw,relatime', rootPath: '/' },
    { source: 'ext4', target: '/c', type: 'ext4', options: 'rw,relatime', rootPath: '/a' },
    { source: '/dev/sdb', target: '/c/b', type: 'ext4', options: 'rw,relatime', rootPath: '/' },
  ]);
  t.is(
    errnoOf(() => {
      host.ns.umount('/c');
    }),
    'EBUSY',
  );
  host.ns.mount('/c', world().fs);
  t.deepEqual(host.names('/c'), []);
  host.ns.umount('/c');
  host.ns.umount('/c/b');
  host.ns.umount('/c');
  t.is(
    errnoOf(() => {
      host.ns.umount('/c');
    }),
    'EINVAL',
  );
  t.deepEqual(
    host.ns.mounts().map(mount => mount.target),
    ['/', '/a/b'],
  );
});

test('a clone has the same mounts and goes its own way', t => {
  const { ns, fs } = world();
  ns.mkdir(root, '/mnt');
  const clone = ns.clone();
  clone.mount('/mnt', new TreeFileSystem({ clock: ns.clock, type: 'tmpfs' }));
  clone.mkdir(root, '/mnt/x');
  t.deepEqual(words(ns).names('/mnt'), []);
  t.deepEqual(words(clone).names('/mnt'), ['x']);
  t.is(clone.mountOf('/').fs, fs);
});

test('mount points that are missing are made', t => {
  const { ns, fs } = world({ type: 'overlay', base: new SnapshotBuilder().symlink('/var', 'usr').directory('/usr').build() });
  ns.ensureMountPoint('/var/lib/data', 'directory');
  ns.ensureMountPoint('/etc/one.conf', 'file');
  t.deepEqual(fs.changes(), [
    { kind: 'A', path: '/etc' },
    { kind: 'A', path: '/etc/one.conf' },
    { kind: 'C', path: '/usr' },
    { kind: 'A', path: '/usr/lib' },
    { kind: 'A', path: '/usr/lib/data' },
  ]);
});

test('flags of a mount: no devices, no programs', t => {
  const { ns } = world({ base: new SnapshotBuilder().directory('/m').build() });
  const tree = new SnapshotBuilder().device('/null', 'character', { major: 1, minor: 3 }).executable('/run', 'true', 100).build();
  const ext = new TreeFileSystem({ clock: ns.clock, type: 'ext4', base: tree });
  ns.mount('/m', ext);
  t.is(
    errnoOf(() => ns.open(root, '/m/null', { read: true })),
    'ok',
  );
  t.is(ns.executable(root, '/m/run').path, '/m/run');
  ns.remount('/m', { noDev: true, noExec: true });
  t.is(
    errnoOf(() => ns.open(root, '/m/null', { read: true })),
    'EACCES',
  );
  t.is(
    errnoOf(() => ns.executable(root, '/m/run')),
    'EACCES',
  );
  t.is(ns.mounts()[1]?.options, 'rw,nodev,noexec,relatime');
});

test('a socket keeps what the kernel has bound to it', t => {
  const { ns } = world();
  const server = { name: 'server' };
  ns.createSocket(root, '/run.sock', server);
  t.is(ns.endpoint(root, '/run.sock'), server);
  t.is(ns.stat(root, '/run.sock').kind, 'socket');
  t.is(
    errnoOf(() => ns.open(root, '/run.sock', { read: true })),
    'ENXIO',
  );
  t.is(
    errnoOf(() => {
      ns.createSocket(root, '/run.sock', server);
    }),
    'EEXIST',
  );
  t.is(
    errnoOf(() => ns.endpoint(user(5), '/run.sock')),
    'EACCES',
  );
  ns.unlink(root, '/run.sock');
  ns.createSocket(root, '/run.sock', undefined);
  t.is(ns.endpoint(root, '/run.sock'), undefined);
});

test('an empty namespace has nothing', t => {
  const ns = new MountNamespace(world().clock);
  t.is(
    errnoOf(() => ns.stat(root, '/')),
    'ENOENT',
  );
});

test('a file that has lost its name lives on while it is open, and its space with it', t => {
  const { ns, fs, open, write } = world();
  write('/log', 'line\n');
  const file = open('/log', { read: true, write: true });
  ns.unlink(root, '/log');
  file.writeAt(5, new Uint8Array(4096).fill(65));
  t.is(file.stat().nlink, 0);
  t.is(file.sizeBytes, 4101);
  t.is(fs.usedBytes, 8192);
  t.true(textOf(file).startsWith('line\nAAA'));
  file.close();
  t.is(fs.usedBytes, 0);
});
