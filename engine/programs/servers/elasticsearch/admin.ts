import type { Task } from '../../../core/task.js';
import { analyse, keyword } from './analysis.js';
import { objectOf, settingsOf, type Cluster } from './cluster.js';
import { EsError, notSimulated } from './errors.js';
import type { EsIndex } from './index-data.js';
import { Double, field, isObject, textOf, type Fields } from './json.js';
import { formatProperties, parseProperties, typeOf, type Properties, type Property } from './mapping.js';
import { jsonBody, type EsAnswer, type EsRequest } from './request.js';

const ACKNOWLEDGED: EsAnswer = { status: 200, body: { acknowledged: true } };

export function* createIndex(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const body = jsonBody(request);
  const given = objectOf(body);
  const hasSections = ['settings', 'mappings', 'aliases'].some(name => Object.hasOwn(given, name));
  yield* cluster.create(request.parts[0] ?? '', hasSections ? body : { settings: given });
  return ACKNOWLEDGED;
}

export function* deleteIndex(cluster: Cluster, { parts }: EsRequest): Task<EsAnswer> {
  for (const index of cluster.resolve(parts[0] ?? '_all')) yield* cluster.remove(index);
  return ACKNOWLEDGED;
}

function settingsText(index: EsIndex): Fields {
  return {
    index: {
      creation_date: String(index.createdMs),
      ...index.settings,
      number_of_shards: String(index.shards),
      number_of_replicas: String(index.replicas),
      uuid: index.uuid,
      version: { created: '2040699' },
    },
  };
}

function mappingsOf(index: EsIndex, only?: string): Fields {
  return Object.fromEntries(
    [...index.types]
      .filter(([type]) => only === undefined || type === only)
      .map(([type, properties]) => [type, properties.size === 0 ? {} : { properties: formatProperties(properties) }]),
  );
}

/** What an index is: all of it, or its settings, mappings or aliases. */
export function describeIndex(cluster: Cluster, { parts }: EsRequest): EsAnswer {
  const feature = parts.find(part => /^_(settings|mapping|mappings|alias|aliases|warmers)$/.test(part));
  const names = parts[0] === feature ? '_all' : (parts[0] ?? '_all');
  const indices = cluster.resolve(names);
  const after = parts[parts.indexOf(feature ?? '') + 1];
  const body = Object.fromEntries(
    indices.map((index): [string, unknown] => {
      const aliases = Object.fromEntries(index.aliases);
      switch (feature) {
        case '_settings':
          return [index.name, { settings: settingsText(index) }];
        case '_mapping':
        case '_mappings':
          return [index.name, { mappings: mappingsOf(index, after) }];
        case '_alias':
        case '_aliases':
          return [index.name, { aliases }];
        default:
          return [index.name, { aliases, mappings: mappingsOf(index), settings: settingsText(index), warmers: {} }];
      }
    }),
  );
  return { status: 200, body };
}

export function* putMapping(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const parts = request.parts.filter(part => !/^_mappings?$/.test(part));
  const body = jsonBody(request);
  const [names = '', type = ''] = parts;
  for (const index of cluster.resolve(names)) {
    const own: Properties = index.types.get(type) ?? new Map<string, Property>();
    for (const [name, property] of parseProperties(field(field(body, type) ?? body, 'properties'))) {
      const before = own.get(name);
      const [old, fresh] = [typeOf(before?.definition), typeOf(property.definition)];
      if (before && old !== fresh && old !== '')
        throw new EsError(
          400,
          'illegal_argument_exception',
          `mapper [${name}] of different type, current_type [${old}], merged_type [${fresh}]`,
        );
      own.set(name, property);
    }
    index.types.set(type, own);
    yield* cluster.save(index);
  }
  return ACKNOWLEDGED;
}

export function* putSettings(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const given = settingsOf(field(jsonBody(request), 'settings') ?? jsonBody(request));
  for (const index of cluster.resolve(request.parts[0] === '_settings' ? '_all' : (request.parts[0] ?? ''))) {
    if (field(given, 'number_of_shards') !== undefined)
      throw new EsError(400, 'illegal_argument_exception', `can't change the number of shards for an index`);
    index.settings = { ...index.settings, ...given };
    index.replicas = Number(field(given, 'number_of_replicas') ?? index.replicas);
    yield* cluster.save(index);
  }
  return ACKNOWLEDGED;
}

export function* changeAliases(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const actions = field(jsonBody(request), 'actions');
  for (const action of Array.isArray(actions) ? actions : []) {
    for (const [kind, spec] of Object.entries(objectOf(action))) {
      const alias = textOf(field(spec, 'alias'));
      for (const index of cluster.resolve(textOf(field(spec, 'index')))) {
        if (kind === 'add') index.aliases.set(alias, field(spec, 'filter') === undefined ? {} : filterRefused());
        else if (!index.aliases.delete(alias)) throw new EsError(404, 'aliases_not_found_exception', `aliases [${alias}] missing`);
        yield* cluster.save(index);
      }
    }
  }
  return ACKNOWLEDGED;
}

function filterRefused(): Fields {
  throw notSimulated('a filter of an alias');
}

export function* putAlias(cluster: Cluster, { method, parts }: EsRequest): Task<EsAnswer> {
  const [names = '', , alias = ''] = parts;
  for (const index of cluster.resolve(names)) {
    if (method === 'DELETE' && !index.aliases.delete(alias))
      throw new EsError(404, 'aliases_not_found_exception', `aliases [${alias}] missing`);
    if (method !== 'DELETE') index.aliases.set(alias, {});
    yield* cluster.save(index);
  }
  return ACKNOWLEDGED;
}

export function refresh(cluster: Cluster, { parts }: EsRequest): EsAnswer {
  const indices = cluster.resolve(parts[0]?.startsWith('_') ? '_all' : (parts[0] ?? '_all'));
  for (const index of indices) index.refresh();
  const total = indices.reduce((sum, index) => sum + index.shards * (index.replicas + 1), 0);
  const successful = indices.reduce((sum, index) => sum + index.shards, 0);
  return { status: 200, body: { _shards: { total, successful, failed: 0 } } };
}

export function analyze(request: EsRequest): EsAnswer {
  const body = jsonBodyOrText(request);
  const text = request.query.get('text') ?? textOf(field(body, 'text'));
  const name = request.query.get('analyzer') ?? textOf(field(body, 'analyzer'));
  if (name !== '' && name !== 'standard' && name !== 'keyword') {
    if (/^(simple|whitespace|stop|pattern|snowball|english|french|german|cjk)$/.test(name)) throw notSimulated(`the analyzer [${name}]`);
    throw new EsError(400, 'illegal_argument_exception', `failed to find analyzer [${name}]`);
  }
  const given = text === '' && !isObject(body) ? request.text : text;
  const tokens = (name === 'keyword' ? keyword(given) : analyse(given)).map(({ text: token, start, end, position }) => ({
    token,
    start_offset: start,
    end_offset: end,
    type: /^\d+$/.test(token)
      ? '<NUM>'
      : /^\p{Script=Han}$/u.test(token)
        ? '<IDEOGRAPHIC>'
        : /^\p{Script=Hangul}/u.test(token)
          ? '<HANGUL>'
          : '<ALPHANUM>',
    position,
  }));
  return { status: 200, body: { tokens } };
}

function jsonBodyOrText(request: EsRequest): unknown {
  return request.text.trimStart().startsWith('{') ? jsonBody(request) : undefined;
}

/** How many shards there are, and how many could not be given to a node: copies need another one. */
export function shardCounts(indices: Iterable<EsIndex>): { readonly active: number; readonly unassigned: number } {
  let active = 0;
  let unassigned = 0;
  for (const { shards, replicas } of indices) {
    active += shards;
    unassigned += shards * replicas;
  }
  return { active, unassigned };
}

export function health(cluster: Cluster, names = ''): Fields {
  const { active, unassigned } = shardCounts(cluster.resolve(names));
  return {
    cluster_name: cluster.node.cluster,
    status: unassigned > 0 ? 'yellow' : 'green',
    timed_out: false,
    number_of_nodes: 1,
    number_of_data_nodes: 1,
    active_primary_shards: active,
    active_shards: active,
    relocating_shards: 0,
    initializing_shards: 0,
    unassigned_shards: unassigned,
    delayed_unassigned_shards: 0,
    number_of_pending_tasks: 0,
    number_of_in_flight_fetch: 0,
    task_max_waiting_in_queue_millis: 0,
    active_shards_percent_as_number: new Double(active + unassigned === 0 ? 100 : (100 * active) / (active + unassigned)),
  };
}

export function clusterState(cluster: Cluster): Fields {
  const { node } = cluster;
  return {
    cluster_name: node.cluster,
    version: 2 + cluster.indices.size,
    master_node: node.id,
    blocks: {},
    nodes: { [node.id]: { name: node.name, transport_address: `${node.address}:9300`, attributes: {} } },
    metadata: {
      indices: Object.fromEntries(
        [...cluster.indices.values()].map(index => [
          index.name,
          { state: 'open', settings: settingsText(index), mappings: mappingsOf(index), aliases: [...index.aliases.keys()] },
        ]),
      ),
    },
  };
}

export function nodes(cluster: Cluster): Fields {
  const { node } = cluster;
  return {
    cluster_name: node.cluster,
    nodes: {
      [node.id]: {
        name: node.name,
        transport_address: `${node.address}:9300`,
        host: node.address,
        ip: node.address,
        version: '2.4.6',
        build: '5376dca',
        http_address: `${node.address}:${String(node.httpPort)}`,
      },
    },
  };
}

/** Documents and bytes, of all indices and of each. */
export function stats(cluster: Cluster, names: string): Fields {
  const indices = cluster.resolve(names);
  const of = (some: readonly EsIndex[]): Fields => ({
    docs: {
      count: some.reduce((sum, { documents }) => sum + documents.size, 0),
      deleted: some.reduce((sum, { deleted }) => sum + deleted.size, 0),
    },
    store: { size_in_bytes: some.reduce((sum, index) => sum + sizeOf(index), 0), throttle_time_in_millis: 0 },
  });
  const { active, unassigned } = shardCounts(indices);
  const both = (some: readonly EsIndex[]): Fields => ({ primaries: of(some), total: of(some) });
  return {
    _shards: { total: active + unassigned, successful: active, failed: 0 },
    _all: both(indices),
    indices: Object.fromEntries(indices.map(index => [index.name, both([index])])),
  };
}

/** What the documents of an index take on disk. */
export function sizeOf(index: EsIndex): number {
  let bytes = index.shards * 130;
  for (const { source } of index.documents.values()) bytes += JSON.stringify(source).length + 3000;
  return bytes;
}
