import type { Task } from '../core/task.js';
import { nameless } from './request-values.js';
import { encodeUtf8 } from '../core/utf8.js';
import { extractArchive, readArchive, statPath, type PathStat } from '../daemon/archive.js';
import { containerChanges } from '../daemon/changes.js';
import { commitContainer } from '../daemon/commit.js';
import { emptyBody } from '../daemon/errors.js';
import { exportContainer } from '../daemon/export.js';
import { targetReference } from '../daemon/images/tag.js';
import { archive, json, nothing } from './answer.js';
import { encodeBase64 } from '../image/base64.js';
import { containerBody } from './bodies.js';
import type { ApiResponse } from './message.js';
import { requiredText } from './request-values.js';
import { get, head, lenient, post, put, upload, type Call, type Route } from './route.js';

const id = ({ params }: Call): string => params['id'] ?? '';
const tarType = { 'Content-Type': 'application/x-tar' };

/** Files of containers. */
export const containerFileRoutes: readonly Route[] = [
  head('/containers/*id/archive', call => ({
    status: 200,
    headers: statHeader(statPath(call.daemon, id(call), requiredText(call.query, 'path'))),
    body: { kind: 'none' },
  })),
  get('/containers/*id/archive', call => {
    const { stat, channel } = readArchive(call.daemon, id(call), requiredText(call.query, 'path'));
    return archive(channel, { ...tarType, ...statHeader(stat) });
  }),
  upload(put('/containers/*id/archive', extract)),
  lenient(get('/containers/*id/changes', call => json(containerChanges(call.daemon, id(call))))),
  lenient(
    get('/containers/*id/export', call => archive(exportContainer(call.daemon, id(call)), { 'Content-Type': 'application/octet-stream' })),
  ),
  post('/commit', commit, containerBody),
];

function statHeader(stat: PathStat): Readonly<Record<string, string>> {
  return { 'X-Docker-Container-Path-Stat': encodeBase64(encodeUtf8(JSON.stringify(stat))) };
}

function* extract(call: Call): Task<ApiResponse> {
  const { daemon, request, query } = call;
  const path = requiredText(query, 'path');
  if (!request.bytes) throw emptyBody();
  yield* extractArchive(daemon, id(call), path, request.bytes, {
    noOverwriteDirNonDir: query.flag('noOverwriteDirNonDir'),
    copyOwner: query.flag('copyUIDGID'),
  });
  return nothing(200);
}

function commit({ daemon, request, query }: Call): ApiResponse {
  if ((query.text('container') ?? '') === '') throw nameless();
  // The new name is read before the container is looked for.
  if ((query.text('repo') ?? '') !== '') targetReference(query.text('repo') ?? '', query.text('tag') ?? '');
  const image = commitContainer(daemon, query.text('container') ?? '', {
    repository: query.text('repo') ?? '',
    tag: query.text('tag') ?? '',
    comment: query.text('comment') ?? '',
    author: query.text('author') ?? '',
    changes: query.all('changes').flatMap(text => text.split('\n')),
    config: request.json,
    pause: query.text('pause') === undefined || query.text('pause') === '' || query.flag('pause'),
  });
  return json({ Id: image }, 201);
}
