import { MakeError, Variables, type Place } from './variables.js';
import { stemOf, withStem } from './words.js';

export interface RecipeLine {
  readonly text: string;
  readonly place: Place;
}

export interface Recipe {
  readonly lines: readonly RecipeLine[];
  readonly place: Place;
}

/** What is known of one target. */
export interface Target {
  readonly name: string;
  readonly prerequisites: string[];
  readonly orderOnly: string[];
  recipe: Recipe | undefined;
  /** Of a static pattern rule. */
  stem: string | undefined;
  isDoubleColon: boolean;
  readonly variables: Variables;
}

export interface PatternRule {
  readonly targets: readonly string[];
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly recipe: Recipe | undefined;
}

const MAX_TARGETS = 100_000;

/** All rules that were read. */
export class Rules {
  readonly targets = new Map<string, Target>();
  patterns: PatternRule[] = [];
  readonly #variables: Variables;
  /** The first target that is no special one. */
  first: string | undefined;

  constructor(variables: Variables) {
    this.#variables = variables;
  }

  target(name: string): Target {
    const known = this.targets.get(name);
    if (known) return known;
    if (this.targets.size >= MAX_TARGETS) throw new MakeError('drydock: too many targets');
    const target: Target = {
      name,
      prerequisites: [],
      orderOnly: [],
      recipe: undefined,
      stem: undefined,
      isDoubleColon: false,
      variables: new Variables(this.#variables),
    };
    this.targets.set(name, target);
    return target;
  }

  isSpecial(special: string, name: string): boolean {
    const target = this.targets.get(special);
    return target !== undefined && target.prerequisites.includes(name);
  }

  has(special: string): boolean {
    return this.targets.has(special);
  }

  isPhony(name: string): boolean {
    return this.isSpecial('.PHONY', name);
  }
}

export interface Chosen {
  readonly recipe: Recipe;
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly stem: string;
}

/** How many pattern rules may follow each other. */
const MAX_CHAIN = 4;

/** The pattern rule that can make a target: all that it needs is there, or can be made. */
export function findImplicit(rules: Rules, name: string, exists: (path: string) => boolean, depth = 0): Chosen | undefined {
  if (depth > MAX_CHAIN) return undefined;
  const slash = name.lastIndexOf('/') + 1;
  const fitting = rules.patterns.flatMap(rule =>
    rule.targets.flatMap(pattern => {
      const inFolder = !pattern.includes('/') && slash > 0;
      const stem = stemOf(pattern, inFolder ? name.slice(slash) : name);
      if (stem === undefined || stem === '' || !rule.recipe) return [];
      const fill = (each: string): string => (inFolder && each.includes('%') ? name.slice(0, slash) : '') + withStem(each, stem);
      const chosen = {
        recipe: rule.recipe,
        prerequisites: rule.prerequisites.map(fill),
        orderOnly: rule.orderOnly.map(fill),
        stem: (inFolder ? name.slice(0, slash) : '') + stem,
      };
      return [{ chosen, length: stem.length }];
    }),
  );
  // The pattern that leaves the least open comes first.
  const sorted = fitting.toSorted((a, b) => a.length - b.length).map(({ chosen }) => chosen);
  const isKnown = (path: string): boolean => exists(path) || rules.targets.has(path);
  const direct = sorted.find(({ prerequisites }) => prerequisites.every(isKnown));
  if (direct) return direct;
  return sorted.find(({ prerequisites }) =>
    prerequisites.every(path => path !== name && (isKnown(path) || findImplicit(rules, path, exists, depth + 1) !== undefined)),
  );
}
