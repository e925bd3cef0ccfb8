import type { Task } from '../../../core/task.js';
import { aggregate, type Found } from './aggregations.js';
import type { Query } from './clauses.js';
import type { Cluster } from './cluster.js';
import { filterSource } from './documents.js';
import { EsError, notSimulated } from './errors.js';
import type { EsIndex } from './index-data.js';
import { field, Float32, isObject, textOf, type Fields } from './json.js';
import { momentOf, termsOf, typeOf, valuesAt } from './mapping.js';
import { compileQuery } from './query.js';
import { flag, jsonBody, type EsAnswer, type EsRequest } from './request.js';

interface Hit extends Found {
  readonly score: number;
  readonly sort: readonly unknown[] | undefined;
}

const MAX_WINDOW = 10_000;
const known = new Set([
  'query',
  'from',
  'size',
  'sort',
  '_source',
  'aggs',
  'aggregations',
  'fields',
  'track_scores',
  'version',
  'explain',
  'min_score',
  'timeout',
  'post_filter',
  'filter',
]);

/** The documents of some indices that a query matches, the best first. */
function* run(cluster: Cluster, indices: readonly EsIndex[], types: readonly string[], query: unknown): Task<readonly Hit[]> {
  const hits: Hit[] = [];
  for (const index of indices) {
    const documents = index.searchable(cluster.sys.clock.now());
    const compiled: Query = compileQuery(index, query, cluster.nowMs);
    const norms = new Map<number, number>();
    for (const document of documents) {
      yield* cluster.sys.tick();
      if (types.length > 0 && !types.includes(document.type)) continue;
      const norm = norms.get(document.shard) ?? normOf(compiled.weight(document.shard));
      norms.set(document.shard, norm);
      const score = compiled.score(document, norm);
      if (score !== undefined) hits.push({ index, document, score: Math.fround(score), sort: undefined });
    }
  }
  return hits;
}

function normOf(weight: number): number {
  return weight > 0 && Number.isFinite(weight) ? 1 / Math.sqrt(weight) : 1;
}

/** Throws for what nobody here, or nobody at all, understands. */
function checkBody(request: EsRequest, body: unknown): void {
  for (const name of isObject(body) ? Object.keys(body) : []) {
    if (known.has(name)) continue;
    if (
      /^(highlight|suggest|script_fields|rescore|scroll|fielddata_fields|partial_fields|indices_boost|stats|terminate_after|inner_hits)$/.test(
        name,
      )
    )
      throw notSimulated(`[${name}] in a search`);
    throw new EsError(400, 'search_parse_exception', `failed to parse search source. unknown search element [${name}]`);
  }
  if (request.query.has('scroll') || request.query.get('search_type') === 'scan') throw notSimulated('scroll of a search');
}

/** `_search` with a body, or with parameters. */
export function* search(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const startedAt = cluster.sys.clock.now();
  const body = jsonBody(request, 'search');
  checkBody(request, body);
  const { indices, types } = scopeOf(cluster, request);
  const query = queryOf(request, body);
  const [from, size] = [
    Number(request.query.get('from') ?? field(body, 'from') ?? 0),
    Number(request.query.get('size') ?? field(body, 'size') ?? 10),
  ];
  if (from + size > MAX_WINDOW)
    throw new EsError(
      500,
      'search_phase_execution_exception',
      `Result window is too large, from + size must be less than or equal to: [${String(MAX_WINDOW)}] but was [${String(from + size)}]. See the scroll api for a more efficient way to request large data sets. This limit can be set by changing the [index.max_result_window] index level parameter.`,
    );
  const found = yield* run(cluster, indices, types, query);
  const sorted = sortHits(found, request.query.get('sort') ?? field(body, 'sort'));
  const aggs = field(body, 'aggs') ?? field(body, 'aggregations');
  const aggregations = aggs === undefined ? undefined : aggregate(aggs, found, cluster.nowMs);
  const filter = field(body, 'post_filter');
  const kept =
    filter === undefined
      ? sorted
      : sorted.filter(({ index, document }) => compileQuery(index, filter, cluster.nowMs).score(document, 1) !== undefined);
  const shards = indices.reduce((sum, index) => sum + index.shards, 0);
  const isScored = sorted[0]?.sort === undefined;
  const best = isScored && kept.length > 0 ? new Float32(kept.reduce((most, { score }) => Math.max(most, score), 0)) : null;
  const source = request.query.get('_source') ?? field(body, '_source');
  return {
    status: 200,
    body: {
      took: Math.max(1, Math.ceil(cluster.sys.clock.now() - startedAt)),
      timed_out: false,
      _shards: { total: shards, successful: shards, failed: 0 },
      hits: {
        total: kept.length,
        max_score: best,
        hits: kept
          .slice(from, from + size)
          .map(hit => shown(hit, source, flag(request.query, 'version') || field(body, 'version') === true)),
      },
      ...(aggregations === undefined ? {} : { aggregations }),
    },
  };
}

function scopeOf(cluster: Cluster, { parts }: EsRequest): { readonly indices: readonly EsIndex[]; readonly types: readonly string[] } {
  const [names = '', types = ''] = parts.filter(part => !['_search', '_count'].includes(part));
  return { indices: cluster.resolve(names), types: types === '' || types === '_all' ? [] : types.split(',') };
}

function queryOf({ query }: EsRequest, body: unknown): unknown {
  const text = query.get('q');
  if (text === undefined) return field(body, 'query') ?? { match_all: {} };
  return {
    query_string: { query: text, default_field: query.get('df') ?? '_all', default_operator: query.get('default_operator') ?? 'or' },
  };
}

function shown({ index, document, score, sort }: Hit, source: unknown, version: boolean): Fields {
  return {
    _index: index.name,
    _type: document.type,
    _id: document.id,
    ...(version ? { _version: document.version } : {}),
    _score: sort === undefined ? new Float32(score) : null,
    ...(source === false || source === 'false' ? {} : { _source: sourceOf(document.source, source) }),
    ...(sort === undefined ? {} : { sort }),
  };
}

function sourceOf(document: Fields, wanted: unknown): Fields {
  const names = (value: unknown): readonly string[] =>
    Array.isArray(value) ? value.map(textOf) : typeof value === 'string' ? value.split(',') : [];
  if (isObject(wanted))
    return filterSource(
      document,
      names(field(wanted, 'includes') ?? field(wanted, 'include')),
      names(field(wanted, 'excludes') ?? field(wanted, 'exclude')),
    );
  return wanted === true || wanted === 'true' ? document : filterSource(document, names(wanted));
}

interface SortKey {
  readonly path: string;
  readonly sign: number;
}

function sortHits(hits: readonly Hit[], spec: unknown): readonly Hit[] {
  const keys = sortKeys(spec);
  if (keys.length === 0 || (keys.length === 1 && keys[0]?.path === '_score' && keys[0].sign < 0))
    return [...hits].sort((a, b) => b.score - a.score);
  for (const { path } of keys)
    if (!path.startsWith('_') && hits.length > 0 && hits.every(({ index }) => index.definition(path) === undefined))
      throw new EsError(400, 'search_parse_exception', `No mapping found for [${path}] in order to sort on`);
  const made = hits.map(hit => ({ ...hit, sort: keys.map(key => sortValue(hit, key)) }));
  return made.sort((a, b) => {
    for (const [at, { sign }] of keys.entries()) {
      const order = compare(a.sort[at], b.sort[at], sign);
      if (order !== 0) return order;
    }
    return 0;
  });
}

function sortKeys(spec: unknown): readonly SortKey[] {
  if (spec === undefined) return [];
  if (typeof spec === 'string') return spec.split(',').map(part => keyOf(...(part.split(':') as [string, string?])));
  return (Array.isArray(spec) ? spec : [spec]).flatMap((each): readonly SortKey[] => {
    if (typeof each === 'string') return [keyOf(each)];
    return Object.entries(isObject(each) ? each : {}).map(([path, options]) =>
      keyOf(path, textOf(isObject(options) ? field(options, 'order') : options)),
    );
  });
}

function keyOf(path: string, order = ''): SortKey {
  return { path, sign: (order === '' ? path === '_score' : order === 'desc') ? -1 : 1 };
}

function sortValue({ index, document, score }: Hit, { path, sign }: SortKey): unknown {
  if (path === '_score') return new Float32(score);
  if (path === '_id' || path === '_uid') return document.id;
  const definition = index.definition(path);
  const type = typeOf(definition);
  const values = valuesAt(document.source, path.split('.')).flatMap((value): readonly (string | number)[] => {
    if (type === 'date') return [momentOf(value)];
    return type === 'string'
      ? termsOf(definition, value).map(({ text }) => text)
      : type === 'boolean'
        ? [textOf(value) === 'true' ? 1 : 0]
        : [Number(value)];
  });
  return values.length === 0 ? null : values.reduce((best, value) => (value < best === sign > 0 ? value : best));
}

/** What is missing comes last either way. */
function compare(a: unknown, b: unknown, sign: number): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  const [x, y] = [a, b].map(value => (value instanceof Float32 ? value.value : (value as string | number)));
  return x === y || x === undefined || y === undefined ? 0 : (x < y ? -1 : 1) * sign;
}

export function* count(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const { indices, types } = scopeOf(cluster, request);
  const found = yield* run(cluster, indices, types, queryOf(request, jsonBody(request, 'search')));
  const shards = indices.reduce((sum, index) => sum + index.shards, 0);
  return { status: 200, body: { count: found.length, _shards: { total: shards, successful: shards, failed: 0 } } };
}
