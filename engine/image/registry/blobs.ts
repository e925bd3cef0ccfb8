import type { Task } from '../../core/task.js';
import { isDigest } from '../digest.js';
import { apiVersion, emptyAnswer, problem, type RegistryAnswer } from './answers.js';
import { isRead, problemMethod, type RepositoryCall } from './call.js';

/** `/v2/NAME/blobs/DIGEST` */
export function* blobRequest(call: RepositoryCall): Task<RegistryAnswer> {
  const { rules, request, repository, reference } = call;
  if (!isDigest(reference)) return problem('DIGEST_INVALID', 'invalid checksum digest format');
  if (request.method === 'DELETE') {
    if (!rules.deletes) return problem('UNSUPPORTED');
    const isGone = yield* rules.storage.deleteBlob(repository, reference);
    return isGone ? emptyAnswer(202, {}) : problem('BLOB_UNKNOWN');
  }
  if (!isRead(request)) return problemMethod();
  const blob = yield* rules.storage.blob(repository, reference);
  if (!blob) return problem('BLOB_UNKNOWN', { digest: reference });
  const { from, to } = rangeOf(request.headers.get('range'), blob.sizeBytes);
  const isPart = to - from < blob.sizeBytes;
  return {
    status: isPart ? 206 : 200,
    headers: {
      ...apiVersion,
      'Accept-Ranges': 'bytes',
      'Cache-Control': 'max-age=31536000',
      ...(isPart ? { 'Content-Range': `bytes ${String(from)}-${String(to - 1)}/${String(blob.sizeBytes)}` } : {}),
      'Content-Type': 'application/octet-stream',
      'Docker-Content-Digest': reference,
      Etag: `"${reference}"`,
    },
    lengthBytes: to - from,
    send: write => blob.send(write, from, to),
  };
}

/** `bytes=100-199`, `bytes=100-`; anything else means all of it. */
function rangeOf(header: string | undefined, sizeBytes: number): { readonly from: number; readonly to: number } {
  const [, first, last] = /^bytes=(\d{1,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  const from = Number(first ?? 0);
  const to = last === undefined || last === '' ? sizeBytes : Math.min(sizeBytes, Number(last) + 1);
  return from < to ? { from, to } : { from: 0, to: sizeBytes };
}
