import { clientTooNew, clientTooOld } from '../daemon/errors.js';

export const API_VERSION = '1.50';
export const MIN_API_VERSION = '1.24';

/** Splits `/v1.41/info` into the version and the rest. */
export function splitVersion(path: string): { readonly version: string | undefined; readonly path: string } {
  const match = /^\/v(\d+(?:\.\d+)*)(\/.*)$/.exec(path);
  return match ? { version: match[1], path: match[2] ?? '/' } : { version: undefined, path };
}

export function isSpoken(version: string): boolean {
  return compare(version, MIN_API_VERSION) >= 0 && compare(version, API_VERSION) <= 0;
}

/** Throws when the daemon does not speak this version. */
export function checkVersion(version: string): void {
  if (compare(version, MIN_API_VERSION) < 0) throw clientTooOld(version, MIN_API_VERSION);
  if (compare(version, API_VERSION) > 0) throw clientTooNew(version, API_VERSION);
}

/** Whether a request, which asks for the newest version when it names none, asks for an older one. */
export function isBefore(asked: string | undefined, version: string): boolean {
  return asked !== undefined && compare(asked, version) < 0;
}

function compare(a: string, b: string): number {
  const [left, right] = [a.split('.').map(Number), b.split('.').map(Number)];
  for (let i = 0; i < Math.max(left.length, right.length); i++) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
