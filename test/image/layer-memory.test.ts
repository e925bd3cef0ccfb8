import test from 'ava';
import { contentOf, sparse } from '../../engine/fs/content.js';
import { tarChunks, type TarEntry } from '../../engine/fs/tar.js';
import { digestPieces } from '../../engine/image/digest.js';
import { LayerMemory } from '../../engine/image/layer-memory.js';

function file(path: string, content: NonNullable<TarEntry['content']>): TarEntry {
  return { path, kind: 'file', mode: 0o644, uid: 0, gid: 0, sizeBytes: content.sizeBytes, mtime: 0, linkTarget: '', content };
}

test('layers with the same headers and other bytes keep their own digests', t => {
  const memory = new LayerMemory();
  const bytes = new Uint8Array(200_000).fill(7);
  const other = bytes.slice();
  other[150_000] = 8;
  const layers = [contentOf(bytes), contentOf(other), sparse('', 200_000), contentOf(bytes.slice()), sparse('', 200_000)].map(content => [
    file('brick', content),
  ]);
  t.deepEqual(
    layers.map(entries => memory.digest(entries).digest),
    layers.map(entries => digestPieces(tarChunks(entries)).digest),
  );
});

test('a layer whose bytes were hashed before is not hashed again', t => {
  const memory = new LayerMemory();
  const brick = () => memory.digest([file('brick', contentOf(new Uint8Array(100_000).fill(1)))]);
  brick();
  const again = brick();
  t.true(brick() === again);
  t.not(memory.digest([file('stone', contentOf(new Uint8Array(100_000).fill(1)))]).digest, again.digest);
});
