/** Frozen trees, what makes them and what tells them apart. */
export { Snapshot, emptySnapshot, sizeOf } from './snapshot-tree.js';
export { SnapshotBuilder, type Attributes } from './snapshot-builder.js';
export { applyLayer, entriesOf, layerBetween } from './layer.js';
export { changesBetween, type Change } from './changes.js';
export { walk, findFile, type WalkedFile } from './snapshot-walk.js';
