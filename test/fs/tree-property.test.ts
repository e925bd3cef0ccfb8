import test from 'ava';
import fc from 'fast-check';
import { walk, type Snapshot } from '../../engine/fs/snapshot.js';
import { superuser as root } from '../../engine/fs/permissions.js';
import { NaiveTree } from './naive-tree.js';
import { operations, runOperation, type Operation } from './operations.js';
import { describe, world } from './world.js';

/** Path, kind, mode, link count and data of everything, as the namespace tells. */
function seen({ ns, fs }: ReturnType<typeof world>, snapshot: Snapshot): string[] {
  return [...walk(snapshot)].slice(1).map(({ path }) => {
    const { kind, mode, nlink, ino } = ns.lstat(root, path);
    const data = kind === 'file' ? ns.readFile(root, path).text() : kind === 'symlink' ? ns.readlink(root, path) : '';
    const links = kind === 'directory' ? '' : `${nlink}`;
    return `${path} ${kind} ${mode.toString(8)} ${links} ${data}${fs.dev > 0 && ino > 0 ? '' : ' no number'}`;
  });
}

const withoutLinks = (step: Operation): boolean => step.kind !== 'symlink';

test('any operations give what a naive tree gives, result by result', t => {
  fc.assert(
    fc.property(operations, steps => {
      const real = world();
      const model = new NaiveTree();
      for (const step of steps.filter(withoutLinks)) {
        const result = runOperation(real.ns, step, () => {
          real.fs.freeze();
        });
        t.is(result, model.run(step), JSON.stringify(step));
      }
      t.deepEqual(seen(real, real.fs.freeze()), model.lines());
    }),
    { seed: 3, numRuns: 500 },
  );
});

test('a tree made from a snapshot is used like the one it was made from, and leaves it as it was', t => {
  fc.assert(
    fc.property(operations, operations, (first, second) => {
      const one = world();
      for (const step of first)
        runOperation(one.ns, step, () => {
          one.fs.freeze();
        });
      const base = one.fs.freeze();
      const before = describe(base);
      const others = (['ext4', 'tmpfs'] as const).map(type => world({ type, base }));
      for (const step of second) {
        const run = (each: typeof one): string =>
          runOperation(each.ns, step, () => {
            each.fs.freeze();
          });
        const expected = run(one);
        for (const each of others) t.is(run(each), expected, JSON.stringify(step));
      }
      const expected = seen(one, one.fs.freeze());
      for (const each of others) t.deepEqual(seen(each, each.fs.freeze()), expected);
      t.deepEqual(describe(base), before);
    }),
    { seed: 5, numRuns: 200 },
  );
});

test('space is given back to the last byte', t => {
  fc.assert(
    fc.property(operations, steps => {
      const { fs, ns } = world();
      for (const step of steps)
        runOperation(ns, step, () => {
          fs.freeze();
        });
      const { space } = fs.freeze();
      t.deepEqual([fs.usedBytes, fs.account.disk.usedInodes], [space.bytes, space.inodes - 1]);
      fs.dispose();
      t.deepEqual([fs.account.disk.usedBytes, fs.account.disk.usedInodes], [0, 0]);
    }),
    { seed: 9, numRuns: 200 },
  );
});
