import { formatShell } from '../bson/shell-text.js';
import { doc, int, BsonDate, isDoc, isList, Long, ObjectId, whole, type Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { unmapIpv4 } from '../../../../net/ip.js';
import type { Command, Request } from '../server/request.js';
import { isTrue } from '../query/match.js';
import { mechanismsOf } from './users.js';

export const MONGO_VERSION = '6.0.5';
export const GIT_VERSION = 'c9a99c120371d4d4c52cbb15dac34a36ce8d3b1d';

export const hello: Command = function* (request) {
  yield* request.sys.tick();
  const client = request.body.get('client');
  if (isDoc(client)) request.session.metadata = client;
  const isLegacy = request.name.toLowerCase() === 'ismaster';
  const user = request.body.get('saslSupportedMechs');
  return doc({
    ...(request.body.get('helloOk') === true ? { helloOk: true } : {}),
    ...(isLegacy ? { ismaster: true } : { isWritablePrimary: true }),
    topologyVersion: doc({ processId: processId(request), counter: new Long(0n) }),
    maxBsonObjectSize: int(16_777_216),
    maxMessageSizeBytes: int(48_000_000),
    maxWriteBatchSize: int(100_000),
    localTime: new BsonDate(request.context.nowMs),
    logicalSessionTimeoutMinutes: int(30),
    connectionId: int(request.session.id),
    minWireVersion: int(0),
    maxWireVersion: int(17),
    readOnly: false,
    ...(typeof user === 'string' ? { saslSupportedMechs: [...mechanismsOf(request, user)] } : {}),
    ok: 1,
  });
};

function processId(request: Request): ObjectId {
  const seconds = Math.floor(request.server.startedAt / 1000);
  return new ObjectId(seconds.toString(16).padStart(8, '0') + request.sys.pid.toString(16).padStart(16, '0'));
}

export const ok: Command = function* (request) {
  yield* request.sys.tick();
  return doc({ ok: 1 });
};

export const buildInfo: Command = function* (request) {
  yield* request.sys.tick();
  return doc({
    version: MONGO_VERSION,
    gitVersion: GIT_VERSION,
    modules: [],
    allocator: 'tcmalloc',
    javascriptEngine: 'mozjs',
    sysInfo: 'deprecated',
    versionArray: MONGO_VERSION.split('.')
      .map(part => int(Number(part)))
      .concat(int(0)),
    openssl: doc({ running: 'OpenSSL 3.0.2 15 Mar 2022', compiled: 'OpenSSL 3.0.2 15 Mar 2022' }),
    buildEnvironment: doc({ distmod: 'ubuntu2204', distarch: 'x86_64', target_arch: 'x86_64', target_os: 'linux' }),
    bits: int(64),
    debug: false,
    maxBsonObjectSize: int(16_777_216),
    storageEngines: ['devnull', 'ephemeralForTest', 'wiredTiger'],
    ok: 1,
  });
};

export const serverStatus: Command = function* (request) {
  const { server, sys } = request;
  yield* sys.tick();
  const uptime = request.context.nowMs - server.startedAt;
  const counter = (name: string): Value => whole(server.counters.get(name) ?? 0);
  return doc({
    host: sys.hostname(),
    version: MONGO_VERSION,
    process: 'mongod',
    pid: new Long(BigInt(sys.pid)),
    uptime: Math.floor(uptime / 1000),
    uptimeMillis: new Long(BigInt(uptime)),
    uptimeEstimate: new Long(BigInt(Math.floor(uptime / 1000))),
    localTime: new BsonDate(request.context.nowMs),
    connections: doc({
      current: int(server.sessions.size),
      available: int(838_860 - server.sessions.size),
      totalCreated: int(server.connectionsMade),
      active: int(1),
    }),
    network: doc({ numRequests: counter('requests') }),
    opcounters: doc(Object.fromEntries(['insert', 'query', 'update', 'delete', 'getmore', 'command'].map(name => [name, counter(name)]))),
    mem: doc({
      bits: int(64),
      resident: whole(Math.ceil((90_000_000 + server.store.dataBytes) / 1024 / 1024)),
      virtual: int(1480),
      supported: true,
    }),
    metrics: doc({ cursor: doc({ open: doc({ total: int(server.cursors.size) }) }) }),
    storageEngine: doc({ name: 'wiredTiger', supportsCommittedReads: true, persistent: true }),
    ok: 1,
  });
};

export const hostInfo: Command = function* (request) {
  yield* request.sys.tick();
  return doc({
    system: doc({
      currentTime: new BsonDate(request.context.nowMs),
      hostname: request.sys.hostname(),
      cpuAddrSize: int(64),
      numCores: int(request.sys.processors()),
      cpuArch: 'x86_64',
      numaEnabled: false,
    }),
    os: doc({ type: 'Linux', name: 'Ubuntu', version: '22.04' }),
    ok: 1,
  });
};

export const getCmdLineOpts: Command = function* (request) {
  yield* request.sys.tick();
  const { settings } = request.server;
  const net = doc({ bindIp: settings.bindIp.join(','), port: int(settings.port) });
  return doc({
    argv: [...settings.argv],
    parsed: doc({
      net,
      ...(settings.auth ? { security: doc({ authorization: 'enabled' }) } : {}),
      storage: doc({ dbPath: settings.dbPath }),
    }),
    ok: 1,
  });
};

export const getLog: Command = function* (request) {
  yield* request.sys.tick();
  const name = request.body.get('getLog');
  if (name === '*') return doc({ names: ['global', 'startupWarnings'], ok: 1 });
  if (name !== 'startupWarnings') throw new MongoError('OperationFailed', `No log named '${formatShell(name ?? null)}'`);
  return doc({ totalLinesWritten: int(startupWarnings(request).length), log: startupWarnings(request), ok: 1 });
};

/** What the server warned of when it started: lines of its log. */
function startupWarnings(request: Request): string[] {
  const at = new Date(request.server.startedAt).toISOString().replace('Z', '+00:00');
  const line = (id: number, message: string): string =>
    `{"t":{"$date":"${at}"},"s":"W",  "c":"CONTROL",  "id":${String(id)},   "ctx":"initandlisten","msg":"${message}","tags":["startupWarnings"]}\n`;
  const xfs = `{"t":{"$date":"${at}"},"s":"I",  "c":"STORAGE",  "id":22297,   "ctx":"initandlisten","msg":"Using the XFS filesystem is strongly recommended with the WiredTiger storage engine. See http://dochub.mongodb.org/core/prodnotes-filesystem","tags":["startupWarnings"]}\n`;
  return [
    xfs,
    ...(request.server.settings.auth
      ? []
      : [line(22120, 'Access control is not enabled for the database. Read and write access to data and configuration is unrestricted')]),
    line(5123300, 'vm.max_map_count is too low'),
  ];
}

export const getParameter: Command = function* (request) {
  yield* request.sys.tick();
  const known = new Map<string, Value>([
    ['featureCompatibilityVersion', doc({ version: '6.0' })],
    ['authenticationMechanisms', ['MONGODB-X509', 'SCRAM-SHA-1', 'SCRAM-SHA-256']],
    ['ttlMonitorEnabled', true],
    ['quiet', request.server.settings.quiet],
  ]);
  const found = [...request.body.keys()].filter(name => known.has(name));
  if (found.length === 0) throw new MongoError('InvalidOptions', 'no option found to get');
  return doc({ ...Object.fromEntries(found.map(name => [name, known.get(name)])), ok: 1 });
};

export const connectionStatus: Command = function* (request) {
  yield* request.sys.tick();
  const { signedIn } = request.session;
  const users: Doc[] = signedIn ? [doc({ user: signedIn.user, db: signedIn.database })] : [];
  return doc({ authInfo: doc({ authenticatedUsers: users, authenticatedUserRoles: signedIn ? rolesOf(request) : [] }), ok: 1 });
};

function rolesOf(request: Request): Value[] {
  const { signedIn } = request.session;
  const user = request.server.store.find('admin', 'system.users')?.byId(`${signedIn?.database ?? ''}.${signedIn?.user ?? ''}`);
  const roles = user?.document.get('roles');
  return isList(roles) ? roles : [];
}

export const whatsMyUri: Command = function* (request) {
  yield* request.sys.tick();
  const { ip, port } = request.session.peer;
  return doc({ you: `${unmapIpv4(ip)}:${String(port)}`, ok: 1 });
};

export const currentOp: Command = function* (request) {
  yield* request.sys.tick();
  return doc({ inprog: [], ok: 1 });
};

export const freeMonitoring: Command = function* (request) {
  yield* request.sys.tick();
  return doc({ state: 'undecided', ok: 1 });
};

export const noReplication: Command = function* (request) {
  yield* request.sys.tick();
  throw new MongoError(76, 'not running with --replSet');
};

export const shutdown: Command = function* (request) {
  yield* request.sys.tick();
  if (request.database !== 'admin') throw new MongoError('Unauthorized', 'shutdown may only be run against the admin database.');
  if (!request.session.isLocal && !request.session.signedIn && !isTrue(request.body.get('force')) && request.server.settings.auth)
    throw new MongoError('Unauthorized', 'shutdown must run from localhost when running db without auth');
  request.server.shutDown();
  return doc({ ok: 1 });
};
