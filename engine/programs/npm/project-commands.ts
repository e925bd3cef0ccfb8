import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import { NpmError, readManifest, record, texts, writeManifest, writeText, type Manifest } from './project.js';
import { NPM_REGISTRY } from './registry-client.js';
import { isGlobal, prefixOf, say, targetFolder, type Session } from './session.js';
import { exists } from '../files/presence.js';

const NO_TEST = 'echo "Error: no test specified" && exit 1';

export function* npmInit(session: Session): Task<number> {
  const { sys, flags, words } = session;
  if (words.length > 0) throw new NpmError('', [`drydock: npm init ${words.join(' ')} is not simulated`]);
  const folder = sys.cwd();
  const before = (yield* readManifest(sys, folder)) ?? {};
  const isQuick = flags.has('y') || flags.has('yes') || flags.has('f') || flags.has('force');
  const answers = isQuick ? undefined : yield* ask(sys, folder, before);
  if (answers === 'end') return 1;
  const manifest = { ...defaultsFor(sys, folder, before), ...before, ...(answers ?? {}) };
  const text = `${JSON.stringify(manifest, undefined, 2)}\n`;
  if (answers) {
    yield* say(sys, 1, `About to write to ${folder}/package.json:\n\n${text}\n\n`);
    const isRight = yield* question(sys, 'Is this OK? (yes) ');
    if (isRight === undefined || (isRight !== '' && !/^y/i.test(isRight))) {
      yield* say(sys, 1, 'Aborted.\n');
      return 1;
    }
    yield* say(sys, 1, '\n');
  }
  yield* writeText(sys, `${folder}/package.json`, text);
  if (!answers) yield* say(sys, 1, `Wrote to ${folder}/package.json:\n\n${text}\n\n`);
  return 0;
}

function mainOf(sys: Sys, folder: string): string {
  if (exists(sys, `${folder}/index.js`)) return 'index.js';
  return sys.readdir(folder).find(({ name }) => name.endsWith('.js'))?.name ?? 'index.js';
}

function defaultsFor(sys: Sys, folder: string, before: Manifest): Manifest {
  const start = exists(sys, `${folder}/server.js`) ? { start: 'node server.js' } : {};
  return {
    name: (folder.replace(/^.*\//, '') || 'app').toLowerCase().replace(/[^a-z0-9._~-]+/g, '-'),
    version: '1.0.0',
    ...(Object.keys(before).length > 0 ? {} : { description: '' }),
    main: mainOf(sys, folder),
    scripts: { test: NO_TEST, ...start },
    keywords: [],
    author: '',
    license: 'ISC',
    ...(Object.keys(before).length > 0 ? { description: '' } : {}),
  };
}

const WELCOME = `This utility will walk you through creating a package.json file.
It only covers the most common items, and tries to guess sensible defaults.

See \`npm help init\` for definitive documentation on these fields
and exactly what they do.

Use \`npm install <pkg>\` afterwards to install a package and
save it as a dependency in the package.json file.

Press ^C at any time to quit.
`;

/** The questions of `npm init`; 'end' when the answers stop. */
function* ask(sys: Sys, folder: string, before: Manifest): Task<Manifest | 'end'> {
  yield* say(sys, 1, WELCOME);
  const known = { ...defaultsFor(sys, folder, before), ...before };
  const { name = '', version = '', description = '', main = '', license = '', author = '' } = texts(known);
  const scripts = texts(known['scripts']);
  const answers = new Map<string, string>();
  const questions = [
    ['name', 'package name:', name],
    ['version', 'version:', version],
    ['description', 'description:', description],
    ['main', 'entry point:', main],
    ['test', 'test command:', scripts['test'] === NO_TEST ? '' : (scripts['test'] ?? '')],
    ['repository', 'git repository:', ''],
    ['keywords', 'keywords:', ''],
    ['author', 'author:', author],
    ['license', 'license:', license],
  ] as const;
  for (const [key, text, fallback] of questions) {
    for (;;) {
      const answer = yield* question(sys, `${text} ${fallback === '' ? '' : `(${fallback}) `}`);
      if (answer === undefined) {
        yield* say(sys, 1, '\n');
        return 'end';
      }
      const value = answer.trim() === '' ? fallback : answer.trim();
      const wrong = complaint(key, value);
      if (wrong === undefined) {
        answers.set(key, value);
        break;
      }
      yield* say(sys, 1, `${wrong}\n`);
    }
  }
  const of = (key: string): string => answers.get(key) ?? '';
  const keywords = of('keywords')
    .split(/[\s,]+/)
    .filter(word => word !== '');
  const repository = of('repository') === '' ? {} : { repository: { type: 'git', url: of('repository') } };
  return {
    name: of('name'),
    version: of('version'),
    description: of('description'),
    main: of('main'),
    scripts: { ...scripts, test: of('test') === '' ? NO_TEST : of('test') },
    ...repository,
    keywords,
    author: of('author'),
    license: of('license'),
  };
}

function complaint(key: string, value: string): string | undefined {
  if (key === 'name' && /[A-Z]/.test(value)) return 'Sorry, name can no longer contain capital letters.';
  if (key === 'name' && !/^(?:@[a-z0-9~-][a-z0-9._~-]*\/)?[a-z0-9~-][a-z0-9._~-]*$/.test(value))
    return 'Sorry, name can only contain URL-friendly characters.';
  if (key === 'version' && !/^\d+\.\d+\.\d+(?:[-+].*)?$/.test(value)) return `Invalid version: "${value}"`;
  return undefined;
}

/** Asks on standard output; undefined at the end of the input. */
export function* question(sys: Sys, text: string): Task<string | undefined> {
  yield* say(sys, 1, text);
  let line = '';
  for (;;) {
    const part = yield* sys.read(0, 1);
    if (part.length === 0) return line === '' ? undefined : line;
    const letter = decodeUtf8(part);
    if (letter === '\n') break;
    line += letter;
    if (line.length > 4096) return line;
  }
  if (!sys.isTerminal(0)) yield* say(sys, 1, '\n');
  return line;
}

/** `npm version`: shows versions, or raises the project's. */
export function* version(session: Session): Task<number> {
  const { sys, words, release } = session;
  const folder = targetFolder(session);
  const manifest = yield* readManifest(sys, folder);
  const current = texts(manifest)['version'];
  const [how] = words;
  if (how === undefined) {
    const own =
      manifest && texts(manifest)['name'] !== undefined
        ? [`  '${texts(manifest)['name'] ?? ''}': '${current ?? ''}'`.replace(/^ {2}'([\w$]+)'/, '  $1')]
        : [];
    yield* say(sys, 1, `{\n${[...own, `  npm: '${release.version}'`, `  node: '${release.nodeVersion}'`].join(',\n')}\n}\n`);
    return 0;
  }
  if (!manifest || current === undefined) throw new NpmError('EUSAGE', ['', 'Invalid package.json']);
  const [major = 0, minor = 0, patch = 0] = current.split(/[.-]/).map(Number);
  const raised: Readonly<Record<string, string>> = {
    major: `${major + 1}.0.0`,
    minor: `${major}.${minor + 1}.0`,
    patch: `${major}.${minor}.${patch + 1}`,
  };
  const next = (Object.hasOwn(raised, how) ? raised[how] : undefined) ?? (/^v?\d+\.\d+\.\d+/.test(how) ? how.replace(/^v/, '') : undefined);
  if (next === undefined) throw new NpmError('EUSAGE', ['', `Invalid version: ${how}`]);
  if (next === current && !session.flags.has('allow-same-version')) throw new NpmError('', ['Version not changed']);
  yield* writeManifest(sys, folder, { ...manifest, version: next });
  yield* say(sys, 1, `v${next}\n`);
  return 0;
}

/** `npm root`, `npm prefix`, `npm bin`. */
export function* folders(session: Session, what: 'root' | 'prefix' | 'bin'): Task<number> {
  const base = isGlobal(session) ? prefixOf(session) : targetFolder(session);
  const shown = {
    root: `${isGlobal(session) ? `${base}/lib` : base}/node_modules`,
    prefix: base,
    bin: isGlobal(session) ? `${base}/bin` : `${base}/node_modules/.bin`,
  }[what];
  yield* say(session.sys, 1, `${shown}\n`);
  return 0;
}

/** `npm config get`, `set`, `delete`, `list`: the lines of ~/.npmrc over the defaults. */
export function* config(session: Session, words: readonly string[]): Task<number> {
  const { sys, release } = session;
  const path = `${sys.env.get('HOME') ?? '/root'}/.npmrc`;
  const own = yield* readPairs(sys, path);
  const [action = 'list', ...rest] = words;
  if (action === 'get' && rest[0] !== undefined) {
    const defaults: Readonly<Record<string, string>> = {
      registry: `${NPM_REGISTRY}/`,
      prefix: prefixOf(session),
      cache: path.replace('.npmrc', '.npm'),
      'init-license': 'ISC',
      'init-version': '1.0.0',
      'save-exact': 'false',
      loglevel: 'notice',
      userconfig: path,
    };
    const [key] = rest;
    yield* say(sys, 1, `${own.get(key) ?? (Object.hasOwn(defaults, key) ? defaults[key] : undefined) ?? 'undefined'}\n`);
    return 0;
  }
  if (action === 'set' || action === 'delete' || action === 'rm') {
    const [, key = rest[0] ?? '', value = rest[1] ?? ''] = /^([^=]+)=(.*)$/.exec(rest[0] ?? '') ?? [];
    if (action === 'set') own.set(key, value);
    else own.delete(key);
    yield* writeText(sys, path, [...own].map(([name, text]) => `${name}=${text}\n`).join(''));
    return 0;
  }
  if (action !== 'list' && action !== 'ls') throw new NpmError('', [`drydock: npm config ${action} is not simulated`]);
  const head =
    own.size > 0
      ? `; "user" config from ${path}\n\n${[...own].map(([name, text]) => `${name} = ${JSON.stringify(text)} \n`).join('')}\n`
      : '';
  const facts = `; node bin location = ${release.prefix}/bin/node\n; node version = v${release.nodeVersion}\n; npm local prefix = ${targetFolder(session)}\n; npm version = ${release.version}\n; cwd = ${sys.cwd()}\n; HOME = ${sys.env.get('HOME') ?? '/root'}\n`;
  yield* say(sys, 1, `${head}${facts}; Run \`npm config ls -l\` to show all defaults.\n`);
  return 0;
}

function* readPairs(sys: Sys, path: string): Task<Map<string, string>> {
  const pairs = new Map<string, string>();
  let fd: number;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    return pairs;
  }
  const text = decodeUtf8(yield* sys.read(fd, 65_536));
  sys.close(fd);
  for (const line of text.split('\n')) {
    const [, key, value = ''] = /^\s*([^;#=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (key !== undefined) pairs.set(key, value);
  }
  return pairs;
}

/** `npm pkg get` and `npm pkg set`. */
export function* pkg(session: Session): Task<number> {
  const { sys, words } = session;
  const folder = targetFolder(session);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const [action, ...keys] = words;
  if (action === 'get') {
    const [key] = keys;
    const found = key === undefined ? manifest : (key.split('.').reduce<unknown>((at, part) => record(at)[part], manifest) ?? {});
    yield* say(sys, 1, `${JSON.stringify(found, undefined, 2)}\n`);
    return 0;
  }
  if (action !== 'set') throw new NpmError('', [`drydock: npm pkg ${action ?? 'without a command'} is not simulated`]);
  let next: Manifest = manifest;
  for (const pair of keys) {
    const [, path = '', value = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
    const parts = path.split('.');
    const put = (at: Manifest, depth: number): Manifest => {
      const key = parts[depth] ?? '';
      return { ...at, [key]: depth === parts.length - 1 ? value : put(record(at[key]), depth + 1) };
    };
    next = put(next, 0);
  }
  yield* writeManifest(sys, folder, next);
  return 0;
}
