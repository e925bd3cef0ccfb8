import { meets } from './count.js';
import { containerFields, formatPublished, imageFields, networkFields, volumeFields, type Field } from './fields.js';
import { matches, type Value } from './matcher.js';
import { findNearest, similarKey } from './nearest.js';
import type { Detail, Reason } from './outcome.js';
import type { Assertion, Expectation, Noun, ObjectAssertion } from './requirement.js';
import type { ContainerState, HostState } from './state.js';

/** One thing of any kind, with its properties behind one door. */
export interface Subject {
  readonly name: string;
  readonly status: string | undefined;
  /** Every published port of the host, whatever it leads to. */
  readonly hostPorts: readonly string[];
  /** Names of the variables that its environment has. */
  readonly variables: readonly string[];
  /** How it ended, or why it never began. */
  readonly ending: Detail | undefined;
  readonly read: (field: string, key: string | undefined) => Value;
}

/** All things of a kind. */
export function subjectsOf(noun: Noun, state: HostState): readonly Subject[] {
  switch (noun) {
    case 'container':
      return state.containers.map(container => ({
        ...subject(container.name, container, containerFields, state),
        status: container.status,
        hostPorts: [...container.ports.values()].flat().map(formatPublished),
        variables: [...container.env.keys()],
        ending: endingOf(container),
      }));
    case 'image':
      return state.images.map(image => subject(image.tags[0] ?? image.id, image, imageFields, state));
    case 'network':
      return state.networks.map(network => subject(network.name, network, networkFields, state));
    case 'volume':
      return state.volumes.map(volume => subject(volume.name, volume, volumeFields, state));
  }
}

function endingOf({ status, exitCode, error }: ContainerState): Detail | undefined {
  if (error !== '') return { kind: 'start-failed', error };
  return status === 'exited' ? { kind: 'exit-code', code: exitCode } : undefined;
}

function subject<T>(name: string, thing: T, fields: Readonly<Record<string, Field<T>>>, state: HostState): Subject {
  const read = (field: string, key: string | undefined): Value => {
    const entry = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (!entry) return undefined;
    return entry.keyed ? entry.read(thing, key ?? '', state) : entry.read(thing, state);
  };
  return { name, status: undefined, hostPorts: [], variables: [], ending: undefined, read };
}

/** As many of the selected things as asked for must have the expected properties. */
export function evaluateObjects(assertion: ObjectAssertion, state: HostState): readonly Reason[] {
  const { noun, selector, count, expected } = assertion;
  const all = subjectsOf(noun, state);
  const selected = all.filter(candidate => [...selector].every(([field, matcher]) => matches(matcher, candidate.read(field, undefined))));
  const good = selected.filter(candidate => unmet(candidate, expected).length === 0);
  // The number speaks of those that have the properties; there may be others beside them.
  if (meets(good.length, count)) return [];
  if (count.number === 0) return [surplus(noun, good)];
  if (selected.length === 0) return [{ kind: 'missing', noun, wanted: selector.get('name'), nearest: findNearest(assertion, all) }];
  const having = [...[...selector].map(([field, matcher]) => ({ field, key: undefined, matcher })), ...expected];
  const miscounted: Reason = { kind: 'count', noun, expected: count, having, actual: good.map(({ name }) => name) };
  if (good.length > count.number || count.number > 1) return [miscounted];
  const closest = closestOf(noun, selected, expected, all);
  // Too few, and yet nothing is wrong with any of them: there would have to be more.
  return closest.length > 0 ? closest : [miscounted];
}

/** What is wrong with the candidate that has most of the expected properties, but not all. */
export function closestOf(
  noun: Noun,
  candidates: readonly Subject[],
  expected: readonly Expectation[],
  all: readonly Subject[] = candidates,
): readonly Reason[] {
  const closest = [...candidates]
    .sort((a, b) => unmet(a, expected).length - unmet(b, expected).length)
    .find(candidate => unmet(candidate, expected).length > 0);
  return closest ? unmet(closest, expected).map(expectation => propertyReason(noun, closest, expectation, all)) : [];
}

function unmet(candidate: Subject, expected: readonly Expectation[]): readonly Expectation[] {
  return expected.filter(({ field, key, matcher }) => !matches(matcher, candidate.read(field, key)));
}

function propertyReason(noun: Noun, candidate: Subject, expectation: Expectation, all: readonly Subject[]): Reason {
  const { field, key, matcher } = expectation;
  const actual = candidate.read(field, key);
  const reason = { kind: 'property', noun, subject: candidate.name, field, key, expected: matcher, actual: shown(field, actual) } as const;
  if (field === 'ports') return { ...reason, detail: portDetail(expectation, candidate, all) };
  if (field === 'env' && actual === undefined) return { ...reason, detail: variableDetail(key ?? '', candidate) };
  return field === 'state' ? { ...reason, detail: candidate.ending } : reason;
}

/** An image goes by several names; the one that it was asked for by says enough. */
function shown(field: string, actual: Value): Value {
  return (field === 'image' || field === 'name') && Array.isArray(actual) ? (actual as readonly string[])[0] : actual;
}

/** Why a variable may be missing. */
function variableDetail(name: string, candidate: Subject): Detail | undefined {
  const command = candidate.read('command', undefined);
  if (typeof command === 'string' && command.includes(`${name}=`)) return { kind: 'in-command' };
  const similar = similarKey(name, candidate.variables);
  return similar === undefined ? undefined : { kind: 'similar-key', key: similar };
}

/** What may have gone wrong with a port. */
function portDetail({ key = '', matcher }: Expectation, candidate: Subject, all: readonly Subject[]): Detail | undefined {
  const local = addressesOf(candidate, key).find(address => matches(matcher, portOf(address)));
  if (local !== undefined) return { kind: 'one-address', address: local.replace(/:\d+$/, '') };
  const [inside = '', protocol = 'tcp'] = key.split('/');
  const wanted = matcher.kind === 'equals' ? portOf(String(matcher.value)) : '';
  const isCrossed = wanted !== inside && addressesOf(candidate, `${wanted}/${protocol}`).some(address => portOf(address) === inside);
  if (isCrossed) return { kind: 'crossed', given: `${inside}:${wanted}` };
  const holder = all.find(other => other !== candidate && other.status === 'running' && matches(matcher, other.hostPorts))?.name;
  return holder === undefined ? undefined : { kind: 'holder', name: holder };
}

function addressesOf(candidate: Subject, port: string): readonly string[] {
  const published = candidate.read('ports', port);
  return Array.isArray(published) ? (published as readonly string[]) : [];
}

/** `127.0.0.1:80` → `80` */
function portOf(address: string): string {
  return address.slice(address.lastIndexOf(':') + 1);
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
