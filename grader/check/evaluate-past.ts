import { RE2JS } from 're2js';
import { meets } from './count.js';
import { containsWords, counts } from './evaluate-history.js';
import { closestOf, evaluateObjects, subjectsOf, type Subject } from './evaluate-objects.js';
import type { Look, Printed } from './evidence.js';
import { imageNames } from './fields.js';
import { matches, type Matcher } from './matcher.js';
import type { Reason } from './outcome.js';
import type { Expectation, ObjectAssertion, PrintedAssertion, RanAssertion, Selector } from './requirement.js';
import type { CommandRecord, HostState } from './state.js';

/** What checks ask about containers that may be gone by now: what ran in them, and what they printed. */
interface PastContainer extends Subject {
  readonly id: string;
}

/** Matches of one pattern that are looked at. */
const mostMatches = 10_000;

/** The learner ran a program inside of a container that the selector chooses. */
export function evaluateRanInside(assertion: RanAssertion, inside: Selector, look: Look): readonly Reason[] {
  const { argv, times, after } = assertion;
  const { chosen, others, reasons } = choose(inside, look);
  const runs = chosen.map(({ id }) => runsIn(look.executionsIn(id), assertion));
  const good = runs.reduce((sum, { good: inOrder }) => sum + inOrder, 0);
  if (meets(good, times)) return [];
  if (chosen.length === 0) return reasons;
  const reason = { kind: 'ran-inside', argv, where: expectationsOf(inside), after, expected: times, actual: good } as const;
  const early = chosen.filter((_, index) => runs[index]?.tooEarly);
  if (early.length > 0) {
    const isPrepared = ({ id }: PastContainer): boolean => after.some(before => hasRun(look.executionsIn(id), before));
    return [{ ...reason, why: !early.some(isPrepared) && [...chosen, ...others].some(isPrepared) ? 'apart' : 'too-early' }];
  }
  if (runs.some(({ failed }) => failed)) return [{ ...reason, why: 'failed' }];
  const elsewhere = others.find(({ id }) => look.executionsIn(id).some(({ argv: actual }) => containsWords(actual, argv)));
  return [{ ...reason, why: elsewhere ? 'elsewhere' : 'never', elsewhere: elsewhere && String(imageOf(elsewhere)) }];
}

/** How often the program ran as it should, and what was wrong with the other times. */
function runsIn(
  executions: readonly CommandRecord[],
  { argv, ok, after }: RanAssertion,
): { readonly good: number; readonly tooEarly: boolean; readonly failed: boolean } {
  const same = executions.filter(({ argv: actual }) => containsWords(actual, argv));
  const done = same.filter(command => counts(command, { ok }));
  const inOrder = done.filter(({ index }) => after.length === 0 || after.some(before => hasRun(executions, before, index)));
  return { good: inOrder.length, tooEarly: done.length > inOrder.length, failed: same.length > done.length };
}

function hasRun(executions: readonly CommandRecord[], argv: readonly string[], before = Infinity): boolean {
  return executions.some(({ argv: actual, exitCode, index }) => exitCode === 0 && index < before && containsWords(actual, argv));
}

/** Containers that the selector chooses printed it, or so many different things. */
export function evaluatePrinted({ expected, inside, different }: PrintedAssertion, look: Look): readonly Reason[] {
  const { chosen, reasons } = choose(inside, look);
  const texts = chosen.map(({ id }) => look.printedBy(id));
  const found = different ? [...new Set(texts.flatMap(text => foundIn(text, expected)))] : [];
  if (different ? meets(found.length, different) : texts.some(text => foundIn(text, expected).length > 0)) return [];
  return chosen.length === 0 ? reasons : [{ kind: 'printed', expected, where: expectationsOf(inside), different, found }];
}

/** What was found in a text by the conditions that were looked for: the same ones are asked again and again. */
const looked = new WeakMap<Printed, Map<Matcher, readonly string[]>>();

/** The different places of a text that meet a condition; empty when none does. */
function foundIn(printed: Printed, expected: Matcher): readonly string[] {
  let known = looked.get(printed);
  if (!known) looked.set(printed, (known = new Map<Matcher, readonly string[]>()));
  let found = known.get(expected);
  if (!found) known.set(expected, (found = search(printed.text, expected)));
  return found;
}

/** The texts that a pattern's first group (without one, the whole pattern) matches, each once; for other conditions, the whole text. */
function search(text: string, expected: Matcher): readonly string[] {
  if (expected.kind !== 'matches') return matches(expected, text) ? [text] : [];
  const matcher = RE2JS.compile(expected.pattern).matcher(text);
  const found = new Set<string>();
  for (let count = 0; count < mostMatches && matcher.find(); count++) found.add(matcher.group(matcher.groupCount() > 0 ? 1 : 0) ?? '');
  return [...found];
}

/** As `evaluateObjects`, with the containers that are gone by now. */
export function evaluateObjectsEver(assertion: ObjectAssertion, look: Look): readonly Reason[] {
  const state = withAllContainers(look);
  const reasons = evaluateObjects(assertion, state);
  const isMissing = reasons.some(({ kind }) => kind === 'missing');
  return isMissing ? [neverWas([...expectationsOf(assertion.selector), ...assertion.expected], subjectsOf('container', state))] : reasons;
}

/** All containers that there ever were, those that are meant apart from the others; when there is none, why. */
function choose(
  selector: Selector,
  look: Look,
): { readonly chosen: readonly PastContainer[]; readonly others: readonly PastContainer[]; readonly reasons: readonly Reason[] } {
  const all = subjectsEver(look);
  const wanted = expectationsOf(selector);
  const chosen: PastContainer[] = [];
  const others: PastContainer[] = [];
  for (const candidate of all) {
    const isMeant = wanted.every(({ field, key, matcher }) => matches(matcher, candidate.read(field, key)));
    (isMeant ? chosen : others).push(candidate);
  }
  return { chosen, others, reasons: chosen.length > 0 ? [] : [neverWas(wanted, all)] };
}

const subjectsOfLook = new WeakMap<Look, readonly PastContainer[]>();

/** Made once for all the assertions of a look. */
function subjectsEver(look: Look): readonly PastContainer[] {
  const known = subjectsOfLook.get(look);
  if (known) return known;
  const { containersEver } = look;
  const subjects = subjectsOf('container', withAllContainers(look));
  const all = subjects.map((subject, index) => ({ ...subject, id: containersEver[index]?.id ?? '' }));
  subjectsOfLook.set(look, all);
  return all;
}

function withAllContainers({ state, containersEver }: Look): HostState {
  const { images, networks, volumes } = state;
  return { images, networks, volumes, containers: containersEver };
}

/** There was no such container; what comes closest is told with what is wrong about it. */
function neverWas(wanted: readonly Expectation[], all: readonly Subject[]): Reason {
  const similar = all.filter(candidate => wanted.some(expectation => isClose(expectation, candidate)));
  return { kind: 'never-was', having: wanted, closest: similar.length > 0 ? closestOf('container', similar, wanted) : [] };
}

/** It meets the condition, or its image is another version of the one that is asked for. */
function isClose({ field, key, matcher }: Expectation, candidate: Subject): boolean {
  const actual = candidate.read(field, key);
  if (matches(matcher, actual)) return matcher.kind !== 'equals' || typeof matcher.value !== 'boolean';
  if (field !== 'image' || matcher.kind !== 'equals') return false;
  const repository = repositoryOf(String(matcher.value));
  return Array.isArray(actual) && actual.some((name: string) => repositoryOf(name) === repository);
}

function repositoryOf(image: string): string {
  return (imageNames(image)[0] ?? image).replace(/:[^:/]*$/, '');
}

function imageOf(subject: Subject): unknown {
  const names = subject.read('image', undefined);
  return Array.isArray(names) ? names[0] : names;
}

function expectationsOf(selector: Selector): readonly Expectation[] {
  return [...selector].map(([field, matcher]) => ({ field, key: undefined, matcher }));
}
