import test from 'ava';
import { contentOf } from '../../engine/fs/content.js';
import { findFile } from '../../engine/fs/snapshot.js';
import type { TarEntry } from '../../engine/fs/tar.js';
import { deriveImage, type DerivedImage } from '../../engine/image/derive.js';
import { chainIds } from '../../engine/image/layer.js';
import { parseReference } from '../../engine/image/reference.js';
import { ImageStore } from '../../engine/image/store.js';

const file = (path: string, text: string): TarEntry => {
  const content = contentOf(text);
  return { path, kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, sizeBytes: content.sizeBytes, linkTarget: '', content };
};
const remove = (path: string): TarEntry => file(path.replace(/([^/]+)$/, '.wh.$1'), '');

function derive(base: DerivedImage | undefined, changes: readonly TarEntry[], createdBy: string): DerivedImage {
  const from = base && { config: base.sealed.config, layers: base.layers };
  return deriveImage({ base: from, config: {}, changes, created: '2026-01-01T00:00:00Z', createdBy });
}

const base = derive(undefined, [file('a', 'aaaa'), file('b', 'bb')], 'base');
const left = derive(base, [file('a', 'left')], 'left');
const right = derive(base, [remove('b'), file('c', 'right')], 'right');

test('layers that images share are kept and counted once', t => {
  const store = new ImageStore();
  for (const { sealed, layers } of [base, left, right]) store.add(sealed, layers);
  t.is(store.layersBytes(), 6 + 4 + 5);
  t.deepEqual(store.sizes(left.sealed.id), { totalBytes: 10, sharedBytes: 6 });
  t.deepEqual(store.sizes(right.sealed.id), { totalBytes: 11, sharedBytes: 6 });
});

test('deleting releases the layers that nobody else has, topmost first', t => {
  const store = new ImageStore();
  for (const { sealed, layers } of [base, left]) store.add(sealed, layers);
  const chain = chainIds(left.layers.map(({ diffId }) => diffId));
  t.deepEqual(store.delete(left.sealed.id), [chain[1]]);
  t.deepEqual(store.delete(base.sealed.id), [chain[0]]);
  t.is(store.layersBytes(), 0);
  t.deepEqual(store.delete(base.sealed.id), []);
});

test('files come from the topmost layer that has them', t => {
  const store = new ImageStore();
  for (const { sealed, layers } of [left, right]) store.add(sealed, layers);
  const text = (id: string, path: string): string | undefined => findFile(store.rootfs(id), path)?.content?.text();
  t.deepEqual([text(left.sealed.id, '/a'), text(left.sealed.id, '/b'), text(left.sealed.id, '/c')], ['left', 'bb', undefined]);
  t.deepEqual([text(right.sealed.id, '/a'), text(right.sealed.id, '/b'), text(right.sealed.id, '/c')], ['aaaa', undefined, 'right']);
  t.is(store.rootfs(left.sealed.id), store.rootfs(left.sealed.id), 'made once');
});

test('a step without files is a line of history without a layer', t => {
  const image = derive(base, [], 'CMD');
  t.is(image.layers.length, 1);
  t.deepEqual(image.sealed.config.history.at(-1), { created: '2026-01-01T00:00:00Z', created_by: 'CMD', empty_layer: true });
});

test('a name hides an id, and an id is found by its beginning unless that is ambiguous', t => {
  const store = new ImageStore();
  store.add(base.sealed, base.layers);
  store.add(left.sealed, left.layers);
  const digits = base.sealed.id.slice(7);
  t.is(store.find(digits.slice(0, 12))?.id, base.sealed.id);
  store.tags.set(parseReference(digits.slice(0, 12)), left.sealed.id);
  t.is(store.find(digits.slice(0, 12))?.id, left.sealed.id, 'now it is a name');
  t.is(store.find(base.sealed.id)?.id, base.sealed.id);
  t.is(store.search(''), undefined);
});

test('a tag that looks like the beginning of an id is none', t => {
  const store = new ImageStore();
  store.add(base.sealed, base.layers);
  const digits = base.sealed.id.slice(7, 9);
  t.is(store.find(`node:${digits}`), undefined);
  t.is(store.find(`sha256:${digits}`)?.id, base.sealed.id);
});

test('tags are listed in order and move', t => {
  const store = new ImageStore();
  store.add(base.sealed, base.layers);
  for (const name of ['z', 'a:2', 'a:1', 'student/app']) store.tags.set(parseReference(name), base.sealed.id);
  t.deepEqual(
    store.tags.of(base.sealed.id).map(({ path, tag }) => `${path}:${tag ?? ''}`),
    ['library/a:1', 'library/a:2', 'library/z:latest', 'student/app:latest'],
  );
  t.is(store.tags.set(parseReference('z:latest'), left.sealed.id), base.sealed.id);
  t.is(store.tags.resolve(parseReference('z')), left.sealed.id);
  t.true(store.tags.delete(parseReference('z')));
  t.false(store.tags.delete(parseReference('z')));
});
