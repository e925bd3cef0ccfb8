import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { LineReader } from '../input.js';
import type { Tool } from '../tool.js';
import type { AccountFiles } from './account-files.js';
import { encrypted } from './crypt.js';

/** Asks for a new password twice, as BusyBox's passwd does for root, and sets it. */
export function* askPassword(tool: Pick<Tool, 'sys'>, files: AccountFiles, name: string): Task<boolean> {
  const { sys } = tool;
  const lines = new LineReader(sys, 0);
  yield* sys.write(1, encodeUtf8(`Changing password for ${name}\n`));
  const first = yield* askHidden(tool, lines, 'New password: ');
  const second = first === undefined || first === '' ? undefined : yield* askHidden(tool, lines, 'Retype password: ');
  if (second === undefined) {
    yield* sys.write(2, encodeUtf8(`passwd: password for ${name} is unchanged\n`));
    return false;
  }
  if (second !== first) {
    yield* sys.write(2, encodeUtf8(`Passwords don't match\npasswd: password for ${name} is unchanged\n`));
    return false;
  }
  files.setPassword(name, yield* encrypted(sys, second));
  yield* sys.write(1, encodeUtf8(`passwd: password for ${name} changed by root\n`));
  return true;
}

/** A line that is typed without being shown. */
export function* askHidden({ sys }: Pick<Tool, 'sys'>, lines: LineReader, prompt: string, end = '\n'): Task<string | undefined> {
  yield* sys.write(2, encodeUtf8(prompt));
  const modes = sys.isTerminal(0) ? sys.terminalModes(0) : undefined;
  if (modes) sys.setTerminalModes(0, { echo: false });
  try {
    return yield* lines.next();
  } finally {
    if (modes) sys.setTerminalModes(0, modes);
    // A terminal does not show the end of the line either.
    yield* sys.write(2, encodeUtf8(modes ? '\n' : end));
  }
}

/** Who called a program that has the rights of root. */
export function callerOf({ sys }: Pick<Tool, 'sys'>): number {
  const { uid, realUid } = sys.credentials();
  return realUid ?? uid;
}
