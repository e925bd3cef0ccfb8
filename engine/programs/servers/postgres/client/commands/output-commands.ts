import { openTarget } from '../output-target.js';
import { runShell } from '../subprocess.js';
import type { Command, Commands } from './command.js';

/** \o: results go elsewhere from now on, or to standard output again. */
const output: Command = function* (shell, _args, rest) {
  const where = rest.trim().replace(/^'(.*)'$/, '$1');
  yield* shell.closeTarget();
  if (where === '') return true;
  const target = openTarget(shell.sys, where);
  if (typeof target === 'string') {
    yield* shell.complain(target);
    return false;
  }
  shell.target = target;
  return true;
};

/** \w: the statement so far, or the last one, as a file. */
const write: Command = function* (shell, _args, rest) {
  const where = rest.trim();
  if (where === '') {
    yield* shell.complain('\\w: missing required argument');
    return false;
  }
  const target = openTarget(shell.sys, where);
  if (typeof target === 'string') {
    yield* shell.complain(target);
    return false;
  }
  const text = shell.buffer.pending.trim() === '' ? shell.lastQuery : shell.buffer.pending;
  yield* shell.printTo(target.fd, `${text.replace(/\n$/, '')}\n`);
  yield* target.close();
  return true;
};

const escape: Command = function* (shell, _args, rest) {
  const code = yield* runShell(shell.sys, rest.trim() === '' ? undefined : rest);
  if (Number(shell.release.major) >= 16) {
    shell.variables.set('SHELL_ERROR', code === 0 ? 'false' : 'true');
    shell.variables.set('SHELL_EXIT_CODE', String(code));
  }
  return code !== 127;
};

export const outputCommands: Commands = {
  o: output,
  out: output,
  w: write,
  write,
  '!': escape,
  qecho: function* (shell, args) {
    yield* shell.printResult(args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`);
    return true;
  },
};
