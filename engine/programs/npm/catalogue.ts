import { axiosSource } from './packages/axios.js';
import { ejsSource } from './packages/ejs.js';
import { expressSource, mimeSource } from './packages/express.js';
import {
  bodyParserSource,
  corsSource,
  dotenvConfigSource,
  dotenvSource,
  morganSource,
  nodemonSource,
  uuidSource,
} from './packages/small.js';
import { lodashSource } from './packages/lodash.js';
import { bsonSource } from './packages/bson.js';
import { mongodbSource } from './packages/mongodb.js';
import { mongodbConnectionSource } from './packages/mongodb-connection.js';
import { mysqlPromiseSource, mysqlSource } from './packages/mysql.js';
import { mysqlProtocolSource } from './packages/mysql-protocol.js';
import { pgSource } from './packages/pg.js';
import { pgProtocolSource } from './packages/pg-protocol.js';
import { ioredisSource, redisProtocolSource, redisSource } from './packages/redis.js';
import {
  chalkSource,
  cookieParserSource,
  debugSource,
  minimistSource,
  mkdirpCommandSource,
  mkdirpSource,
  msSource,
  rimrafCommandSource,
  rimrafSource,
  waitPortSource,
} from './packages/tools.js';

/** A package of the pretend registry. Names are those that courses use; what is in them was written for Drydock. */
export interface RegistryPackage {
  readonly name: string;
  readonly version: string;
  /** Older versions that the registry also has, with the same files: what they are called is a fact, what they contain is made for Drydock. */
  readonly older?: readonly string[];
  readonly description: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly main?: string;
  /** Besides package.json. */
  readonly files: Readonly<Record<string, string>>;
}

const simple = (name: string, version: string, description: string, source: string): RegistryPackage => ({
  name,
  version,
  description,
  dependencies: {},
  files: { 'index.js': source },
});

/** Clients of databases, and tools. */
const clients: readonly RegistryPackage[] = [
  {
    ...simple('mysql2', '3.11.5', 'A client of MySQL', mysqlSource),
    older: ['2.3.3', '3.2.0', '3.6.1', '3.9.1'],
    files: { 'index.js': mysqlSource, 'protocol.js': mysqlProtocolSource, 'promise.js': mysqlPromiseSource },
  },
  {
    ...simple('mysql', '2.18.1', 'A client of MySQL', mysqlSource),
    files: { 'index.js': mysqlSource, 'protocol.js': mysqlProtocolSource },
  },
  {
    ...simple('mongodb', '6.12.0', 'A client of MongoDB', mongodbSource),
    older: ['4.17.2', '5.9.2', '6.3.0', '6.5.0', '6.8.0'],
    files: { 'index.js': mongodbSource, 'connection.js': mongodbConnectionSource, 'bson.js': bsonSource },
  },
  {
    ...simple('pg', '8.13.1', 'A client of PostgreSQL', pgSource),
    older: ['8.7.3', '8.8.0', '8.11.3', '8.12.0'],
    files: { 'index.js': pgSource, 'protocol.js': pgProtocolSource },
  },
  {
    ...simple('redis', '4.7.0', 'A client of Redis', redisSource),
    older: ['4.0.0', '4.6.0'],
    files: { 'index.js': redisSource, 'protocol.js': redisProtocolSource },
  },
  {
    ...simple('ioredis', '5.4.1', 'A client of Redis', ioredisSource),
    files: { 'index.js': ioredisSource, 'protocol.js': redisProtocolSource },
  },
  { ...simple('axios', '1.7.9', 'Requests over HTTP', axiosSource), older: ['0.27.2', '1.6.0'] },
];

const tools: readonly RegistryPackage[] = [
  { ...simple('chalk', '4.1.2', 'Colours for terminals', chalkSource), older: ['3.0.0'] },
  { ...simple('cookie-parser', '1.4.7', 'Reads cookies of requests', cookieParserSource), older: ['1.4.6'] },
  { ...simple('debug', '4.4.0', 'Prints what is asked for in DEBUG', debugSource), older: ['4.3.4'], dependencies: { ms: '^2.1.3' } },
  simple('lodash', '4.17.21', 'Functions for lists, objects and texts', lodashSource),
  simple('minimist', '1.2.8', 'Reads command lines', minimistSource),
  {
    ...simple('mkdirp', '1.0.4', 'Makes folders', mkdirpSource),
    bin: { mkdirp: 'bin/cmd.js' },
    files: { 'index.js': mkdirpSource, 'bin/cmd.js': mkdirpCommandSource },
  },
  { ...simple('ms', '2.1.3', 'Durations as texts', msSource), older: ['2.0.0', '2.1.2'] },
  {
    ...simple('rimraf', '3.0.2', 'Removes folders', rimrafSource),
    bin: { rimraf: 'bin.js' },
    files: { 'index.js': rimrafSource, 'bin.js': rimrafCommandSource.replace('../index.js', './index.js') },
  },
  { ...simple('wait-port', '1.1.0', 'Waits until a port answers', waitPortSource), older: ['0.2.9', '0.2.14', '1.0.4'] },
];

const all: readonly RegistryPackage[] = [
  ...clients,
  ...tools,
  simple('body-parser', '1.20.3', 'Reads the bodies of requests', bodyParserSource),
  simple('cors', '2.8.5', 'Headers for requests from other sites', corsSource),
  {
    ...simple('dotenv', '16.4.7', 'Reads environment variables from .env', dotenvSource),
    files: { 'index.js': dotenvSource, 'config.js': dotenvConfigSource },
  },
  {
    name: 'express',
    version: '4.21.2',
    older: ['4.16.4', '4.17.1', '4.17.3', '4.18.1', '4.18.2', '4.19.2', '4.20.0'],
    description: 'A small web framework',
    dependencies: { 'body-parser': '1.20.3' },
    files: { 'index.js': expressSource, 'mime.js': mimeSource },
  },
  { ...simple('ejs', '3.1.10', 'Templates with JavaScript in them', ejsSource), older: ['2.7.4', '3.1.6', '3.1.8', '3.1.9'] },
  simple('morgan', '1.10.0', 'Logs requests', morganSource),
  {
    name: 'nodemon',
    version: '2.0.22',
    older: ['2.0.13', '2.0.20'],
    description: 'Starts a program again when its files change',
    dependencies: {},
    bin: { nodemon: 'bin/nodemon.js' },
    files: { 'bin/nodemon.js': nodemonSource },
  },
  { ...simple('uuid', '9.0.1', 'Makes UUIDs', uuidSource), older: ['3.3.3', '8.3.2', '9.0.0'] },
];

/** What the registry has. */
export function catalogue(): readonly RegistryPackage[] {
  return all;
}

/** The package.json that a package brings. */
export function manifestOf({ name, description, dependencies, bin, main }: RegistryPackage, version: string): Record<string, unknown> {
  return {
    name,
    version,
    description,
    license: 'MIT',
    author: 'Drydock',
    main: main ?? 'index.js',
    ...(bin ? { bin } : {}),
    ...(Object.keys(dependencies).length > 0 ? { dependencies } : {}),
  };
}
