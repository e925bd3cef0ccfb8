import { largestOf } from '../../../core/extremes.js';
import { analyse } from './analysis.js';
import { EsError } from './errors.js';
import type { EsDocument, EsIndex } from './index-data.js';
import { field, textOf, type Fields } from './json.js';
import { isAnalysed, momentOf, termsOf, typeOf, valuesAt } from './mapping.js';
import { lengthNorm } from './norms.js';

/** A query over one index: its weight on a shard, and the score of a document that matches. */
export interface Query {
  readonly weight: (shard: number) => number;
  readonly score: (document: EsDocument, norm: number) => number | undefined;
}

const MAX_CLAUSES = 1024;

export function constant(matches: (document: EsDocument) => boolean, boost = 1): Query {
  return { weight: () => boost * boost, score: (document, norm) => (matches(document) ? boost * norm : undefined) };
}

export const everything = (boost = 1): Query => constant(() => true, boost);
export const nothing: Query = { weight: () => 0, score: () => undefined };

/** Documents in which a field has a term. */
export function term(index: EsIndex, path: string, text: string, boost = 1): Query {
  const analysed = path === '_all' || isAnalysed(index.definition(path));
  const idf = (shard: number): number => {
    const { postings, lengths } = index.fieldIndex(path, shard);
    return 1 + Math.log(lengths.size / ((postings.get(text)?.size ?? 0) + 1));
  };
  return {
    weight: shard => (idf(shard) * boost) ** 2,
    score: (document, norm) => {
      const { postings, lengths } = index.fieldIndex(path, document.shard);
      const frequency = postings.get(text)?.get(document);
      if (frequency === undefined) return undefined;
      const own = idf(document.shard);
      return own * boost * norm * Math.sqrt(frequency) * own * (analysed ? lengthNorm(lengths.get(document) ?? 0) : 1);
    },
  };
}

export interface Clauses {
  readonly must: readonly Query[];
  readonly should: readonly Query[];
  readonly filter: readonly Query[];
  readonly mustNot: readonly Query[];
  readonly minimum?: number | undefined;
}

/** Clauses together; a document scores by how many of them it meets. */
export function bool({ must, should, filter, mustNot, minimum }: Clauses): Query {
  const scoring = [...must, ...should];
  if (scoring.length > MAX_CLAUSES)
    throw new EsError(400, 'search_phase_execution_exception', `maxClauseCount is set to ${String(MAX_CLAUSES)}`);
  const least = minimum ?? (must.length + filter.length > 0 ? 0 : Math.min(1, should.length));
  return {
    weight: shard => scoring.reduce((sum, query) => sum + query.weight(shard), 0),
    score: (document, norm) => {
      if (mustNot.some(query => query.score(document, 1) !== undefined)) return undefined;
      if (!filter.every(query => query.score(document, 1) !== undefined)) return undefined;
      const musts = must.map(query => query.score(document, norm));
      if (musts.includes(undefined)) return undefined;
      const met = should.map(query => query.score(document, norm)).filter(score => score !== undefined);
      if (met.length < least) return undefined;
      const scores = [...musts, ...met].filter(score => score !== undefined);
      const total = scores.reduce((sum, score) => sum + score, 0);
      return scoring.length === 0 ? 0 : total * (scores.length / scoring.length);
    },
  };
}

export function best(queries: readonly Query[], tie: number): Query {
  return {
    weight: shard => {
      const weights = queries.map(query => query.weight(shard));
      const most = largestOf(weights, 0);
      return (weights.reduce((sum, weight) => sum + weight, 0) - most) * tie * tie + most;
    },
    score: (document, norm) => {
      const scores = queries.map(query => query.score(document, norm)).filter(score => score !== undefined);
      if (scores.length === 0) return undefined;
      const most = largestOf(scores);
      return most + tie * (scores.reduce((sum, score) => sum + score, 0) - most);
    },
  };
}

/** A text in a field: its terms, any or all of them, or in their order. */
export function match(index: EsIndex, path: string, text: string, { all = false, phrase = false, boost = 1, prefix = false } = {}): Query {
  const definition = index.definition(path);
  const tokens =
    path === '_all' || definition === undefined || typeOf(definition) === 'string'
      ? path === '_all' || isAnalysed(definition)
        ? analyse(text)
        : termsOf(definition, text)
      : termsOf(definition, text);
  if (tokens.length === 0) return nothing;
  if (phrase && tokens.length > 1)
    return inOrder(
      index,
      path,
      tokens.map(token => token.text),
      boost,
      prefix,
    );
  if (prefix) return constant(document => termsIn(index, path, document).some(each => each.startsWith(tokens[0]?.text ?? '')), boost);
  const [only] = tokens;
  if (tokens.length === 1 && only) return term(index, path, only.text, boost);
  const terms = tokens.map(token => term(index, path, token.text, boost));
  return bool({ must: all ? terms : [], should: all ? [] : terms, filter: [], mustNot: [] });
}

function inOrder(index: EsIndex, path: string, words: readonly string[], boost: number, prefix: boolean): Query {
  const terms = words.map(word => term(index, path, word, boost));
  const count = (document: EsDocument): number => {
    const all = termsIn(index, path, document);
    return all.filter((_, at) =>
      words.every((word, offset) =>
        prefix && offset === words.length - 1 ? (all[at + offset] ?? '').startsWith(word) : all[at + offset] === word,
      ),
    ).length;
  };
  const idf = (shard: number): number => terms.reduce((sum, query) => sum + Math.sqrt(query.weight(shard)), 0);
  return {
    weight: shard => idf(shard) ** 2,
    score: (document, norm) => {
      const frequency = count(document);
      const length = index.fieldIndex(path, document.shard).lengths.get(document) ?? 0;
      return frequency === 0 ? undefined : idf(document.shard) ** 2 * norm * Math.sqrt(frequency) * lengthNorm(length);
    },
  };
}

export function termsIn(index: EsIndex, path: string, { source }: EsDocument): readonly string[] {
  const definition = index.definition(path);
  return valuesAt(source, path.split('.')).flatMap(value => termsOf(definition, value).map(({ text }) => text));
}

/** Documents with a value between two others. */
export function range(index: EsIndex, path: string, limits: Fields, nowMs: number): Query {
  const isDate = typeOf(index.definition(path)) === 'date';
  const isText = typeOf(index.definition(path)) === 'string';
  const convert = (value: unknown): number | string =>
    isText ? textOf(value).toLowerCase() : isDate ? dateOf(value, nowMs) : Number(value);
  const names = {
    gt: field(limits, 'gt'),
    gte: field(limits, 'gte') ?? field(limits, 'from'),
    lt: field(limits, 'lt'),
    lte: field(limits, 'lte') ?? field(limits, 'to'),
  };
  const tests: ((value: number | string) => boolean)[] = [];
  const add = (limit: unknown, accepts: (value: number | string, limit: number | string) => boolean): void => {
    if (limit === undefined || limit === null) return;
    const converted = convert(limit);
    if (typeof converted === 'number' && Number.isNaN(converted))
      throw new EsError(400, 'parse_exception', `failed to parse date field [${textOf(limit)}]`);
    tests.push(value => accepts(value, converted));
  };
  add(names.gt, (a, b) => a > b);
  add(names.gte, (a, b) => a >= b);
  add(names.lt, (a, b) => a < b);
  add(names.lte, (a, b) => a <= b);
  return constant(({ source }) =>
    valuesAt(source, path.split('.')).some(value =>
      (isText ? termsOf(index.definition(path), value).map(token => token.text) : [convert(value)]).some(each =>
        tests.every(test => test(each)),
      ),
    ),
  );
}

const units: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
  M: 2_592_000_000,
  y: 31_536_000_000,
};

/** A moment, or `now-1d`. */
function dateOf(value: unknown, nowMs: number): number {
  const match = /^now(?:([+-])(\d+)([smhdwMy]))?(?:\/([smhdwMy]))?$/.exec(textOf(value));
  if (!match) return momentOf(value);
  const [, sign, count = '0', unit = 's', floor] = match;
  const moved = nowMs + (sign === '-' ? -1 : 1) * Number(count) * (units[unit] ?? 0);
  const size = floor === undefined ? 1 : (units[floor] ?? 1);
  return Math.floor(moved / size) * size;
}

/** `*` and `?`, in time that grows with both lengths. */
export function fitsWildcard(text: string, pattern: string): boolean {
  let at = 0;
  let star = -1;
  let from = 0;
  for (let i = 0; i < text.length; ) {
    if (pattern[at] === '?' || (pattern[at] === text[i] && pattern[at] !== '*')) {
      at++;
      i++;
    } else if (pattern[at] === '*') {
      star = at++;
      from = i;
    } else if (star >= 0) {
      at = star + 1;
      i = ++from;
    } else return false;
  }
  while (pattern[at] === '*') at++;
  return at === pattern.length;
}
