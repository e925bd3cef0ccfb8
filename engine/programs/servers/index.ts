import type { Main } from '../../process/sys.js';
import { httpd } from './httpd/httpd.js';
import { nginx } from './nginx/nginx.js';

/** Servers and their clients by program id. */
export const serverPrograms: ReadonlyMap<string, Main> = new Map([
  ['httpd', httpd],
  ['nginx', nginx],
]);
