/** What keeps an archive or a registry from taking all memory. */
export const limits = {
  /** Bytes of one layer that comes from outside, unpacked. */
  layerBytes: 2 ** 30,
  /** Bytes of a manifest (as distribution has it) and of an image's configuration. */
  manifestBytes: 4 * 1024 * 1024,
  /** Layers of one image: overlay2 goes no deeper (moby layer/layer_store.go, maxLayerDepth). */
  layers: 125,
  /** Images in one archive, manifests in one index. */
  images: 1000,
  /** Indexes inside each other. */
  indexDepth: 4,
} as const;
