import type { Task } from '../../../core/task.js';
import { configureAll, pendingOrder } from '../dpkg/configure.js';
import { appendLog, logTime } from '../dpkg/log.js';
import { removeAll } from '../dpkg/remove.js';
import { DpkgSession } from '../dpkg/session.js';
import { unpack } from '../dpkg/unpack.js';
import { fetchFile } from '../fetch.js';
import { makeDirectories } from '../put-files.js';
import type { Change } from './carry-out.js';
import { postInvoke } from './configuration.js';
import { writeAutomatic } from './extended-states.js';
import type { Known } from './known.js';
import { isFlat, localPath, type Available } from './lists.js';
import { AptError, type Apt } from './session.js';
import { Acquire, reasonOf } from './acquire.js';
import { exists } from '../../files/presence.js';

export const ARCHIVES = '/var/cache/apt/archives';
/** From so many packages on dpkg gets a folder with all of them, numbered. */
const NUMBERED = 6;

/** `curl_7.35.0-1ubuntu2.20_amd64.deb`: an epoch's colon is written out. */
export function archiveName({ name, version, architecture }: Pick<Available, 'name' | 'version' | 'architecture'>): string {
  return `${name}_${version.replaceAll(':', '%3a')}_${architecture}.deb`;
}

/** Where a package comes from, and where it lies once it is here. */
export function archivePath(item: Available): { readonly uri: string; readonly path: string } {
  const { source, stanza, file } = item;
  if (file !== undefined) return { uri: `file:${file}`, path: file };
  const uri = `${source.uri}/${isFlat(source) ? source.suite.replace(/^\.?\//, '') : ''}${stanza.get('Filename') ?? ''}`;
  return { uri, path: localPath(uri) ?? `${ARCHIVES}/${archiveName(item)}` };
}

export function* download(apt: Apt, items: readonly Available[]): Task<boolean> {
  const { sys } = apt;
  makeDirectories(sys, `${ARCHIVES}/partial`);
  apt.requireLock(`${ARCHIVES}/lock`, `Unable to lock directory ${ARCHIVES}/`);
  const acquire = new Acquire(apt);
  for (const item of items) yield* downloadOne(apt, acquire, item, ARCHIVES);
  yield* acquire.summary();
  yield* apt.out.flush();
  if (!apt.options.downloadOnly && acquire.failures.length === 0 && !exists(sys, '/usr/bin/apt-extracttemplates'))
    yield* apt.complain('debconf: delaying package configuration, since apt-utils is not installed\n');
  if (acquire.failures.length === 0) return true;
  for (const failure of acquire.failures) yield* apt.say('E', failure);
  yield* apt.say('E', 'Unable to fetch some archives, maybe run apt-get update or try with --fix-missing?');
  return false;
}

/** Fetches one package into a folder, unless it is there. */
export function* downloadOne(apt: Apt, acquire: Acquire, item: Available, folder: string): Task<void> {
  const { sys } = apt;
  const { source, component, name, version, architecture, stanza } = item;
  const { uri, path } = archivePath(item);
  const modern = apt.style.isModern;
  const flat = isFlat(source) || item.file !== undefined;
  const place = flat ? source.suite : `${source.suite}/${component}${modern ? ` ${architecture}` : ''}`;
  const described = `${item.file === undefined ? source.uri : item.file.replace(/^/, '')}${modern ? '' : '/'}${place === '' ? '' : ` ${place}`} ${name} ${flat ? '' : `${architecture} `}${version}`;
  if (path !== `${ARCHIVES}/${archiveName(item)}`) {
    if (!exists(sys, path)) {
      acquire.failures.push(`Failed to fetch ${uri}  File not found - ${path} (2: No such file or directory)`);
      return;
    }
    return yield* acquire.found(
      item.file === undefined ? described : `${item.file} ${name} ${architecture} ${version}`,
      Number(stanza.get('Size') ?? 0),
    );
  }
  const target = `${folder}/${archiveName(item)}`;
  if (exists(sys, target)) return;
  const partial = folder === ARCHIVES ? `${folder}/partial/${archiveName(item)}` : target;
  const result = yield* fetchFile(sys, uri, partial, {
    userAgent: `Debian APT-HTTP/1.3 (${apt.style.number})`,
    onStart: size => acquire.get(described, size),
  });
  if (result.kind === 'ok') {
    if (partial !== target) sys.rename(partial, target);
    return;
  }
  const why = reasonOf(result);
  yield* acquire.note('Err', described, `\n  ${why}`);
  acquire.failures.push(`Failed to fetch ${uri}  ${why}`);
}

/** Lets dpkg do it: removals, then what comes in, then what is to be set up. */
export function* work(apt: Apt, known: Known, change: Change, unfinished: readonly string[]): Task<number> {
  const { database, automatic } = known;
  const { plan, removed, purge, named } = change;
  const startedAt = logTime(apt.sys, '  ');
  const history = historyOf(apt, known, change);
  const session = new DpkgSession(apt.sys, apt.out, database, dpkgOptions(apt));
  for (const { name } of removed) automatic.delete(name);
  yield* removeAll(
    session,
    removed.map(({ name }) => name),
    { purge: false },
  );
  if (purge) yield* purgeRest(session, removed);
  const comingIn = session.failed.length > 0 ? [] : plan.installs;
  const unpacking = removed.length > 0 ? session.as('--unpack') : session;
  const isNumbered = comingIn.length >= NUMBERED;
  const digits = String(comingIn.length - 1).length;
  for (const [index, item] of comingIn.entries()) {
    const { path } = archivePath(item);
    const inArchives = path.startsWith(`${ARCHIVES}/`);
    const baseName = path.slice(path.lastIndexOf('/') + 1);
    const shown = isNumbered ? `.../${String(index).padStart(digits, '0')}-${baseName}` : inArchives ? `.../${archiveName(item)}` : path;
    if ((yield* unpack(unpacking, path, shown)) === undefined) break;
    if (plan.automatic.has(item.name) && !named.has(item.name)) automatic.add(item.name);
    else automatic.delete(item.name);
  }
  yield* database.save();
  yield* writeAutomatic(apt.sys, automatic);
  const configuring = unpacking.as('--configure');
  if (unpacking.failed.length === 0) {
    const names = [...comingIn.map(({ name }) => name), ...unfinished.filter(name => database.find(name) !== undefined)];
    yield* configureAll(configuring, pendingOrder([...new Set(names)]));
  }
  yield* database.save();
  const failed = [session, unpacking, configuring].some(each => each.failed.length > 0);
  yield* configuring.finish();
  if (unpacking.failed.length > 0) yield* unpacking.tellFailures();
  if (session !== unpacking && session.failed.length > 0) yield* session.tellFailures();
  yield* apt.out.flush();
  yield* appendLog(apt.sys, '/var/log/apt/history.log', `\nStart-Date: ${startedAt}\n${history}End-Date: ${logTime(apt.sys, '  ')}\n`);
  yield* postInvoke(apt.sys, 'dpkg::post-invoke');
  if (failed) throw new AptError('Sub-process /usr/bin/dpkg returned an error code (1)');
  return 0;
}

function* purgeRest(session: DpkgSession, removed: Change['removed']): Task<void> {
  const left = removed.filter(({ name }) => session.database.known(name)?.state === 'config-files').map(({ name }) => name);
  const purging = session.as('--purge');
  if (left.length > 0) yield* removeAll(purging, left, { purge: true });
  session.failed.push(...purging.failed);
}

function dpkgOptions({ options, out }: Apt): DpkgSession['options'] {
  const has = (name: string): boolean => options.dpkgOptions.some(each => each === `--force-${name}`);
  return {
    action: '--configure',
    hasProgress: options.usePty || out.isTerminal,
    errorFd: 1,
    conffiles: has('confnew') ? 'new' : has('confold') ? 'old' : has('confdef') ? 'default' : 'ask',
    force: new Set(['remove-essential', ...(has('overwrite') ? ['overwrite'] : [])]),
  };
}

/** `Install: aa:amd64 (1.0), bb:amd64 (2.0, automatic)` */
function historyOf(apt: Apt, { database }: Known, { plan, removed, purge, named }: Change): string {
  const rows = (title: string, items: readonly string[]): string => (items.length === 0 ? '' : `${title}: ${items.join(', ')}\n`);
  const old = ({ name }: Available): string | undefined => database.find(name)?.version;
  const fresh = plan.installs.filter(item => old(item) === undefined);
  const changed = plan.installs.filter(item => old(item) !== undefined && old(item) !== item.version);
  const again = plan.installs.filter(item => old(item) === item.version);
  const isAutomatic = ({ name }: Available): boolean => plan.automatic.has(name) && !named.has(name);
  return [
    `Commandline: ${(apt.sys.processes().find(({ pid }) => pid === apt.sys.pid)?.argv ?? []).join(' ')}\n`,
    rows('Install', fresh.map(item => `${item.name}:amd64 (${item.version}${isAutomatic(item) ? ', automatic' : ''})`).toSorted()),
    rows(
      'Reinstall',
      again.map(item => `${item.name}:amd64 (${item.version})`),
    ),
    rows(
      'Upgrade',
      changed.map(item => `${item.name}:amd64 (${old(item) ?? ''}, ${item.version})`),
    ),
    rows(
      purge ? 'Purge' : 'Remove',
      removed.map(({ name, version }) => `${name}:amd64 (${version})`),
    ),
  ].join('');
}
