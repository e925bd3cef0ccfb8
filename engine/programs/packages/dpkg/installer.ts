import type { Task } from '../../../core/task.js';
import { isErrno } from '../../../core/errno.js';
import type { Sys } from '../../../process/sys.js';
import type { Output } from '../../output.js';
import { readArchive, type Member } from '../archive.js';
import { parseStanza } from '../control.js';
import { exists, putFiles, removeFiles } from '../put-files.js';
import { INFO, nameForDpkg, writeWhole, type Installed, type PackageDatabase } from './database.js';

/** Unpacks, sets up and removes packages, and says so as dpkg does. */
export class Installer {
  readonly #sys: Sys;
  readonly #out: Output;
  readonly #database: PackageDatabase;
  #haveReadDatabase = false;
  #haveNewLibraries = false;

  constructor(sys: Sys, out: Output, database: PackageDatabase) {
    this.#sys = sys;
    this.#out = out;
    this.#database = database;
  }

  /** Puts the files of an archive in place; `shownPath` is how the archive is called. The package's name, undefined for what is no package. */
  *unpack(archivePath: string, shownPath: string): Task<string | undefined> {
    const archive = yield* readArchive(this.#sys, archivePath, 'deb');
    if (!archive) return undefined;
    const stanza = parseStanza(archive.control);
    const [name, version] = [stanza.get('Package') ?? '', stanza.get('Version') ?? ''];
    const next = { name, architecture: stanza.get('Architecture') ?? 'amd64', stanza };
    const known = this.#database.known(name);
    if (!known) yield* this.#out.line(`Selecting previously unselected package ${nameForDpkg(next)}.`);
    yield* this.#readDatabase();
    yield* this.#out.line(`Preparing to unpack ${shownPath} ...`);
    const old = known && known.state !== 'config-files' ? ` over (${known.version})` : '';
    yield* this.#out.line(`Unpacking ${nameForDpkg(next)} (${version})${old} ...`);
    const before = known ? yield* this.#database.filesOf(known) : [];
    yield* putFiles(this.#sys, archive.members);
    const files = archive.members.map(({ path }) => path).filter(path => !path.startsWith(`${INFO}/`));
    removeFiles(
      this.#sys,
      before.filter(path => !files.includes(path)),
    );
    yield* writeWhole(this.#sys, this.#database.infoPath(next, 'list'), `${listedPaths(files).join('\n')}\n`);
    this.#database.set(stanza, 'unpacked');
    if (archive.members.some(isLibrary)) this.#haveNewLibraries = true;
    return name;
  }

  /** Runs the package's script and counts it as installed; false when the script failed. */
  *configure(name: string): Task<boolean> {
    const installed = this.#database.find(name);
    if (!installed || installed.state === 'installed') return true;
    yield* this.#out.line(`Setting up ${nameForDpkg(installed)} (${installed.version}) ...`);
    const script = this.#database.infoPath(installed, 'postinst');
    if (exists(this.#sys, script) && !(yield* this.#runScript(script, ['configure', '']))) {
      yield* this.#out.flush();
      return false;
    }
    this.#database.set(installed.stanza, 'installed');
    return true;
  }

  *remove(installed: Installed, { purge }: { readonly purge: boolean }): Task<void> {
    yield* this.#readDatabase();
    const files = yield* this.#database.filesOf(installed);
    const isConfiguration = (path: string): boolean => path.startsWith('/etc/') && !isDirectory(this.#sys, path);
    const configuration = files.filter(isConfiguration);
    if (installed.state !== 'config-files') {
      yield* this.#out.line(`Removing ${nameForDpkg(installed)} (${installed.version}) ...`);
      removeFiles(
        this.#sys,
        yield* this.#ownFiles(
          installed,
          files.filter(path => !isConfiguration(path)),
        ),
      );
      if (files.some(path => isLibraryPath(path))) this.#haveNewLibraries = true;
    }
    if (purge && configuration.length > 0) {
      yield* this.#out.line(`Purging configuration files for ${nameForDpkg(installed)} (${installed.version}) ...`);
      removeFiles(this.#sys, files);
    }
    if (purge || configuration.length === 0) {
      removeFiles(
        this.#sys,
        ['list', 'postinst', 'md5sums', 'conffiles'].map(suffix => this.#database.infoPath(installed, suffix)),
      );
      this.#database.delete(installed.name);
      return;
    }
    yield* writeWhole(this.#sys, this.#database.infoPath(installed, 'list'), `${configuration.join('\n')}\n`);
    this.#database.set(installed.stanza, 'config-files');
  }

  /** What happens at the end, once for all packages. */
  *processTriggers(): Task<void> {
    const libc = this.#database.find('libc-bin');
    if (this.#haveNewLibraries && libc) yield* this.#out.line(`Processing triggers for libc-bin (${libc.version}) ...`);
    yield* this.#out.flush();
  }

  *#readDatabase(): Task<void> {
    if (this.#haveReadDatabase) return;
    this.#haveReadDatabase = true;
    const count = yield* this.#database.countFiles();
    yield* this.#out.line(`(Reading database ... ${String(count)} files and directories currently installed.)`);
  }

  /** Without the directories that other packages have too. */
  *#ownFiles(installed: Installed, paths: readonly string[]): Task<readonly string[]> {
    const shared = new Set<string>();
    for (const other of this.#database.all())
      if (other.name !== installed.name) for (const path of yield* this.#database.filesOf(other)) shared.add(path);
    return paths.filter(path => !shared.has(path));
  }

  *#runScript(path: string, args: readonly string[]): Task<boolean> {
    yield* this.#out.flush();
    try {
      const pid = this.#sys.spawn({ path, argv: [path, ...args], env: this.#sys.env });
      for (;;) {
        const ended = yield* this.#sys.wait(pid);
        if (ended && ended !== 'interrupted') return ended.status.kind === 'exited' && ended.status.code === 0;
      }
    } catch (error) {
      if (!isErrno(error)) throw error;
      return false;
    }
  }
}

/** Files with the directories that lead to them, as dpkg lists them. */
function listedPaths(files: readonly string[]): readonly string[] {
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

function isLibraryPath(path: string): boolean {
  return /\/lib\/.*\.so(\.|$)/.test(path);
}

function isDirectory(sys: Sys, path: string): boolean {
  try {
    return sys.lstat(path).kind === 'directory';
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
