import type { Task } from '../../core/task.js';
import { place, Resolver } from './installer.js';
import { NpmError, projectFolder, readManifest } from './project.js';
import { question } from './project-commands.js';
import { NPM_REGISTRY, Registry } from './registry-client.js';
import { binOf } from './resolved.js';
import { runCommand } from './scripts.js';
import { say, type Session } from './session.js';
import { exists } from '../files/presence.js';

/** `npx` and `npm exec`: runs a command of the project's packages, or of one that is fetched for it. */
export function* npx(session: Session): Task<number> {
  const { sys, words, rest, values } = session;
  const call = values.get('c') ?? values.get('call');
  const folder = projectFolder(sys);
  const env = new Map(sys.env);
  const path = `${folder}/node_modules/.bin:${sys.env.get('PATH') ?? ''}`;
  env.set('PATH', path);
  if (call !== undefined) return yield* runCommand(sys, ['sh', '-c', call], env, sys.cwd());
  const [word, ...others] = words;
  if (word === undefined) throw new NpmError('', ['drydock: npx without a command is not simulated']);
  const wanted = values.get('package') ?? values.get('p') ?? word;
  const [, name = wanted, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(wanted) ?? [];
  const command = wanted === word ? name.replace(/^.*\//, '') : word;
  const isLocal = range === 'latest' && !wanted.slice(1).includes('@') && path.split(':').some(place => exists(sys, `${place}/${command}`));
  if (isLocal) return yield* runCommand(sys, [command, ...others, ...rest], env, sys.cwd());
  const fetched = yield* fetchPackage(session, name, range);
  if (fetched === undefined) return 1;
  const bin = binOf((yield* readManifest(sys, `${fetched}/node_modules/${name}`)) ?? {}, name);
  const [only = ''] = Object.keys(bin);
  const found = Object.hasOwn(bin, command) ? command : only;
  if (found === '') throw new NpmError('', ['could not determine executable to run']);
  env.set('PATH', `${fetched}/node_modules/.bin:${path}`);
  return yield* runCommand(sys, [found, ...others, ...rest], env, sys.cwd());
}

/** Where the package lies after it was asked for; undefined when the learner does not want it. */
function* fetchPackage(session: Session, name: string, range: string): Task<string | undefined> {
  const { sys, flags, release } = session;
  const packages = yield* new Resolver(sys, new Registry(sys, NPM_REGISTRY), new Map()).resolve({ [name]: range }, false);
  const version = packages.find(item => item.path === `node_modules/${name}`)?.version ?? '';
  const folder = `${sys.env.get('HOME') ?? '/root'}/.npm/_npx/${name.replace(/[^a-z0-9]/g, '-')}-${version}`;
  if (exists(sys, `${folder}/node_modules/${name}`)) return folder;
  if (flags.has('no') || flags.has('no-install')) throw new NpmError('', ['canceled']);
  const asks = release.major >= 7 && !flags.has('y') && !flags.has('yes');
  if (asks && !sys.isTerminal(0))
    yield* say(sys, 2, `npm WARN exec The following package was not found and will be installed: ${name}@${version}\n`);
  else if (asks) {
    const answer = yield* question(sys, `Need to install the following packages:\n${name}@${version}\nOk to proceed? (y) `);
    if (answer === undefined || !/^(?:y|yes|)$/i.test(answer.trim())) throw new NpmError('', ['canceled']);
  }
  const startedAt = sys.clock.now();
  const added = yield* place(sys, folder, packages, `${folder}/node_modules/.bin`);
  if (release.major < 7) yield* say(sys, 1, `npx: installed ${String(added)} in ${((sys.clock.now() - startedAt) / 1000).toFixed(3)}s\n`);
  return folder;
}
