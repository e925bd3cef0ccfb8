import { RE2JS } from 're2js';
import type { YamlReader } from '../lesson/yaml-reader.js';

/** A value of the host's state that a matcher looks at. */
export type Value = string | number | boolean | undefined | readonly string[];

/** A condition on one value, as instructors write it. */
export type Matcher =
  | { readonly kind: 'equals'; readonly value: string | number | boolean }
  | { readonly kind: 'contains' | 'prefix' | 'suffix'; readonly text: string }
  | { readonly kind: 'matches'; readonly pattern: string }
  | { readonly kind: 'oneOf'; readonly options: readonly Matcher[] }
  | { readonly kind: 'not'; readonly inner: Matcher }
  | { readonly kind: 'every'; readonly all: readonly Matcher[] }
  | { readonly kind: 'number'; readonly relation: 'gt' | 'ge' | 'lt' | 'le'; readonly limit: number };

const relations = ['gt', 'ge', 'lt', 'le'] as const;
const texts = ['contains', 'prefix', 'suffix'] as const;
const known = ['equals', ...texts, 'matches', 'oneOf', 'not', ...relations];

/**
 * Reads a matcher: a plain value means equality, `/…/` a regular expression, a list any of its members, and a map its
 * operators, all of which must hold.
 */
export function parseMatcher(reader: YamlReader): Matcher {
  if (reader.isList) return { kind: 'oneOf', options: reader.list().map(parseMatcher) };
  if (reader.isMap) return parseOperators(reader);
  const value = reader.scalar();
  if (value === null || value === undefined) return reader.fail(`‘${reader.path}’ needs a value to compare with`);
  if (typeof value === 'string' && /^\/.*\/$/s.test(value)) return pattern(value.slice(1, -1), reader);
  return { kind: 'equals', value };
}

function parseOperators(reader: YamlReader): Matcher {
  reader.rejectUnknownKeys(known);
  const all = reader.entries().map(([name, value]) => parseOperator(name, value));
  const [first] = all;
  if (!first) return reader.fail(`‘${reader.path}’ needs a condition (known: ${known.join(', ')})`);
  return all.length === 1 ? first : { kind: 'every', all };
}

function parseOperator(name: string, value: YamlReader): Matcher {
  const relation = relations.find(candidate => candidate === name);
  if (relation) return { kind: 'number', relation, limit: value.number() };
  const text = texts.find(candidate => candidate === name);
  if (text) return { kind: text, text: value.text() };
  if (name === 'matches') return pattern(value.text(), value);
  if (name === 'not') return { kind: 'not', inner: parseMatcher(value) };
  if (name === 'oneOf') return { kind: 'oneOf', options: value.list().map(parseMatcher) };
  return parseMatcher(value);
}

function pattern(source: string, reader: YamlReader): Matcher {
  try {
    RE2JS.compile(source);
  } catch (error) {
    return reader.fail(
      `‘${source}’ is not a regular expression that Drydock knows: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return { kind: 'matches', pattern: source };
}

/** The same condition with other texts in the places where equality is asked for. */
export function mapEquals(matcher: Matcher, change: (text: string) => string): Matcher {
  switch (matcher.kind) {
    case 'equals':
      return typeof matcher.value === 'string' ? { kind: 'equals', value: change(matcher.value) } : matcher;
    case 'oneOf':
      return { kind: 'oneOf', options: matcher.options.map(option => mapEquals(option, change)) };
    case 'every':
      return { kind: 'every', all: matcher.all.map(inner => mapEquals(inner, change)) };
    case 'not':
      return { kind: 'not', inner: mapEquals(matcher.inner, change) };
    default:
      return matcher;
  }
}

/** Whether the value meets the condition. A list meets it when one of its members does. */
export function matches(matcher: Matcher, value: Value): boolean {
  if (matcher.kind === 'not') return !matches(matcher.inner, value);
  if (matcher.kind === 'oneOf') return matcher.options.some(option => matches(option, value));
  if (matcher.kind === 'every') return matcher.all.every(inner => matches(inner, value));
  if (Array.isArray(value)) return value.some((member: string) => matches(matcher, member));
  return value !== undefined && matchesScalar(matcher, value as string | number | boolean);
}

function matchesScalar(matcher: Exclude<Matcher, { kind: 'not' | 'oneOf' | 'every' }>, value: string | number | boolean): boolean {
  switch (matcher.kind) {
    case 'equals':
      // YAML reads yes, 80 and 1.0 as other types than Docker stores them in; the printed form decides.
      return String(matcher.value) === String(value);
    case 'contains':
      return String(value).includes(matcher.text);
    case 'prefix':
      return String(value).startsWith(matcher.text);
    case 'suffix':
      return String(value).endsWith(matcher.text);
    case 'matches':
      return compiled(matcher.pattern).matcher(String(value)).find();
    case 'number':
      return typeof value !== 'boolean' && String(value).trim() !== '' && compare(Number(value), matcher.relation, matcher.limit);
  }
}

const patterns = new Map<string, RE2JS>();

/** Patterns come from lessons, so there are few of them. */
function compiled(source: string): RE2JS {
  const known = patterns.get(source);
  if (known) return known;
  const fresh = RE2JS.compile(source);
  patterns.set(source, fresh);
  return fresh;
}

function compare(value: number, relation: (typeof relations)[number], limit: number): boolean {
  if (relation === 'gt') return value > limit;
  if (relation === 'ge') return value >= limit;
  return relation === 'lt' ? value < limit : value <= limit;
}
