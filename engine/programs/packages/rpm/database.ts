import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { formatStanza, parseStanzas, type Stanza } from '../control.js';
import { readIfThere, writeWhole } from '../dpkg/database.js';
import { compareVersions } from '../version.js';

const FILE = '/var/lib/rpm/Packages';

/** A package of Red Hat's kind: installed, or offered by a repository. */
export interface RpmPackage {
  readonly name: string;
  readonly epoch: string;
  readonly version: string;
  readonly release: string;
  readonly arch: string;
  readonly stanza: Stanza;
}

export function packageOf(stanza: Stanza): RpmPackage {
  const field = (name: string, fallback = ''): string => stanza.get(name) ?? fallback;
  return {
    name: field('Name'),
    epoch: field('Epoch', '0'),
    version: field('Version'),
    release: field('Release'),
    arch: field('Arch', 'x86_64'),
    stanza,
  };
}

/** `curl-7.29.0-59.el7.x86_64`: name, version, release and architecture. */
export function nevra({ name, version, release, arch }: RpmPackage): string {
  return `${name}-${version}-${release}.${arch}`;
}

/** `7.29.0-59.el7`, with an epoch before it that is not 0. */
export function evr({ epoch, version, release }: RpmPackage): string {
  return `${epoch === '0' ? '' : `${epoch}:`}${version}-${release}`;
}

export function compareRpm(a: RpmPackage, b: RpmPackage): number {
  return compareVersions(fullVersion(a), fullVersion(b));
}

/** With the epoch, for comparing. */
export function fullVersion({ epoch, version, release }: RpmPackage): string {
  return `${epoch}:${version}-${release}`;
}

/** The files that a package has, installed. */
export function filesOf({ stanza }: RpmPackage): readonly string[] {
  return (stanza.get('Files') ?? '')
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '');
}

/** rpm's database: /var/lib/rpm/Packages. */
export class RpmDatabase {
  readonly #sys: Sys;
  readonly #packages: Map<string, RpmPackage>;

  private constructor(sys: Sys, packages: Map<string, RpmPackage>) {
    this.#sys = sys;
    this.#packages = packages;
  }

  static *read(sys: Sys): Task<RpmDatabase> {
    const packages = new Map<string, RpmPackage>();
    for (const stanza of parseStanzas(yield* readIfThere(sys, FILE))) {
      const found = packageOf(stanza);
      packages.set(found.name, found);
    }
    return new RpmDatabase(sys, packages);
  }

  find(name: string): RpmPackage | undefined {
    return this.#packages.get(name);
  }

  /** By name. */
  all(): readonly RpmPackage[] {
    return [...this.#packages.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** The package that a file belongs to. */
  ownerOf(path: string): RpmPackage | undefined {
    return this.all().find(found => filesOf(found).includes(path));
  }

  set(stanza: Stanza): void {
    const found = packageOf(stanza);
    this.#packages.set(found.name, found);
  }

  delete(name: string): void {
    this.#packages.delete(name);
  }

  *save(): Task<void> {
    yield* writeWhole(
      this.#sys,
      FILE,
      this.all()
        .map(({ stanza }) => `${formatStanza(stanza)}\n`)
        .join(''),
    );
  }
}
