import type { Task } from '../../core/task.js';
import type { Cli } from '../cli.js';
import { numberAt, textAt } from '../json-view.js';
import { decodeBase64 } from '../registry/base64.js';

/** What the daemon says about a path in a container. */
export interface PathStat {
  readonly isDirectory: boolean;
  readonly isLink: boolean;
  readonly isFile: boolean;
  readonly linkTarget: string;
}

/** Asks about a path; the daemon answers in a header. Throws ApiError. */
export function* statInContainer(cli: Cli, container: string, path: string): Task<PathStat> {
  const response = yield* cli.client().request('HEAD', `/containers/${container}/archive`, { query: { path } });
  return parsePathStat(response.headers ?? {});
}

export function parsePathStat(headers: Readonly<Record<string, string>>): PathStat {
  const encoded = Object.entries(headers).find(([name]) => name.toLowerCase() === 'x-docker-container-path-stat')?.[1] ?? '';
  const stat: unknown = encoded === '' ? {} : JSON.parse(decodeBase64(encoded));
  const mode = numberAt(stat, 'mode');
  return {
    isDirectory: hasBit(mode, 31),
    isLink: hasBit(mode, 27),
    isFile: [31, 27, 26, 25, 24, 21, 19].every(bit => !hasBit(mode, bit)),
    linkTarget: textAt(stat, 'linkTarget'),
  };
}

/** Go's file modes use bits that are beyond JavaScript's signed shifts. */
function hasBit(mode: number, bit: number): boolean {
  return Math.floor(mode / 2 ** bit) % 2 === 1;
}
