import type { Task } from '../../core/task.js';
import { isDigest } from '../digest.js';
import { limits } from '../limits.js';
import { emptyAnswer, problem, type RegistryAnswer } from './answers.js';
import { originOf, problemMethod, type RepositoryCall } from './call.js';

/** `/v2/NAME/blobs/uploads/[ID]`: a blob comes whole or in chunks, or is mounted from another repository. */
export function* uploadRequest(call: RepositoryCall): Task<RegistryAnswer> {
  const { rules, request, repository, reference } = call;
  if (reference === '') return request.method === 'POST' ? yield* begin(call) : problemMethod();
  const sizeBytes = yield* rules.storage.uploaded(repository, reference);
  if (sizeBytes === undefined) return problem('BLOB_UPLOAD_UNKNOWN');
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return progress(call, 204, reference, sizeBytes);
    case 'PATCH':
      return yield* patch(call, sizeBytes);
    case 'PUT':
      return yield* finish(call, sizeBytes);
    case 'DELETE':
      yield* rules.storage.cancelUpload(repository, reference);
      return emptyAnswer(204, { 'Docker-Upload-Uuid': reference });
    default:
      return problemMethod();
  }
}

function* begin(call: RepositoryCall): Task<RegistryAnswer> {
  const { rules, request, repository, query } = call;
  const [digest, from] = [query.get('mount'), query.get('from')];
  if (digest !== undefined && from !== undefined && isDigest(digest) && mayRead(call, from)) {
    if (yield* rules.storage.mount(repository, digest, from)) return created(call, digest);
  }
  const upload = yield* rules.storage.startUpload(repository);
  const whole = query.get('digest');
  if (whole === undefined) {
    yield* skip(request.body);
    return progress(call, 202, upload, 0);
  }
  return yield* finish({ ...call, reference: upload }, 0);
}

/** Whether who asks may read where a blob is to be mounted from. */
function mayRead({ rules, request }: RepositoryCall, from: string): boolean {
  try {
    rules.authorize?.('pull', from, request.credentials);
    return true;
  } catch {
    return false;
  }
}

function* patch(call: RepositoryCall, before: number): Task<RegistryAnswer> {
  const { request, reference } = call;
  const [, first] = /^(\d+)-\d+$/.exec(request.headers.get('content-range') ?? '') ?? [];
  if (first !== undefined && Number(first) !== before) return { ...progress(call, 416, reference, before) };
  const after = yield* receive(call, before);
  return after === undefined ? problem('SIZE_INVALID') : progress(call, 202, reference, after);
}

function* finish(call: RepositoryCall, before: number): Task<RegistryAnswer> {
  const { rules, repository, reference, query } = call;
  const digest = query.get('digest') ?? '';
  if (!isDigest(digest)) return problem('DIGEST_INVALID', digest === '' ? 'digest missing' : 'invalid checksum digest format');
  if ((yield* receive(call, before)) === undefined) return problem('SIZE_INVALID');
  const fits = yield* rules.storage.finishUpload(repository, reference, digest);
  return fits ? created(call, digest) : problem('DIGEST_INVALID', { Digest: digest, Reason: 'content does not match digest' });
}

/** Puts the body behind what came before; gives how much there is now. Undefined, and all of it dropped, when that is too much. */
function* receive({ rules, request, repository, reference }: RepositoryCall, before: number): Task<number | undefined> {
  let total = before;
  for (let piece = yield* request.body(); piece.length > 0; piece = yield* request.body()) {
    total += piece.length;
    if (total > limits.layerBytes) {
      yield* rules.storage.cancelUpload(repository, reference);
      return undefined;
    }
    yield* rules.storage.append(repository, reference, piece);
  }
  return total;
}

function* skip(next: () => Task<Uint8Array>): Task<void> {
  while ((yield* next()).length > 0);
}

function created(call: RepositoryCall, digest: string): RegistryAnswer {
  return emptyAnswer(201, { 'Docker-Content-Digest': digest, Location: `${originOf(call)}/v2/${call.repository}/blobs/${digest}` });
}

function progress(call: RepositoryCall, status: number, upload: string, sizeBytes: number): RegistryAnswer {
  return emptyAnswer(status, {
    'Docker-Upload-Uuid': upload,
    Location: `${originOf(call)}/v2/${call.repository}/blobs/uploads/${upload}`,
    Range: `0-${String(Math.max(0, sizeBytes - 1))}`,
  });
}
