import type { Task } from '../../core/task.js';
import { findAssignment, type Assignment } from './assignment.js';
import { expand, type Context } from './expand.js';
import { MakeError } from './variables.js';
import { outside, stemOf, withStem, wordsOf } from './words.js';

/** A line of a rule: `targets: prerequisites | order-only ; recipe`. */
export interface ParsedRule {
  readonly targets: readonly string[];
  /** Of a static pattern rule. */
  readonly pattern: string | undefined;
  readonly prerequisites: readonly string[];
  readonly orderOnly: readonly string[];
  readonly isDoubleColon: boolean;
  readonly inlineRecipe: string | undefined;
  /** A variable of the targets instead of all that. */
  readonly assignment: Assignment | undefined;
  /** What one of the targets needs. */
  filled(target: string): {
    readonly prerequisites: readonly string[];
    readonly orderOnly: readonly string[];
    readonly stem: string | undefined;
  };
}

/** Undefined for a line without a colon. */
export function* ruleOf(context: Context, text: string): Task<ParsedRule | undefined> {
  const colon = outside(text, at => text[at] === ':');
  if (colon < 0) {
    const expanded = yield* expand(context, text);
    // A reference may stand for a whole rule.
    if (expanded.trim() === '') return emptyRule;
    return expanded === text || !expanded.includes(':') ? undefined : yield* ruleOf(context, expanded.replaceAll('$', '$$$$'));
  }
  const isDoubleColon = text[colon + 1] === ':';
  const targets = wordsOf(yield* expand(context, text.slice(0, colon)));
  const rest = text.slice(colon + (isDoubleColon ? 2 : 1));
  const assignment = findAssignment(rest.replace(/^\s*(?:export|override|private)\s+/, ''));
  const semicolon = outside(rest, at => rest[at] === ';');
  const needs = yield* expand(context, semicolon < 0 ? rest : rest.slice(0, semicolon));
  const inlineRecipe = semicolon < 0 ? undefined : rest.slice(semicolon + 1).trimStart();
  const second = assignment ? -1 : needs.indexOf(':');
  const pattern = second < 0 ? undefined : needs.slice(0, second).trim();
  if (pattern !== undefined && !pattern.includes('%')) throw new MakeError("target pattern contains no '%'", context.place);
  const [normal = '', after = ''] = (second < 0 ? needs : needs.slice(second + 1)).split('|');
  const [prerequisites, orderOnly] = [wordsOf(normal), wordsOf(after)];
  return {
    targets,
    pattern,
    prerequisites,
    orderOnly,
    isDoubleColon,
    inlineRecipe: assignment ? undefined : inlineRecipe,
    assignment,
    filled(target) {
      const stem = pattern === undefined ? undefined : stemOf(pattern, target);
      const fill = (word: string): string => (stem === undefined ? word : withStem(word, stem));
      return { prerequisites: prerequisites.map(fill), orderOnly: orderOnly.map(fill), stem };
    },
  };
}

const emptyRule: ParsedRule = {
  targets: [],
  pattern: undefined,
  prerequisites: [],
  orderOnly: [],
  isDoubleColon: false,
  inlineRecipe: undefined,
  assignment: undefined,
  filled: () => ({ prerequisites: [], orderOnly: [], stem: undefined }),
};
