import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readAnswer } from './answer.js';
import { removeEmpty } from './folders.js';
import { absolute, installedPackages, recordOf, type Installed } from './installed.js';
import { canonicalName, parseRequirement } from './requirement.js';
import { readRequirements } from './requirements-file.js';
import { failure, print, say, type Session, warn } from './session.js';

/** `pip uninstall`. */
export function* uninstall(session: Session): Task<number> {
  const files = session.options.get('requirement') ?? [];
  const names = [...session.words];
  for (const file of files) names.push(...(yield* readRequirements(session, file)).wanted.map(({ requirement }) => requirement.name));
  if (names.length === 0) throw failure('You must give at least one requirement to uninstall (see "pip help uninstall")');
  const installed = yield* installedPackages(session);
  for (const word of names) {
    const name = parseRequirement(word)?.name ?? word;
    const found = installed.get(canonicalName(name));
    if (found) yield* removeOne(session, found);
    else yield* warn(session, `Skipping ${name} as it is not installed.`);
  }
  return 0;
}

function* removeOne(session: Session, found: Installed): Task<void> {
  yield* say(session, `Found existing installation: ${found.name} ${found.version}`);
  const paths = yield* pathsOf(session, found);
  if (found.location === '/usr/lib/python3/dist-packages') {
    yield* say(session, `Not uninstalling ${canonicalName(found.name)} at ${found.location}, outside environment ${session.python.prefix}`);
    return;
  }
  yield* say(session, `Uninstalling ${found.name}-${found.version}:`);
  if (!session.options.has('yes')) {
    yield* print(session, '  Would remove:', ...folded(found.location, paths).map(path => `    ${path}`));
    const answer = yield* readAnswer(session, 'Proceed (Y/n)? ');
    if (answer === undefined || !['', 'y', 'yes'].includes(answer.toLowerCase())) return;
  }
  removeFiles(session.sys, found, paths);
  yield* say(session, `  Successfully uninstalled ${found.name}-${found.version}`);
}

/** Every file of a package. */
export function* pathsOf(session: Session, found: Installed): Task<readonly string[]> {
  const record = yield* recordOf(session, found);
  if (!record)
    throw failure(
      `Cannot uninstall ${found.name} ${found.version}, RECORD file not found. You might be able to recover from this via: 'pip install --force-reinstall --no-deps ${found.name}==${found.version}'.`,
    );
  return record.map(path => absolute(found.location, path));
}

export function removeFiles(sys: Sys, { location }: Installed, paths: readonly string[]): void {
  const folders = new Set<string>();
  for (const path of paths) {
    try {
      sys.unlink(path);
    } catch (error) {
      if (!isErrno(error, 'ENOENT')) throw error;
    }
    folders.add(path.replace(/\/[^/]*$/, ''));
  }
  for (const folder of [...folders].sort().reverse()) removeEmpty(sys, folder, location);
}

/** Whole folders of packages stand for what is in them. */
function folded(location: string, paths: readonly string[]): readonly string[] {
  const shown = paths.map(path => {
    const inside = path.startsWith(`${location}/`) ? path.slice(location.length + 1) : '';
    const slash = inside.indexOf('/');
    return slash < 0 ? path : `${location}/${inside.slice(0, slash)}/*`;
  });
  return [...new Set(shown)].sort();
}
