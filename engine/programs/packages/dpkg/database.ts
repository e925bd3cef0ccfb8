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
  readonly state: 'installed' | 'unpacked' | 'config-files';
  readonly stanza: Stanza;
}

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
    return found?.state === 'config-files' ? undefined : found;
  }

  /** The same, also when only its configuration is left. */
  known(name: string): Installed | undefined {
    return this.#packages.get(name);
  }

  /** By name. */
  all(): readonly Installed[] {
    return [...this.#packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** Records a package's new state; `save` puts it on disk. */
  set(stanza: Stanza, state: Installed['state']): void {
    const name = stanza.get('Package') ?? '';
    const status = state === 'config-files' ? 'deinstall ok config-files' : `install ok ${state}`;
    const { ...rest } = Object.fromEntries([...stanza].filter(([field]) => field !== 'Package' && field !== 'Status'));
    const full = new Map(Object.entries({ Package: name, Status: status, ...rest }));
    this.#packages.set(name, installedOf(name, full));
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
  const status = stanza.get('Status') ?? '';
  const state = status.endsWith('config-files') ? 'config-files' : status.endsWith('unpacked') ? 'unpacked' : 'installed';
  return { name, version: stanza.get('Version') ?? '', architecture: stanza.get('Architecture') ?? 'amd64', state, stanza };
}

/** `libc6:amd64`, but `curl`: how dpkg names a package. */
export function nameForDpkg({ name, architecture, stanza }: Pick<Installed, 'name' | 'architecture' | 'stanza'>): string {
  return stanza.get('Multi-Arch') === 'same' ? `${name}:${architecture}` : name;
}
