import { tarChunks } from '../../fs/tar.js';
import { Digester, digestOf, digestPieces, hexOf } from '../digest.js';
import { pack } from '../packing.js';
import { allSteps, type PlacedStep } from './build.js';
import type { LockedLayer } from './catalogue.js';
import { entriesOf } from './entries.js';
import type { ImageSource } from './source.js';
import { completeTree, sizeOfFiles, type Files, type Node } from './tree.js';

/** A layer as it is written down. */
export interface LayerSource {
  /** `nginx:latest#4` */
  readonly key: string;
  /** Changes with anything that the layer is made of. Cheap: nothing is built for it. */
  readonly fingerprint: string;
  /** Builds the layer to see what it comes to; takes seconds for a big one. */
  readonly lock: () => LockedLayer;
}

/** All layers of the images, each once, bases first. */
export function* layerSources(sources: readonly ImageSource[]): Generator<LayerSource, void, undefined> {
  const seen = new Set<string>();
  for (const placed of sources.flatMap(allSteps)) {
    const { step, key } = placed;
    if (!step.files || seen.has(key)) continue;
    seen.add(key);
    const files = step.files();
    yield { key, fingerprint: fingerprintOf(files, placed), lock: () => lockLayer(files, placed) };
  }
}

function fingerprintOf(files: Files, { step, filesFrom }: PlacedStep): string {
  const nodes = completeTree(files).map(([path, node]) => [path, summary(node)]);
  return hexOf(digestOf(JSON.stringify([filesFrom, step.packedBytes ?? 0, nodes]))).slice(0, 16);
}

/** A node with the digest of its text in place of the text. */
function summary(node: Node): unknown {
  if (node.kind !== 'file' || node.content.kind !== 'text') return node;
  return { ...node, content: digestOf(node.content.bytes) };
}

function lockLayer(files: Files, { step, filesFrom }: PlacedStep): LockedLayer {
  const archive = new Digester();
  const packed = digestPieces(pack(watched(tarChunks(entriesOf(files, filesFrom)), archive), step.packedBytes));
  return {
    diffId: archive.digest(),
    sizeBytes: sizeOfFiles(files),
    archiveBytes: archive.sizeBytes,
    packedDigest: packed.digest,
    packedBytes: packed.sizeBytes,
  };
}

function* watched(pieces: Iterable<Uint8Array>, digester: Digester): Generator<Uint8Array, void, undefined> {
  for (const piece of pieces) {
    digester.update(piece);
    yield piece;
  }
}
