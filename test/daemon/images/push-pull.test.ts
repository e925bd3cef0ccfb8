import test from 'ava';
import fc from 'fast-check';
import { contentOf } from '../../../engine/fs/content.js';
import type { TarEntry } from '../../../engine/fs/tar.js';
import { pullImage } from '../../../engine/daemon/images/pull.js';
import { pushImage } from '../../../engine/daemon/images/push.js';
import { deriveImage, type DerivedImage } from '../../../engine/image/derive.js';
import { digestPieces } from '../../../engine/image/digest.js';
import { archiveOf } from '../../../engine/image/layer.js';
import { parseReference } from '../../../engine/image/reference.js';
import { imageWorld, statusLines, student } from './world.js';

const layer = fc
  .uniqueArray(fc.tuple(fc.stringMatching(/^[a-d]$/), fc.string({ maxLength: 40 })), {
    minLength: 1,
    maxLength: 4,
    selector: ([name]) => name,
  })
  .map(files =>
    files.map(([path, text]): TarEntry => {
      const content = contentOf(text);
      return { path, kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, sizeBytes: content.sizeBytes, linkTarget: '', content };
    }),
  );

const image = fc.array(layer, { minLength: 1, maxLength: 3 }).map(layers => {
  let derived: DerivedImage | undefined;
  for (const changes of layers) {
    const base = derived && { config: derived.sealed.config, layers: derived.layers };
    derived = deriveImage({ base, config: { Cmd: ['x'] }, changes, created: '2026-01-01T00:00:00Z', createdBy: 'made' });
  }
  return derived as DerivedImage;
});

test('what was pushed is pulled as it was: the same id, digest and layers', t => {
  fc.assert(
    fc.property(image, ({ sealed, layers }) => {
      const { images, run, drain } = imageWorld();
      const name = parseReference('student/app:1');
      images.store.add(sealed, layers);
      images.store.tags.set(name, sealed.id);
      const pushed = statusLines(drain(pushImage(images, name, student))).at(-1);
      images.store.tags.delete(name);
      images.store.delete(sealed.id);
      t.is(images.store.layersBytes(), 0);
      const pulled = statusLines(drain(run(pullImage(images, name, { credentials: undefined }))));
      const digest = /sha256:[0-9a-f]{64}/.exec(pushed ?? '')?.[0] ?? 'none';
      t.true(pulled.includes(`Digest: ${digest}`));
      const back = images.store.get(sealed.id);
      t.is(back?.configText, sealed.text);
      t.deepEqual(
        back?.layers.map(one => digestPieces(archiveOf(one)).digest),
        layers.map(({ diffId }) => diffId),
      );
    }),
    { seed: 1, numRuns: 30 },
  );
});
