import { invariant } from '../../core/invariant.js';
import type { TarEntry } from '../../fs/tar-entry.js';
import { sealConfig, type SealedConfig } from '../config.js';
import type { Layer } from '../layer.js';
import { LAYER_TYPE, sealManifest, type SealedManifest } from '../manifest.js';
import { allSteps, configOf, type PlacedStep } from './build.js';
import { entriesOf } from './entries.js';
import { imageSources } from './images.js';
import { lock } from './lock.js';
import type { ImageSource } from './source.js';

/** What is known of a layer without building it: computed once by scripts/catalogue-lock.ts, checked by a test. */
export interface LockedLayer {
  readonly diffId: string;
  readonly sizeBytes: number;
  readonly archiveBytes: number;
  readonly packedDigest: string;
  readonly packedBytes: number;
}

/** An image of the hub. Its parts are made when first asked for and then shared by all hosts: they never change. */
export class CatalogueImage {
  readonly source: ImageSource;
  #config: SealedConfig | undefined;
  #layers: readonly Layer[] | undefined;
  #manifest: SealedManifest | undefined;

  constructor(source: ImageSource) {
    this.source = source;
  }

  get config(): SealedConfig {
    return (this.#config ??= sealConfig(configOf(this.source, key => locked(key).diffId)));
  }

  get layers(): readonly Layer[] {
    return (this.#layers ??= allSteps(this.source).flatMap(placed => (placed.step.files ? [layerOf(placed, placed.step.files)] : [])));
  }

  get manifest(): SealedManifest {
    return (this.#manifest ??= sealManifest(
      this.config,
      this.layers.flatMap(({ packed }) => (packed ? [packed] : [])),
    ));
  }
}

/** All images, in the order in which they were made. */
export const catalogue: readonly CatalogueImage[] = imageSources.map(source => new CatalogueImage(source));

/** Finds an image by one of its names: `nginx:latest`. */
export function findCatalogueImage(name: string): CatalogueImage | undefined {
  return catalogue.find(({ source }) => source.names.includes(name));
}

/** One object for each distinct layer, so that what is made of it is made once. */
const layers = new Map<string, Layer>();

function layerOf({ key, filesFrom }: PlacedStep, files: NonNullable<PlacedStep['step']['files']>): Layer {
  const { diffId, sizeBytes, archiveBytes, packedDigest, packedBytes } = locked(key);
  const known = layers.get(diffId);
  if (known) return known;
  let entries: readonly TarEntry[] | undefined;
  const layer: Layer = {
    diffId,
    sizeBytes,
    archiveBytes,
    packed: { mediaType: LAYER_TYPE, digest: packedDigest, sizeBytes: packedBytes },
    entries: () => (entries ??= entriesOf(files(), filesFrom)),
  };
  layers.set(diffId, layer);
  return layer;
}

function locked(key: string): LockedLayer {
  const layer = lock[key];
  invariant(layer, `no lock for ${key}: run scripts/catalogue-lock.ts`);
  return layer;
}
