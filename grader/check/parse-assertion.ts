import type { YamlReader } from '../lesson/yaml-reader.js';
import { fieldsOf, withProtocol } from './fields.js';
import { parseMatcher, type Matcher } from './matcher.js';
import type { Assertion, Count, Expectation, Noun, ObjectAssertion } from './requirement.js';
import { splitWords } from './words.js';

type Parse = (value: YamlReader, map: YamlReader) => Assertion;

/** The key that names what an assertion is about, and how the rest is read. */
const subjects: Readonly<Record<string, Parse>> = {
  container: (value, map) => parseObject('container', value, map),
  image: (value, map) => parseObject('image', value, map),
  network: (value, map) => parseObject('network', value, map),
  volume: (value, map) => parseObject('volume', value, map),
  only: value => parseOnly(value),
  http: (value, map) => ({
    kind: 'http',
    url: value.text(),
    status: matcherOf(map, 'status'),
    body: matcherOf(map, 'body'),
    refused: map.get('refused')?.boolean() ?? false,
  }),
  run: (value, map) => ({ kind: 'run', line: value.text(), exitCode: matcherOf(map, 'exitCode'), output: matcherOf(map, 'output') }),
  file: (value, map) => ({
    kind: 'file',
    path: value.text(),
    exists: map.get('exists')?.boolean() ?? true,
    content: matcherOf(map, 'content'),
  }),
  ran: (value, map) => ({ kind: 'ran', argv: splitWords(value.text()), ok: map.get('ok')?.boolean() ?? true, times: parseCount(map.get('times')) }),
  event: (value, map) => parseEvent(value, map),
  answer: (value, map) => ({ kind: 'answer', question: value.text(), expected: parseMatcher(map.need('is')) }),
  once: value => ({ kind: 'once', inner: parseAssertion(value) }),
  not: value => ({ kind: 'not', inner: parseAssertion(value) }),
  all: value => ({ kind: 'all', of: value.list().map(item => parseAssertion(item)) }),
  any: value => ({ kind: 'any', of: value.list().map(item => parseAssertion(item)) }),
};

/** Reads one assertion from a map that may also hold keys of somebody else (`ignore`). */
export function parseAssertion(reader: YamlReader, ignore: readonly string[] = []): Assertion {
  const names = reader.keys().filter(key => Object.hasOwn(subjects, key));
  // `image: nginx` inside `container: web` is a property; the subject is the first of the two.
  const [name] = names;
  const parse = name === undefined ? undefined : subjects[name];
  if (name === undefined || !parse) return reader.fail(`this says nothing to check (it needs one of ${Object.keys(subjects).join(', ')})`);
  const assertion = parse(reader.need(name), reader);
  if (assertion.kind !== 'object') reader.rejectUnknownKeys([...ignore, ...usedKeys(name)]);
  else reader.rejectUnknownKeys([...ignore, name, 'count', 'exists', ...Object.keys(fieldsOf(assertion.noun))]);
  return assertion;
}

function usedKeys(subject: string): readonly string[] {
  const extra: Readonly<Record<string, readonly string[]>> = {
    http: ['status', 'body', 'refused'],
    run: ['exitCode', 'output'],
    file: ['exists', 'content'],
    ran: ['ok', 'times'],
    event: ['of', 'times'],
    answer: ['is'],
  };
  return [subject, ...(extra[subject] ?? [])];
}

function parseObject(noun: Noun, value: YamlReader, map: YamlReader): ObjectAssertion {
  const selector = value.isMap ? parseSelector(noun, value) : new Map([['name', parseMatcher(value)]]);
  const exists = map.get('exists')?.boolean() ?? true;
  const countReader = map.get('count');
  if (!exists && countReader) countReader.fail('‘count’ and ‘exists: false’ exclude each other');
  const count: Count = exists ? parseCount(countReader) : { relation: 'exactly', number: 0 };
  const expected = map
    .entries()
    .filter(([name]) => Object.hasOwn(fieldsOf(noun), name))
    .flatMap(([name, field]) => parseExpectations(noun, name, field));
  if (!exists && expected.length > 0) map.fail('something that must not exist has no properties to check: put them into the selector');
  return { kind: 'object', noun, selector, count, expected };
}

function parseSelector(noun: Noun, reader: YamlReader): ReadonlyMap<string, Matcher> {
  const plainFields = Object.entries(fieldsOf(noun)).filter(([, field]) => !field.keyed);
  reader.rejectUnknownKeys(plainFields.map(([name]) => name));
  return new Map(reader.entries().map(([name, value]) => [name, parseMatcher(value)]));
}

function parseExpectations(noun: Noun, name: string, value: YamlReader): readonly Expectation[] {
  if (name === 'ports' && value.isList) return value.list().map(parsePort);
  if (!fieldsOf(noun)[name]?.keyed) return [{ field: name, key: undefined, matcher: parseMatcher(value) }];
  return value.entries().map(([key, inner]) => ({ field: name, key: name === 'ports' ? withProtocol(key) : key, matcher: parseMatcher(inner) }));
}

/** `80:80`, `127.0.0.1:8080:80/tcp`: as in `-p`. */
function parsePort(reader: YamlReader): Expectation {
  const text = reader.text();
  const at = text.lastIndexOf(':');
  if (at < 0) return reader.fail(`a published port is written HOST:CONTAINER, as in -p: ‘${text}’`);
  return { field: 'ports', key: withProtocol(text.slice(at + 1)), matcher: { kind: 'equals', value: text.slice(0, at) } };
}

function parseOnly(value: YamlReader): Assertion {
  const lists = { containers: 'container', images: 'image', networks: 'network', volumes: 'volume' } as const;
  const of = value.entries().map(([name, names]): Assertion => {
    const noun = Object.entries(lists).find(([plural]) => plural === name)?.[1];
    if (!noun) return names.fail(`‘only’ knows ${Object.keys(lists).join(', ')}, not ‘${name}’`);
    return { kind: 'only', noun, names: names.texts() };
  });
  const [first] = of;
  if (!first) return value.fail('‘only’ needs a kind, such as containers: [web]');
  return of.length === 1 ? first : { kind: 'all', of };
}

function parseEvent(value: YamlReader, map: YamlReader): Assertion {
  const [type, action] = value.text().split(/\s+/);
  if (!type || !action) return value.fail('an event is written TYPE ACTION, such as ‘container start’');
  const attributes = new Map(map.get('of')?.entries().map(([name, matcher]) => [name, parseMatcher(matcher)]) ?? []);
  return { kind: 'event', type, action: { kind: 'equals', value: action }, attributes, times: parseCount(map.get('times')) };
}

/** `2` and `exactly 2`, `at least 2`, `at most 2`; at least one when left out. */
function parseCount(reader: YamlReader | undefined): Count {
  if (!reader) return { relation: 'at least', number: 1 };
  const match = /^(?:(exactly|at least|at most)\s+)?(\d+)$/.exec(reader.text());
  if (!match) return reader.fail('a count is a number, or exactly, at least or at most a number');
  const relation = match[1] === 'at least' || match[1] === 'at most' ? match[1] : 'exactly';
  return { relation, number: Number(match[2]) };
}

function matcherOf(map: YamlReader, key: string): Matcher | undefined {
  const reader = map.get(key);
  return reader && parseMatcher(reader);
}
