import type { Task } from '../../../../core/task.js';
import { encodeUtf8 } from '../../../../core/utf8.js';
import type { Sys } from '../../../../process/sys.js';
import { LineReader } from '../../../input.js';

/** Asks for a password without showing it. */
export function* askPassword(sys: Sys): Task<string> {
  const isTerminal = sys.isTerminal(0);
  yield* sys.write(1, encodeUtf8('Enter password: '));
  if (isTerminal) sys.setTerminalModes(0, { echo: false });
  try {
    return (yield* new LineReader(sys, 0).next()) ?? '';
  } finally {
    if (isTerminal) sys.setTerminalModes(0, { echo: true });
    yield* sys.write(1, encodeUtf8('\n'));
  }
}
