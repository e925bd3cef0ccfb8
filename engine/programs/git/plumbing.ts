import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import type { Session } from './session.js';
import { readIndex, readUnmerged } from './tree-files.js';

/** `git rev-parse` */
export function* revParse(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('rev-parse', words, [
    '--short',
    '--abbrev-ref',
    '--show-toplevel',
    '--git-dir',
    '--is-inside-work-tree',
    '--verify',
  ]);
  const repository = session.repository();
  if (given.flags.has('--show-toplevel')) yield* session.print(`${repository.root}\n`);
  if (given.flags.has('--git-dir')) yield* session.print(`${repository.workTree === session.folder ? '.git' : repository.folder}\n`);
  if (given.flags.has('--is-inside-work-tree')) yield* session.print(`${String(repository.workTree !== undefined)}\n`);
  for (const name of given.operands) {
    if (given.flags.has('--abbrev-ref') && name === 'HEAD') yield* session.print(`${(yield* repository.branch()) ?? 'HEAD'}\n`);
    else {
      const { id } = yield* repository.commitOf(name);
      yield* session.print(`${given.flags.has('--short') ? id.slice(0, 7) : id}\n`);
    }
  }
  return 0;
}

/** `git ls-files` */
export function* lsFiles(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('ls-files', words, ['-u --unmerged', '-c --cached', '-s --stage']);
  const repository = session.repository();
  if (given.flags.has('-s')) {
    for (const [path, { mode, id }] of yield* readIndex(repository))
      yield* session.print(`${mode} ${id} 0\t${session.shown(repository, path)}\n`);
  }
  if (given.flags.has('-u') || given.flags.has('-s')) {
    for (const [path, sides] of yield* readUnmerged(repository))
      for (const [index, file] of sides.entries())
        if (file) yield* session.print(`${file.mode} ${file.id} ${String(index + 1)}\t${session.shown(repository, path)}\n`);
    return 0;
  }
  const names = [...(yield* readIndex(repository)).keys()].map(path => session.shown(repository, path));
  yield* session.print(
    names
      .filter(name => !name.startsWith('../'))
      .map(name => `${name}\n`)
      .join(''),
  );
  return 0;
}
