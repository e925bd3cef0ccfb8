import { tarChunks } from '../../fs/tar.js';
import { Digester, digestPieces } from '../digest.js';
import { pack } from '../packing.js';
import { allSteps } from './build.js';
import type { LockedLayer } from './catalogue.js';
import { entriesOf } from './entries.js';
import type { ImageSource } from './source.js';
import { sizeOfFiles } from './tree.js';

/** Computes what the lock holds, by building every layer: each key once, bases first. */
export function* lockLayers(sources: readonly ImageSource[]): Generator<readonly [key: string, layer: LockedLayer], void, undefined> {
  const seen = new Set<string>();
  for (const { step, key, filesFrom } of sources.flatMap(allSteps)) {
    if (!step.files || seen.has(key)) continue;
    seen.add(key);
    const files = step.files();
    const entries = entriesOf(files, filesFrom);
    const archive = new Digester();
    const packed = digestPieces(pack(watched(tarChunks(entries), archive), step.packedBytes));
    yield [
      key,
      {
        diffId: archive.digest(),
        sizeBytes: sizeOfFiles(files),
        archiveBytes: archive.sizeBytes,
        packedDigest: packed.digest,
        packedBytes: packed.sizeBytes,
      },
    ];
  }
}

function* watched(pieces: Iterable<Uint8Array>, digester: Digester): Generator<Uint8Array, void, undefined> {
  for (const piece of pieces) {
    digester.update(piece);
    yield piece;
  }
}
