import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { LineReader } from '../input.js';
import type { Session } from './session.js';

/** Asks and reads a line; undefined at the end of the input. */
export function* readAnswer({ sys }: Session, question: string): Task<string | undefined> {
  yield* sys.write(1, encodeUtf8(question));
  const line = yield* new LineReader(sys, 0).next();
  return line?.trim();
}
