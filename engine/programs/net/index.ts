import type { Main } from '../../process/sys.js';
import { curl } from './curl/curl.js';
import { curlVersions } from './curl/versions.js';

/** Network programs by program id. */
export const netPrograms: ReadonlyMap<string, Main> = new Map(curlVersions.map((version) => [`curl-${version.number}`, curl(version)]));
