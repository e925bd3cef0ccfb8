import type { Task } from '../../core/task.js';
import { texts, type Manifest } from './project.js';
import type { Resolved } from './resolved.js';
import { say, type Session } from './session.js';

/** npm 6 tells what package.json lacks. */
export function* warn(
  { sys, flags }: Session,
  { folder, before, manifest }: { readonly folder: string; readonly before: Manifest | undefined; readonly manifest: Manifest },
  isNewLock: boolean,
): Task<void> {
  if (flags.has('silent') || flags.has('s')) return;
  const path = `${folder}/package.json`;
  const { name, version } = texts(manifest);
  const title = before === undefined || name === undefined ? folder.replace(/^.*\//, '') : `${name}@${version ?? ''}`;
  const missing = `ENOENT: no such file or directory, open '${path}'`;
  const lines = [
    ...(before === undefined ? [`WARN saveError ${missing}`] : []),
    ...(isNewLock ? ['notice created a lockfile as package-lock.json. You should commit this file.'] : []),
    ...(before === undefined ? [`WARN enoent ${missing}`] : []),
    ...(texts(manifest)['description'] ? [] : [`WARN ${title} No description`]),
    ...(manifest['repository'] === undefined ? [`WARN ${title} No repository field.`] : []),
    ...(before === undefined ? [`WARN ${title} No README data`] : []),
    ...(manifest['license'] === undefined ? [`WARN ${title} No license field.`] : []),
  ];
  yield* say(sys, 2, lines.length === 0 ? '' : `${lines.map(line => `npm ${line}\n`).join('')}\n`);
}

/** What was done, as npm sums it up. */
export function* report(
  { sys, release, words, flags }: Session,
  packages: readonly Resolved[],
  added: number,
  removed: number,
  startedAt: number,
): Task<void> {
  if (flags.has('silent') || flags.has('s') || flags.has('loglevel=silent')) return;
  const ms = sys.clock.now() - startedAt;
  const plural = (count: number): string => `${String(count)} package${count === 1 ? '' : 's'}`;
  const changes = [...(added > 0 ? [`added ${plural(added)}`] : []), ...(removed > 0 ? [`removed ${plural(removed)}`] : [])];
  const audits = !flags.has('no-audit') && !flags.has('audit=false') && !flags.has('g') && !flags.has('global');
  const isSame = changes.length === 0;
  if (release.major < 7) {
    const wanted = words
      .map(word => packages.find(({ name }) => name === word.replace(/(.)@.*$/, '$1')))
      .flatMap(item => (item ? [`+ ${item.name}@${item.version}\n`] : []));
    const time = (ms / 1000).toFixed(3).replace(/0+$/, '').replace(/\.$/, '');
    const audited = audits ? ` and audited ${plural(packages.length)}` : '';
    const done = isSame ? `up to date${audits ? `,${audited.replace(' and', '')}` : ''}` : `${changes.join(' and ')}${audited}`;
    yield* say(sys, 1, `${wanted.join('')}${done} in ${time}s\n${audits ? 'found 0 vulnerabilities\n\n' : ''}`);
    return;
  }
  const time = ms < 1000 ? `${String(Math.max(1, Math.round(ms)))}ms` : `${String(Math.round(ms / 1000))}s`;
  const audited = audits ? `, ${isSame ? '' : 'and '}audited ${plural(packages.length + 1)}` : '';
  yield* say(
    sys,
    1,
    `\n${isSame ? 'up to date' : changes.join(', ')}${audited} in ${time}\n${audits ? '\nfound 0 vulnerabilities\n' : ''}`,
  );
}
