import type { Task } from '../../core/task.js';
import { shownPath } from './folders.js';
import { released, type IndexClient, type Offer } from './index-client.js';
import type { Installed } from './installed.js';
import { MAX_PACKAGES } from './limits.js';
import type { Metadata } from './metadata.js';
import { applies, canonicalName, formatRequirement, formatSpecifiers, type Requirement } from './requirement.js';
import { failure, PipError, say, type Session, warn } from './session.js';
import { isPrerelease, parseVersion, satisfiesAll, type Specifier } from './version.js';

/** A requirement and who has it: `-r requirements.txt (line 1)`, or `Jinja2>=3.1.2->flask`. */
export interface Wanted {
  readonly requirement: Requirement;
  readonly from: string | undefined;
  /** The package that depends on it; undefined for what the user asked for. */
  readonly parent: string | undefined;
}

/** What is to be there: a file of the index, or what is installed already. */
export interface Choice {
  readonly name: string;
  readonly offer: Offer | undefined;
  readonly version: string;
  readonly metadata: Metadata;
  /** The user asked for it himself. */
  readonly isRequested: boolean;
}

interface Rules {
  readonly constraints: readonly Requirement[];
  readonly installed: ReadonlyMap<string, Installed>;
}

/** Whether an option of install was given. */
const has = ({ options }: Session, name: string): boolean => options.has(name);

/** Finds a version of everything that is wanted and of what that depends on. */
export class Resolver {
  readonly #session: Session;
  readonly #index: IndexClient;
  readonly #rules: Rules;
  readonly #choices = new Map<string, Choice>();
  readonly #seen: Wanted[] = [];
  /** Told of already: looking again says nothing. */
  readonly #told = new Set<string>();

  constructor(session: Session, index: IndexClient, rules: Rules) {
    this.#session = session;
    this.#index = index;
    this.#rules = rules;
  }

  *resolve(roots: readonly Wanted[]): Task<readonly Choice[]> {
    const queue = roots.filter(({ requirement }) => applies(requirement, this.#facts([])));
    for (let next = queue.shift(); next; next = queue.shift()) {
      if (this.#choices.size > MAX_PACKAGES) throw failure('drydock: resolving more packages is not simulated');
      this.#seen.push(next);
      const choice = yield* this.#choose(next);
      if (choice) queue.push(...this.#dependencies(next, choice));
    }
    return [...this.#choices.values()];
  }

  #facts(extras: readonly string[]): Parameters<typeof applies>[1] {
    return { pythonVersion: this.#session.python.number, extras };
  }

  #dependencies(wanted: Wanted, { metadata }: Choice): readonly Wanted[] {
    if (has(this.#session, 'no-deps')) return [];
    const { requirement, from } = wanted;
    const path = `${formatRequirement(requirement)}${from === undefined ? '' : `->${from}`}`;
    const parent = `${metadata.name} ${metadata.version}`;
    return metadata.requires
      .filter(each => applies(each, this.#facts(requirement.extras)))
      .map(each => ({ requirement: each, from: path, parent }));
  }

  /** The choice where it is new, or another one than before. */
  *#choose(wanted: Wanted): Task<Choice | undefined> {
    const { requirement } = wanted;
    const key = canonicalName(requirement.name);
    const known = this.#choices.get(key);
    const specifiers = this.#specifiersOf(key);
    const version = known && parseVersion(known.version);
    if (known && version && satisfiesAll(version, specifiers)) return undefined;
    const choice = (yield* this.#installed(wanted, specifiers)) ?? (yield* this.#offered(wanted, specifiers));
    this.#choices.set(key, known ? { ...choice, isRequested: known.isRequested } : choice);
    return choice;
  }

  #specifiersOf(key: string): readonly Specifier[] {
    const all = [...this.#rules.constraints, ...this.#seen.map(each => each.requirement)];
    return all.filter(({ name }) => canonicalName(name) === key).flatMap(each => each.specifiers);
  }

  /** What is installed will do, unless newer ones are asked for. */
  *#installed(wanted: Wanted, specifiers: readonly Specifier[]): Task<Choice | undefined> {
    const { requirement, from, parent } = wanted;
    const found = this.#rules.installed.get(canonicalName(requirement.name));
    const version = found && parseVersion(found.version);
    if (!found || !version || !satisfiesAll(version, specifiers) || this.#replaces) return undefined;
    const place = shownPath(this.#session.sys, found.location);
    const why = from === undefined ? '' : ` (from ${from})`;
    yield* say(this.#session, `Requirement already satisfied: ${formatRequirement(requirement)} in ${place}${why} (${found.version})`);
    if (has(this.#session, 'upgrade') && parent === undefined) {
      const offers = yield* this.#index.offers(requirement.name);
      const best = released(offers, this.#allowsPreviews(specifiers)).find(offer => satisfiesAll(offer.version, specifiers));
      if (best && best.version.text !== found.version) return undefined;
    }
    return { name: requirement.name, offer: undefined, version: found.version, metadata: found, isRequested: parent === undefined };
  }

  /** Everything is fetched again, or goes into a folder of its own. */
  get #replaces(): boolean {
    return has(this.#session, 'force-reinstall') || has(this.#session, 'ignore-installed') || has(this.#session, 'target');
  }

  #allowsPreviews(specifiers: readonly Specifier[]): boolean {
    const named = specifiers.some(({ version }) => {
      const parsed = parseVersion(version);
      return parsed !== undefined && isPrerelease(parsed);
    });
    return named || has(this.#session, 'pre');
  }

  *#offered(wanted: Wanted, specifiers: readonly Specifier[]): Task<Choice> {
    const { requirement, from, parent } = wanted;
    const text = formatRequirement(requirement);
    const offers = has(this.#session, 'no-index') ? [] : yield* this.#index.offers(requirement.name);
    const fitting = released(offers, this.#allowsPreviews(specifiers)).find(offer => satisfiesAll(offer.version, specifiers));
    const line = `Collecting ${text}${from === undefined ? '' : ` (from ${from})`}`;
    if (!fitting) throw this.#cannot(wanted, offers);
    if (!this.#told.has(line)) yield* say(this.#session, line);
    this.#told.add(line);
    const metadata = yield* this.#index.metadata(fitting);
    const provided = (metadata.fields.get('Provides-Extra') ?? []).map(canonicalName);
    for (const extra of requirement.extras)
      if (!provided.includes(canonicalName(extra)))
        yield* warn(this.#session, `${requirement.name} ${metadata.version} does not provide the extra '${extra}'`);
    return { name: requirement.name, offer: fitting, version: metadata.version, metadata, isRequested: parent === undefined };
  }

  #cannot(wanted: Wanted, offers: readonly Offer[]): PipError {
    const { requirement, from } = wanted;
    const key = canonicalName(requirement.name);
    const own = offers.some(offer => satisfiesAll(offer.version, requirement.specifiers));
    const others = this.#seen.filter(each => canonicalName(each.requirement.name) === key && each.requirement.specifiers.length > 0);
    if (own && others.length > 1) return conflict(others);
    const versions = released(offers, false)
      .map(({ version }) => version.text)
      .reverse();
    const why = from === undefined ? '' : ` (from ${from})`;
    const shown = `${requirement.name}${formatSpecifiers(requirement.specifiers)}`;
    const what = versions.length === 0 ? `the package ${requirement.name} is` : `other versions of ${requirement.name} are`;
    return new PipError([
      `ERROR: Could not find a version that satisfies the requirement ${shown}${why} (from versions: ${versions.join(', ') || 'none'})`,
      `ERROR: No matching distribution found for ${shown}`,
      ...(has(this.#session, 'no-index') ? [] : [`drydock: ${what} not simulated (docs/fidelity.md lists what is)`]),
    ]);
  }
}

function conflict(wanted: readonly Wanted[]): PipError {
  const names = wanted.map(({ requirement, parent }) => parent?.replace(' ', '==') ?? formatRequirement(requirement));
  const told = wanted.map(({ requirement, parent }) => {
    const text = formatRequirement(requirement);
    return parent === undefined ? `    The user requested ${text}` : `    ${parent} depends on ${text}`;
  });
  return new PipError([
    `ERROR: Cannot install ${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''} because these package versions have conflicting dependencies.`,
    '',
    'The conflict is caused by:',
    ...told,
    '',
    'To fix this you could try to:',
    "1. loosen the range of package versions you've specified",
    '2. remove package versions to allow pip attempt to solve the dependency conflict',
    '',
    'ERROR: ResolutionImpossible: for help visit https://pip.pypa.io/en/latest/topics/dependency-resolution/#dealing-with-dependency-conflicts',
  ]);
}
