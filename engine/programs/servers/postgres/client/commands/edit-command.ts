import { isErrno } from '../../../../../core/errno.js';
import type { Task } from '../../../../../core/task.js';
import { encodeUtf8 } from '../../../../../core/utf8.js';
import { readText } from '../../../../input.js';
import type { Psql } from '../psql-shell.js';
import { runShell } from '../subprocess.js';
import type { Command } from './command.js';

/** \e: the statement in an editor. What is changed there becomes the statement, and runs if it is complete. */
export const edit: Command = function* (shell, [file]) {
  const { sys } = shell;
  const path = file ?? `${sys.env.get('TMPDIR') ?? '/tmp'}/psql.edit.${String(sys.pid)}.sql`;
  const before = shell.buffer.pending.trim() === '' ? shell.lastQuery : shell.buffer.pending;
  try {
    if (file === undefined) yield* writeFile(shell, path, before === '' ? '' : `${before.trimEnd()}\n`);
    const start = yield* contentOf(shell, path);
    const editor = ['PSQL_EDITOR', 'EDITOR', 'VISUAL'].map(name => sys.env.get(name)).find(Boolean) ?? 'vi';
    if ((yield* runShell(sys, `exec ${editor} '${path}'`)) === 127) {
      yield* shell.complain('could not start /bin/sh');
      return false;
    }
    const edited = yield* contentOf(shell, path);
    if (file === undefined) sys.unlink(path);
    if (file === undefined && edited === start) return true;
    shell.buffer.reset();
    return shell.feed === undefined || (yield* shell.feed(edited.trimEnd()));
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* shell.complain(`${path}: ${error.message}`);
    return false;
  }
};

function* writeFile({ sys }: Psql, path: string, text: string): Task<void> {
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
  yield* sys.write(fd, encodeUtf8(text));
  sys.close(fd);
}

function* contentOf({ sys }: Psql, path: string): Task<string> {
  try {
    return yield* readText(sys, path);
  } catch (error) {
    if (isErrno(error, 'ENOENT')) return '';
    throw error;
  }
}
