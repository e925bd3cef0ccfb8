import type { Task } from '../../../core/task.js';
import { isErrno } from '../../../core/errno.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { waitFor } from '../../process/run.js';
import type { ViEditor } from './editor.js';

/** `:!command`: runs it on the terminal and waits for a key before the text is shown again. */
export function* runShellCommand(editor: ViEditor, command: string): Task<void> {
  const { sys, screen } = editor;
  const line = command.replace(/(?<!\\)%/g, editor.fileName);
  yield* screen.leave();
  yield* sys.write(1, encodeUtf8(`:!${line}\n`));
  try {
    const status = yield* waitFor(sys, sys.spawn({ argv: [sys.env.get('SHELL') ?? '/bin/sh', '-c', line] }));
    if (status.kind === 'exited' && status.code !== 0) yield* sys.write(1, encodeUtf8(`\nshell returned ${String(status.code)}\n`));
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* sys.write(1, encodeUtf8(`${error.message}\n`));
  }
  yield* sys.write(1, encodeUtf8(editor.words.name === 'vim' ? '\nPress ENTER or type command to continue' : '[Hit return to continue]'));
  yield* editor.waitForEnter();
  yield* screen.enter();
}
