import type { Main } from '../../process/sys.js';
import { git } from './git.js';

/** The releases that packages hold; the host has `git`. */
const releases = ['1.8.3.1', '1.9.1', '2.22.5', '2.25.1', '2.34.1', '2.39.5', '2.40.4', '2.43.0'];

/** `git` by program id: `git-2.40.4`. They differ in the version that they tell. */
export const gitPrograms: ReadonlyMap<string, Main> = new Map([
  ['git', git('2.39.5')],
  ...releases.map(version => [`git-${version}`, git(version)] as const),
]);
