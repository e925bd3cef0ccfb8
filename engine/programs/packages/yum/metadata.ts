import type { Task } from '../../../core/task.js';
import { parseStanzas } from '../control.js';
import { readIfThere } from '../dpkg/database.js';
import { fetchFile, type Fetched } from '../fetch.js';
import { makeDirectories } from '../put-files.js';
import { compareRpm, packageOf, type RpmPackage } from '../rpm/database.js';
import { yumSize } from './columns.js';
import { readRepositories, readVariables, type Repository, type Variables } from './repositories.js';
import { YumError, type Yum } from './session.js';
import { exists } from '../../files/presence.js';

/** A package that a repository offers. */
export interface Offer extends RpmPackage {
  readonly repository: string;
}

/** What the repositories offer, by name, newest first, and where to fetch it. */
export interface Metadata {
  readonly byName: ReadonlyMap<string, readonly Offer[]>;
  readonly repositories: readonly Repository[];
  readonly baseOf: (repository: string) => string;
  readonly variables: Variables;
}

export const AGENT = 'urlgrabber/3.10 yum/3.4.3';

export function cacheOf({ basearch, releasever }: Variables, repository: string): string {
  return `/var/cache/yum/${basearch}/${releasever}/${repository}`;
}

/** Reads what the repositories offer, fetching it where the cache has nothing. */
export function* readMetadata(yum: Yum): Task<Metadata> {
  const { sys } = yum;
  const variables = yield* readVariables(sys);
  const repositories = (yield* readRepositories(sys, variables)).filter(repository => isWanted(yum, repository));
  if (repositories.length === 0) throw new YumError('There are no enabled repos.\n Run "yum repolist all" to see the repos you have.');
  const bases = new Map<string, string>();
  const isFresh = repositories.some(({ id }) => !exists(sys, `${cacheOf(variables, id)}/gen/primary_db.sqlite`));
  if (isFresh) yield* yum.line('Determining fastest mirrors');
  else yield* yum.line('Loading mirror speeds from cached hostfile');
  for (const repository of repositories) bases.set(repository.id, yield* findBase(yum, repository, variables));
  for (const { id } of repositories.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
    yield* yum.line(` * ${id}: ${/^https?:\/\/([^/]+)/.exec(bases.get(id) ?? '')?.[1] ?? ''}`);
  if (isFresh) for (const { id } of repositories) yield* fetchPrimary(yum, id, bases.get(id) ?? '', variables);
  const byName = new Map<string, Offer[]>();
  for (const { id } of repositories) {
    for (const stanza of parseStanzas(yield* readIfThere(sys, `${cacheOf(variables, id)}/gen/primary_db.sqlite`))) {
      const offer = { ...packageOf(stanza), repository: id };
      byName.set(
        offer.name,
        [...(byName.get(offer.name) ?? []), offer].sort((a, b) => compareRpm(b, a)),
      );
    }
  }
  return { byName, repositories, baseOf: id => bases.get(id) ?? '', variables };
}

function isWanted({ options }: Yum, { id, enabled }: Repository): boolean {
  const matches = (patterns: readonly string[]): boolean => patterns.some(pattern => pattern === id || pattern === '*');
  if (matches(options.enabled)) return true;
  return enabled && !matches(options.disabled);
}

/** The address of a repository: its own, or the first of its list of mirrors. */
function* findBase(yum: Yum, repository: Repository, variables: Variables): Task<string> {
  if (repository.baseurl !== undefined) return repository.baseurl.replace(/\/$/, '');
  const { mirrorlist = '', id } = repository;
  const folder = cacheOf(variables, id);
  const file = `${folder}/mirrorlist.txt`;
  makeDirectories(yum.sys, `${folder}/gen`);
  makeDirectories(yum.sys, `${folder}/packages`);
  if (!exists(yum.sys, file)) {
    const result = yield* fetchFile(yum.sys, mirrorlist, file, { userAgent: AGENT });
    if (result.kind !== 'ok') {
      yield* yum.complain(`Could not retrieve mirrorlist ${mirrorlist} error was\n${reasonOf(result, mirrorlist)}\n`);
      throw new YumError(`Cannot find a valid baseurl for repo: ${id}/${variables.releasever}/${variables.basearch}`);
    }
  }
  const [first] = (yield* readIfThere(yum.sys, file)).split('\n');
  if (first === undefined || !first.startsWith('http'))
    throw new YumError(`Cannot find a valid baseurl for repo: ${id}/${variables.releasever}/${variables.basearch}`);
  return first.replace(/\/$/, '');
}

/** Why a fetch failed, in the words of yum's downloader. */
export function reasonOf(result: Fetched, url: string): string {
  switch (result.kind) {
    case 'resolve':
      return `14: curl#6 - "Could not resolve host: ${result.host}; Unknown error"`;
    case 'connect':
      return `14: curl#7 - "Failed connect to ${result.host}:${String(result.port)}; ${result.reason}"`;
    case 'status':
      return `14: HTTP Error ${String(result.status)} - ${result.reason}`;
    default:
      return `14: curl#56 - "Recv failure: ${url}"`;
  }
}

function* fetchPrimary(yum: Yum, id: string, base: string, variables: Variables): Task<void> {
  const folder = cacheOf(variables, id);
  makeDirectories(yum.sys, `${folder}/gen`);
  yield* fetchPart(yum, id, `${base}/repodata/repomd.xml`, `${folder}/repomd.xml`);
  const text = yield* readIfThere(yum.sys, `${folder}/repomd.xml`);
  const path = /<data type="primary_db">[^]*?<location href="([^"]+)"/.exec(text)?.[1];
  if (path === undefined) throw new YumError(`Error: requested datatype primary not available`);
  yield* fetchPart(
    yum,
    `${id}/${variables.releasever}/${variables.basearch}/primary_db`,
    `${base}/${path}`,
    `${folder}/gen/primary_db.sqlite`,
  );
}

/** Terminals see a line for each file that comes. */
function* fetchPart(yum: Yum, label: string, url: string, target: string): Task<void> {
  const result = yield* fetchFile(yum.sys, url, target, { userAgent: AGENT });
  if (result.kind !== 'ok') throw new YumError(`failure: ${url}\n${reasonOf(result, url)}`);
  if (yum.out.isTerminal) yield* yum.line(progressLine(label, result.sizeBytes, yum.width));
}

/** `base                                                     | 3.6 kB  00:00:00     ` */
export function progressLine(label: string, sizeBytes: number, width: number): string {
  const size = yumSize(sizeBytes);
  return `${label.padEnd(width - 23)}| ${`${size}B`.padStart(6)}  00:00:00     `;
}
