import type { Main } from '../../process/sys.js';
import { java } from './elasticsearch.js';
import { grafana } from './grafana.js';
import { distributionBuilds, officialBuild } from './httpd/builds.js';
import { httpd } from './httpd/httpd.js';
import { mongod } from './mongo/server/mongod.js';
import { mongodump, mongorestore } from './mongo/tools/dump-tools.js';
import { mongoexport, mongoimport } from './mongo/tools/text-tools.js';
import { mongosh } from './mongo/shell/mongosh.js';
import { mysqladmin, mysqldump } from './mysql/admin.js';
import { mysqlClient } from './mysql/client.js';
import { mysqld } from './mysql/mysqld.js';
import { nginx } from './nginx/nginx.js';
import { postgresProgram } from './postgres/programs.js';
import { redisCli } from './redis/cli.js';
import { redisServer } from './redis/server.js';

const MYSQL_8 = '8.0.36';
const MYSQL_5 = '5.7.44';
const postgresBuilds = ['alpine16', 'debian15', 'debian16'];
const postgresNames = [
  'createdb',
  'createuser',
  'dropdb',
  'dropuser',
  'initdb',
  'pg_dump',
  'pg_dumpall',
  'pg_isready',
  'postgres',
  'psql',
  'reindexdb',
  'vacuumdb',
];
const MARIADB = '11.3.2-MariaDB-1:11.3.2+maria~ubu2204';

/** Servers and their clients by program id; `mysqld` and its clients are 8.0.36 unless the id names 5.7.44; `mariadbd` and its clients are MariaDB 11.3.2. */
export const serverPrograms: ReadonlyMap<string, Main> = new Map<string, Main>([
  ['grafana', grafana],
  ['httpd', httpd(officialBuild)],
  ...[...distributionBuilds].map(([id, build]): [string, Main] => [id, httpd(build)]),
  ['java', java],
  ['mariadb', mysqlClient(MARIADB)],
  ['mariadb-admin', mysqladmin(MARIADB)],
  ['mariadb-dump', mysqldump(MARIADB)],
  ['mariadbd', mysqld(MARIADB)],
  ['mongod', mongod],
  ['mongodump', mongodump],
  ['mongoexport', mongoexport],
  ['mongoimport', mongoimport],
  ['mongorestore', mongorestore],
  ['mongosh', mongosh],
  ['mysql', mysqlClient(MYSQL_8)],
  ['mysql-5.7.44', mysqlClient(MYSQL_5)],
  ['mysqladmin', mysqladmin(MYSQL_8)],
  ['mysqladmin-5.7.44', mysqladmin(MYSQL_5)],
  ['mysqld', mysqld(MYSQL_8)],
  ['mysqld-5.7.44', mysqld(MYSQL_5)],
  ['mysqldump', mysqldump(MYSQL_8)],
  ['mysqldump-5.7.44', mysqldump(MYSQL_5)],
  ['nginx', nginx],
  ...postgresBuilds.flatMap(build => postgresNames.map((name): [string, Main] => [`${name}-${build}`, postgresProgram(name, build)])),
  ['redis-cli', redisCli],
  ['redis-server', redisServer],
]);
