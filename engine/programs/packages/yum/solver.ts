import { isSatisfiedBy, parseDependencies, type Requirement } from '../dependency.js';
import { fullVersion, type RpmDatabase, type RpmPackage } from '../rpm/database.js';
import type { Metadata, Offer } from './metadata.js';

/** One change of a transaction. */
export type Step =
  | { readonly kind: 'install'; readonly offer: Offer; readonly forDependency: boolean }
  | { readonly kind: 'update'; readonly offer: Offer; readonly old: RpmPackage; readonly forDependency: boolean }
  | { readonly kind: 'erase'; readonly old: RpmPackage; readonly forDependency: boolean };

/** Works out a transaction, telling what it does on the way as yum does. */
export class Solver {
  readonly #metadata: Metadata;
  readonly #database: RpmDatabase;
  readonly #steps = new Map<string, Step>();
  readonly lines: string[] = [];
  readonly problems: string[] = [];

  constructor(metadata: Metadata, database: RpmDatabase) {
    this.#metadata = metadata;
    this.#database = database;
  }

  /** Takes in some packages that were asked for, then all that they need, round by round. */
  bringIn(offers: readonly Offer[]): void {
    this.lines.push('Resolving Dependencies');
    let round: readonly Offer[] = offers;
    for (const offer of round) this.#take(offer, false);
    while (round.length > 0) {
      this.lines.push('--> Running transaction check');
      for (const offer of round) this.#describe(offer);
      round = round.flatMap(offer => this.#needsOf(offer));
    }
    this.lines.push('--> Finished Dependency Resolution', '');
  }

  /** The same for removing: what depends on the packages goes too. */
  erase(packages: readonly RpmPackage[]): void {
    this.lines.push('Resolving Dependencies');
    let round = packages;
    for (const old of round) this.#steps.set(old.name, { kind: 'erase', old, forDependency: false });
    while (round.length > 0) {
      this.lines.push('--> Running transaction check');
      for (const old of round) this.lines.push(`---> Package ${old.name}.${old.arch} ${fullVersion(old)} will be erased`);
      round = round.flatMap(old => this.#dependentsOf(old));
    }
    this.lines.push('--> Finished Dependency Resolution', '');
  }

  /** Each after what it needs. */
  steps(): readonly Step[] {
    const ordered: Step[] = [];
    const seen = new Set<string>();
    const visit = (step: Step): void => {
      const { name, stanza } = step.kind === 'erase' ? step.old : step.offer;
      if (seen.has(name)) return;
      seen.add(name);
      for (const [requirement] of parseDependencies(stanza.get('Requires') ?? '')) {
        const needed = requirement && this.#steps.get(requirement.name);
        if (needed) visit(needed);
      }
      ordered.push(step);
    };
    for (const step of this.#steps.values()) visit(step);
    return ordered[0]?.kind === 'erase' ? ordered.toReversed() : ordered;
  }

  #take(offer: Offer, forDependency: boolean): void {
    const old = this.#database.find(offer.name);
    this.#steps.set(offer.name, old ? { kind: 'update', offer, old, forDependency } : { kind: 'install', offer, forDependency });
  }

  #describe(offer: Offer): void {
    const old = this.#database.find(offer.name);
    const line = (what: RpmPackage, will: string): string => `---> Package ${what.name}.${what.arch} ${fullVersion(what)} will be ${will}`;
    if (old) this.lines.push(line(old, 'updated'), line(offer, 'an update'));
    else this.lines.push(line(offer, 'installed'));
  }

  /** What has to come in for a package and is not there. */
  #needsOf(offer: Offer): readonly Offer[] {
    const found: Offer[] = [];
    for (const [requirement] of parseDependencies(offer.stanza.get('Requires') ?? '')) {
      if (!requirement || this.#isMet(requirement)) continue;
      const shown = `${requirement.name}${requirement.relation === undefined ? '' : ` ${requirement.relation} ${requirement.version}`}`;
      this.lines.push(`--> Processing Dependency: ${shown} for package: ${offer.name}-${offer.version}-${offer.release}.${offer.arch}`);
      const offered = this.#metadata.byName.get(requirement.name)?.find(candidate => meets(requirement, candidate));
      if (!offered) {
        this.problems.push(
          `Error: Package: ${offer.name}-${offer.version}-${offer.release}.${offer.arch} (${offer.repository})\n           Requires: ${shown}`,
        );
        continue;
      }
      this.#take(offered, true);
      found.push(offered);
    }
    return found;
  }

  #isMet(requirement: Requirement): boolean {
    const step = this.#steps.get(requirement.name);
    if (step && step.kind !== 'erase') return meets(requirement, step.offer);
    const installed = this.#database.find(requirement.name);
    return installed !== undefined && meets(requirement, installed);
  }

  #dependentsOf(gone: RpmPackage): readonly RpmPackage[] {
    const dependents = this.#database
      .all()
      .filter(
        ({ name, stanza }) =>
          !this.#steps.has(name) && parseDependencies(stanza.get('Requires') ?? '').some(([first]) => first?.name === gone.name),
      );
    for (const old of dependents) {
      this.lines.push(`--> Processing Dependency: ${gone.name} for package: ${old.name}-${old.version}-${old.release}.${old.arch}`);
      this.#steps.set(old.name, { kind: 'erase', old, forDependency: true });
    }
    return dependents;
  }
}

/** A requirement without a release is content with any release. */
function meets(requirement: Requirement, { epoch, version, release }: RpmPackage): boolean {
  const asks = (text: string): boolean => requirement.version.includes(text);
  return isSatisfiedBy(requirement, `${asks(':') ? `${epoch}:` : ''}${version}${asks('-') ? `-${release}` : ''}`);
}
