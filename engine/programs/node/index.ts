import type { Main } from '../../process/sys.js';
import { node } from './node.js';

/** The releases that images and packages hold. */
const releases = ['12.22.9', '12.22.12', '16.20.2', '18.20.1', '18.20.4', '18.20.8', '20.11.0', '22.14.0', '22.21.1', '24.11.1'];

/** `node` by program id: `node-12.22.12`. */
export const nodePrograms: ReadonlyMap<string, Main> = new Map(releases.map(version => [`node-${version}`, node(version)]));
