import { matches, type Matcher } from './matcher.js';
import type { Nearest } from './outcome.js';
import type { ObjectAssertion } from './requirement.js';
import type { Subject } from './evaluate-objects.js';

/** What exists instead of the thing that is missing: a name that differs in little, else one that does the same work. */
export function findNearest(assertion: ObjectAssertion, all: readonly Subject[]): Nearest | undefined {
  const wanted = plainText(assertion.selector.get('name'));
  const similar = wanted === undefined ? undefined : all.find(({ name }) => isSimilar(name, wanted));
  if (similar) return { kind: 'similar-name', name: similar.name };
  return standIn(assertion, all, 'ports', 'port') ?? standIn(assertion, all, 'image', 'image');
}

function standIn(assertion: ObjectAssertion, all: readonly Subject[], field: string, because: 'image' | 'port'): Nearest | undefined {
  const expectation = assertion.expected.find(expected => expected.field === field);
  const other = expectation && all.find(candidate => matches(expectation.matcher, candidate.read(field, expectation.key)));
  return other && { kind: 'stand-in', name: other.name, because };
}

function plainText(matcher: Matcher | undefined): string | undefined {
  return matcher?.kind === 'equals' ? String(matcher.value) : undefined;
}

/** The key that was probably meant. */
export function similarKey(wanted: string, keys: readonly string[]): string | undefined {
  const distances = keys.map(key => ({ key, distance: editDistance(key.toLowerCase(), wanted.toLowerCase()) }));
  const [best] = distances.sort((a, b) => a.distance - b.distance);
  return best && best.distance <= Math.max(2, Math.floor(wanted.length / 4)) ? best.key : undefined;
}

/** One is a part of the other, or at most two letters differ. */
function isSimilar(a: string, b: string): boolean {
  const left = a.toLowerCase();
  const right = b.toLowerCase();
  if (left.includes(right) || right.includes(left)) return true;
  return editDistance(left, right) <= Math.min(2, Math.floor(right.length / 2));
}

/** Levenshtein distance; names are at most a few dozen characters long. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, letter] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 0; j < b.length; j++) {
      const change = (row[j] ?? 0) + (b[j] === letter ? 0 : 1);
      next.push(Math.min(change, (row[j + 1] ?? 0) + 1, (next[j] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
