import type { Task } from '../../core/task.js';
import { RegistryError } from '../registry-error.js';
import type { Credentials } from '../registry.js';
import { apiVersion, jsonAnswer, nothing, problem, textAnswer, unauthorized, type RegistryAnswer } from './answers.js';
import { blobRequest } from './blobs.js';
import { manifestRequest } from './manifests.js';
import { isRead, problemMethod, type RegistryRequest, type RegistryRules, type RepositoryCall } from './call.js';
import type { RegistryStorage } from './storage.js';
import { uploadRequest } from './uploads.js';

const MAX_NAME = 255;
const namePattern = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/** Answers a request of the distribution API (the OCI distribution specification, with distribution's own words). */
export function* answerRegistry(rules: RegistryRules, request: RegistryRequest): Task<RegistryAnswer> {
  const answer = yield* answerAny(rules, request);
  return request.method === 'HEAD' ? { ...answer, send: nothing } : answer;
}

function* answerAny(rules: RegistryRules, request: RegistryRequest): Task<RegistryAnswer> {
  const [path = '', queryText = ''] = request.target.split('?', 2);
  if (path === '/') return textAnswer(200, '', {});
  if (path !== '/v2' && !path.startsWith('/v2/')) return notFound();
  const refusal = refusalOf(rules, request, 'ping', '');
  if (refusal) return refusal;
  const query = parseQuery(queryText);
  if (path === '/v2/' || path === '/v2') return isRead(request) ? ping() : problemMethod();
  if (path === '/v2/_catalog') return isRead(request) ? yield* catalogue(rules.storage, query) : problemMethod();
  const [, repository = '', kind = '', reference = ''] =
    /^\/v2\/(.+?)\/(tags\/list|manifests|blobs\/uploads|blobs)(?:\/([^/]*))?$/.exec(path) ?? [];
  if (repository === '') return notFound();
  if (!namePattern.test(repository) || repository.length > MAX_NAME) return problem('NAME_INVALID', {});
  const refused = refusalOf(rules, request, isRead(request) ? 'pull' : 'push', repository);
  return refused ?? (yield* answerKind(kind, { rules, request, repository, reference, query }));
}

function* answerKind(kind: string, call: RepositoryCall): Task<RegistryAnswer> {
  switch (kind) {
    case 'tags/list':
      return isRead(call.request) ? yield* tagList(call) : problemMethod();
    case 'manifests':
      return yield* manifestRequest(call);
    case 'blobs':
      return yield* blobRequest(call);
    default:
      return yield* uploadRequest(call);
  }
}

function refusalOf(
  { authorize, challenge = 'Basic realm="Registry Realm"' }: RegistryRules,
  { credentials }: RegistryRequest,
  action: 'ping' | 'pull' | 'push',
  repository: string,
): RegistryAnswer | undefined {
  try {
    authorize?.(action, repository, credentials);
    return undefined;
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    return error.failure === 'denied' ? denied(challenge, credentials) : unauthorized(challenge);
  }
}

/**
 * A registry with tokens says in its challenge that this one is not enough: the answer to HEAD has no body to say so, and dockerd would
 * ask again and again for 50 seconds (distribution registry/client/errors.go HandleHTTPResponseError).
 */
function denied(challenge: string, credentials: Credentials | undefined): RegistryAnswer {
  if (challenge.startsWith('Bearer ')) return unauthorized(`${challenge},error="insufficient_scope"`);
  return credentials ? problem('DENIED', []) : unauthorized(challenge);
}

function* catalogue(storage: RegistryStorage, query: ReadonlyMap<string, string>): Task<RegistryAnswer> {
  return page(yield* storage.repositories(), query, '/v2/_catalog', repositories => ({ repositories }));
}

function* tagList({ rules: { storage }, repository, query }: RepositoryCall): Task<RegistryAnswer> {
  const tags = yield* storage.tags(repository);
  if (!tags) return problem('NAME_UNKNOWN', { name: repository });
  const path = `/v2/${repository}/tags/list`;
  return page(tags, query, path, some => ({ name: repository, tags: some.length === 0 && tags.length === 0 ? null : some }));
}

/** A part of a long list: `n` many after `last`, with a link to the rest. */
function page(
  all: readonly string[],
  query: ReadonlyMap<string, string>,
  path: string,
  body: (part: readonly string[]) => unknown,
): RegistryAnswer {
  const wanted = query.get('n');
  if (wanted !== undefined && !/^\d+$/.test(wanted)) return problem('PAGINATION_NUMBER_INVALID', { n: wanted });
  const last = query.get('last') ?? '';
  const rest = all.filter(name => name > last);
  const part = wanted === undefined ? rest : rest.slice(0, Number(wanted));
  const end = part.at(-1);
  if (end === undefined || part.length === rest.length) return jsonAnswer(200, body(part));
  return jsonAnswer(200, body(part), { Link: `<${path}?last=${encodeURIComponent(end)}&n=${wanted ?? ''}>; rel="next"` });
}

function ping(): RegistryAnswer {
  return textAnswer(200, '{}', { 'Content-Type': 'application/json; charset=utf-8', ...apiVersion });
}

function notFound(): RegistryAnswer {
  return textAnswer(404, '404 page not found\n', { 'Content-Type': 'text/plain; charset=utf-8', 'X-Content-Type-Options': 'nosniff' });
}

function parseQuery(text: string): ReadonlyMap<string, string> {
  return new Map(
    text
      .split('&')
      .filter(Boolean)
      .map((pair): [string, string] => {
        const [name = '', ...value] = pair.split('=');
        return [decode(name), decode(value.join('='))];
      }),
  );
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
