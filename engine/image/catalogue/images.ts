import { alpine, alpine310, busybox, centos7, centos8, debian, focal, jammy, noble, trusty } from './images/bases.js';
import { adminer } from './images/adminer.js';
import { elasticsearch } from './images/elasticsearch.js';
import { gettingStarted } from './images/getting-started.js';
import { grafana } from './images/grafana.js';
import { helloWorld } from './images/hello-world.js';
import { httpd } from './images/httpd.js';
import { mariadb } from './images/mariadb.js';
import { mongo } from './images/mongo.js';
import { mysql, mysql57 } from './images/mysql.js';
import { nginx, nginxAlpine } from './images/nginx.js';
import { node, node12, node20Alpine, nodeAlpine } from './images/node.js';
import { php, phpApache, phpFpm } from './images/php.js';
import { postgres, postgres15, postgresAlpine } from './images/postgres.js';
import { python, pythonAlpine, pythonSlim } from './images/python.js';
import { redis } from './images/redis.js';
import { registry } from './images/registry.js';
import { wordpress } from './images/wordpress.js';
import type { ImageSource } from './source.js';

/** Every image of the hub, in the order in which they were made: a base before what builds on it. */
export const imageSources: readonly ImageSource[] = [
  alpine,
  alpine310,
  busybox,
  debian,
  focal,
  jammy,
  trusty,
  centos8,
  centos7,
  helloWorld,
  nginx,
  nginxAlpine,
  gettingStarted,
  mysql,
  mysql57,
  mongo,
  elasticsearch,
  nodeAlpine,
  node,
  grafana,
  redis,
  httpd,
  registry,
  pythonAlpine,
  pythonSlim,
  python,
  php,
  phpApache,
  phpFpm,
  postgres15,
  postgresAlpine,
  postgres,
  node12,
  node20Alpine,
  noble,
  mariadb,
  wordpress,
  adminer,
];
