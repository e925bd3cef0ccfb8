import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { concatBytes, splitLines } from '../../input.js';
import { formatStanza, parseStanzas, type Stanza } from '../control.js';

const STATUS = '/var/lib/dpkg/status';
export const INFO = '/var/lib/dpkg/info';
const CHUNK_BYTES = 65_536;
const MAX_TEXT_BYTES = 16 * 1024 * 1024;

/** What dpkg knows of a package that is or was here. */
export interface Installed {
  readonly name: string;
  readonly version: string;
  readonly architecture: string;
  readonly state: PackageState;
  /** What is wanted of it; `hold` keeps it as it is. */
  readonly want: PackageWant;
  readonly stanza: Stanza;
}

const states = ['not-installed', 'config-files', 'half-installed', 'unpacked', 'half-configured', 'installed'] as const;
export type PackageState = (typeof states)[number];

const wants = ['install', 'hold', 'deinstall', 'purge'] as const;
export type PackageWant = (typeof wants)[number];

/** Fields in the order in which dpkg writes them; those that it does not know come last. */
const fieldOrder =
  'Package Essential Protected Status Priority Section Installed-Size Origin Maintainer Bugs Architecture Multi-Arch Source Version Config-Version Replaces Provides Depends Pre-Depends Recommends Suggests Breaks Conflicts Enhances Conffiles Description'.split(
    ' ',
  );

/** dpkg's database: /var/lib/dpkg/status, and the lists of files in /var/lib/dpkg/info. */
export class PackageDatabase {
  readonly #sys: Sys;
  readonly #packages: Map<string, Installed>;

  private constructor(sys: Sys, packages: Map<string, Installed>) {
    this.#sys = sys;
    this.#packages = packages;
  }

  static *read(sys: Sys): Task<PackageDatabase> {
    const packages = new Map<string, Installed>();
    for (const stanza of parseStanzas(yield* readIfThere(sys, STATUS))) {
      const name = stanza.get('Package');
      if (name !== undefined) packages.set(name, installedOf(name, stanza));
    }
    return new PackageDatabase(sys, packages);
  }

  /** A package that is there, with its programs: what can satisfy others. */
  find(name: string): Installed | undefined {
    const found = this.#packages.get(name);
    return found && isPresent(found) ? found : undefined;
  }

  /** The same, also when only its configuration is left. */
  known(name: string): Installed | undefined {
    return this.#packages.get(name);
  }

  /** By name. */
  all(): readonly Installed[] {
    return [...this.#packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Records a package's new state, and what is wanted of it; `save` puts it on disk. */
  set(stanza: Stanza, state: PackageState, want?: PackageWant): void {
    const name = stanza.get('Package') ?? '';
    const before = this.#packages.get(name)?.want;
    const wanted = want ?? (state === 'config-files' ? 'deinstall' : before === 'hold' ? 'hold' : 'install');
    const full = new Map([...stanza, ['Status', `${wanted} ok ${state}`]]);
    const rank = (field: string): number => (fieldOrder.includes(field) ? fieldOrder.indexOf(field) : fieldOrder.length);
    this.#packages.set(name, installedOf(name, new Map([...full].sort(([a], [b]) => rank(a) - rank(b)))));
  }

  delete(name: string): void {
    this.#packages.delete(name);
  }

  /** Where the list of a package's files is: `libc6:amd64.list` for those that may be there for several architectures. */
  infoPath({ name, architecture, stanza }: Pick<Installed, 'name' | 'architecture' | 'stanza'>, suffix: string): string {
    return `${INFO}/${name}${stanza.get('Multi-Arch') === 'same' ? `:${architecture}` : ''}.${suffix}`;
  }

  /** The files that came with a package. */
  *filesOf(installed: Installed): Task<readonly string[]> {
    return splitLines(yield* readIfThere(this.#sys, this.infoPath(installed, 'list')));
  }

  /** How many files and directories all packages have together. */
  *countFiles(): Task<number> {
    const paths = new Set<string>();
    for (const installed of this.#packages.values()) for (const path of yield* this.filesOf(installed)) paths.add(path);
    return paths.size;
  }

  *save(): Task<void> {
    const text = this.all()
      .map(({ stanza }) => `${formatStanza(stanza)}\n`)
      .join('');
    yield* writeWhole(this.#sys, STATUS, text);
  }
}

/** Replaces a file in one step, as databases do: the new text comes in beside it and takes its name. */
export function* writeWhole(sys: Sys, path: string, text: string): Task<void> {
  const fd = sys.open(`${path}-new`, { write: true, create: true, truncate: true, mode: 0o644 });
  try {
    yield* sys.write(fd, encodeUtf8(text));
  } finally {
    sys.close(fd);
  }
  sys.rename(`${path}-new`, path);
}

/** A file's text, up to room that is only taken (zeros); empty when there is none. */
export function* readIfThere(sys: Sys, path: string): Task<string> {
  let fd: Fd;
  try {
    fd = sys.open(path, { read: true });
  } catch (error) {
    if (!isErrno(error, 'ENOENT', 'ENOTDIR')) throw error;
    return '';
  }
  const parts: Uint8Array[] = [];
  try {
    for (let length = 0; length < MAX_TEXT_BYTES; ) {
      const bytes = yield* sys.read(fd, CHUNK_BYTES);
      const end = bytes.indexOf(0);
      parts.push(end < 0 ? bytes : bytes.subarray(0, end));
      if (end >= 0 || bytes.length === 0) break;
      length += bytes.length;
    }
  } finally {
    sys.close(fd);
  }
  return decodeUtf8(concatBytes(parts));
}

function installedOf(name: string, stanza: Stanza): Installed {
  const [wanted, , current] = (stanza.get('Status') ?? '').split(' ');
  const state = states.find(each => each === current) ?? 'installed';
  const want = wants.find(each => each === wanted) ?? 'install';
  return { name, version: stanza.get('Version') ?? '', architecture: stanza.get('Architecture') ?? 'amd64', state, want, stanza };
}

/** Whether its programs are there. */
export function isPresent({ state }: Pick<Installed, 'state'>): boolean {
  return state !== 'config-files' && state !== 'not-installed';
}

/** `aa:all`: how the log, and dpkg where it must be clear, names a package. */
export function fullName({ name, architecture }: Pick<Installed, 'name' | 'architecture'>): string {
  return `${name}:${architecture}`;
}

/** `libc6:amd64`, but `curl`: how dpkg names a package. */
export function nameForDpkg({ name, architecture, stanza }: Pick<Installed, 'name' | 'architecture' | 'stanza'>): string {
  return stanza.get('Multi-Arch') === 'same' ? `${name}:${architecture}` : name;
}
