import test from 'ava';
import fc from 'fast-check';
import { concatBytes } from '../../engine/core/streams.js';
import { walkNodes } from '../../engine/fs/snapshot-tree.js';
import { FileNode } from '../../engine/fs/tree-node.js';
import { decodeTar, encodeTar, type TarEntry } from '../../engine/fs/tar.js';
import { archiveImages } from '../../engine/image/archive.js';
import { deriveImage, type DerivedImage } from '../../engine/image/derive.js';
import { digestOf, digestPieces } from '../../engine/image/digest.js';
import { archiveOf } from '../../engine/image/layer.js';
import { readArchive } from '../../engine/image/read-archive.js';
import { parseReference } from '../../engine/image/reference.js';
import { ImageStore, snapshotOf } from '../../engine/image/store.js';
import { foreignArchive, foreignParts, member } from './foreign-archive.js';

const options = { known: () => undefined, folder: '/tmp/x' };
const path = fc
  .tuple(fc.array(fc.constantFrom('A', 'B'), { maxLength: 2 }), fc.stringMatching(/^(\.wh\.)?[a-c]$/))
  .map(([folders, name]) => [...folders, name].join('/'));

/** Files, and `.wh.` marks of files that are gone; no name twice. */
const layer = fc
  .uniqueArray(fc.tuple(path, fc.string({ maxLength: 30 }), fc.constantFrom(0o644, 0o755, 0o600), fc.nat(2000)), {
    minLength: 1,
    maxLength: 6,
    selector: ([place]) => place.replace('.wh.', ''),
  })
  .map(files =>
    files.map(([place, text, mode, uid]): TarEntry => member(place, place.includes('.wh.') ? '' : text, { mode, uid, gid: uid })),
  );

const image = fc.array(layer, { minLength: 1, maxLength: 4 }).map(layers => {
  let derived: DerivedImage | undefined;
  for (const [index, changes] of layers.entries()) {
    const base = derived && { config: derived.sealed.config, layers: derived.layers };
    derived = deriveImage({ base, config: { Cmd: ['sh'] }, changes, created: '2026-01-01T00:00:00Z', createdBy: `step ${String(index)}` });
  }
  return derived as DerivedImage;
});

function save({ sealed, layers }: DerivedImage): Uint8Array {
  const store = new ImageStore();
  const stored = store.add(sealed, layers);
  return concatBytes([...archiveImages([{ image: stored, tags: [parseReference('student/app:1')] }])]);
}

test('what was saved is loaded as it was, and every digest can be computed again', t => {
  fc.assert(
    fc.property(image, derived => {
      const archive = save(derived);
      const [read, ...others] = readArchive(archive, options);
      t.deepEqual(others, []);
      t.is(read?.config.id, derived.sealed.id);
      t.deepEqual(read?.tags, ['student/app:1']);
      t.is(digestOf(read?.config.text ?? ''), derived.sealed.id);
      for (const one of read?.layers ?? []) t.is(digestPieces(archiveOf(one)).digest, one.diffId);
      t.deepEqual(
        read?.layers.map(({ diffId, sizeBytes }) => [diffId, sizeBytes]),
        derived.layers.map(({ diffId, sizeBytes }) => [diffId, sizeBytes]),
      );
      if (read) t.deepEqual(save({ sealed: read.config, layers: read.layers }), archive);
    }),
    { seed: 1, numRuns: 40 },
  );
});

test('an OCI layout says the same as the archive of Docker', t => {
  fc.assert(
    fc.property(image, derived => {
      const archive = save(derived);
      const layout = encodeTar(decodeTar(archive).filter(entry => !['manifest.json', 'repositories'].includes(entry.path)));
      const [[fromArchive], [fromLayout]] = [readArchive(archive, options), readArchive(layout, options)];
      t.is(fromLayout?.config.id, fromArchive?.config.id);
      t.deepEqual(
        fromLayout?.layers.map(({ diffId }) => diffId),
        fromArchive?.layers.map(({ diffId }) => diffId),
      );
      t.deepEqual(fromLayout?.tags, ['docker.io/student/app:1']);
    }),
    { seed: 2, numRuns: 20 },
  );
});

test('a container sees the union of the layers: of each file the topmost, without what was taken away', t => {
  fc.assert(
    fc.property(image, ({ layers }) => {
      const expected = new Map<string, string>();
      for (const entry of layers.flatMap(one => one.entries())) {
        if (entry.path.includes('.wh.')) expected.delete(`/${entry.path.replace('.wh.', '')}`);
        else expected.set(`/${entry.path}`, entry.content?.text() ?? '');
      }
      const files = [...walkNodes(snapshotOf(layers).root)]
        .flatMap(({ path: place, node }) => (node instanceof FileNode ? [[place, node.content.text()] as const] : []))
        .sort(([a], [b]) => (a < b ? -1 : 1));
      t.deepEqual(
        files,
        [...expected].sort(([a], [b]) => (a < b ? -1 : 1)).map(([place, text]) => [place, text] as const),
      );
    }),
    { seed: 3, numRuns: 60 },
  );
});

test('a layer that somebody else wrote in his own way is saved as it came', t => {
  const foreign = encodeTar([member('b', 'x'), member('a', 'y')]);
  // Padded to ten kilobytes, as GNU tar does.
  const bytes = concatBytes([foreign, new Uint8Array(10_240 - foreign.length)]);
  const archive = foreignArchive(foreignParts({ layers: [{ diffId: digestOf(bytes), bytes }] }));
  const [read] = readArchive(archive, options);
  const [one] = read?.layers ?? [];
  t.truthy(one);
  if (one) t.is(digestPieces(archiveOf(one)).digest, digestOf(bytes));
  t.is(one?.archiveBytes, 10_240);
});
