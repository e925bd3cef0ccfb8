/** Frozen trees, what makes them and what tells them apart. */
export { Snapshot, emptySnapshot, sizeOf } from './snapshot-tree.js';
export { SnapshotBuilder } from './snapshot-builder.js';
export { applyLayer, entriesOf, layerBetween } from './layer.js';
export { changesBetween } from './changes.js';
export { walk, findFile } from './snapshot-walk.js';
