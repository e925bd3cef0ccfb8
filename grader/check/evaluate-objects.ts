import { meets } from './count.js';
import { containerFields, imageFields, networkFields, volumeFields, type Field } from './fields.js';
import { matches, type Matcher, type Value } from './matcher.js';
import { findNearest } from './nearest.js';
import type { Reason } from './outcome.js';
import type { Assertion, Expectation, Noun, ObjectAssertion } from './requirement.js';
import type { HostState } from './state.js';

/** One thing of any kind, with its properties behind one door. */
export interface Subject {
  readonly name: string;
  readonly status: string | undefined;
  readonly read: (field: string, key: string | undefined) => Value;
}

/** All things of a kind. */
export function subjectsOf(noun: Noun, state: HostState): readonly Subject[] {
  switch (noun) {
    case 'container':
      return state.containers.map(container => subject(container.name, container.status, container, containerFields, state));
    case 'image':
      return state.images.map(image => subject(image.tags[0] ?? image.id, undefined, image, imageFields, state));
    case 'network':
      return state.networks.map(network => subject(network.name, undefined, network, networkFields, state));
    case 'volume':
      return state.volumes.map(volume => subject(volume.name, undefined, volume, volumeFields, state));
  }
}

function subject<T>(name: string, status: string | undefined, thing: T, fields: Readonly<Record<string, Field<T>>>, state: HostState): Subject {
  const read = (field: string, key: string | undefined): Value => {
    const entry = fields[field];
    if (!entry) return undefined;
    return entry.keyed ? entry.read(thing, key ?? '', state) : entry.read(thing, state);
  };
  return { name, status, read };
}

/** The selected things must exist in the asked number, and each must have the expected properties. */
export function evaluateObjects(assertion: ObjectAssertion, state: HostState): readonly Reason[] {
  const { noun, selector, count, expected } = assertion;
  const all = subjectsOf(noun, state);
  const selected = all.filter(candidate => [...selector].every(([field, matcher]) => matches(matcher, candidate.read(field, undefined))));
  if (count.number === 0 && count.relation !== 'at least') return selected.length > 0 ? [surplus(noun, selected)] : [];
  if (selected.length === 0 && count.number > 0) {
    return [{ kind: 'missing', noun, wanted: selector.get('name'), nearest: findNearest(assertion, all) }];
  }
  const good = selected.filter(candidate => unmet(candidate, expected).length === 0);
  // With a number to reach, things beyond it may be different; an exact number speaks of those that qualify.
  if (meets(good.length, count)) return [];
  if (good.length > count.number) return [{ kind: 'count', noun, expected: count, actual: good.map(({ name }) => name) }];
  const closest = [...selected].sort((a, b) => unmet(a, expected).length - unmet(b, expected).length).find(candidate => unmet(candidate, expected).length > 0);
  if (!closest) return [{ kind: 'count', noun, expected: count, actual: good.map(({ name }) => name) }];
  return unmet(closest, expected).map(expectation => propertyReason(noun, closest, expectation, all));
}

function unmet(candidate: Subject, expected: readonly Expectation[]): readonly Expectation[] {
  return expected.filter(({ field, key, matcher }) => !matches(matcher, candidate.read(field, key)));
}

function propertyReason(noun: Noun, candidate: Subject, expectation: Expectation, all: readonly Subject[]): Reason {
  const { field, key, matcher } = expectation;
  const holder = field === 'ports' ? holderOf(matcher, candidate, all) : undefined;
  return { kind: 'property', noun, subject: candidate.name, field, key, expected: matcher, actual: candidate.read(field, key), holder };
}

/** Who else publishes the wanted host port. */
function holderOf(matcher: Matcher, candidate: Subject, all: readonly Subject[]): string | undefined {
  return all.find(other => other !== candidate && other.status === 'running' && matches(matcher, other.read('hostPorts', undefined)))?.name;
}


function surplus(noun: Noun, subjects: readonly Subject[]): Reason {
  return { kind: 'surplus', noun, names: subjects.map(({ name, status }) => ({ name, status })) };
}

const builtIn = ['bridge', 'host', 'none'];

/** Nothing of the kind exists besides what is named. */
export function evaluateOnly(assertion: Extract<Assertion, { kind: 'only' }>, state: HostState): readonly Reason[] {
  const { noun, names } = assertion;
  const allowed = noun === 'network' ? [...names, ...builtIn] : names;
  const others = subjectsOf(noun, state).filter(candidate => {
    const own = candidate.read('name', undefined);
    return !allowed.some(name => matches({ kind: 'equals', value: name }, own));
  });
  return others.length > 0 ? [surplus(noun, others)] : [];
}
