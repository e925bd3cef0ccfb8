import test from 'ava';
import { pruneImages } from '../../../engine/daemon/images/prune.js';
import { removeImage } from '../../../engine/daemon/images/remove.js';
import { tagImage } from '../../../engine/daemon/images/tag.js';
import { deriveImage } from '../../../engine/image/derive.js';
import { contentOf } from '../../../engine/fs/content.js';
import { imageWorld } from './world.js';

const plain = { force: false, prune: true };
const kinds = (removals: readonly object[]): readonly string[] => removals.map(removal => Object.keys(removal)[0] ?? '');

function child(world: ReturnType<typeof imageWorld>, base: string, file: string) {
  const image = world.images.findImage(base);
  const entry = {
    path: file,
    kind: 'file',
    mode: 0o644,
    uid: 0,
    gid: 0,
    mtime: 0,
    sizeBytes: 2,
    linkTarget: '',
    content: contentOf('hi'),
  } as const;
  const { sealed, layers } = deriveImage({
    base: image,
    config: image.config.config,
    changes: [entry],
    created: '2026-01-01T00:00:00Z',
    createdBy: file,
  });
  return world.images.store.add(sealed, layers, image.id);
}

test('a name goes first, the image with its last name', t => {
  const world = imageWorld(['nginx']);
  tagImage(world.images, 'nginx', 'web', '1');
  t.deepEqual(removeImage(world.images, 'web:1', plain), [{ Untagged: 'web:1' }]);
  t.deepEqual(kinds(removeImage(world.images, 'nginx', plain)), [
    'Untagged',
    'Untagged',
    'Deleted',
    'Deleted',
    'Deleted',
    'Deleted',
    'Deleted',
    'Deleted',
  ]);
  t.is(world.images.store.size, 0);
  t.is(world.images.store.layersBytes(), 0);
});

test('layers that another image has stay', t => {
  const world = imageWorld(['debian', 'nginx']);
  t.deepEqual(kinds(removeImage(world.images, 'nginx', plain)), [
    'Untagged',
    'Untagged',
    'Deleted',
    'Deleted',
    'Deleted',
    'Deleted',
    'Deleted',
  ]);
  t.is(world.images.store.layersBytes(), 116_540_000);
});

test('an id with several names must be forced', t => {
  const world = imageWorld(['nginx']);
  tagImage(world.images, 'nginx', 'web', '1');
  const id = world.images.findImage('nginx').id.slice(7, 19);
  t.throws(() => removeImage(world.images, id, plain), {
    message: `conflict: unable to delete ${id} (must be forced) - image is referenced in multiple repositories`,
  });
  t.deepEqual(kinds(removeImage(world.images, id, { ...plain, force: true })).slice(0, 4), ['Untagged', 'Untagged', 'Untagged', 'Deleted']);
});

test('containers keep their image', t => {
  const world = imageWorld(['alpine']);
  const { id } = world.images.findImage('alpine');
  const container = 'c'.repeat(64);
  world.uses.set(id, [{ id: container, isRunning: false }]);
  t.throws(() => removeImage(world.images, 'alpine', plain), {
    message: `conflict: unable to remove repository reference "alpine" (must force) - container cccccccccccc is using its referenced image ${id.slice(7, 19)}`,
  });
  t.throws(() => removeImage(world.images, id.slice(7, 19), plain), {
    message: `conflict: unable to delete ${id.slice(7, 19)} (must be forced) - image is being used by stopped container cccccccccccc`,
  });
  world.uses.set(id, [{ id: container, isRunning: true }]);
  t.deepEqual(
    kinds(removeImage(world.images, 'alpine', { ...plain, force: true })),
    ['Untagged', 'Untagged'],
    'forced: the names go, the image stays',
  );
  t.throws(() => removeImage(world.images, id, { ...plain, force: true }), {
    message: `conflict: unable to delete ${id.slice(7, 19)} (cannot be forced) - image is being used by running container cccccccccccc`,
  });
});

test('an image that others were made of stays; with the last of them its nameless parents go', t => {
  const world = imageWorld(['alpine']);
  const middle = child(world, 'alpine', 'a');
  world.images.store.tags.set({ domain: 'docker.io', path: 'library/tmp', tag: 'latest', digest: undefined }, middle.id);
  const top = child(world, 'tmp', 'b');
  t.throws(() => removeImage(world.images, middle.id, { ...plain, force: true }), {
    message: `conflict: unable to delete ${middle.id.slice(7, 19)} (cannot be forced) - image has dependent child images`,
  });
  t.deepEqual(removeImage(world.images, 'tmp', plain), [{ Untagged: 'tmp:latest' }]);
  t.deepEqual(kinds(removeImage(world.images, top.id, plain)), ['Deleted', 'Deleted', 'Deleted', 'Deleted']);
  t.deepEqual(
    world.images.store.all().map(({ id }) => world.images.store.tags.of(id)[0]?.path),
    ['library/alpine'],
  );
});

test('prune takes nameless images, with dangling=false all unused ones', t => {
  const world = imageWorld(['alpine', 'nginx']);
  const dangling = child(world, 'alpine', 'a');
  const report = pruneImages(world.images, new Map());
  t.deepEqual(report.ImagesDeleted?.[0], { Deleted: dangling.id });
  t.is(report.SpaceReclaimed, 2);
  world.uses.set(world.images.findImage('nginx').id, [{ id: 'c'.repeat(64), isRunning: false }]);
  t.is(pruneImages(world.images, new Map([['dangling', ['false']]])).SpaceReclaimed, 7_340_000);
  t.is(world.images.store.size, 1);
  t.deepEqual(pruneImages(world.images, new Map()), { ImagesDeleted: null, SpaceReclaimed: 0 });
});
