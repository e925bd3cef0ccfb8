import type { Task } from '../../../core/task.js';
import { readArchive, type Member, type PackageArchive } from '../archive.js';
import { parseStanza, type Stanza } from '../control.js';
import { isSatisfiedBy, parseDependencies } from '../dependency.js';
import { putFiles, removeFiles } from '../put-files.js';
import { compareVersions } from '../version.js';
import { conffilesOf, formatConffiles } from './conffiles.js';
import { INFO, isPresent, nameForDpkg, fullName, writeWhole, type Installed } from './database.js';
import { UnknownPacking } from './deb-file.js';
import { runInstalled, runNew, ScriptFailure } from './maintainer-scripts.js';
import type { DpkgSession } from './session.js';

/** A package on its way in. */
interface Incoming {
  readonly archive: PackageArchive;
  readonly stanza: Stanza;
  readonly name: string;
  readonly version: string;
  readonly next: Pick<Installed, 'name' | 'architecture' | 'stanza'>;
  /** The same package, when it is here already. */
  readonly known: Installed | undefined;
}

/** Puts the files of an archive in place; `shownPath` is how the archive is called. The package's name, undefined when it could not be done. */
export function* unpack(session: DpkgSession, archivePath: string, shownPath: string): Task<string | undefined> {
  const archive = yield* readDeb(session, archivePath);
  if (!archive) return undefined;
  const stanza = parseStanza(archive.control);
  const [name, version] = [stanza.get('Package') ?? '', stanza.get('Version') ?? ''];
  const next = { name, architecture: stanza.get('Architecture') ?? 'amd64', stanza };
  const incoming: Incoming = { archive, stanza, name, version, next, known: session.database.known(name) };
  const problem = findConflict(session, incoming);
  if (problem !== undefined) {
    if (!incoming.known) yield* session.out.line(`Selecting previously unselected package ${nameForDpkg(next)}.`);
    if (!incoming.known || !isPresent(incoming.known)) session.database.set(stanza, 'not-installed', 'install');
    yield* session.complain(`dpkg: regarding ${archivePath} containing ${name}:\n${problem}\n\n`);
    yield* session.fail('archive', archivePath, `conflicting packages - not installing ${name}`);
    return undefined;
  }
  try {
    yield* announce(session, incoming, shownPath);
    yield* putInPlace(session, incoming);
    return name;
  } catch (error) {
    if (!(error instanceof ScriptFailure)) throw error;
    yield* session.fail('archive', archivePath, error.message);
    return undefined;
  }
}

function* readDeb(session: DpkgSession, path: string): Task<PackageArchive | undefined> {
  try {
    const archive = yield* readArchive(session.sys, path, 'deb');
    if (archive) return archive;
    yield* session.complain(`dpkg-deb: error: '${path}' is not a Debian format archive\n`);
  } catch (error) {
    if (!(error instanceof UnknownPacking)) throw error;
    yield* session.complain(`${error.message}\n`);
  }
  yield* session.fail('archive', path, 'dpkg-deb --control subprocess returned error exit status 2');
  return undefined;
}

/** Why a package cannot be here beside others. */
function findConflict({ database, options }: DpkgSession, { stanza, name }: Incoming): string | undefined {
  if (options.force.has('conflicts')) return undefined;
  for (const other of database.all()) {
    if (other.name === name || !isPresent(other)) continue;
    const there = `  ${other.name} (version ${other.version}) is present and installed.`;
    if (clash(stanza, other.stanza, other)) return ` ${name} conflicts with ${other.name}\n${there}`;
    if (clash(other.stanza, stanza, { name, version: stanza.get('Version') ?? '' }))
      return ` ${other.name} conflicts with ${name}\n  ${name} (version ${stanza.get('Version') ?? ''}) is to be installed.`;
  }
  return undefined;
}

/** Whether the Conflicts of one package mean another. */
export function clash(stanza: Stanza, other: Stanza, { name, version }: { readonly name: string; readonly version: string }): boolean {
  const provided = parseDependencies(other.get('Provides') ?? '').flatMap(([first]) => (first ? [first.name] : []));
  return parseDependencies(stanza.get('Conflicts') ?? '').some(([first]) => {
    if (!first || stanza.get('Package') === name) return false;
    return (first.name === name && isSatisfiedBy(first, version)) || (first.relation === undefined && provided.includes(first.name));
  });
}

function* announce(session: DpkgSession, { next, version, known, name }: Incoming, shownPath: string): Task<void> {
  const { out } = session;
  if (known && isPresent(known) && compareVersions(version, known.version) < 0)
    yield* session.complain(`dpkg: warning: downgrading ${name} from ${known.version} to ${version}\n`);
  if (!known || known.state === 'config-files') yield* out.line(`Selecting previously unselected package ${nameForDpkg(next)}.`);
  yield* session.readDatabase();
  yield* out.line(`Preparing to unpack ${shownPath} ...`);
}

function* putInPlace(session: DpkgSession, incoming: Incoming): Task<void> {
  const { sys, database, out } = session;
  const { archive, stanza, name, version, next, known } = incoming;
  const isUpgrade = known !== undefined && isPresent(known);
  yield* session.log(`${isUpgrade ? 'upgrade' : 'install'} ${fullName(next)} ${known?.version ?? '<none>'} ${version}`);
  yield* beforeUnpacking(session, incoming);
  yield* out.line(`Unpacking ${nameForDpkg(next)} (${version})${isUpgrade ? ` over (${known.version})` : ''} ...`);
  const overwritten = yield* findOverwritten(session, incoming);
  if (overwritten !== undefined) throw new ScriptFailure(overwritten);
  const before = known ? yield* database.filesOf(known) : [];
  const conffiles = new Set(splitPaths(archive.info?.['conffiles']));
  yield* putFiles(sys, archive.members, conffiles);
  const files = archive.members.map(({ path }) => path).filter(path => !path.startsWith(`${INFO}/`));
  const oldConffiles = known ? conffilesOf(known.stanza) : new Map<string, string>();
  removeFiles(
    sys,
    before.filter(path => !files.includes(path) && !oldConffiles.has(path)),
  );
  if (isUpgrade) yield* runInstalled(session, session.infoBase(known), 'postrm', name, ['upgrade', version]);
  yield* writeInfo(session, incoming, files);
  if (archive.members.some(isLibrary)) session.haveNewLibraries = true;
  const configured = known && (known.state === 'unpacked' ? known.stanza.get('Config-Version') : known.version);
  const digests = new Map([...conffiles].map(path => [path, oldConffiles.get(path) ?? 'newconffile']));
  const fields = new Map(stanza);
  if (configured !== undefined) fields.set('Config-Version', configured);
  if (digests.size > 0) fields.set('Conffiles', formatConffiles(digests));
  yield* session.mark(fields, 'unpacked');
}

function* beforeUnpacking(session: DpkgSession, { archive, name, version, known }: Incoming): Task<void> {
  const isUpgrade = known !== undefined && isPresent(known);
  if (isUpgrade && known.state !== 'unpacked') yield* runInstalled(session, session.infoBase(known), 'prerm', name, ['upgrade', version]);
  const old = known && known.state !== 'not-installed' ? [known.version, version] : [];
  try {
    yield* runNew(session, archive.info?.['preinst'], 'preinst', name, [isUpgrade ? 'upgrade' : 'install', ...old]);
  } catch (error) {
    if (!(error instanceof ScriptFailure)) throw error;
    yield* session.out.flush();
    yield* runNew(session, archive.info?.['postrm'], 'postrm', name, [isUpgrade ? 'abort-upgrade' : 'abort-install', ...old]);
    if (!known) session.database.delete(name);
    throw error;
  }
}

/** A file that another package has put there. */
function* findOverwritten({ database, options }: DpkgSession, { archive, name, stanza }: Incoming): Task<string | undefined> {
  if (options.force.has('overwrite')) return undefined;
  const own = new Set(archive.members.flatMap(member => (member.kind === 'directory' || member.kind === 'symlink' ? [] : [member.path])));
  const replaced = parseDependencies(stanza.get('Replaces') ?? '');
  for (const other of database.all()) {
    if (other.name === name || !isPresent(other) || replaced.some(([first]) => first?.name === other.name)) continue;
    const taken = (yield* database.filesOf(other)).find(path => own.has(path));
    if (taken !== undefined) return `trying to overwrite '${taken}', which is also in package ${nameForDpkg(other)} ${other.version}`;
  }
  return undefined;
}

/** The scripts and lists of the new package in the place of the old one's. */
function* writeInfo(session: DpkgSession, { archive, next, known }: Incoming, files: readonly string[]): Task<void> {
  const { sys, database } = session;
  const info = { ...archive.info, list: `${listedPaths(files).join('\n')}\n`, md5sums: archive.info?.['md5sums'] ?? '' };
  if (known)
    removeFiles(
      sys,
      infoSuffixes.filter(suffix => !Object.hasOwn(info, suffix)).map(suffix => database.infoPath(known, suffix)),
    );
  for (const [suffix, text] of Object.entries(info)) {
    const path = database.infoPath(next, suffix);
    yield* writeWhole(sys, path, text);
    if (/^p(re|ost)(inst|rm)$|^config$/.test(suffix)) sys.chmod(path, 0o755);
  }
}

export const infoSuffixes: readonly string[] =
  'list md5sums conffiles preinst postinst prerm postrm config templates triggers shlibs symbols'.split(' ');

function splitPaths(text = ''): readonly string[] {
  return text.split('\n').filter(path => path.startsWith('/'));
}

/** Files with the directories that lead to them, as dpkg lists them. */
export function listedPaths(files: readonly string[]): readonly string[] {
  const all = new Set(['/.']);
  for (const path of files) {
    for (let slash = path.indexOf('/', 1); slash > 0; slash = path.indexOf('/', slash + 1)) all.add(path.slice(0, slash));
    all.add(path);
  }
  return [...all];
}

function isLibrary(member: Member): boolean {
  return isLibraryPath(member.path);
}

export function isLibraryPath(path: string): boolean {
  return /\/lib(\/x86_64-linux-gnu)?\/[^/]+\.so(\.|$)/.test(path);
}
