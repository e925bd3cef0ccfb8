import { unreachable } from '../core/invariant.js';
import type { ErrorKind } from '../daemon/errors.js';

/** The HTTP status of each kind of error. */
export function statusOf(kind: ErrorKind): number {
  switch (kind) {
    case 'not-modified':
      return 304;
    case 'invalid':
      return 400;
    case 'unauthorized':
      return 401;
    case 'forbidden':
      return 403;
    case 'not-found':
      return 404;
    case 'conflict':
      return 409;
    case 'system':
      return 500;
    case 'not-implemented':
      return 501;
    case 'unavailable':
      return 503;
    default:
      return unreachable(kind);
  }
}
