import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { formatAmount, formatSeconds } from '../amounts.js';
import { fetchFile, type Fetched } from '../fetch.js';
import { exists, makeDirectories } from '../put-files.js';
import { readIfThere } from '../dpkg/database.js';
import { parseStanzas } from '../control.js';
import { takeFlat } from './flat.js';
import { indexUri, isFlat, listFile, LISTS, localPath, suiteUri } from './lists.js';
import type { Apt } from './session.js';
import { readSources, type Source } from './sources.js';

/** Counts what is fetched and says it, line by line. */
export class Acquire {
  readonly #apt: Apt;
  readonly #startedAt: number;
  #number = 0;
  bytes = 0;
  readonly failures: string[] = [];
  /** Sources that cannot be used at all. */
  readonly errors: string[] = [];
  /** Whether a failure is more than a mirror that does not answer. */
  isFatal = false;
  /** Suites that are not as they were. */
  readonly changed = new Set<string>();

  constructor(apt: Apt) {
    this.#apt = apt;
    this.#startedAt = apt.sys.clock.now();
  }

  *get(description: string, sizeBytes: number): Task<void> {
    this.#number++;
    this.bytes += sizeBytes;
    yield* this.#apt.line(`Get:${String(this.#number)} ${description} [${formatAmount(sizeBytes)}B]`);
    yield* this.#apt.out.flush();
  }

  /** The same for what is on this machine and need not be fetched. */
  *found(description: string, sizeBytes: number): Task<void> {
    this.#number++;
    yield* this.#apt.line(`Get:${String(this.#number)} ${description} [${formatAmount(sizeBytes)}B]`);
    yield* this.#apt.out.flush();
  }

  /** Hit, Ign and Err are counted since apt 1.1. */
  *note(kind: 'Hit' | 'Ign' | 'Err', description: string, more = ''): Task<void> {
    const number = this.#apt.style.isModern ? `:${String(++this.#number)}` : '';
    yield* this.#apt.line(`${kind}${number} ${description}${more}`);
    yield* this.#apt.out.flush();
  }

  /** Something is looked for on this machine. */
  *look(description: string): Task<void> {
    this.#number++;
    yield* this.#apt.line(`Get:${String(this.#number)} ${description}`);
  }

  /** The same thing once more, under its number. */
  *again(kind: 'Get', description: string, more = ''): Task<void> {
    yield* this.#apt.line(`${kind}:${String(this.#number)} ${description}${more}`);
  }

  /** How that went. */
  *repeat(kind: 'Ign' | 'Err', description: string, more = ''): Task<void> {
    yield* this.#apt.line(`${kind}:${String(this.#number)} ${description}${more}`);
  }

  *summary(): Task<void> {
    if (this.bytes === 0) return;
    const ms = this.#apt.sys.clock.now() - this.#startedAt;
    const rate = this.bytes / Math.max(ms / 1000, 0.001);
    yield* this.#apt.line(`Fetched ${formatAmount(this.bytes)}B in ${formatSeconds(ms)} (${formatAmount(rate)}B/s)`);
  }
}

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

/** Why a fetch failed, in apt's words. */
export function reasonOf(result: Fetched): string {
  switch (result.kind) {
    case 'resolve':
      return result.temporary ? `Temporary failure resolving '${result.host}'` : `Could not resolve '${result.host}'`;
    case 'connect':
      return result.timedOut
        ? `Could not connect to ${result.host}:${String(result.port)} (${result.ip}), connection timed out`
        : `Could not connect to ${result.host}:${String(result.port)} (${result.ip}). - connect (111: ${result.reason})`;
    case 'status':
      return `${String(result.status)}  ${result.reason} [IP: ${result.ip} 80]`;
    case 'broken':
      return 'Connection failed';
    default:
      return '';
  }
}
