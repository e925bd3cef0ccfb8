import type { Task } from '../../core/task.js';
import { parseArguments } from './arguments.js';
import { fatal } from './git-error.js';
import type { Repository } from './repository.js';
import type { Session } from './session.js';
import { isIn } from './stage.js';
import { kindOf } from './store.js';
import { readIndex, workPaths } from './tree-files.js';

/** `git clean`: removes what git does not know. */
export function* clean(session: Session, words: readonly string[]): Task<number> {
  const given = parseArguments('clean', words, ['-n --dry-run', '-f --force', '-d', '-x', '-X', '-q --quiet']);
  const { flags } = given;
  const repository = session.repository();
  if (!flags.has('-n') && !flags.has('-f') && (yield* repository.setting('clean.requireforce')) !== 'false')
    throw fatal('clean.requireForce defaults to true and neither -i, -n, nor -f given; refusing to clean');
  const tracked = new Set((yield* readIndex(repository)).keys());
  const plain = new Set(yield* workPaths(repository, tracked));
  const everything = flags.has('-x') || flags.has('-X') ? allPaths(repository, '') : [...plain];
  const named = [...given.operands, ...(given.paths ?? [])].map(path => session.inRepository(repository, path));
  const wanted = everything.filter(
    path => !tracked.has(path) && !(flags.has('-X') && plain.has(path)) && (named.length === 0 || named.some(name => isIn(path, name))),
  );
  for (const path of shortened(wanted, tracked, new Set(everything), flags.has('-d'))) {
    yield* session.sys.tick();
    if (!flags.has('-q')) yield* session.print(`${flags.has('-n') ? 'Would remove' : 'Removing'} ${path}\n`);
    if (!flags.has('-n')) removeAll(repository, `${repository.root}/${path}`.replace(/\/$/, ''));
  }
  return 0;
}

function allPaths(repository: Repository, folder: string): readonly string[] {
  return repository.sys
    .readdir(`${repository.root}/${folder}`)
    .filter(({ name }) => name !== '.git')
    .flatMap(({ name, kind }) => (kind === 'directory' ? allPaths(repository, `${folder}${name}/`) : [folder + name]));
}

/** Whole folders where nothing is known in them; without -d such folders are left alone. */
function shortened(
  paths: readonly string[],
  tracked: ReadonlySet<string>,
  there: ReadonlySet<string>,
  folders: boolean,
): readonly string[] {
  const wanted = new Set(paths);
  const isWhole = (folder: string): boolean =>
    ![...tracked].some(path => path.startsWith(folder)) && [...there].every(path => !path.startsWith(folder) || wanted.has(path));
  const found = paths.flatMap(path => {
    const segments = path.split('/');
    const folder = segments
      .slice(0, -1)
      .map((_, depth) => `${segments.slice(0, depth + 1).join('/')}/`)
      .find(isWhole);
    if (folder === undefined) return [path];
    return folders ? [folder] : [];
  });
  return [...new Set(found)].sort();
}

function removeAll(repository: Repository, path: string): void {
  const { sys } = repository;
  if (kindOf(sys, path) !== 'directory') return sys.unlink(path);
  for (const { name } of sys.readdir(path)) removeAll(repository, `${path}/${name}`);
  sys.rmdir(path);
}
