import { compileRegex, RegexError, type Match } from '../regex/regex.js';
import { brief } from './json-writer.js';
import { isArray, JqError, typeOf, type Json } from './value.js';

const MAX_MATCHES = 100_000;

/** Every match (with the flag g) or the first one, as jq's `match` describes them. */
export function matches(input: Json, pattern: Json, flags: Json): Json {
  const [source, given] = isArray(pattern) ? [pattern[0] ?? null, pattern[1] ?? null] : [pattern, flags];
  return found(input, source, given).map(match => describe(typeof input === 'string' ? input : '', match, namesOf(source)));
}

/** The pieces between all matches. */
export function replaceSplit(input: Json, pattern: Json, flags: Json): Json {
  const pieces: string[] = [];
  let at = 0;
  const text = typeof input === 'string' ? input : '';
  for (const match of found(input, pattern, `${typeof flags === 'string' ? flags : ''}g`)) {
    pieces.push(text.slice(at, match.start));
    at = match.end;
  }
  return [...pieces, text.slice(at)];
}

function found(input: Json, pattern: Json, flags: Json): readonly Match[] {
  if (typeof input !== 'string') throw new JqError(`${typeOf(input)} (${brief(input)}) cannot be matched, as it is not a string`);
  if (typeof pattern !== 'string') throw new JqError(`${typeOf(pattern)} (${brief(pattern)}) cannot be matched, as it is not a string`);
  const given = typeof flags === 'string' ? flags : '';
  if (/[^gimnlsx]/.test(given)) throw new JqError(`${given} is not a valid modifier string`);
  const regex = compile(pattern, given);
  const all: Match[] = [];
  for (let at = 0; at <= input.length && all.length < MAX_MATCHES; ) {
    const match = regex.exec(input, at);
    if (!match) break;
    if (match.end > match.start || !given.includes('n')) all.push(match);
    if (!given.includes('g')) break;
    at = match.end > match.start ? match.end : match.end + 1;
  }
  return all;
}

function compile(pattern: string, flags: string): ReturnType<typeof compileRegex> {
  const dotAll = flags.includes('s') ? '(?s)' : '';
  const source = flags.includes('x') ? pattern.replace(/\s+|#.*$/gm, '') : pattern;
  try {
    return compileRegex(dotAll + source.replaceAll('(?<', '(?P<').replaceAll('(?P<=', '(?<=').replaceAll('(?P<!', '(?<!'), {
      syntax: 'perl',
      ignoreCase: flags.includes('i'),
    });
  } catch (error) {
    if (error instanceof RegexError) throw new JqError(`Regex failure: ${error.message}`);
    throw error;
  }
}

/** The names of groups in their order; null for those without. */
function namesOf(pattern: Json): readonly (string | null)[] {
  const names: (string | null)[] = [];
  for (const match of (typeof pattern === 'string' ? pattern : '').matchAll(/\\.|\[(?:\\.|[^\]])*\]|\((?!\?)|\(\?P?<([A-Za-z_]\w*)>/g)) {
    if (match[1] !== undefined) names.push(match[1]);
    else if (match[0] === '(') names.push(null);
  }
  return names;
}

function describe(text: string, match: Match, names: readonly (string | null)[]): Json {
  const matched = text.slice(match.start, match.end);
  const points = (until: number): number => [...text.slice(0, until)].length;
  let from = match.start;
  const captures = match.groups.map((group, index): Json => {
    const place = group === undefined ? -1 : text.indexOf(group, from);
    if (place >= 0) from = Math.max(match.start, place);
    const size: readonly [string, Json] = ['length', group === undefined ? 0 : [...group].length];
    const string: readonly [string, Json] = ['string', group ?? null];
    const sized = group === undefined ? [string, size] : [size, string];
    return new Map<string, Json>([['offset', group === undefined ? -1 : points(place)], ...sized, ['name', names[index] ?? null]]);
  });
  return new Map<string, Json>([
    ['offset', points(match.start)],
    ['length', [...matched].length],
    ['string', matched],
    ['captures', captures],
  ]);
}
