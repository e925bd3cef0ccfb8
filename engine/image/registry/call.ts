import type { Task } from '../../core/task.js';
import type { Credentials } from '../registry.js';
import { emptyAnswer, type RegistryAnswer } from './answers.js';
import type { RegistryStorage } from './storage.js';

/** A request to a registry. Names of headers are in small letters. */
export interface RegistryRequest {
  readonly method: string;
  /** `/v2/library/alpine/manifests/latest?x=y` */
  readonly target: string;
  readonly headers: ReadonlyMap<string, string>;
  /** The next bytes of the body; empty at its end. */
  readonly body: () => Task<Uint8Array>;
  readonly credentials: Credentials | undefined;
}

/** What a registry is, besides its storage. */
export interface RegistryRules {
  readonly storage: RegistryStorage;
  /** Throws RegistryError when these credentials must not do that; left out, everybody may do everything. */
  readonly authorize?: (action: 'ping' | 'pull' | 'push', repository: string, credentials: Credentials | undefined) => void;
  /** How to ask for credentials. */
  readonly challenge?: string;
  /** Whether manifests and blobs may be deleted. */
  readonly deletes: boolean;
}

/** A request whose path has been read. */
export interface RepositoryCall {
  readonly rules: RegistryRules;
  readonly request: RegistryRequest;
  readonly repository: string;
  /** What follows in the path: a tag, a digest, the id of an upload. */
  readonly reference: string;
  readonly query: ReadonlyMap<string, string>;
}

/** Clients are sent to where they came to. */
export function originOf({ request }: RepositoryCall): string {
  const host = request.headers.get('host');
  return host === undefined ? '' : `http://${host}`;
}

export function isRead({ method }: RegistryRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

export function problemMethod(): RegistryAnswer {
  return emptyAnswer(405, {});
}
