import type { Task } from '../../core/task.js';
import { NpmError, readManifest, record, texts, type Manifest } from './project.js';
import { NPM_REGISTRY, Registry } from './registry-client.js';
import { newestOf } from './semver.js';
import { say, targetFolder, type Session } from './session.js';
import { exists } from '../files/presence.js';

/** `npm view`: what the registry knows of a package. */
export function* view(session: Session): Task<number> {
  const { sys, words, flags } = session;
  const own = words[0] === undefined || words[0] === '.' ? texts(yield* readManifest(sys, targetFolder(session)))['name'] : undefined;
  const word = own ?? words[0];
  if (word === undefined) throw new NpmError('EUSAGE', ['', 'Invalid package.json']);
  const [, name = word, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
  const found = yield* new Registry(sys, NPM_REGISTRY).packument(name, range);
  const version = found.tags[range] ?? newestOf(Object.keys(found.versions), range);
  if (version === undefined)
    throw new NpmError('E404', [`404 No match found for version ${range}`, '404 ', `404  '${name}@${range}' is not in this registry.`]);
  const manifest: Manifest = {
    ...record(found.versions[version]),
    'dist-tags': found.tags,
    versions: Object.keys(found.versions),
  };
  const fields = words.slice(1);
  if (fields.length === 0 && !flags.has('json')) {
    yield* say(sys, 1, summaryOf(found.description, name, version, manifest));
    return 0;
  }
  const values = (fields.length === 0 ? Object.keys(manifest) : fields).flatMap(field => {
    const value = field.split('.').reduce<unknown>((at, key) => record(at)[key], manifest);
    return value === undefined ? [] : [[field, value] as const];
  });
  if (values.length === 0) return 0;
  const [first] = values;
  if (flags.has('json'))
    yield* say(sys, 1, `${JSON.stringify(fields.length === 1 ? first?.[1] : Object.fromEntries(values), undefined, 2)}\n`);
  else if (values.length === 1) yield* say(sys, 1, `${shown(first?.[1])}\n`);
  else
    yield* say(sys, 1, values.map(([field, value]) => `${field} = ${typeof value === 'string' ? `'${value}'` : shown(value)}\n`).join(''));
  return 0;
}

/** A value as console.log shows it. */
function shown(value: unknown): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) {
    const items = value.map(item => `'${String(item)}'`);
    return items.join(', ').length < 70 && items.length <= 6
      ? `[ ${items.join(', ')} ]`
      : `[\n${items.map(item => `  ${item}`).join(',\n')}\n]`;
  }
  const pairs = Object.entries(record(value)).map(
    ([key, item]) => `${/^[\w$]+$/.test(key) ? key : `'${key}'`}: ${typeof item === 'string' ? `'${item}'` : shown(item)}`,
  );
  return pairs.join(', ').length < 70 ? `{ ${pairs.join(', ')} }` : `{\n${pairs.map(pair => `  ${pair}`).join(',\n')}\n}`;
}

function summaryOf(description: string, name: string, version: string, manifest: Manifest): string {
  const dist = record(manifest['dist']);
  const dependencies = Object.entries(texts(manifest['dependencies']));
  const commands = Object.keys(texts(manifest['bin']));
  const versions = manifest['versions'];
  const count = Array.isArray(versions) ? versions.length : 0;
  const { tarball = '', shasum = '', integrity = '' } = texts(dist);
  const blocks = [
    `${name}@${version} | ${texts(manifest)['license'] ?? 'Proprietary'} | deps: ${dependencies.length === 0 ? 'none' : String(dependencies.length)} | versions: ${String(count)}\n${description}`,
    ...(commands.length > 0 ? [`bin: ${commands.join(', ')}`] : []),
    `dist\n.tarball: ${tarball}\n.shasum: ${shasum}\n.integrity: ${integrity}${typeof dist['unpackedSize'] === 'number' ? `\n.unpackedSize: ${sizeOf(dist['unpackedSize'])}` : ''}`,
    ...(dependencies.length > 0 ? [`dependencies:\n${dependencies.map(([key, range]) => `${key}: ${range}`).join(' ')}`] : []),
    `dist-tags:\n${Object.entries(texts(manifest['dist-tags']))
      .map(([tag, value]) => `${tag}: ${value}`)
      .join('  ')}`,
  ];
  return `\n${blocks.join('\n\n')}\n`;
}

export function sizeOf(bytes: number): string {
  if (bytes < 1000) return `${String(bytes)} B`;
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** The pretend registry knows of no advisory. */
export function* audit(session: Session): Task<number> {
  const { sys, release, flags, words } = session;
  const folder = targetFolder(session);
  if (!exists(sys, `${folder}/package-lock.json`)) {
    throw release.major < 7
      ? new NpmError('EAUDITNOLOCK', [
          'audit Neither npm-shrinkwrap.json nor package-lock.json found: Cannot audit a project without a lockfile',
          'audit Try creating one first with: npm i --package-lock-only',
        ])
      : new NpmError('ENOLOCK', [
          'audit This command requires an existing lockfile.',
          'audit Try creating one first with: npm i --package-lock-only',
          'audit Original error: loadVirtual requires existing shrinkwrap file',
        ]);
  }
  if (flags.has('json')) throw new NpmError('', ['drydock: npm audit --json is not simulated']);
  const lead =
    words[0] === 'fix'
      ? '\nup to date, audited packages\n\n'
      : release.major < 7
        ? '                                                                                \n                       === npm audit security report ===                        \n                                                                                \n'
        : '';
  yield* say(sys, 1, `${lead}found 0 vulnerabilities\n`);
  return 0;
}

export function* ping({ sys }: Session): Task<number> {
  yield* say(sys, 2, `npm notice PING ${NPM_REGISTRY}/\n`);
  const startedAt = sys.clock.now();
  yield* new Registry(sys, NPM_REGISTRY).packument('ms', 'latest');
  yield* say(sys, 2, `npm notice PONG ${String(Math.max(1, Math.round(sys.clock.now() - startedAt)))}ms\n`);
  return 0;
}

export function* whoami({ sys }: Session): Task<number> {
  yield* sys.tick();
  throw new NpmError('ENEEDAUTH', [
    'need auth This command requires you to be logged in.',
    'need auth You need to authorize this machine using `npm adduser`',
  ]);
}

export function* publish(session: Session): Task<number> {
  const manifest = yield* readManifest(session.sys, targetFolder(session));
  if (texts(manifest)['name'] === undefined) throw new NpmError('EUSAGE', ['', 'Invalid package, must have name and version']);
  if (manifest?.['private'] === true)
    throw new NpmError('EPRIVATE', [
      'This package has been marked as private',
      "Remove the 'private' field from the package.json to publish it.",
    ]);
  throw new NpmError('ENEEDAUTH', [
    `need auth This command requires you to be logged in to ${NPM_REGISTRY}/`,
    'need auth You need to authorize this machine using `npm adduser`',
  ]);
}

export function* fund(session: Session): Task<number> {
  const { name, version } = texts(yield* readManifest(session.sys, targetFolder(session)));
  yield* say(session.sys, 1, `${name === undefined ? targetFolder(session).replace(/^.*\//, '') : `${name}@${version ?? ''}`}\n\n`);
  return 0;
}
