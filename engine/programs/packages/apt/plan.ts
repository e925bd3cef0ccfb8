import { isSatisfiedBy, parseDependencies, type Requirement } from '../dependency.js';
import { describe, provides } from '../dpkg/configure.js';
import { isPresent, type Installed, type PackageDatabase } from '../dpkg/database.js';
import { clash } from '../dpkg/unpack.js';
import { compareVersions } from '../version.js';
import type { Available } from './lists.js';

/** What is to be done, in the order in which it can be done. */
export interface Plan {
  /** Each after what it depends on. */
  readonly installs: readonly Available[];
  /** Of those, what nobody asked for by name. */
  readonly automatic: ReadonlySet<string>;
  /** What has to go for it. */
  readonly removals: ReadonlySet<string>;
  /** Suggestions and recommendations that are not followed. */
  readonly suggested: readonly string[];
  readonly recommended: readonly string[];
  /** Requirements that cannot be met, by package. */
  readonly broken: ReadonlyMap<string, readonly string[]>;
}

interface PlannerOptions {
  readonly recommends: boolean;
  readonly without?: ReadonlySet<string>;
}

/** Works out what installing some packages needs. */
export class Planner {
  readonly #available: ReadonlyMap<string, readonly Available[]>;
  readonly #database: PackageDatabase;
  readonly #options: PlannerOptions;
  readonly #chosen = new Map<string, Available>();
  readonly #removals = new Set<string>();
  readonly #automatic = new Set<string>();
  readonly #broken = new Map<string, string[]>();
  /** Recommended by what was just taken in: they come after it. */
  #wished: (readonly Requirement[])[] = [];
  readonly #order: Available[] = [];
  readonly #visiting = new Set<string>();
  readonly #asked = new Set<string>();
  #depth = 0;
  #providers: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(available: ReadonlyMap<string, readonly Available[]>, database: PackageDatabase, options: PlannerOptions) {
    this.#available = available;
    this.#database = database;
    this.#options = options;
  }

  /** Takes packages that were asked for into the plan, each after what it needs. */
  addAll(wanted: readonly Available[]): void {
    for (const each of wanted) {
      this.#chosen.set(each.name, each);
      this.#asked.add(each.name);
    }
    for (const each of wanted) this.#take(each);
  }

  /** Takes what a package that is here lacks into the plan; false when it cannot be had. */
  mend({ stanza }: Installed): boolean {
    return ['Pre-Depends', 'Depends'].every(field =>
      parseDependencies(stanza.get(field) ?? '').every(group => this.#require(group) === 'met'),
    );
  }

  finish(): Plan {
    const missing = (field: string): readonly string[] => [
      ...new Set(
        this.#order
          .filter(({ name, version }) => this.#database.find(name)?.version !== version)
          .flatMap(chosen =>
            groupsOf(chosen, field)
              .filter(group => !group.some(requirement => this.#isMet(requirement)))
              .map(group => group.map(({ name }) => name).join(' | ')),
          ),
      ),
    ];
    return {
      installs: this.#order,
      automatic: this.#automatic,
      removals: this.#removals,
      suggested: missing('Suggests').toSorted(),
      recommended: this.#options.recommends ? [] : missing('Recommends').toSorted(),
      broken: this.#broken,
    };
  }

  #take(wanted: Available): void {
    if (this.#order.includes(wanted) || this.#visiting.has(wanted.name)) return;
    this.#visiting.add(wanted.name);
    this.#depth++;
    this.#makeRoom(wanted);
    for (const field of ['Pre-Depends', 'Depends']) {
      for (const group of groupsOf(wanted, field)) {
        const problem = this.#require(group);
        if (problem !== 'met') this.#break(wanted.name, `${field === 'Depends' ? field : 'PreDepends'}: ${problem}`);
      }
    }
    if (this.#options.recommends) this.#wished.push(...groupsOf(wanted, 'Recommends'));
    this.#order.push(wanted);
    this.#visiting.delete(wanted.name);
    this.#depth--;
    if (this.#depth > 0) return;
    const wishes = this.#wished.splice(0);
    for (const group of wishes) this.#wish(group);
  }

  /** A recommendation is followed where that breaks nothing. */
  #wish(group: readonly Requirement[]): void {
    const before = { broken: new Map(this.#broken), order: this.#order.length, removals: new Set(this.#removals) };
    this.#require(group);
    if (this.#broken.size === before.broken.size && this.#removals.size === before.removals.size) return;
    for (const name of this.#broken.keys()) if (!before.broken.has(name)) this.#broken.delete(name);
    for (const name of this.#removals) if (!before.removals.has(name)) this.#removals.delete(name);
    for (const { name } of this.#order.splice(before.order)) this.#chosen.delete(name);
  }

  #break(name: string, why: string): void {
    this.#broken.set(name, [...(this.#broken.get(name) ?? []), why]);
  }

  /** What cannot be here beside a package goes, with all that needs it. */
  #makeRoom(wanted: Available): void {
    for (const installed of this.#database.all()) {
      if (!isPresent(installed) || installed.name === wanted.name || this.#chosen.has(installed.name)) continue;
      if (clash(wanted.stanza, installed.stanza, installed) || clash(installed.stanza, wanted.stanza, wanted))
        for (const { name } of removalsFor([installed.name], this.#database)) this.#removals.add(name);
    }
  }

  /** 'met', or why a group of alternatives cannot be had. */
  #require(group: readonly Requirement[]): string {
    if (group.some(requirement => this.#isMet(requirement))) return 'met';
    for (const requirement of group) {
      for (const name of [requirement.name, ...this.#providersOf(requirement.name)]) {
        const offered = this.#available.get(name)?.find(({ version }) => name !== requirement.name || isSatisfiedBy(requirement, version));
        if (!offered || this.#options.without?.has(name) || (this.#chosen.has(name) && this.#chosen.get(name) !== offered)) continue;
        const brokenBefore = new Set(this.#broken.keys());
        this.#chosen.set(name, offered);
        this.#take(offered);
        const failed = [...this.#broken.keys()].filter(each => !brokenBefore.has(each));
        if (failed.length === 0) {
          if (this.#database.find(name) === undefined) this.#automatic.add(name);
          return 'met';
        }
        for (const each of failed) if (!this.#asked.has(each)) this.#broken.delete(each);
        if (this.#asked.has(name)) continue;
        this.#chosen.delete(name);
        this.#order.splice(this.#order.indexOf(offered), 1);
      }
    }
    return this.#describeMissing(group);
  }

  #describeMissing(group: readonly Requirement[]): string {
    const [first] = group;
    if (!first) return '';
    const chosen = this.#chosen.get(first.name);
    const offered = this.#available.get(first.name)?.[0];
    const why = chosen
      ? `but ${chosen.version} is to be installed`
      : offered && !isSatisfiedBy(first, offered.version)
        ? `but ${this.#database.find(first.name) ? `${this.#database.find(first.name)?.version ?? ''} is to be installed` : `${offered.version} is to be installed`}`
        : offered || this.#database.find(first.name)
          ? 'but it is not going to be installed'
          : 'but it is not installable';
    return `${describe(first)} ${why}`;
  }

  #isMet(requirement: Requirement): boolean {
    const chosen = this.#chosen.get(requirement.name);
    if (chosen) {
      // What was asked for later is needed here already.
      if (this.#depth > 0) this.#take(chosen);
      return isSatisfiedBy(requirement, chosen.version);
    }
    const installed = this.#database.find(requirement.name);
    if (installed && !this.#isLeaving(installed.name) && isSatisfiedBy(requirement, installed.version)) return true;
    return (
      [...this.#chosen.values()].some(each => provides(each, requirement)) ||
      this.#database.all().some(each => isPresent(each) && !this.#isLeaving(each.name) && provides(each, requirement))
    );
  }

  #isLeaving(name: string): boolean {
    return this.#removals.has(name) || this.#options.without?.has(name) === true;
  }

  #providersOf(name: string): readonly string[] {
    this.#providers ??= collectProviders(this.#available);
    return this.#providers.get(name) ?? [];
  }
}

function groupsOf({ stanza }: Available, field: string): readonly (readonly Requirement[])[] {
  return parseDependencies(stanza.get(field) ?? '');
}

function collectProviders(available: ReadonlyMap<string, readonly Available[]>): ReadonlyMap<string, readonly string[]> {
  const providers = new Map<string, string[]>();
  for (const [name, [newest]] of [...available].sort(([a], [b]) => (a < b ? -1 : 1))) {
    for (const [provided] of parseDependencies(newest?.stanza.get('Provides') ?? ''))
      if (provided) providers.set(provided.name, [...(providers.get(provided.name) ?? []), name]);
  }
  return providers;
}

/** Requirements of what is here that nothing here meets, by package. */
export function unmetOf(
  database: PackageDatabase,
  available: ReadonlyMap<string, readonly Available[]>,
): ReadonlyMap<string, readonly string[]> {
  const present = database.all().filter(isPresent);
  const byName = new Map(present.map(each => [each.name, each]));
  const providing = present.filter(({ stanza }) => stanza.has('Provides'));
  const isMet = (requirement: Requirement): boolean => {
    const found = byName.get(requirement.name);
    return (found !== undefined && isSatisfiedBy(requirement, found.version)) || providing.some(each => provides(each, requirement));
  };
  const broken = new Map<string, readonly string[]>();
  for (const { name, stanza } of present) {
    const lacks = (field: string, shown: string): readonly string[] =>
      parseDependencies(stanza.get(field) ?? '')
        .filter(group => !group.some(isMet))
        .flatMap(([first]) =>
          first
            ? [`${shown}: ${describe(first)} but it is ${available.has(first.name) ? 'not going to be installed' : 'not installable'}`]
            : [],
        );
    const lines = [...lacks('Pre-Depends', 'PreDepends'), ...lacks('Depends', 'Depends')];
    if (lines.length > 0) broken.set(name, [...lines, ...lacks('Recommends', 'Recommends')]);
  }
  return broken;
}

/** Packages that have a newer version on a mirror. */
export function upgradesFor(available: ReadonlyMap<string, readonly Available[]>, database: PackageDatabase): readonly Available[] {
  return database.all().flatMap(installed => {
    const newest = available.get(installed.name)?.[0];
    return newest && isPresent(installed) && compareVersions(newest.version, installed.version) > 0 ? [newest] : [];
  });
}

/** What goes when some packages go: also all that depend on them. */
export function removalsFor(names: readonly string[], database: PackageDatabase): readonly Installed[] {
  const gone = new Set(names);
  for (let before = -1; before !== gone.size; ) {
    before = gone.size;
    for (const installed of database.all()) if (isPresent(installed) && needsAny(installed, gone, database)) gone.add(installed.name);
  }
  return database.all().filter(({ name }) => gone.has(name));
}

function needsAny({ stanza }: Installed, gone: ReadonlySet<string>, database: PackageDatabase): boolean {
  const isLeft = ({ name }: Requirement): boolean =>
    (!gone.has(name) && database.find(name) !== undefined) ||
    database.all().some(each => isPresent(each) && !gone.has(each.name) && provides(each, { name, relation: undefined, version: '' }));
  const isGoing = ({ name }: Requirement): boolean =>
    gone.has(name) || database.all().some(each => gone.has(each.name) && provides(each, { name, relation: undefined, version: '' }));
  return parseDependencies([stanza.get('Depends'), stanza.get('Pre-Depends')].filter(Boolean).join(',')).some(
    group => group.some(isGoing) && !group.some(isLeft),
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
  const present = database.all().filter(each => isPresent(each) && !gone.has(each.name));
  for (const installed of present) if (!automatic.has(installed.name)) visit(installed);
  return present.filter(({ name }) => !needed.has(name));
}
