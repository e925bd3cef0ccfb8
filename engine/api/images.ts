import { Channel } from '../core/channel.js';
import type { Platform } from '../core/platform.js';
import type { Task } from '../core/task.js';
import { configOfChanges } from '../daemon/commit.js';
import { login } from '../daemon/images/auth.js';
import { download } from '../daemon/images/download.js';
import { distributionInfo, registryManifest } from '../daemon/images/distribution.js';
import { imageHistory } from '../daemon/images/history.js';
import { importImage } from '../daemon/images/import.js';
import { inspectImage } from '../daemon/images/inspect.js';
import { listImages } from '../daemon/images/list.js';
import { loadImages } from '../daemon/images/load.js';
import { readPlatform } from '../daemon/images/platform.js';
import { progressOf } from '../daemon/images/progress.js';
import { pruneImages } from '../daemon/images/prune.js';
import { pullAllTags, pullImage } from '../daemon/images/pull.js';
import { pushImage } from '../daemon/images/push.js';
import { pullReference, pushReference } from '../daemon/images/registry-access.js';
import { removeImage } from '../daemon/images/remove.js';
import { saveImages } from '../daemon/images/save.js';
import { searchImages } from '../daemon/images/search.js';
import { tagImage } from '../daemon/images/tag.js';
import { withDefaultTag } from '../image/reference.js';
import { DaemonError, emptyBody, failed, invalid } from '../daemon/errors.js';
import { isObject } from '../daemon/json.js';
import { archive, json, nothing, objects } from './answer.js';
import { authBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { imageFor, summaryFor } from './older-versions.js';
import { credentialsOf, registryAuth } from './registry-auth.js';
import { platformOfJson } from './platform-query.js';
import { filtersOf } from './request-values.js';
import { del, get, lenient, post, upload, type Call, type Query, type Route } from './route.js';
import { isBefore } from './version.js';

const name = ({ params }: Call): string => params['name'] ?? '';
const tarType = { 'Content-Type': 'application/x-tar' };

/** Images and registries. */
export const imageRoutes: readonly Route[] = [
  get('/images/json', list),
  upload(
    post('/images/create', call => (isImport(call.query) ? importArchive(call) : pull(call))),
    isImport,
  ),
  get('/images/search', search),
  get('/images/get', call => save(call, call.query.all('names'))),
  upload(post('/images/load', load)),
  post('/images/prune', ({ daemon: { images }, query }) => json(pruneImages(images, filtersOf(query)))),
  get('/images/*name/json', inspect),
  get('/images/*name/history', history),
  get('/images/*name/get', call => save(call, [name(call)])),
  post('/images/*name/tag', tag),
  post('/images/*name/push', push),
  del('/images/*name', remove),
  lenient(post('/auth', auth, authBody)),
  get('/distribution/*name/json', distribution),
  // Drydock's own: the client fetches manifests from registries by itself, and its program here has no way to them but the daemon.
  get('/distribution/*name/manifest', manifest),
];

function list({ daemon: { images }, query, version }: Call): ApiResponse {
  const filters = new Map(filtersOf(query));
  const only = query.text('filter') ?? '';
  // Older clients name one repository so.
  if (only !== '' && isBefore(version, '1.41')) filters.set('reference', [...(filters.get('reference') ?? []), only]);
  const options = { all: query.flag('all'), filters, sharedSize: query.flag('shared-size') };
  return json(listImages(images, options).map(image => summaryFor(version, image)));
}

/** The platform that clients of new enough versions ask for. */
function platformSince({ query, version }: Call, since: string): Platform | undefined {
  return isBefore(version, since) ? undefined : platformOfJson(query.text('platform'));
}

function inspect(call: Call): ApiResponse {
  const platform = platformSince(call, '1.49');
  if (platform && call.query.flag('manifests')) throw invalid('conflicting options: manifests and platform options cannot both be set');
  return json(imageFor(call.version, inspectImage(call.daemon.images, name(call), platform)));
}

function history(call: Call): ApiResponse {
  return json(imageHistory(call.daemon.images, name(call), platformSince(call, '1.48')));
}

function save(call: Call, names: readonly string[]): ApiResponse {
  return archive(saveImages(call.daemon.images, names, platformSince(call, '1.48')), tarType);
}

function push(call: Call): ApiResponse {
  const platform = platformSince(call, '1.46');
  const reference = pushReference(name(call), call.query.text('tag') ?? '');
  return objects(pushImage(call.daemon.images, reference, registryAuth(call.request), platform));
}

function remove(call: Call): ApiResponse {
  const { daemon, query, version } = call;
  const platforms = isBefore(version, '1.50') ? [] : query.all('platforms').flatMap(text => platformOfJson(text) ?? []);
  if (name(call) === '') throw invalid('image name cannot be blank');
  return json(removeImage(daemon.images, name(call), { force: query.flag('force'), prune: !query.flag('noprune'), platforms }));
}

function isImport(query: Query): boolean {
  return (query.text('fromImage') ?? '') === '' && (query.text('fromSrc') ?? '') !== '';
}

function search({ query }: Call): ApiResponse {
  const limit = query.text('limit') ?? '';
  if (limit !== '' && !/^[+-]?\d+$/.test(limit))
    throw invalid(`invalid limit specified: strconv.Atoi: parsing ${JSON.stringify(limit)}: invalid syntax`);
  const term = query.text('term') ?? '';
  // The hub has nothing under an empty name.
  if (term === '') throw failed('Unexpected status code 404');
  return json(searchImages(term, filtersOf(query), Number(limit) > 0 ? Number(limit) : 25));
}

function tag(call: Call): ApiResponse {
  // Without a name there is nothing to do, which is no error.
  if ((call.query.text('repo') ?? '') === '') return nothing(200);
  tagImage(call.daemon.images, name(call), call.query.text('repo') ?? '', call.query.text('tag') ?? '');
  return nothing(201);
}

function* pull({ daemon: { images }, request, query, version }: Call): Task<ApiResponse> {
  const platform = isBefore(version, '1.32') ? undefined : readPlatform(query.text('platform') ?? '');
  const options = { credentials: registryAuth(request), platform };
  const from = query.text('fromImage') ?? '';
  if (from === '') throw new DaemonError('system', 'Get "http:": http: no Host in request URL');
  const reference = pullReference(from, query.text('tag') ?? '');
  const isWholeRepository = reference.tag === undefined && reference.digest === undefined;
  return objects(isWholeRepository ? yield* pullAllTags(images, reference, options) : yield* pullImage(images, reference, options));
}

function* importArchive({ daemon: { images }, request, query }: Call): Task<ApiResponse> {
  const given = query.text('fromSrc') ?? '';
  const origin = given === '-' || /^[a-z]+:\/\//.test(given) ? given : `http://${given}`;
  const source = origin === '-' ? request.bytes : yield* download(images.host, origin);
  if (!source) throw emptyBody();
  const id = yield* importImage(images, {
    source,
    origin,
    repository: query.text('repo') ?? '',
    tag: query.text('tag') ?? '',
    message: query.text('message') ?? '',
    config: configOfChanges(query.all('changes')),
    platform: readPlatform(query.text('platform') ?? ''),
  });
  const channel = new Channel<unknown>();
  if (source instanceof Uint8Array) {
    channel.offer({ status: `Downloading from ${origin}` });
    channel.offer(progressOf('Importing', source.length, source.length));
  }
  channel.offer({ status: id });
  channel.end();
  return objects(channel);
}

function load(call: Call): ApiResponse {
  const { daemon, request, query } = call;
  const platform = platformSince(call, '1.48');
  if (!request.bytes) throw emptyBody();
  return objects(loadImages(daemon.images, request.bytes, { quiet: query.flag('quiet'), platform }));
}

function* auth({ daemon: { images }, request }: Call): Task<ApiResponse> {
  if (request.json === undefined) throw failed('EOF');
  const credentials = credentialsOf(request.json);
  const server = isObject(request.json) ? request.json['serveraddress'] : undefined;
  return json(yield* login(images, typeof server === 'string' ? server : '', credentials));
}

function* manifest(call: Call): Task<ApiResponse> {
  const reference = withDefaultTag(pullReference(name(call), ''));
  return json(yield* registryManifest(call.daemon.images, reference, registryAuth(call.request)));
}

function* distribution(call: Call): Task<ApiResponse> {
  const reference = withDefaultTag(pullReference(name(call), ''));
  return json(yield* distributionInfo(call.daemon.images, reference, registryAuth(call.request)));
}
