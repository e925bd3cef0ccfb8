import type { Main } from '../../process/sys.js';
import { curl } from './curl/curl.js';
import { curlVersions } from './curl/versions.js';

/** The release behind the id `curl`. */
const usualCurl = curlVersions.filter((version) => version.number === '7.88.1').map((version) => ['curl', curl(version)] as const);

/** Network programs by program id. Releases of curl are `curl-7.29.0` and so on; see curl/versions.ts. */
export const netPrograms: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...curlVersions.map((version) => [`curl-${version.number}`, curl(version)] as const),
  ...usualCurl,
]);

/** Network applets of busybox by name. */
export const netApplets: ReadonlyMap<string, Main> = new Map<string, Main>([]);
