import { isErrno } from '../../../../../core/errno.js';
import type { Task } from '../../../../../core/task.js';
import { readFile } from '../../../../input.js';
import type { Psql } from '../psql-shell.js';
import { notSimulated, type Command } from './command.js';

/** \\copy: COPY with a file of the client. */
export const copy: Command = function* (shell, _args, rest) {
  const [, what = '', direction = '', place = '', options = ''] =
    /^(\([\s\S]*\)|[\s\S]+?)\s+(from|to)\s+('(?:[^']|'')*'|\S+)([\s\S]*)$/i.exec(rest.replace(/;\s*$/, '')) ?? [];
  if (what === '') {
    yield* shell.complain('\\copy: arguments required');
    return false;
  }
  const file = place.replace(/^'|'$/g, '');
  if (file.toLowerCase() === 'program') return yield* notSimulated(shell, '\\copy with program');
  const isFrom = direction.toLowerCase() === 'from';
  const sql = `COPY ${what} ${isFrom ? 'FROM STDIN' : 'TO STDOUT'} ${options}`;
  if (/^p?std(?:in|out)$/i.test(file)) return yield* shell.execute(sql);
  try {
    return yield* isFrom ? copyFrom(shell, sql, file) : copyTo(shell, sql, file);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* shell.complain(`${file}: ${error.message}`);
    return false;
  } finally {
    shell.copySource = undefined;
    shell.copySink = undefined;
  }
};

function* copyFrom(shell: Psql, sql: string, file: string): Task<boolean> {
  shell.copySource = yield* readFile(shell.sys, file);
  return yield* shell.execute(sql);
}

function* copyTo(shell: Psql, sql: string, file: string): Task<boolean> {
  const fd = shell.sys.open(file, { write: true, create: true, truncate: true });
  shell.copySink = data => shell.sys.write(fd, data);
  const ok = yield* shell.execute(sql);
  shell.sys.close(fd);
  return ok;
}
