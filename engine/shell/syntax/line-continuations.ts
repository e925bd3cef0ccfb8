import type { Cursor } from './cursor.js';

/** Lines are joined even between a dollar and what follows it: brings the cursor to where `ahead` characters on is none of that. */
export function skipContinuations(cursor: Cursor, ahead: number): void {
  while (cursor.at(ahead) === '\\' && cursor.at(ahead + 1) === '\n') cursor.position += 2;
}
