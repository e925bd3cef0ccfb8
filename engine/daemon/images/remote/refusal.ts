import { decodeUtf8 } from '../../../core/utf8.js';
import { RegistryError } from '../../../image/registry-error.js';
import { DaemonError } from '../../errors.js';
import { isObject } from '../../json.js';
import type { ExchangeAnswer } from './exchange.js';

/** What went wrong while a registry was asked, and whether dockerd would ask again a little later (moby distribution/errors.go). */
export class RemoteFailure extends DaemonError {
  readonly isFinal: boolean;

  constructor(message: string, { isFinal }: { readonly isFinal: boolean }) {
    super('system', message);
    this.isFinal = isFinal;
  }
}

/** The texts that the distribution specification gives its codes. Docker shows the code alone where a registry has nothing to add. */
const usual: Readonly<Record<string, string>> = {
  UNKNOWN: 'unknown error',
  UNSUPPORTED: 'The operation is unsupported.',
  UNAUTHORIZED: 'authentication required',
  DENIED: 'requested access to the resource is denied',
  UNAVAILABLE: 'service unavailable',
  TOOMANYREQUESTS: 'too many requests',
  DIGEST_INVALID: 'provided digest did not match uploaded content',
  SIZE_INVALID: 'provided length did not match content length',
  NAME_INVALID: 'invalid repository name',
  TAG_INVALID: 'manifest tag did not match URI',
  MANIFEST_INVALID: 'manifest invalid',
  BLOB_UNKNOWN: 'blob unknown to registry',
  MANIFEST_BLOB_UNKNOWN: 'blob unknown to registry',
  BLOB_UPLOAD_UNKNOWN: 'blob upload unknown to registry',
  BLOB_UPLOAD_INVALID: 'blob upload invalid',
};

/** Nobody asks again after these, if the registry says why. */
const finalCodes: readonly string[] = ['UNSUPPORTED', 'TOOMANYREQUESTS'];

/** What a refusal means: a registry says it in JSON; what says something else is no registry. */
export function refusalOf(
  { status, reason, headers, body }: ExchangeAnswer,
  kind: 'manifest' | 'blob' | 'other',
  hasCredentials: boolean,
): Error {
  const text = decodeUtf8(body);
  const first = firstProblem(text);
  const isTooLittle = status === 401 && /\berror="insufficient_scope"/.test(headers.get('www-authenticate') ?? '');
  if (first?.code === 'DENIED' || isTooLittle) return new RegistryError('denied', 'denied: requested access to the resource is denied');
  if (status === 401) {
    if (hasCredentials) return new RegistryError('bad-credentials', 'unauthorized: authentication required');
    return new RegistryError('no-credentials', 'no basic auth credentials');
  }
  if (status === 403) return new RegistryError('denied', `denied: ${text}`);
  if (status >= 500) return new RemoteFailure(`received unexpected HTTP status: ${reason}`, { isFinal: false });
  if (status === 404 && kind === 'blob') return new RemoteFailure('unknown blob', { isFinal: true });
  if (first?.code === 'MANIFEST_UNKNOWN' || first?.code === 'NAME_UNKNOWN' || (status === 404 && text === ''))
    return new RegistryError('manifest-unknown', 'manifest unknown: manifest unknown');
  if (!first) return new RemoteFailure(`unknown: ${text}`, { isFinal: false });
  const code = first.code.toLowerCase().replaceAll('_', ' ');
  if (first.message === '' || first.message === usual[first.code]) return new RemoteFailure(code, { isFinal: false });
  return new RemoteFailure(`${code}: ${first.message}`, { isFinal: finalCodes.includes(first.code) });
}

function firstProblem(text: string): { readonly code: string; readonly message: string } | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const errors = isObject(value) ? value['errors'] : undefined;
    const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
    return isObject(first) && typeof first['code'] === 'string'
      ? { code: first['code'], message: typeof first['message'] === 'string' ? first['message'] : '' }
      : undefined;
  } catch {
    return undefined;
  }
}
