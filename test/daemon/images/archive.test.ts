import test from 'ava';
import { concatBytes } from '../../../engine/core/streams.js';
import { decodeUtf8, encodeUtf8 } from '../../../engine/core/utf8.js';
import { loadImages } from '../../../engine/daemon/images/load.js';
import { importImage } from '../../../engine/daemon/images/import.js';
import { removeImage } from '../../../engine/daemon/images/remove.js';
import { saveImages } from '../../../engine/daemon/images/save.js';
import { tagImage } from '../../../engine/daemon/images/tag.js';
import { contentOf } from '../../../engine/fs/content.js';
import { findFile } from '../../../engine/fs/snapshot.js';
import { decodeTar, encodeTar } from '../../../engine/fs/tar.js';
import { createPipe } from '../../../engine/process/pipe.js';
import { imageWorld } from './world.js';

function source(world: ReturnType<typeof imageWorld>, bytes: Uint8Array) {
  const { reader, writer } = createPipe();
  world.scheduler.spawn(
    (function* () {
      for (let at = 0; at < bytes.length; ) {
        const taken = writer.write(bytes.subarray(at));
        at += taken;
        if (taken === 0) yield { kind: 'wait', queues: [writer.writable] };
      }
      writer.end();
      writer.close();
    })(),
  );
  return reader;
}

const save = (world: ReturnType<typeof imageWorld>, ...names: readonly string[]): Uint8Array =>
  concatBytes(world.drain(saveImages(world.images, names)));
const load = (world: ReturnType<typeof imageWorld>, bytes: Uint8Array): readonly unknown[] =>
  world.drain(loadImages(world.images, source(world, bytes), { quiet: true }));

test('what is saved can be loaded elsewhere and is the same image', t => {
  const here = imageWorld(['hello-world', 'alpine']);
  tagImage(here.images, 'alpine', 'student/app', '2');
  const bytes = save(here, 'alpine', 'student/app', 'hello-world');
  const there = imageWorld();
  t.deepEqual(load(there, bytes), [
    { stream: 'Loaded image: alpine:latest\n' },
    { stream: 'Loaded image: student/app:2\n' },
    { stream: 'Loaded image: hello-world:latest\n' },
  ]);
  const { id } = here.images.findImage('alpine');
  t.is(there.images.findImage('student/app:2').id, id);
  t.is(findFile(there.images.store.rootfs(id), '/etc/alpine-release')?.content?.text(), '3.18.4\n');
  t.true(Buffer.from(bytes).equals(save(there, 'alpine', 'student/app', 'hello-world')));
});

test('the archive is an OCI layout with Docker’s manifest', t => {
  const world = imageWorld(['hello-world']);
  const members = decodeTar(save(world, 'hello-world'));
  const { id, layers } = world.images.findImage('hello-world');
  const [layer] = layers;
  t.deepEqual(
    members.map(({ path }) =>
      path.replace(/\w{64}/, digits => ({ [id.slice(7)]: 'CONFIG', [layer?.diffId.slice(7) ?? '']: 'LAYER' })[digits] ?? 'MANIFEST'),
    ),
    [
      'blobs',
      'blobs/sha256',
      'blobs/sha256/CONFIG',
      'blobs/sha256/MANIFEST',
      'blobs/sha256/LAYER',
      'index.json',
      'manifest.json',
      'oci-layout',
      'repositories',
    ],
  );
  const manifest = members.find(({ path }) => path === 'manifest.json')?.content?.text() ?? '';
  t.deepEqual((JSON.parse(manifest) as readonly { RepoTags: unknown }[])[0]?.RepoTags, ['hello-world:latest']);
});

test('what is no archive is refused in the stream', t => {
  const world = imageWorld();
  t.deepEqual(load(world, encodeUtf8('junk\n')), [{ errorDetail: { message: 'unexpected EOF' }, error: 'unexpected EOF' }]);
  t.regex((load(world, encodeTar([])) as readonly { error: string }[])[0]?.error ?? '', /^open .*repositories: no such file or directory$/);
});

test('a changed layer is noticed', t => {
  const world = imageWorld(['hello-world']);
  const bytes = save(world, 'hello-world');
  const text = decodeUtf8(bytes.subarray(0, 40_000));
  const at = text.indexOf('Drydock');
  bytes[at] = 'd'.charCodeAt(0);
  removeImage(world.images, 'hello-world', { force: true, prune: true });
  t.regex((load(world, bytes) as readonly { error: string }[])[0]?.error ?? '', /^invalid diffID for layer/);
  t.is(world.images.store.size, 0);
});

test('saving needs an image', t => {
  const world = imageWorld();
  t.throws(() => saveImages(world.images, ['nothere']), { message: 'No such image: nothere' });
});

test('import makes an image of one layer', t => {
  const world = imageWorld();
  const bytes = encodeTar([
    { path: 'f', kind: 'file', mode: 0o644, uid: 0, gid: 0, mtime: 0, sizeBytes: 3, linkTarget: '', content: contentOf('abc') },
  ]);
  const id = world.run(
    importImage(world.images, { origin: '-', source: source(world, bytes), repository: 'imp', tag: '1', message: 'hello', config: {} }),
  );
  t.is(world.images.findImage('imp:1').id, id);
  t.is(findFile(world.images.store.rootfs(id), '/f')?.content?.text(), 'abc');
  t.is(world.images.findImage('imp:1').config.history[0]?.comment, 'hello');
});
