import type { Task } from '../../../core/task.js';
import { objectOf, type Cluster } from './cluster.js';
import { EsError, indexNotFound, notSimulated } from './errors.js';
import type { EsDocument, EsIndex } from './index-data.js';
import { field, isObject, textOf, type Fields } from './json.js';
import { learn, type Properties, type Property } from './mapping.js';
import { flag, jsonBody, type EsAnswer, type EsRequest } from './request.js';

interface Target {
  readonly index: string;
  readonly type: string;
  readonly id: string | undefined;
}

interface WriteOptions {
  readonly creates: boolean;
  readonly version: number | undefined;
  readonly refresh: boolean;
  readonly routing: string | undefined;
}

const MAX_NESTING = 100;

function optionsOf({ query }: EsRequest, creates = false): WriteOptions {
  const version = query.get('version');
  return {
    creates: creates || query.get('op_type') === 'create',
    version: version === undefined ? undefined : Number(version),
    refresh: flag(query, 'refresh'),
    routing: query.get('routing') ?? query.get('parent'),
  };
}

function shardsOf({ replicas }: EsIndex): Fields {
  return { total: replicas + 1, successful: 1, failed: 0 };
}

function conflict(index: string, { type, id }: { readonly type: string; readonly id: string }, reason: string): EsError {
  return new EsError(
    409,
    type === '' ? '' : reason.startsWith('document') ? 'document_already_exists_exception' : 'version_conflict_engine_exception',
    `[${type}][${id}]: ${reason}`,
    { shard: '0', index },
  );
}

/** Puts a document into an index, which is made when it is not there. */
export function* indexDocument(
  cluster: Cluster,
  target: Target,
  source: unknown,
  options: WriteOptions,
): Task<{ readonly body: Fields; readonly created: boolean }> {
  if (!isObject(source))
    throw new EsError(400, 'mapper_parsing_exception', 'failed to parse', {
      caused_by: {
        type: 'not_x_content_exception',
        reason: 'Compressor detection can only be called on some xcontent bytes or compressed xcontent bytes',
      },
    });
  if (nesting(source) > MAX_NESTING)
    throw new EsError(400, 'mapper_parsing_exception', 'failed to parse', {
      caused_by: { type: 'illegal_argument_exception', reason: 'the document is nested too deeply' },
    });
  const index = cluster.single(target.index) ?? (yield* cluster.create(target.index));
  const { type } = target;
  if (type.startsWith('_')) throw new EsError(400, 'invalid_type_name_exception', `mapping type name [${type}] can't start with '_'`);
  const id = target.id ?? cluster.newId(20);
  const before = index.find(type, id);
  if (options.creates && before) throw conflict(index.name, { type, id }, 'document already exists');
  const known = before?.version ?? index.deleted.get(index.key(type, id)) ?? 0;
  if (options.version !== undefined && options.version !== known)
    throw conflict(
      index.name,
      { type, id },
      `version conflict, current [${String(before ? known : -1)}], provided [${String(options.version)}]`,
    );
  const properties: Properties = index.types.get(type) ?? new Map<string, Property>();
  const isNewType = !index.types.has(type);
  const isNew = learn(properties, source);
  index.types.set(type, properties);
  if (isNew || isNewType) yield* cluster.save(index);
  const routing = options.routing ?? id;
  const made = index.put({ type, id, version: known + 1, source }, routing, cluster.sys.clock.now());
  yield* cluster.log(index, made, source, routing);
  if (options.refresh) index.refresh();
  const body = { _index: index.name, _type: type, _id: id, _version: made.version, _shards: shardsOf(index), created: !before };
  return { body, created: !before };
}

function nesting(value: unknown, depth = 0): number {
  if (depth > MAX_NESTING || typeof value !== 'object' || value === null) return depth;
  return Object.values(value).reduce<number>((most, item) => Math.max(most, nesting(item, depth + 1)), depth + 1);
}

/** PUT and POST of a document. */
export function* putDocument(cluster: Cluster, request: EsRequest, creates = false): Task<EsAnswer> {
  const [index = '', type = '', id] = request.parts;
  if (request.text.trim() === '') throw new EsError(400, 'action_request_validation_exception', 'Validation Failed: 1: source is missing;');
  const { body, created } = yield* indexDocument(cluster, { index, type, id }, jsonBody(request, 'document'), optionsOf(request, creates));
  return { status: created ? 201 : 200, body };
}

function existing(cluster: Cluster, name: string): EsIndex {
  const index = cluster.single(name);
  if (!index) throw indexNotFound(name);
  return index;
}

/** GET and HEAD of a document, and of its source alone. */
export function getDocument(cluster: Cluster, { parts, query }: EsRequest): EsAnswer {
  const [name = '', type = '', id = '', part] = parts;
  const index = existing(cluster, name);
  const found = index.find(type, id);
  if (part === '_source') return found ? { status: 200, body: found.source } : { status: 404, body: '' };
  return { status: found ? 200 : 404, body: shown(index, found, { type, id }, query.get('_source') ?? query.get('fields')) };
}

function shown(
  index: EsIndex,
  found: EsDocument | undefined,
  { type, id }: { readonly type: string; readonly id: string },
  wanted: string | undefined,
): Fields {
  if (!found) return { _index: index.name, _type: type, _id: id, found: false };
  return {
    _index: index.name,
    _type: found.type,
    _id: id,
    _version: found.version,
    found: true,
    ...(wanted === 'false'
      ? {}
      : { _source: wanted === undefined || wanted === 'true' ? found.source : filterSource(found.source, wanted.split(',')) }),
  };
}

/** The fields of a source that are wanted: names, dotted paths, with stars. */
export function filterSource(source: Fields, includes: readonly string[], excludes: readonly string[] = [], path = ''): Fields {
  return Object.fromEntries(
    Object.entries(source).flatMap(([name, value]) => {
      const full = `${path}${name}`;
      if (excludes.some(pattern => fitsPath(full, pattern))) return [];
      if (isObject(value)) {
        const inner = filterSource(value, includes.some(pattern => fitsPath(full, pattern)) ? [] : includes, excludes, `${full}.`);
        return Object.keys(inner).length > 0 || includes.length === 0 ? [[name, inner]] : [];
      }
      return includes.length === 0 || includes.some(pattern => fitsPath(full, pattern)) ? [[name, value]] : [];
    }),
  );
}

function fitsPath(path: string, pattern: string): boolean {
  if (pattern.endsWith('*')) return path.startsWith(pattern.slice(0, -1));
  return path === pattern || path.startsWith(`${pattern}.`);
}

export function* deleteDocument(cluster: Cluster, { parts, query }: EsRequest): Task<EsAnswer> {
  const [name = '', type = '', id = ''] = parts;
  const index = existing(cluster, name);
  const before = index.find(type, id);
  const provided = query.get('version');
  if (provided !== undefined && before && Number(provided) !== before.version)
    throw conflict(index.name, { type, id }, `version conflict, current [${String(before.version)}], provided [${provided}]`);
  const version = (before?.version ?? index.deleted.get(index.key(type, id)) ?? 0) + 1;
  if (before) {
    index.remove(before, version, cluster.sys.clock.now());
    yield* cluster.log(index, { ...before, version }, undefined, id);
  }
  if (flag(query, 'refresh')) index.refresh();
  return {
    status: before ? 200 : 404,
    body: { found: before !== undefined, _index: index.name, _type: type, _id: id, _version: version, _shards: shardsOf(index) },
  };
}

/** POST of _update: a part of a document, or one for when there is none. */
export function* updateDocument(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const [name = '', type = '', id = ''] = request.parts;
  const answer = yield* update(cluster, { index: name, type, id }, jsonBody(request), optionsOf(request));
  return { status: answer.created ? 201 : 200, body: answer.body };
}

function* update(
  cluster: Cluster,
  target: Target & { readonly id: string },
  body: unknown,
  options: WriteOptions,
): Task<{ readonly body: Fields; readonly created: boolean }> {
  if (field(body, 'script') !== undefined) throw notSimulated('a script in _update');
  const part = field(body, 'doc');
  const before = cluster.single(target.index)?.find(target.type, target.id);
  const upsert = field(body, 'upsert') ?? (field(body, 'doc_as_upsert') === true ? part : undefined);
  if (!before) {
    if (!cluster.single(target.index) && upsert === undefined) throw indexNotFound(target.index);
    if (upsert === undefined)
      throw new EsError(404, 'document_missing_exception', `[${target.type}][${target.id}]: document missing`, {
        shard: '-1',
        index: target.index,
      });
    const made = yield* indexDocument(cluster, target, upsert, options);
    return { ...made, body: withoutCreated(made.body) };
  }
  if (part === undefined) throw new EsError(400, 'action_request_validation_exception', 'Validation Failed: 1: script or doc is missing;');
  const made = yield* indexDocument(cluster, target, merge(before.source, objectOf(part)), options);
  return { body: withoutCreated(made.body), created: false };
}

function withoutCreated(body: Fields): Fields {
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== 'created'));
}

function merge(before: Fields, part: Fields): Fields {
  const made = new Map(Object.entries(before));
  for (const [name, value] of Object.entries(part)) {
    const old = made.get(name);
    made.set(name, isObject(old) && isObject(value) ? merge(old, value) : value);
  }
  return Object.fromEntries(made);
}

export function multiGet(cluster: Cluster, request: EsRequest): EsAnswer {
  const [defaultIndex = '', defaultType = '_all'] = request.parts.filter(part => part !== '_mget');
  const body = jsonBody(request);
  const [docs, ids] = [field(body, 'docs'), field(body, 'ids')];
  const wanted: readonly unknown[] = Array.isArray(docs) ? docs : Array.isArray(ids) ? ids.map(id => ({ _id: id as unknown })) : [];
  if (wanted.length === 0) throw new EsError(400, 'action_request_validation_exception', 'Validation Failed: 1: no documents to get;');
  const found = wanted.map(each => {
    const [name, type, id] = [
      textOf(field(each, '_index')) || defaultIndex,
      textOf(field(each, '_type')) || defaultType,
      textOf(field(each, '_id')),
    ];
    const index = cluster.single(name);
    if (!index) return { _index: name, _type: type, _id: id, error: indexNotFound(name).body()['error'] };
    return shown(index, index.find(type, id), { type, id }, undefined);
  });
  return { status: 200, body: { docs: found } };
}

/** _bulk: a line of what is to be done, and a line of a document where one is needed. */
export function* bulk(cluster: Cluster, request: EsRequest): Task<EsAnswer> {
  const [defaultIndex = '', defaultType = ''] = request.parts.filter(part => part !== '_bulk');
  const startedAt = cluster.sys.clock.now();
  const lines = request.text.split('\n');
  const items: Fields[] = [];
  for (let at = 0; at < lines.length; at++) {
    if ((lines[at] ?? '').trim() === '') continue;
    yield* cluster.sys.tick();
    const [entry] = Object.entries(objectOf(parseLine(lines[at] ?? '')));
    const [action = '', meta] = entry ?? [];
    if (!['index', 'create', 'update', 'delete'].includes(action))
      throw new EsError(
        400,
        'illegal_argument_exception',
        `Malformed action/metadata line [${String(at + 1)}], expected START_OBJECT or END_OBJECT but found [VALUE_STRING]`,
      );
    const target = {
      index: textOf(field(meta, '_index')) || defaultIndex,
      type: textOf(field(meta, '_type')) || defaultType,
      id: field(meta, '_id') === undefined ? undefined : textOf(field(meta, '_id')),
    };
    items.push({ [action]: yield* bulkItem(cluster, action, target, action === 'delete' ? '' : (lines[++at] ?? '')) });
  }
  if (items.length === 0) throw new EsError(400, 'action_request_validation_exception', 'Validation Failed: 1: no requests added;');
  if (flag(request.query, 'refresh')) for (const index of cluster.indices.values()) index.refresh();
  const errors = items.some(item => Object.values(item).some(each => field(each, 'error') !== undefined));
  return { status: 200, body: { took: Math.ceil(cluster.sys.clock.now() - startedAt), errors, items } };
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    throw new EsError(400, 'json_parse_exception', `Unrecognized token in line [${line.slice(0, 100)}]`);
  }
}

function* bulkItem(cluster: Cluster, action: string, target: Target, line: string): Task<Fields> {
  const options: WriteOptions = { creates: action === 'create', version: undefined, refresh: false, routing: undefined };
  try {
    if (action === 'delete') {
      const parts = [target.index, target.type, target.id ?? ''];
      const { status, body } = yield* deleteDocument(cluster, { method: 'DELETE', parts, path: '', query: new Map(), text: '' });
      const { found, ...rest } = objectOf(body);
      return { ...rest, status, found };
    }
    const source = parseLine(line);
    const { body, created } =
      action === 'update'
        ? yield* update(cluster, { ...target, id: target.id ?? '' }, source, options)
        : yield* indexDocument(cluster, target, source, options);
    return { ...withoutCreated(body), status: created ? 201 : 200 };
  } catch (error) {
    if (!(error instanceof EsError)) throw error;
    return { _index: target.index, _type: target.type, _id: target.id, status: error.status, error: error.cause0() };
  }
}
