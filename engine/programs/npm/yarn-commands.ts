import { largestOf } from '../../core/extremes.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { NpmError, projectFolder, readManifest, record, texts, writeManifest } from './project.js';
import type { Registry } from './registry-client.js';
import { newestOf, satisfies } from './semver.js';
import { installedIn, visible } from './tree.js';
import { exists } from '../files/presence.js';

/** `yarn list`: every package, and below it what it needs. */
export function* listYarn(sys: Sys, isFlat: boolean): Task<string> {
  const tree = yield* installedIn(sys, projectFolder(sys));
  const top = [...tree.values()].filter(({ path }) => !path.slice(1).includes('/node_modules/')).sort((a, b) => (a.name < b.name ? -1 : 1));
  return top
    .map((item, index) => {
      const isLast = index === top.length - 1;
      const needs = isFlat ? [] : Object.entries(texts(item.manifest['dependencies']));
      const rows = needs.map(([name, range], at) => `${isLast ? ' ' : '│'}  ${at === needs.length - 1 ? '└─' : '├─'} ${name}@${range}\n`);
      return `${isLast ? '└─' : '├─'} ${item.name}@${item.version}\n${rows.join('')}`;
    })
    .join('');
}

/** `yarn why`: who needs a package. */
export function* whyYarn(sys: Sys, name: string): Task<string> {
  if (name === '') throw new NpmError('', ['Missing package name, folder or path to file to identify why a package has been installed']);
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const tree = yield* installedIn(sys, folder);
  const steps = `[1/4] Why do we have the module "${name}"...?\n[2/4] Initialising dependency graph...\n[3/4] Finding dependency...\n`;
  const found = visible(tree, name, '');
  if (!found) throw new NpmError('', [`We couldn't find a match!`]);
  const direct = ['dependencies', 'devDependencies']
    .filter(key => texts(manifest[key])[name] !== undefined)
    .map(key => `   - Specified in "${key}"\n`);
  const owners = [...tree.values()].filter(item => texts(item.manifest['dependencies'])[name] !== undefined).map(item => item.name);
  const hoisted = owners.map(owner => `   - Hoisted from "${owner}#${name}"\n   - "${owner}" depends on it\n`);
  const reasons =
    owners.length === 1 && direct.length === 0
      ? `info Reasons this module exists\n   - "${owners[0] ?? ''}" depends on it\n   - Hoisted from "${owners[0] ?? ''}#${name}"\n`
      : direct.length > 0 && owners.length === 0
        ? 'info Has been hoisted to "' +
          name +
          `"\ninfo This module exists because it's specified in "${texts(manifest['dependencies'])[name] === undefined ? 'devDependencies' : 'dependencies'}".\n`
        : `info Reasons this module exists\n${[...direct, ...hoisted].join('')}`;
  return `${steps}info => Found "${name}@${found.version}"\n${reasons}`;
}

/** `yarn info NAME FIELD`. */
export function* viewYarn(registry: Registry, [word = '', field]: readonly string[]): Task<string> {
  const [, name = word, range = 'latest'] = /^(@?[^@]+)(?:@(.+))?$/.exec(word) ?? [];
  const { tags, versions } = yield* registry.packument(name, range);
  const version = tags[range] ?? newestOf(Object.keys(versions), range) ?? '';
  const manifest = { ...record(versions[version]), versions: Object.keys(versions), 'dist-tags': tags };
  const value = field === undefined ? manifest : record(manifest)[field];
  return typeof value === 'string' ? `${value}\n` : `${JSON.stringify(value, undefined, 2)}\n`;
}

/** `yarn outdated`: the table; empty when everything is of the latest version. */
export function* outdatedYarn(sys: Sys, registry: Registry): Task<string> {
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const tree = yield* installedIn(sys, folder);
  const rows: (readonly string[])[] = [];
  for (const kind of ['dependencies', 'devDependencies']) {
    for (const [name, range] of Object.entries(texts(manifest[kind]))) {
      const { tags, versions } = yield* registry.packument(name, range);
      const latest = tags['latest'] ?? '';
      const wanted = satisfies(latest, range) ? latest : (newestOf(Object.keys(versions), range) ?? latest);
      const current = visible(tree, name, '')?.version;
      if (current !== undefined && (current !== latest || current !== wanted)) rows.push([name, current, wanted, latest, kind, '']);
    }
  }
  if (rows.length === 0) return '';
  rows.sort(([a = ''], [b = '']) => (a < b ? -1 : 1));
  const all = [['Package', 'Current', 'Wanted', 'Latest', 'Package Type', 'URL'], ...rows];
  const widths = (all[0] ?? []).map((_, column) => largestOf(all.map(row => row[column]?.length ?? 0)));
  const legend =
    'info Color legend : \n "<red>"    : Major Update backward-incompatible updates \n "<yellow>" : Minor Update backward-compatible features \n "<green>"  : Patch Update backward-compatible bug fixes\n';
  return legend + all.map(row => `${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' ')}\n`).join('');
}

/** `yarn version --patch`. */
export function* versionYarn(sys: Sys, flags: ReadonlySet<string>): Task<string> {
  const folder = projectFolder(sys);
  const manifest = (yield* readManifest(sys, folder)) ?? {};
  const current = texts(manifest)['version'] ?? '';
  const [major = 0, minor = 0, patch = 0] = current.split('.').map(Number);
  const next = flags.has('--major')
    ? `${major + 1}.0.0`
    : flags.has('--minor')
      ? `${major}.${minor + 1}.0`
      : flags.has('--patch')
        ? `${major}.${minor}.${patch + 1}`
        : undefined;
  if (next === undefined) throw new NpmError('', ['drydock: yarn version without --patch, --minor or --major is not simulated']);
  yield* writeManifest(sys, folder, { ...manifest, version: next });
  return `info Current version: ${current}\ninfo New version: ${next}\n`;
}

/** `yarn run` without a name. */
export function runNothing(sys: Sys, folder: string, scripts: Readonly<Record<string, string>>): string {
  const bin = `${folder}/node_modules/.bin`;
  const commands = exists(sys, bin) ? sys.readdir(bin).map(({ name }) => name) : [];
  const lines = Object.entries(scripts).map(([name, line]) => `   - ${name}\n      ${line}\n`);
  return `${commands.length > 0 ? `info Commands available from binary scripts: ${commands.join(', ')}\n` : ''}${lines.length > 0 ? `info Project commands\n${lines.join('')}` : ''}`;
}
