import test from 'ava';
import fc from 'fast-check';
import { contentOf } from '../../engine/fs/content.js';
import { superuser as root } from '../../engine/fs/permissions.js';
import {
  applyLayer,
  changesBetween,
  emptySnapshot,
  entriesOf,
  findFile,
  layerBetween,
  sizeOf,
  SnapshotBuilder,
  walk,
  type Snapshot,
} from '../../engine/fs/snapshot.js';
import { ArchiveError, decodeTar, encodeTar, type TarEntry } from '../../engine/fs/tar.js';
import { runOperation, operations } from './operations.js';
import { describe, world } from './world.js';

const common = { mode: 0o644, uid: 0, gid: 0, mtime: 100, linkTarget: '' };
const file = (path: string, text = ''): TarEntry => ({ ...common, path, kind: 'file', sizeBytes: text.length, content: contentOf(text) });
const directory = (path: string, mode = 0o755): TarEntry => ({ ...common, path, kind: 'directory', mode, sizeBytes: 0 });
const link = (path: string, linkTarget: string, kind: 'symlink' | 'hardlink' = 'symlink'): TarEntry => ({
  ...common,
  path,
  kind,
  linkTarget,
  sizeBytes: 0,
});

const paths = (snapshot: Snapshot): string[] => [...walk(snapshot)].map(found => found.path);
const base = new SnapshotBuilder()
  .file('/a/one', '1')
  .file('/a/two', '2')
  .file('/b/c/deep', '3')
  .symlink('/lib', 'usr/lib')
  .directory('/usr/lib')
  .build();

test('entries add and replace; a directory merges with a directory', t => {
  const tree = applyLayer(base, [
    directory('a', 0o700),
    file('a/three', '3'),
    file('a/one', 'new'),
    file('b', 'file now'),
    directory('a/two'),
  ]);
  t.deepEqual(paths(tree), ['/', '/a', '/a/one', '/a/three', '/a/two', '/b', '/lib', '/usr', '/usr/lib']);
  t.is(findFile(tree, '/a')?.mode, 0o700);
  t.is(findFile(tree, '/a/one')?.content?.text(), 'new');
  t.is(findFile(tree, '/a/two')?.kind, 'directory');
  t.is(findFile(base, '/a/one')?.content?.text(), '1');
});

test('a whiteout deletes, an opaque mark empties but for what the layer itself brings', t => {
  t.deepEqual(paths(applyLayer(base, [file('a/.wh.one'), file('.wh.b'), file('.wh.nothing')])), [
    '/',
    '/a',
    '/a/two',
    '/lib',
    '/usr',
    '/usr/lib',
  ]);
  const opaque = applyLayer(base, [directory('a'), file('a/new', 'n'), file('a/.wh..wh..opq'), file('b/.wh..wh..opq')]);
  t.deepEqual(paths(opaque), ['/', '/a', '/a/new', '/b', '/lib', '/usr', '/usr/lib']);
});

test('links of the layer itself are followed inside the tree, also when they lead upwards', t => {
  const tree = applyLayer(base, [link('up', '../../../../a'), file('up/three', '3'), link('abs', '/b'), file('abs/four', '4')]);
  t.deepEqual(
    paths(tree).filter(path => /three|four/.test(path)),
    ['/a/three', '/b/four'],
  );
});

test('a name below a link or a file of a lower layer makes a directory in its place', t => {
  const tree = applyLayer(base, [file('lib/libc.so', 'c'), file('a/one/x', 'x')]);
  t.deepEqual(paths(tree), [
    '/',
    '/a',
    '/a/one',
    '/a/one/x',
    '/a/two',
    '/b',
    '/b/c',
    '/b/c/deep',
    '/lib',
    '/lib/libc.so',
    '/usr',
    '/usr/lib',
  ]);
  t.is(findFile(tree, '/lib')?.kind, 'directory');
});

test('a directory that is deleted and made again shows what was below; the other way round is refused', t => {
  t.deepEqual(paths(applyLayer(base, [file('.wh.a'), directory('a'), file('a/new', 'n')])).slice(0, 5), [
    '/',
    '/a',
    '/a/new',
    '/a/one',
    '/a/two',
  ]);
  t.is(t.throws(() => applyLayer(base, [directory('a'), file('.wh.a')])).message, "failed to mknod('a', S_IFCHR, 0): file exists");
});

test('an opaque mark at the root means nothing', t => {
  t.deepEqual(paths(applyLayer(base, [file('.wh..wh..opq')])), paths(base));
});

test('a hard link says what its file is like', t => {
  const tree = applyLayer(base, [file('x', 'x'), { ...link('y', 'x', 'hardlink'), mode: 0o4755, uid: 7 }]);
  t.like(findFile(tree, '/x'), { mode: 0o4755, uid: 7 });
});

test('entries that would leave the tree are refused', t => {
  const errorOf = (...entries: TarEntry[]): string | undefined =>
    t.throws(() => applyLayer(base, entries), { instanceOf: ArchiveError }).message;
  t.is(errorOf(file('../etc/passwd')), '"../etc/passwd" is outside of "/"');
  t.is(errorOf(file('a/../../x')), '"a/../../x" is outside of "/"');
  t.is(errorOf(link('h', '../x', 'hardlink')), '"../x" is outside of "/"');
  t.is(errorOf(link('h', 'a/nothing', 'hardlink')), 'link a/nothing h: no such file or directory');
  t.is(errorOf(link('h', 'a/one', 'hardlink')), 'link a/one h: no such file or directory', 'a layer is unpacked by itself');
  t.is(errorOf(directory('a'), link('h', 'a', 'hardlink')), 'link a h: operation not permitted');
  t.is(errorOf(file('a/one'), file('a/one/x')), 'mkdir /a/one: not a directory');
  t.is(errorOf(link('loop', 'loop'), file('loop/x')), 'loop: too many levels of symbolic links');
  t.is(errorOf(file('.')), 'invalid path: /');
});

test('hard links are one file', t => {
  const tree = applyLayer(base, [file('x', 'x'), link('y', 'x', 'hardlink'), file('a/one', '1'), link('a/z', 'a/one', 'hardlink')]);
  t.is(findFile(tree, '/x')?.ino, findFile(tree, '/y')?.ino);
  t.is(findFile(tree, '/a/z')?.content?.text(), '1');
  t.is(sizeOf(tree), sizeOf(base) + 1);
  t.deepEqual(
    entriesOf(tree)
      .filter(entry => entry.kind === 'hardlink')
      .map(entry => [entry.path, entry.linkTarget]),
    [
      ['a/z', 'a/one'],
      ['y', 'x'],
    ],
  );
});

test('docker diff lists the directories around a change, and deletions last', t => {
  const { fs, ns, write, append } = world({ type: 'overlay', base });
  write('/a/zero', '');
  append('/b/c/deep', '!');
  ns.unlink(root, '/a/one');
  ns.chmod(root, '/usr/lib', 0o700);
  ns.mkdir(root, '/srv');
  write('/srv/x', '');
  ns.unlink(root, '/srv/x');
  t.deepEqual(
    fs.changes().map(change => `${change.kind} ${change.path}`),
    ['C /a', 'A /a/zero', 'D /a/one', 'C /b', 'C /b/c', 'C /b/c/deep', 'A /srv', 'C /usr', 'C /usr/lib'],
  );
  t.deepEqual(
    layerBetween(base, fs.freeze()).map(entry => entry.path),
    ['a', 'a/.wh.one', 'a/zero', 'b', 'b/c', 'b/c/deep', 'srv', 'usr', 'usr/lib'],
  );
});

test('what was copied up but is as it was is no change', t => {
  const { fs, ns } = world({ type: 'overlay', base });
  ns.chmod(root, '/a/one', 0o644);
  ns.mkdir(root, '/a/tmp');
  ns.rmdir(root, '/a/tmp');
  t.deepEqual(fs.changes(), []);
});

test('the layer between two trees makes one of the other', t => {
  fc.assert(
    fc.property(operations, operations, (first, second) => {
      const { fs, ns, clock } = world();
      for (const operation of first)
        runOperation(ns, operation, () => {
          fs.freeze();
        });
      const before = fs.freeze();
      clock.jumpTo(5000);
      for (const operation of second)
        runOperation(ns, operation, () => {
          fs.freeze();
        });
      const after = fs.freeze();
      const layer = decodeTar(encodeTar(layerBetween(before, after)));
      const expected = describe(after, { directoryTimes: false });
      t.deepEqual(describe(applyLayer(before, layer), { directoryTimes: false }), expected);
      t.deepEqual(describe(applyLayer(emptySnapshot(), entriesOf(after)), { directoryTimes: false }), expected);
      t.deepEqual(changesBetween(after, after), []);
    }),
    { seed: 7, numRuns: 300 },
  );
});
