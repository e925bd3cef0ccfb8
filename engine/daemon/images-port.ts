import type { Snapshot } from '../fs/snapshot-tree.js';
import type { ImageDefaults } from './container-config.js';

/** What a container needs of its image. */
export interface ContainerImage {
  /** `sha256:…` */
  readonly id: string;
  readonly defaults: ImageDefaults;
  readonly snapshot: Snapshot;
  /** Directories below /var/lib/docker/overlay2, topmost first. */
  readonly layerDirectories: readonly string[];
  readonly sizeBytes: number;
}

/** What the rules for containers ask of the image store. */
export interface Images {
  /** By name, id or the beginning of an id. Throws 'No such image'. */
  find(reference: string): ContainerImage;
  /** By full id; images of containers may have lost their names but not their data. */
  get(id: string): ContainerImage | undefined;
  /** Whether a reference typed by a user means this image, for the `ancestor` filter; ids of that image and what it was made of. */
  ancestors(id: string): readonly string[];
  /** How many images there are, for `docker info`. */
  count(): number;
}
