import type { Main } from '../../process/sys.js';
import { java } from './elasticsearch.js';
import { grafana } from './grafana.js';
import { httpd } from './httpd/httpd.js';
import { mongod } from './mongod.js';
import { nginx } from './nginx/nginx.js';
import { redisCli } from './redis/cli.js';
import { redisServer } from './redis/server.js';

/** Servers and their clients by program id. */
export const serverPrograms: ReadonlyMap<string, Main> = new Map<string, Main>([
  ['grafana', grafana],
  ['httpd', httpd],
  ['java', java],
  ['mongod', mongod],
  ['nginx', nginx],
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
]);
