import type { Task } from '../../../core/task.js';
import {
  analyze,
  changeAliases,
  clusterState,
  createIndex,
  deleteIndex,
  describeIndex,
  health,
  nodes,
  putAlias,
  putMapping,
  putSettings,
  refresh,
  stats,
} from './admin.js';
import { cat } from './cat.js';
import type { Cluster } from './cluster.js';
import { bulk, deleteDocument, getDocument, multiGet, putDocument, updateDocument } from './documents.js';
import { EsError, indexNotFound, notSimulated } from './errors.js';
import type { EsAnswer, EsRequest } from './request.js';
import { count, search } from './search.js';

const done = (body: unknown): EsAnswer => ({ status: 200, body });

/** Answers a request of the API; the front page is not its business. */
export function* answer(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const { parts } = request;
  const [first = ''] = parts;
  const last = parts.at(-1) ?? '';
  if (first === '_cat') return done(cat(cluster, request));
  if (first === '_cluster') return onCluster(cluster, request);
  if (first === '_nodes') {
    if (parts.includes('stats') || parts.includes('hot_threads')) throw notSimulated(request.path);
    return done(nodes(cluster));
  }
  switch (last) {
    case '_search':
      return yield* search(cluster, request);
    case '_count':
      return yield* count(cluster, request);
    case '_bulk':
      return yield* bulk(cluster, request);
    case '_mget':
      return multiGet(cluster, request);
    case '_refresh':
    case '_flush':
      return refresh(cluster, request);
    case '_analyze':
      return analyze(request);
    case '_stats':
      return done(stats(cluster, first === '_stats' ? '_all' : first));
    case '_aliases':
      if (request.method === 'POST') return yield* changeAliases(cluster, request);
      return describeIndex(cluster, request);
    default:
      return yield* onIndex(cluster, request);
  }
}

function onCluster(cluster: Cluster, { parts, path }: EsRequest): EsAnswer {
  switch (parts[1]) {
    case 'health':
      return done(health(cluster, parts[2]));
    case 'state':
      return done(clusterState(cluster));
    case 'stats': {
      const { _all: all } = stats(cluster, '_all');
      return done({
        timestamp: cluster.nowMs,
        cluster_name: cluster.node.cluster,
        status: health(cluster)['status'],
        indices: { count: cluster.indices.size, ...(all as Readonly<Record<'primaries', object>>).primaries },
        nodes: { count: { total: 1, master_only: 0, data_only: 0, master_data: 1, client: 0 }, versions: ['2.4.6'] },
      });
    }
    default:
      throw notSimulated(path);
  }
}

function noHandler({ path, method }: EsRequest): EsError {
  return new EsError(400, 'no_handler', `No handler found for uri [${path}] and method [${method}]`);
}

function* onIndex(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const { method, parts } = request;
  const [, second = '', , fourth] = parts;
  const isFeature = parts.some(part => /^_(mappings?|settings|alias)$/.test(part));
  if (isFeature && !/^_/.test(parts[2] ?? '_')) {
    if (second === '_alias' && method !== 'GET' && method !== 'HEAD') return yield* putAlias(cluster, request);
  }
  if (isFeature) {
    if (method === 'GET' || method === 'HEAD') return describeIndex(cluster, request);
    if (parts.includes('_settings')) return yield* putSettings(cluster, request);
    if (/_mapping/.test(parts.join('/')) && (method === 'PUT' || method === 'POST')) return yield* putMapping(cluster, request);
    throw noHandler(request);
  }
  const strange = parts.find(
    (part, index) => part.startsWith('_') && part !== '_all' && !(index === 3 && /^_(update|create|source)$/.test(part)),
  );
  if (strange !== undefined) {
    if (
      /^_(optimize|forcemerge|close|open|validate|explain|percolate|snapshot|template|scripts|recovery|segments|upgrade|reindex|update_by_query|termvectors|mtermvectors|suggest|msearch|tasks|cache|search_shards|warmer|field_stats)$/.test(
        strange,
      )
    )
      throw notSimulated(request.path);
    throw noHandler(request);
  }
  if (parts.length === 1) return yield* onWholeIndex(cluster, request);
  if (parts.length === 2) {
    if (method === 'POST') return yield* putDocument(cluster, request);
    if (method === 'HEAD') return { status: cluster.resolve(parts[0] ?? '').some(({ types }) => types.has(second)) ? 200 : 404, body: '' };
    throw noHandler(request);
  }
  return yield* onDocument(cluster, request, fourth);
}

function* onDocument(cluster: Cluster, request: EsRequest, part: string | undefined): Task<EsAnswer> {
  const { method } = request;
  if (part === '_update' && method === 'POST') return yield* updateDocument(cluster, request);
  if (part === '_create' && (method === 'PUT' || method === 'POST')) return yield* putDocument(cluster, request, true);
  if (method === 'GET' || method === 'HEAD') return getDocument(cluster, request);
  if (part === undefined && (method === 'PUT' || method === 'POST')) return yield* putDocument(cluster, request);
  if (part === undefined && method === 'DELETE') return yield* deleteDocument(cluster, request);
  throw noHandler(request);
}

function* onWholeIndex(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const [name = ''] = request.parts;
  switch (request.method) {
    case 'PUT':
    case 'POST':
      return yield* createIndex(cluster, request);
    case 'DELETE':
      return yield* deleteIndex(cluster, request);
    case 'HEAD':
      return { status: name.split(',').every(each => cluster.single(each)) ? 200 : 404, body: '' };
    case 'GET': {
      const found = describeIndex(cluster, request);
      if (cluster.resolve(name).length === 0 && !name.includes('*')) throw indexNotFound(name);
      return found;
    }
    default:
      throw noHandler(request);
  }
}
