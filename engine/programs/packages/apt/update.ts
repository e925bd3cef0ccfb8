import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { fetchFile, type Fetched } from '../fetch.js';
import { makeDirectories } from '../put-files.js';
import { readIfThere } from '../dpkg/database.js';
import { parseStanzas } from '../control.js';
import { Acquire, reasonOf } from './acquire.js';
import { takeFlat } from './flat.js';
import { indexUri, isFlat, listFile, LISTS, localPath, suiteUri } from './lists.js';
import type { Apt } from './session.js';
import { readSources, type Source } from './sources.js';
import { exists } from '../../files/presence.js';

/** `apt-get update`: fetches what the sources offer into /var/lib/apt/lists. */
export function* update(apt: Apt): Task<number> {
  const { sys } = apt;
  const sources = yield* readSources(sys);
  if (!mayWriteLists(apt)) yield* apt.step('Reading package lists');
  makeFolder(apt);
  apt.requireLock(`${LISTS}/lock`, `Unable to lock directory ${LISTS}/`);
  const acquire = new Acquire(apt);
  const wanted: (readonly [Source, string])[] = [];
  for (const source of sources) {
    if (localPath(source.uri) !== undefined || isFlat(source)) yield* takeFlat(apt, acquire, source);
    else if (yield* fetchRelease(apt, acquire, source)) for (const component of source.components) wanted.push([source, component]);
  }
  for (const [source, component] of wanted) yield* fetchIndex(apt, acquire, source, component);
  yield* acquire.summary();
  yield* apt.step('Reading package lists');
  yield* apt.out.flush();
  for (const error of acquire.errors) yield* apt.say('E', error);
  const kind = acquire.errors.length > 0 || acquire.isFatal ? 'E' : 'W';
  for (const failure of acquire.failures) yield* apt.say(kind, failure);
  if (acquire.failures.length > 0)
    yield* apt.say(kind, 'Some index files failed to download. They have been ignored, or old ones used instead.');
  return acquire.errors.length > 0 || acquire.isFatal ? 100 : 0;
}

function mayWriteLists({ sys }: Apt): boolean {
  try {
    return sys.access(LISTS, { write: true });
  } catch (error) {
    if (isErrno(error)) return true;
    throw error;
  }
}

/** `rm -rf /var/lib/apt/lists` is mended by the next update. */
function makeFolder({ sys }: Apt): void {
  try {
    makeDirectories(sys, `${LISTS}/partial`);
  } catch (error) {
    if (!isErrno(error, 'EACCES', 'EROFS')) throw error;
  }
}

/** Fetches what a suite says of itself; false when it cannot be had. */
function* fetchRelease(apt: Apt, acquire: Acquire, source: Source): Task<boolean> {
  const uri = `${suiteUri(source)}/InRelease`;
  const described = describe(apt, source, `${source.suite} InRelease`);
  const result = yield* fetchList(apt, uri, size => acquire.get(described, size));
  switch (result.kind) {
    case 'ok':
      acquire.changed.add(suiteUri(source));
      return true;
    case 'not-modified':
      yield* acquire.note('Hit', described);
      return true;
    case 'status': {
      yield* acquire.note('Ign', described, apt.style.isModern ? `\n  ${reasonOf(result)}` : '');
      return yield* fetchDetached(apt, acquire, source);
    }
    default: {
      const why = reasonOf(result);
      if (apt.style.isModern) yield* acquire.note('Err', described, `\n  ${why}`);
      else yield* acquire.note('Err', described, '\n  ');
      acquire.failures.push(`Failed to fetch ${uri}  ${why}\n`.trimEnd());
      return false;
    }
  }
}

/** Old suites are signed beside: Release.gpg, then Release. */
function* fetchDetached(apt: Apt, acquire: Acquire, source: Source): Task<boolean> {
  for (const name of apt.style.isModern ? ['Release'] : ['Release.gpg', 'Release']) {
    const described = describe(apt, source, `${source.suite} ${name}`);
    const uri = `${suiteUri(source)}/${name}`;
    const result = yield* fetchList(apt, uri, size => acquire.get(described, size));
    if (result.kind === 'ok') acquire.changed.add(suiteUri(source));
    else if (result.kind === 'not-modified') yield* acquire.note('Hit', described);
    else {
      const why = reasonOf(result);
      yield* acquire.note('Err', described, `\n  ${why}`);
      if (apt.style.isModern) acquire.errors.push(`The repository '${source.uri} ${source.suite} Release' does not have a Release file.`);
      else acquire.failures.push(`Failed to fetch ${uri}  ${why}`);
      return false;
    }
  }
  return true;
}

/** Fetches a list of packages, unless it is there and its suite is as it was. */
function* fetchIndex(apt: Apt, acquire: Acquire, source: Source, component: string): Task<void> {
  const { sys } = apt;
  const uri = indexUri(source, component);
  const target = listFile(uri);
  const described = describe(apt, source, `${source.suite}/${component} amd64 Packages`);
  const published = yield* publishedIndex(apt, source, component);
  if (!published) {
    acquire.failures.push(`Failed to fetch ${uri}  Unable to find expected entry '${component}/binary-amd64/Packages' in Release file`);
    return;
  }
  if (!acquire.changed.has(suiteUri(source)) && exists(sys, target)) {
    if (!apt.style.isModern) yield* acquire.note('Hit', described);
    return;
  }
  const partial = `${LISTS}/partial/${target.slice(LISTS.length + 1)}${published.suffix}`;
  const result = yield* fetchFile(sys, `${uri}${published.suffix}`, partial, {
    userAgent: agentOf(apt),
    onStart: size => acquire.get(described, size),
  });
  if (result.kind !== 'ok') {
    const why = reasonOf(result);
    yield* acquire.note('Err', described, `\n  ${why}`);
    acquire.failures.push(`Failed to fetch ${uri}${published.suffix}  ${why}`);
    return;
  }
  sys.rename(partial, target);
  yield* resize(sys, target, published.listBytes);
}

/** How a list is packed and how long it is then, as the suite's Release says. */
function* publishedIndex({ sys }: Apt, source: Source, component: string): Task<{ suffix: string; listBytes: number } | undefined> {
  for (const name of ['InRelease', 'Release']) {
    const [release] = parseStanzas(yield* readIfThere(sys, listFile(`${suiteUri(source)}/${name}`)));
    const sums = release?.get('SHA256') ?? '';
    const rows = sums.split('\n').map(row => row.trim().split(/\s+/));
    const sizeOf = (path: string): number | undefined => {
      const row = rows.find(([, , listed]) => listed === path);
      return row && Number(row[1]);
    };
    const path = `${component}/binary-amd64/Packages`;
    const suffix = ['.xz', '.bz2', '.gz'].find(packing => sizeOf(path + packing) !== undefined);
    const listBytes = sizeOf(path);
    if (suffix !== undefined && listBytes !== undefined) return { suffix, listBytes };
  }
  return undefined;
}

/** Unpacked, the list takes more room than on its way. */
function* resize(sys: Sys, path: string, sizeBytes: number): Task<void> {
  yield* sys.tick();
  const fd = sys.open(path, { write: true });
  sys.truncate(fd, sizeBytes);
  sys.close(fd);
}

function agentOf({ style }: Apt): string {
  return `Debian APT-HTTP/1.3 (${style.number})`;
}

function* fetchList(apt: Apt, uri: string, onStart: (size: number) => Task<void>): Task<Fetched> {
  const { sys } = apt;
  const target = listFile(uri);
  const partial = `${LISTS}/partial/${target.slice(LISTS.length + 1)}`;
  const result = yield* fetchFile(sys, uri, partial, { userAgent: agentOf(apt), onStart, ...(yield* markOf(apt, target)) });
  if (result.kind === 'ok') sys.rename(partial, target);
  return result;
}

/** The mark of a file that is there: mirrors here take its size for that. */
function* markOf({ sys }: Apt, path: string): Task<{ readonly etag?: string }> {
  yield* sys.tick();
  return exists(sys, path) ? { etag: `"${sys.stat(path).sizeBytes.toString(16)}"` } : {};
}

function describe({ style }: Apt, { uri }: Source, what: string): string {
  // Older releases name the machine only.
  return `${style.isModern ? uri : (/^[a-z]+:\/\/[^/]+/.exec(uri)?.[0] ?? uri)} ${what}`;
}
