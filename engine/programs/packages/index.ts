import type { Main } from '../../process/sys.js';
import { aptPrograms } from './apt/apt.js';
import { rpm } from './rpm/rpm.js';
import { yum } from './yum/yum.js';

/** Package managers by program id. */
export const packagePrograms: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...aptPrograms,
  ...(rpm.gnu ? [['rpm', rpm.gnu] as const] : []),
  ['yum', yum],
]);
