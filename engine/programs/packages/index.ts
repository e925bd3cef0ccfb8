import type { Main } from '../../process/sys.js';
import { aptPrograms } from './apt/apt.js';

/** Package managers by program id. */
export const packagePrograms: ReadonlyMap<string, Main> = new Map([...aptPrograms]);
