import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';

/** What a registry answers. */
export interface RegistryAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly lengthBytes: number;
  /** Sends the body, piece by piece. */
  readonly send: (write: (piece: Uint8Array) => Task<void>) => Task<void>;
}

export const apiVersion = { 'Docker-Distribution-Api-Version': 'registry/2.0' };

/** Errors of the distribution specification: code, status and the words that distribution has for them. */
const problems = {
  BLOB_UNKNOWN: [404, 'blob unknown to registry'],
  BLOB_UPLOAD_INVALID: [404, 'blob upload invalid'],
  BLOB_UPLOAD_UNKNOWN: [404, 'blob upload unknown to registry'],
  DENIED: [403, 'requested access to the resource is denied'],
  DIGEST_INVALID: [400, 'provided digest did not match uploaded content'],
  MANIFEST_BLOB_UNKNOWN: [400, 'blob unknown to registry'],
  MANIFEST_INVALID: [400, 'manifest invalid'],
  MANIFEST_UNKNOWN: [404, 'manifest unknown'],
  NAME_INVALID: [400, 'invalid repository name'],
  NAME_UNKNOWN: [404, 'repository name not known to registry'],
  PAGINATION_NUMBER_INVALID: [400, 'invalid number of results requested'],
  SIZE_INVALID: [400, 'provided length did not match content length'],
  TAG_INVALID: [400, 'manifest tag did not match URI'],
  UNAUTHORIZED: [401, 'authentication required'],
  UNSUPPORTED: [405, 'The operation is unsupported.'],
} as const satisfies Readonly<Record<string, readonly [status: number, message: string]>>;

export type ProblemCode = keyof typeof problems;

export function problem(code: ProblemCode, detail?: unknown): RegistryAnswer {
  const [status, message] = problems[code];
  return jsonAnswer(status, { errors: [{ code, message, ...(detail === undefined ? {} : { detail }) }] });
}

export function unauthorized(challenge: string): RegistryAnswer {
  const answer = problem('UNAUTHORIZED', null);
  return { ...answer, headers: { ...answer.headers, 'Www-Authenticate': challenge } };
}

/** JSON as Go's encoder ends it, with a newline. */
export function jsonAnswer(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): RegistryAnswer {
  return textAnswer(status, `${JSON.stringify(value)}\n`, { 'Content-Type': 'application/json; charset=utf-8', ...apiVersion, ...headers });
}

export function textAnswer(status: number, text: string, headers: Readonly<Record<string, string>>): RegistryAnswer {
  const bytes = encodeUtf8(text);
  return { status, headers, lengthBytes: bytes.length, send: write => write(bytes) };
}

/** An answer without a body. */
export function emptyAnswer(status: number, headers: Readonly<Record<string, string>>): RegistryAnswer {
  return { status, headers: { ...apiVersion, ...headers }, lengthBytes: 0, send: nothing };
}

export function* nothing(): Task<void> {
  // No body.
}
