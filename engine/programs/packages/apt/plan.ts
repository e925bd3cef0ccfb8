import { isSatisfiedBy, parseDependencies, type Requirement } from '../dependency.js';
import type { Installed, PackageDatabase } from '../dpkg/database.js';
import { compareVersions } from '../version.js';
import type { Available } from './lists.js';

/** What is to be done, in the order in which it can be done. */
export interface Plan {
  /** Each after what it depends on. */
  readonly installs: readonly Available[];
  /** Of those, what nobody asked for by name. */
  readonly automatic: ReadonlySet<string>;
  /** Suggestions and recommendations that are not followed. */
  readonly suggested: readonly string[];
  readonly recommended: readonly string[];
  /** `foo : Depends: bar but it is not installable` */
  readonly broken: readonly string[];
}

/** Works out what installing some packages needs. */
export class Planner {
  readonly #available: ReadonlyMap<string, readonly Available[]>;
  readonly #database: PackageDatabase;
  readonly #recommends: boolean;
  readonly #chosen = new Map<string, Available>();
  readonly #order: Available[] = [];
  readonly #automatic = new Set<string>();
  readonly #broken: string[] = [];
  #providers: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(available: ReadonlyMap<string, readonly Available[]>, database: PackageDatabase, options: { readonly recommends: boolean }) {
    this.#available = available;
    this.#database = database;
    this.#recommends = options.recommends;
  }

  /** The newest version that a mirror offers. */
  candidate(name: string): Available | undefined {
    return this.#available.get(name)?.[0];
  }

  /** Takes a package into the plan, after what it needs. */
  add(wanted: Available, { automatic }: { readonly automatic: boolean }): void {
    if (this.#chosen.has(wanted.name)) return;
    this.#chosen.set(wanted.name, wanted);
    if (automatic) this.#automatic.add(wanted.name);
    for (const group of [...this.#groups(wanted, 'Pre-Depends'), ...this.#groups(wanted, 'Depends')]) {
      if (!this.#require(group)) this.#broken.push(describeBroken(wanted, group));
    }
    if (this.#recommends) for (const group of this.#groups(wanted, 'Recommends')) this.#require(group);
    this.#order.push(wanted);
  }

  finish(): Plan {
    const missing = (field: string): readonly string[] => [
      ...new Set(
        this.#order.flatMap(chosen =>
          this.#groups(chosen, field)
            .filter(group => !group.some(requirement => this.#isMet(requirement)))
            .map(group => group.map(({ name }) => name).join(' | ')),
        ),
      ),
    ];
    return {
      installs: this.#order,
      automatic: this.#automatic,
      suggested: missing('Suggests').toSorted(),
      recommended: this.#recommends ? [] : missing('Recommends').toSorted(),
      broken: this.#broken,
    };
  }

  #groups({ stanza }: Available, field: string): readonly (readonly Requirement[])[] {
    return parseDependencies(stanza.get(field) ?? '');
  }

  #require(group: readonly Requirement[]): boolean {
    if (group.some(requirement => this.#isMet(requirement))) return true;
    for (const requirement of group) {
      for (const name of [requirement.name, ...this.#providersOf(requirement.name)]) {
        const offered = this.#available.get(name)?.find(({ version }) => name !== requirement.name || isSatisfiedBy(requirement, version));
        if (!offered) continue;
        this.add(offered, { automatic: this.#database.find(name) === undefined });
        return true;
      }
    }
    return false;
  }

  #isMet(requirement: Requirement): boolean {
    const chosen = this.#chosen.get(requirement.name);
    if (chosen) return isSatisfiedBy(requirement, chosen.version);
    const installed = this.#database.find(requirement.name);
    if (installed) return isSatisfiedBy(requirement, installed.version);
    return this.#providersOf(requirement.name).some(name => this.#chosen.has(name)) || this.#isProvided(requirement.name);
  }

  #isProvided(name: string): boolean {
    return this.#database.all().some(({ state, stanza }) => state !== 'config-files' && provides(stanza.get('Provides'), name));
  }

  #providersOf(name: string): readonly string[] {
    this.#providers ??= collectProviders(this.#available);
    return this.#providers.get(name) ?? [];
  }
}

function collectProviders(available: ReadonlyMap<string, readonly Available[]>): ReadonlyMap<string, readonly string[]> {
  const providers = new Map<string, string[]>();
  for (const [name, [newest]] of available) {
    for (const [provided] of parseDependencies(newest?.stanza.get('Provides') ?? ''))
      if (provided) providers.set(provided.name, [...(providers.get(provided.name) ?? []), name]);
  }
  return providers;
}

function provides(field: string | undefined, name: string): boolean {
  return field !== undefined && parseDependencies(field).some(([provided]) => provided?.name === name);
}

function describeBroken({ name }: Available, group: readonly Requirement[]): string {
  const [first] = group;
  const version = first?.relation === undefined ? '' : ` (${first.relation} ${first.version})`;
  return ` ${name} : Depends: ${first?.name ?? ''}${version} but it is not installable`;
}

/** Packages that have a newer version on a mirror. */
export function upgradesFor(available: ReadonlyMap<string, readonly Available[]>, database: PackageDatabase): readonly Available[] {
  return database.all().flatMap(installed => {
    const newest = available.get(installed.name)?.[0];
    return newest && installed.state !== 'config-files' && compareVersions(newest.version, installed.version) > 0 ? [newest] : [];
  });
}

/** What goes when some packages go: also all that depend on them. */
export function removalsFor(names: readonly string[], database: PackageDatabase): readonly Installed[] {
  const gone = new Set(names);
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const installed of database.all())
      if (installed.state !== 'config-files' && needsAny(installed, gone, database)) gone.add(installed.name);
  }
  return database.all().filter(({ name }) => gone.has(name));
}

function needsAny({ stanza }: Installed, gone: ReadonlySet<string>, database: PackageDatabase): boolean {
  return parseDependencies([stanza.get('Depends'), stanza.get('Pre-Depends')].filter(Boolean).join(',')).some(
    group => group.some(({ name }) => gone.has(name)) && !group.some(({ name }) => !gone.has(name) && database.find(name) !== undefined),
  );
}

/** Packages that came for others and that nobody needs any more. */
export function orphans(
  database: PackageDatabase,
  automatic: ReadonlySet<string>,
  gone: ReadonlySet<string> = new Set(),
): readonly Installed[] {
  const needed = new Set<string>();
  const visit = (installed: Installed): void => {
    if (needed.has(installed.name)) return;
    needed.add(installed.name);
    for (const field of ['Pre-Depends', 'Depends', 'Recommends', 'Suggests']) {
      for (const group of parseDependencies(installed.stanza.get(field) ?? '')) {
        for (const { name } of group) {
          const other = gone.has(name) ? undefined : database.find(name);
          if (other) visit(other);
        }
      }
    }
  };
  const present = database.all().filter(({ state, name }) => state !== 'config-files' && !gone.has(name));
  for (const installed of present) if (!automatic.has(installed.name)) visit(installed);
  return present.filter(({ name }) => !needed.has(name));
}
