import type { YamlReader } from '../lesson/yaml-reader.js';
import { fieldsOf, imageNames, withProtocol } from './fields.js';
import { mapEquals, parseMatcher, type Matcher } from './matcher.js';
import type { Assertion, Count, Expectation, Noun, ObjectAssertion, Selector } from './requirement.js';
import { splitWords } from './words.js';

/** `ignore` are keys of the map that belong to somebody else. */
type Parse = (value: YamlReader, map: YamlReader, ignore: readonly string[]) => Assertion;

/** The key that names what an assertion is about, and how the rest is read. */
const subjects: Readonly<Record<string, Parse>> = {
  container: (...parts) => parseObject('container', ...parts),
  image: (...parts) => parseObject('image', ...parts),
  network: (...parts) => parseObject('network', ...parts),
  volume: (...parts) => parseObject('volume', ...parts),
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
  ran: (value, map) => parseRan(value, map),
  printed: (value, map) => parsePrinted(value, map),
  event: (value, map) => parseEvent(value, map),
  answer: (value, map) => ({ kind: 'answer', question: value.text(), expected: parseMatcher(map.need('is')) }),
  once: value => ({ kind: 'once', inner: parseAssertion(value) }),
  not: value => ({ kind: 'not', inner: parseAssertion(value) }),
  all: value => ({ kind: 'all', of: parseSeveral(value) }),
  any: value => ({ kind: 'any', of: parseSeveral(value) }),
};

/** Reads one assertion from a map that may also hold keys of somebody else (`ignore`). */
export function parseAssertion(reader: YamlReader, ignore: readonly string[] = []): Assertion {
  const names = reader.keys().filter(key => Object.hasOwn(subjects, key));
  // `image: nginx` inside `container: web` is a property; the subject is the first of the two.
  const [name] = names;
  const parse = name === undefined ? undefined : subjects[name];
  if (name === undefined || !parse) return reader.fail(`this says nothing to check (it needs one of ${Object.keys(subjects).join(', ')})`);
  const assertion = parse(reader.need(name), reader, ignore);
  if (assertion.kind !== 'object') reader.rejectUnknownKeys([...ignore, ...usedKeys(name)]);
  else
    reader.rejectUnknownKeys([
      ...ignore,
      name,
      'count',
      'exists',
      ...(assertion.noun === 'container' ? ['ever'] : []),
      ...Object.keys(fieldsOf(assertion.noun)),
    ]);
  return assertion;
}

function parseSeveral(value: YamlReader): readonly Assertion[] {
  const of = value.list().map(item => parseAssertion(item));
  return of.length > 0 ? of : value.fail(`‘${value.path}’ needs at least one assertion`);
}

function usedKeys(subject: string): readonly string[] {
  const extra: Readonly<Record<string, readonly string[]>> = {
    http: ['status', 'body', 'refused'],
    run: ['exitCode', 'output'],
    file: ['exists', 'content'],
    ran: ['ok', 'times', 'while', 'inside', 'after'],
    printed: ['inside', 'different'],
    event: ['of', 'times'],
    answer: ['is'],
  };
  return [subject, ...(extra[subject] ?? [])];
}

function parseObject(noun: Noun, value: YamlReader, map: YamlReader, ignore: readonly string[]): ObjectAssertion {
  const selector = parseSelector(noun, value);
  const ever = map.get('ever')?.boolean() ?? false;
  const exists = map.get('exists')?.boolean() ?? true;
  const countReader = map.get('count');
  if (!exists && countReader) countReader.fail('‘count’ and ‘exists: false’ exclude each other');
  const count: Count = exists ? parseCount(countReader) : { relation: 'exactly', number: 0 };
  const expected = map
    .entries()
    .filter(([name]) => Object.hasOwn(fieldsOf(noun), name) && !ignore.includes(name))
    .flatMap(([name, field]) => parseExpectations(noun, name, field));
  if (!exists && expected.length > 0) map.fail('something that must not exist has no properties to check: put them into the selector');
  return { kind: 'object', noun, selector, ever, count, expected };
}

/** A name, or conditions on properties. */
function parseSelector(noun: Noun, reader: YamlReader): Selector {
  if (!reader.isMap) return new Map([['name', parseValue(noun, 'name', reader)]]);
  const plainFields = Object.entries(fieldsOf(noun)).filter(([, field]) => !field.keyed);
  reader.rejectUnknownKeys(plainFields.map(([name]) => name));
  return new Map(reader.entries().map(([name, value]) => [name, parseValue(noun, name, value)]));
}

function parseExpectations(noun: Noun, name: string, value: YamlReader): readonly Expectation[] {
  if (name === 'ports' && value.isList) return value.list().map(parsePort);
  if (!fieldsOf(noun)[name]?.keyed) return [{ field: name, key: undefined, matcher: parseValue(noun, name, value) }];
  return value
    .entries()
    .map(([key, inner]) => ({ field: name, key: name === 'ports' ? withProtocol(key) : key, matcher: parseMatcher(inner) }));
}

/** An image may be written with its registry, too. */
function parseValue(noun: Noun, field: string, value: YamlReader): Matcher {
  const matcher = parseMatcher(value);
  const isImageName = noun === 'image' ? ['name', 'sameAs', 'tags'].includes(field) : field === 'image';
  return isImageName ? mapEquals(matcher, shortName) : matcher;
}

function shortName(reference: string): string {
  return imageNames(reference)[0] ?? reference;
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
  value.rejectUnknownKeys(Object.keys(lists));
  const of = Object.entries(lists).flatMap(([plural, noun]): readonly Assertion[] => {
    const names = value.get(plural);
    return names ? [{ kind: 'only', noun, names: names.texts() }] : [];
  });
  const [first] = of;
  if (!first) return value.fail('‘only’ needs a kind, such as containers: [web]');
  return of.length === 1 ? first : { kind: 'all', of };
}

function parseRan(value: YamlReader, map: YamlReader): Assertion {
  const argv = splitWords(value.text());
  if (argv.length === 0) return value.fail('‘ran’ needs a command, such as docker container ls');
  const during = map.get('while');
  const times = map.get('times');
  if (during && times) return times.fail('‘times’ and ‘while’ exclude each other');
  const inside = map.get('inside');
  if (during && inside) return inside.fail('‘inside’ and ‘while’ exclude each other');
  const after = map.get('after');
  if (after && !inside) return after.fail('‘after’ goes with ‘inside’: it asks for an earlier command in the same container');
  return {
    kind: 'ran',
    argv,
    ok: map.get('ok')?.boolean() ?? true,
    times: parseCount(times),
    during: during && parseAssertion(during),
    inside: inside && parseSelector('container', inside),
    after: (after?.isList ? after.texts() : after ? [after.text()] : []).map(splitWords),
  };
}

function parsePrinted(value: YamlReader, map: YamlReader): Assertion {
  const expected = parseMatcher(value);
  const different = map.get('different');
  if (different && expected.kind !== 'matches') return value.fail('‘different’ counts what a pattern matches: write it as /…/');
  return {
    kind: 'printed',
    expected: expected.kind === 'equals' ? { kind: 'contains', text: String(expected.value) } : expected,
    inside: parseSelector('container', map.need('inside')),
    different: different && parseCount(different),
  };
}

function parseEvent(value: YamlReader, map: YamlReader): Assertion {
  const [type, action] = value.text().split(/\s+/);
  if (!type || !action) return value.fail('an event is written TYPE ACTION, such as ‘container start’');
  const attributes = new Map(
    map
      .get('of')
      ?.entries()
      .map(([name, matcher]) => [name, parseMatcher(matcher)]) ?? [],
  );
  return { kind: 'event', type, action: { kind: 'equals', value: action }, attributes, times: parseCount(map.get('times')) };
}

/** `2` and `exactly 2`, `at least 2`, `at most 2`; at least one when left out. */
function parseCount(reader: YamlReader | undefined): Count {
  if (!reader) return { relation: 'at least', number: 1 };
  const match = /^(?:(exactly|at least|at most)\s+)?(\d+)$/.exec(reader.text());
  if (!match) return reader.fail('a count is a number, or exactly, at least or at most a number');
  const relation = match[1] === 'at least' || match[1] === 'at most' ? match[1] : 'exactly';
  if (relation === 'at least' && Number(match[2]) === 0) return reader.fail('‘at least 0’ always holds, so it checks nothing');
  return { relation, number: Number(match[2]) };
}

function matcherOf(map: YamlReader, key: string): Matcher | undefined {
  const reader = map.get(key);
  return reader && parseMatcher(reader);
}
