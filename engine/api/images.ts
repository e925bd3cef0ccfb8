import { Channel } from '../core/channel.js';
import type { Task } from '../core/task.js';
import { login } from '../daemon/images/auth.js';
import { distributionInfo } from '../daemon/images/distribution.js';
import { imageHistory } from '../daemon/images/history.js';
import { importImage } from '../daemon/images/import.js';
import { inspectImage } from '../daemon/images/inspect.js';
import { listImages } from '../daemon/images/list.js';
import { loadImages } from '../daemon/images/load.js';
import { pruneImages } from '../daemon/images/prune.js';
import { pullAllTags, pullImage } from '../daemon/images/pull.js';
import { pushImage } from '../daemon/images/push.js';
import { pullReference, pushReference } from '../daemon/images/registry-access.js';
import { removeImage } from '../daemon/images/remove.js';
import { saveImages } from '../daemon/images/save.js';
import { searchImages } from '../daemon/images/search.js';
import type { ImageService } from '../daemon/images/service.js';
import { tagImage } from '../daemon/images/tag.js';
import { withDefaultTag } from '../image/reference.js';
import { DaemonError, emptyBody, invalid, notSimulated } from '../daemon/errors.js';
import { isObject } from '../daemon/json.js';
import { archive, json, nothing, objects } from './answer.js';
import type { ApiResponse } from './message.js';
import { credentialsOf, registryAuth } from './registry-auth.js';
import { filtersOf, integerOf } from './request-values.js';
import { del, get, post, type Call, type Route } from './route.js';

/** Images and registries. */
export function imageRoutes(images: ImageService): readonly Route[] {
  const name = ({ params }: Call): string => params['name'] ?? '';
  return [
    get('/images/json', ({ query }) =>
      json(listImages(images, { all: query.flag('all'), filters: filtersOf(query), sharedSize: query.flag('shared-size') })),
    ),
    post('/images/create', (call) => (call.query.text('fromImage') === undefined && call.query.text('fromSrc') !== undefined ? importArchive(images, call) : pull(images, call))),
    get('/images/search', ({ query }) => json(searchImages(query.text('term') ?? '', filtersOf(query), integerOf(query, 'limit') ?? 25))),
    get('/images/get', ({ query }) => archive(saveImages(images, query.all('names')), { 'Content-Type': 'application/x-tar' })),
    post('/images/load', (call) => load(images, call)),
    post('/images/prune', ({ query }) => json(pruneImages(images, filtersOf(query)))),
    get('/images/*name/json', (call) => json(inspectImage(images, name(call)))),
    get('/images/*name/history', (call) => json(imageHistory(images, name(call)))),
    get('/images/*name/get', (call) => archive(saveImages(images, [name(call)]), { 'Content-Type': 'application/x-tar' })),
    post('/images/*name/tag', (call) => {
      tagImage(images, name(call), call.query.text('repo') ?? '', call.query.text('tag') ?? '');
      return nothing(201);
    }),
    post('/images/*name/push', (call) => objects(pushImage(images, pushReference(name(call), call.query.text('tag') ?? ''), registryAuth(call.request)))),
    del('/images/*name', (call) => json(removeImage(images, name(call), { force: call.query.flag('force'), prune: !call.query.flag('noprune') }))),
    post('/auth', (call) => auth(images, call)),
    get('/distribution/*name/json', (call) => distribution(images, call)),
  ];
}

function* pull(images: ImageService, { request, query }: Call): Task<ApiResponse> {
  const platform = query.text('platform');
  const options = { credentials: registryAuth(request), ...(platform === undefined ? {} : { platform }) };
  const name = query.text('fromImage') ?? '';
  if (name === '') throw new DaemonError('system', 'Get "http:": http: no Host in request URL');
  const tag = query.text('tag') ?? '';
  const reference = pullReference(name, tag);
  const isWholeRepository = tag === '' && reference.tag === undefined && reference.digest === undefined;
  return objects(isWholeRepository ? yield* pullAllTags(images, reference, options) : yield* pullImage(images, reference, options));
}

function* importArchive(images: ImageService, { request, query }: Call): Task<ApiResponse> {
  if (query.text('fromSrc') !== '-') throw notSimulated('importing from a URL');
  if (query.all('changes').some((change) => change !== '')) throw notSimulated('docker import --change');
  if (!request.bytes) throw emptyBody();
  const id = yield* importImage(images, {
    source: request.bytes,
    repository: query.text('repo') ?? '',
    tag: query.text('tag') ?? '',
    message: query.text('message') ?? '',
    config: {},
  });
  const channel = new Channel<unknown>();
  channel.offer({ status: id });
  channel.end();
  return objects(channel);
}

function load(images: ImageService, { request, query }: Call): ApiResponse {
  if (!request.bytes) throw emptyBody();
  return objects(loadImages(images, request.bytes, { quiet: query.flag('quiet') }));
}

function* auth(images: ImageService, { request }: Call): Task<ApiResponse> {
  const credentials = credentialsOf(request.json);
  if (!credentials) throw invalid('username and password are required');
  const server = isObject(request.json) ? request.json['serveraddress'] : undefined;
  return json(yield* login(images, typeof server === 'string' ? server : '', credentials));
}

function* distribution(images: ImageService, { request, params }: Call): Task<ApiResponse> {
  return json(yield* distributionInfo(images, withDefaultTag(pullReference(params['name'] ?? '', '')), registryAuth(request)));
}
