import test from 'ava';
import { encodeUtf8 } from '../../engine/core/utf8.js';
import { Disk } from '../../engine/fs/disk.js';
import { superuser as root } from '../../engine/fs/permissions.js';
import { SnapshotBuilder, walk } from '../../engine/fs/snapshot.js';
import { errnoOf, textOf, world } from './world.js';

const image = new SnapshotBuilder()
  .file('/etc/motd', 'welcome\n')
  .file('/usr/bin/perl', 'perl')
  .hardlink('/usr/bin/perl5', '/usr/bin/perl')
  .directory('/usr/lib')
  .build();

test('writing to an overlay leaves the image as it was', t => {
  const one = world({ type: 'overlay', base: image });
  const two = world({ type: 'overlay', base: image });
  one.append('/etc/motd', 'more\n');
  one.ns.unlink(root, '/usr/bin/perl');
  t.is(one.read('/etc/motd'), 'welcome\nmore\n');
  t.is(two.read('/etc/motd'), 'welcome\n');
  t.deepEqual(two.names('/usr/bin'), ['perl', 'perl5']);
  t.deepEqual(two.fs.changes(), []);
});

test('who has a file of a lower layer open keeps seeing it after a copy-up', t => {
  const { open, append } = world({ type: 'overlay', base: image });
  const before = open('/etc/motd', { read: true });
  append('/etc/motd', 'more\n');
  const after = open('/etc/motd', { read: true });
  append('/etc/motd', 'and more\n');
  t.is(textOf(before), 'welcome\n');
  t.is(textOf(after), 'welcome\nmore\nand more\n');
});

test('elsewhere an open file is always the newest', t => {
  const { fs, open, append } = world({ type: 'ext4', base: image });
  const file = open('/etc/motd', { read: true });
  append('/etc/motd', 'one\n');
  fs.freeze();
  append('/etc/motd', 'two\n');
  t.is(textOf(file), 'welcome\none\ntwo\n');
});

test('a frozen tree does not change, though a file in it is still open for writing', t => {
  const { fs, open, read, append } = world({ type: 'overlay', base: image });
  const log = open('/log', { append: true, create: true });
  log.write(encodeUtf8('1\n'));
  const first = fs.freeze();
  log.write(encodeUtf8('2\n'));
  t.is(read('/log'), '1\n2\n');
  const second = fs.freeze();
  append('/log', '3\n');
  log.write(encodeUtf8('4\n'));
  t.is(read('/log'), '1\n2\n3\n4\n');
  const texts = [first, second, fs.freeze()].map(tree => [...walk(tree)].find(file => file.path === '/log')?.content?.text());
  t.deepEqual(texts, ['1\n', '1\n2\n', '1\n2\n3\n4\n']);
});

test('hard links are one file, also across a freeze', t => {
  const { ns, fs, write, append, read } = world();
  write('/a', 'x');
  ns.link(root, '/a', '/b');
  fs.freeze();
  append('/b', 'y');
  ns.chmod(root, '/a', 0o600);
  t.is(read('/a'), 'xy');
  t.like(ns.stat(root, '/b'), { nlink: 2, mode: 0o600, ino: ns.stat(root, '/a').ino });
  ns.rename(root, '/a', '/b');
  t.is(ns.stat(root, '/a').nlink, 2);
  ns.unlink(root, '/a');
  t.is(ns.stat(root, '/b').nlink, 1);
});

test('hard links of a lower layer part at a copy-up, as overlayfs does without an index', t => {
  const { ns, append, read } = world({ type: 'overlay', base: image });
  t.is(ns.stat(root, '/usr/bin/perl').nlink, 2);
  append('/usr/bin/perl', '!');
  t.deepEqual([read('/usr/bin/perl'), read('/usr/bin/perl5')], ['perl!', 'perl']);
  t.deepEqual([ns.stat(root, '/usr/bin/perl').nlink, ns.stat(root, '/usr/bin/perl5').nlink], [1, 2]);
});

test('link counts and sizes of directories are those of each filesystem', t => {
  const overlay = world({ type: 'overlay', base: image });
  overlay.write('/usr/lib/new', '');
  const tmpfs = world({ type: 'tmpfs' });
  tmpfs.ns.mkdir(root, '/d');
  const seen = ({ ns }: typeof tmpfs, path: string): number[] => [ns.stat(root, path).nlink, ns.stat(root, path).sizeBytes];
  t.deepEqual(seen(overlay, '/'), [1, 4096]);
  t.deepEqual(seen(overlay, '/usr'), [1, 4096]);
  t.deepEqual(seen(overlay, '/usr/bin'), [2, 4096]);
  t.deepEqual(seen(world({ base: image }), '/usr'), [4, 4096]);
  t.deepEqual(seen(tmpfs, '/'), [3, 60]);
});

test('a full disk takes what fits and gives it back', t => {
  const disk = new Disk({ sizeBytes: 3 * 4096, inodes: 3, storedBytes: 1_000_000 });
  const { ns, fs, open } = world({ type: 'tmpfs', disk });
  const file = open('/f', { write: true, create: true });
  t.is(file.write(new Uint8Array(10_000).fill(1)), 10_000);
  t.is(file.write(new Uint8Array(10_000).fill(1)), 3 * 4096 - 10_000);
  t.is(
    errnoOf(() => file.write(new Uint8Array(1))),
    'ENOSPC',
  );
  t.is(ns.statfs(root, '/f').usedBytes, 3 * 4096);
  file.close();
  ns.mkdir(root, '/d');
  ns.symlink(root, 'd', '/l');
  t.is(
    errnoOf(() => {
      ns.mkdir(root, '/e');
    }),
    'ENOSPC',
  );
  ns.unlink(root, '/f');
  t.like(ns.statfs(root, '/'), { usedBytes: 0, usedInodes: 2 });
  fs.dispose();
  t.deepEqual([disk.usedBytes, disk.usedInodes], [0, 0]);
});

test('containers and volumes share the disk; a copy-up takes the whole file', t => {
  const disk = new Disk({ sizeBytes: 1_000_000, inodes: 100, storedBytes: 1_000_000 });
  const big = new SnapshotBuilder().file('/big', new Uint8Array(100_000)).build();
  const container = world({ type: 'overlay', base: big, disk });
  const volume = world({ type: 'ext4', disk });
  t.is(disk.usedBytes, 0);
  container.ns.chmod(root, '/big', 0o600);
  volume.write('/x', 'x');
  t.is(container.fs.usedBytes, 102_400);
  t.is(container.fs.sizeOfChanges(), 100_000);
  t.is(container.ns.statfs(root, '/').usedBytes, 106_496);
  container.ns.unlink(root, '/big');
  t.is(disk.usedBytes, 4096);
});

test('directories inside each other are bounded', t => {
  const { ns } = world();
  let cwd = '/';
  let depth = 0;
  while (
    errnoOf(() => {
      ns.mkdir({ ...root, cwd }, 'd');
    }) === 'ok'
  ) {
    cwd = cwd === '/' ? '/d' : `${cwd}/d`;
    depth++;
  }
  t.is(depth, 1023);
  ns.mkdir(root, '/other');
  t.is(
    errnoOf(() => {
      ns.rename(root, '/d', '/other/d');
    }),
    'ENAMETOOLONG',
  );
});

test('a reader waits for what is written by another', t => {
  const { open, append } = world();
  append('/log', '');
  const file = open('/log', { read: true });
  let woken = 0;
  file.changed.add({ wake: () => woken++ });
  append('/log', 'x');
  t.is(woken, 1);
});

test('times: created, read (relatime), written, moved', t => {
  const { clock, ns, append, open } = world();
  const times = (): number[] => {
    const { accessedAt, modifiedAt, changedAt } = ns.stat(root, ns.exists(root, '/f') ? '/f' : '/g');
    return [accessedAt, modifiedAt, changedAt];
  };
  clock.jumpTo(10);
  append('/f', 'x');
  clock.jumpTo(20);
  open('/f', { read: true }).read(1);
  t.deepEqual(times(), [20, 10, 10]);
  clock.jumpTo(30);
  append('/f', 'y');
  t.deepEqual(times(), [20, 30, 30]);
  clock.jumpTo(40);
  ns.rename(root, '/f', '/g');
  t.deepEqual(times(), [20, 30, 40]);
  t.is(ns.stat(root, '/').modifiedAt, 40);
  ns.utimes(root, '/g', 5, 6);
  t.deepEqual(times(), [5, 6, 40]);
});
