import { replaceRange } from '../../../core/append.js';
import { EsError, notSimulated } from './errors.js';
import type { EsDocument, EsIndex } from './index-data.js';
import { Double, field, isObject, textOf, type Fields } from './json.js';
import { momentOf, termsOf, typeOf, valuesAt } from './mapping.js';
import { compileQuery } from './query.js';

/** A document and the index that it lies in. */
export interface Found {
  readonly index: EsIndex;
  readonly document: EsDocument;
}

const MAX_BUCKETS = 10_000;
const MAX_DEPTH = 10;

/** Computes the aggregations of a search. */
export function aggregate(spec: unknown, found: readonly Found[], nowMs: number, depth = 0): Fields {
  if (depth > MAX_DEPTH) throw new EsError(400, 'search_parse_exception', 'aggregations are nested too deeply');
  if (!isObject(spec)) throw new EsError(400, 'search_parse_exception', 'Expected aggregations to be an object');
  return Object.fromEntries(
    Object.entries(spec).map(([name, body]) => {
      const entries = Object.entries(isObject(body) ? body : {});
      const own = entries.find(([key]) => !['aggs', 'aggregations', 'meta'].includes(key));
      if (!own) throw new EsError(400, 'search_parse_exception', `Missing definition for aggregation [${name}]`);
      const inner = field(body, 'aggs') ?? field(body, 'aggregations');
      const [kind, options] = own;
      const metric = metricOf(kind, options, found);
      if (metric) return [name, metric];
      const nested = (part: readonly Found[]): Fields => (inner === undefined ? {} : aggregate(inner, part, nowMs, depth + 1));
      return [name, bucketsOf({ name, kind, options, found, nested, nowMs })];
    }),
  );
}

function numbersOf(options: unknown, found: readonly Found[]): readonly number[] {
  const path = textOf(field(options, 'field'));
  return found.flatMap(({ index, document }) => {
    const isDate = typeOf(index.definition(path)) === 'date';
    return valuesAt(document.source, path.split('.')).map(value => (isDate ? momentOf(value) : Number(value)));
  });
}

function metricOf(kind: string, options: unknown, found: readonly Found[]): Fields | undefined {
  if (!['avg', 'sum', 'min', 'max', 'stats', 'value_count', 'cardinality'].includes(kind)) return undefined;
  if (kind === 'value_count' || kind === 'cardinality') {
    const path = textOf(field(options, 'field')).split('.');
    const values = found.flatMap(({ document }) => valuesAt(document.source, path));
    return { value: kind === 'cardinality' ? new Set(values.map(textOf)).size : values.length };
  }
  const numbers = numbersOf(options, found);
  const sum = numbers.reduce((total, value) => total + value, 0);
  const least = numbers.reduce((a, b) => Math.min(a, b), Infinity);
  const most = numbers.reduce((a, b) => Math.max(a, b), -Infinity);
  const some = (value: number): Double | null => (numbers.length === 0 ? null : new Double(value));
  if (kind === 'stats')
    return {
      count: numbers.length,
      min: some(least),
      max: some(most),
      avg: some(sum / numbers.length),
      sum: numbers.length === 0 ? null : new Double(sum),
    };
  if (kind === 'sum') return { value: new Double(sum) };
  return { value: some(kind === 'avg' ? sum / numbers.length : kind === 'min' ? least : most) };
}

interface Bucketing {
  readonly name: string;
  readonly kind: string;
  readonly options: unknown;
  readonly found: readonly Found[];
  readonly nested: (part: readonly Found[]) => Fields;
  readonly nowMs: number;
}

function bucketsOf(bucketing: Bucketing): Fields {
  const { name, kind, options, found, nested, nowMs } = bucketing;
  switch (kind) {
    case 'terms':
      return termsBuckets(bucketing);
    case 'histogram':
    case 'date_histogram':
      return histogram(bucketing);
    case 'filter': {
      const part = found.filter(({ index, document }) => compileQuery(index, options, nowMs).score(document, 1) !== undefined);
      return { doc_count: part.length, ...nested(part) };
    }
    case 'missing': {
      const path = textOf(field(options, 'field')).split('.');
      const part = found.filter(({ document }) => valuesAt(document.source, path).length === 0);
      return { doc_count: part.length, ...nested(part) };
    }
    case 'global':
      throw notSimulated('the aggregation [global]');
    case 'range':
      return rangeBuckets(bucketing);
    default:
      if (
        /^(percentiles|percentile_ranks|top_hits|extended_stats|significant_terms|nested|reverse_nested|children|geo\w+|date_range|ip_range|filters|sampler|scripted_metric|\w+_bucket|derivative|moving_avg)$/.test(
          kind,
        )
      )
        throw notSimulated(`the aggregation [${kind}]`);
      throw new EsError(400, 'search_parse_exception', `Could not find aggregator type [${kind}] in [${name}]`);
  }
}

function termsBuckets({ options, found, nested }: Bucketing): Fields {
  const path = textOf(field(options, 'field'));
  const groups = new Map<string, { key: unknown; part: Found[] }>();
  for (const each of found) {
    const definition = each.index.definition(path);
    const isNumber = /^(long|integer|short|byte|double|float|date)$/.test(typeOf(definition));
    const terms = new Set(
      valuesAt(each.document.source, path.split('.')).flatMap(value => termsOf(definition, value).map(({ text }) => text)),
    );
    for (const text of terms) {
      const group = groups.get(text) ?? {
        key: isNumber ? Number(text) : typeOf(definition) === 'boolean' ? Number(text === 'true') : text,
        part: [],
      };
      group.part.push(each);
      groups.set(text, group);
    }
  }
  if (groups.size > MAX_BUCKETS * 10) throw new EsError(503, 'too_many_buckets', 'too many buckets');
  const sorted = [...groups.values()].sort(orderOf(field(options, 'order')));
  const size = Number(field(options, 'size') ?? 10);
  const shown = size === 0 ? sorted : sorted.slice(0, size);
  return {
    doc_count_error_upper_bound: 0,
    sum_other_doc_count: sorted.slice(shown.length).reduce((sum, { part }) => sum + part.length, 0),
    buckets: shown.map(({ key, part }) => ({ key, doc_count: part.length, ...nested(part) })),
  };
}

type Group = { readonly key: unknown; readonly part: readonly Found[] };

function orderOf(order: unknown): (a: Group, b: Group) => number {
  const [entry] = Object.entries(isObject(order) ? order : {});
  const [by = '_count', direction = 'desc'] = entry ?? [];
  const sign = direction === 'asc' ? 1 : -1;
  const byKey = (a: Group, b: Group): number =>
    typeof a.key === 'number' && typeof b.key === 'number' ? a.key - b.key : textOf(a.key) < textOf(b.key) ? -1 : 1;
  if (by === '_term') return (a, b) => sign * byKey(a, b);
  if (by !== '_count') throw notSimulated('ordering buckets by another aggregation');
  return (a, b) => sign * (a.part.length - b.part.length) || byKey(a, b);
}

const fixed: Readonly<Record<string, number>> = {
  second: 1000,
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
  week: 604_800_000,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};
/** A Monday. */
const MONDAY = 345_600_000;

function histogram({ kind, options, found, nested }: Bucketing): Fields {
  const interval = field(options, 'interval');
  const isDate = kind === 'date_histogram';
  const size = isDate ? 0 : Number(interval);
  if (!isDate && !(size > 0))
    throw new EsError(400, 'search_parse_exception', 'Missing required field [interval] for histogram aggregation');
  const floor = isDate ? dateFloor(textOf(interval)) : (value: number): number => Math.floor(value / size) * size;
  const groups = new Map<number, Found[]>();
  for (const each of found)
    for (const key of new Set(numbersOf(options, [each]).map(floor))) groups.set(key, [...(groups.get(key) ?? []), each]);
  const keys = [...groups.keys()].sort((a, b) => a - b);
  const least = Number(field(options, 'min_doc_count') ?? 0);
  if (least === 0) fillGaps(keys, isDate ? textOf(interval) : size, floor);
  return {
    buckets: keys
      .map(key => ({
        ...(isDate ? { key_as_string: new Date(key).toISOString() } : {}),
        key,
        doc_count: groups.get(key)?.length ?? 0,
        ...nested(groups.get(key) ?? []),
      }))
      .filter(bucket => bucket.doc_count >= least),
  };
}

function dateFloor(interval: string): (ms: number) => number {
  const match = /^(\d*)([a-z]+|M|y)$/.exec(interval);
  const unit = match?.[2] ?? '';
  const count = Number(match?.[1] === '' ? 1 : (match?.[1] ?? 1));
  const size = Object.hasOwn(fixed, unit) ? (fixed[unit] ?? 0) * count : 0;
  const origin = unit.startsWith('w') ? MONDAY : 0;
  if (size > 0) return ms => Math.floor((ms - origin) / size) * size + origin;
  const months = unit === 'month' || unit === 'M' ? 1 : unit === 'quarter' || unit === 'q' ? 3 : unit === 'year' || unit === 'y' ? 12 : 0;
  if (months === 0) throw new EsError(400, 'search_parse_exception', `Unknown interval [${interval}]`);
  return ms => {
    const date = new Date(ms);
    return Date.UTC(date.getUTCFullYear(), Math.floor(date.getUTCMonth() / months) * months, 1);
  };
}

/** Empty buckets between full ones are shown, too. */
function fillGaps(keys: number[], interval: string | number, floor: (value: number) => number): void {
  const [first, last] = [keys[0], keys.at(-1)];
  if (first === undefined || last === undefined) return;
  const all = new Set(keys);
  for (let key = first, count = 0; key < last && count < MAX_BUCKETS; count++) {
    const next =
      typeof interval === 'number'
        ? key + interval
        : floor(key + 36 * 86_400_000) === key
          ? floor(key + 370 * 86_400_000)
          : nextOf(key, floor);
    if (next <= key) break;
    all.add(next);
    key = next;
  }
  replaceRange(
    keys,
    0,
    keys.length,
    [...all].filter(key => key <= last).sort((a, b) => a - b),
  );
}

function nextOf(key: number, floor: (value: number) => number): number {
  for (const step of [1000, 60_000, 3_600_000, 86_400_000, 604_800_000, 32 * 86_400_000])
    if (floor(key + step) > key) return floor(key + step);
  return key;
}

function rangeBuckets({ options, found, nested }: Bucketing): Fields {
  const ranges = field(options, 'ranges');
  const buckets = (Array.isArray(ranges) ? ranges : []).map(limits => {
    const [from, to] = [field(limits, 'from'), field(limits, 'to')];
    const part = found.filter(each =>
      numbersOf(options, [each]).some(value => (from === undefined || value >= Number(from)) && (to === undefined || value < Number(to))),
    );
    const name = (value: unknown): string => (value === undefined ? '*' : Number(value).toFixed(1));
    return {
      key: textOf(field(limits, 'key')) || `${name(from)}-${name(to)}`,
      ...(from === undefined ? {} : { from: new Double(Number(from)), from_as_string: name(from) }),
      ...(to === undefined ? {} : { to: new Double(Number(to)), to_as_string: name(to) }),
      doc_count: part.length,
      ...nested(part),
    };
  });
  return { buckets };
}
