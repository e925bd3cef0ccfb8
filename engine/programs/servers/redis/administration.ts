import type { Task } from '../../../core/task.js';
import { unmapIpv4 } from '../../../net/ip.js';
import { matchesGlob } from '../glob.js';
import { toBinary, toText } from './binary.js';
import type { Client, RedisServer } from './client.js';
import { parseMemory, policies } from './memory.js';
import { array, bulk, bulks, failure, integer, NIL, OK, type Reply } from './resp.js';

type Command = (client: Client, args: readonly string[]) => Task<Reply | undefined>;

const plain = (run: (client: Client, args: readonly string[]) => Reply): Command =>
  function* (client, args) {
    yield* client.server.sys.tick();
    return run(client, args);
  };

const wrong = (name: string): Reply => failure(`ERR wrong number of arguments for '${name}' command`);

/** Settings whose value is known to be right or wrong; what is kept is what comes out. */
const checks: Readonly<Record<string, (value: string) => string | undefined>> = {
  maxmemory: value => parseMemory(value)?.toString(),
  'maxmemory-policy': value => (policies.includes(value) ? value : undefined),
  appendonly: value => (/^(yes|no)$/.test(value) ? value : undefined),
  'protected-mode': value => (/^(yes|no)$/.test(value) ? value : undefined),
  appendfsync: value => (/^(always|everysec|no)$/.test(value) ? value : undefined),
  timeout: value => (/^\d+$/.test(value) ? value : undefined),
  maxclients: value => (/^\d+$/.test(value) ? value : undefined),
};
const problems: Readonly<Record<string, string>> = {
  maxmemory: 'argument must be a memory value',
  'maxmemory-policy': `argument(s) must be one of the following: ${[...policies].join(', ')}`,
  appendonly: "argument must be 'yes' or 'no'",
  'protected-mode': "argument must be 'yes' or 'no'",
  appendfsync: 'argument(s) must be one of the following: everysec, always, no',
};
const fixed = ['databases', 'appendfilename', 'appenddirname', 'replicaof'];

function* configure({ server }: Client, [verb = '', ...args]: readonly string[]): Task<Reply> {
  yield* server.sys.tick();
  switch (verb.toLowerCase()) {
    case 'get':
      if (args.length === 0) return wrong('config|get');
      return bulks(
        [...server.settings]
          .filter(([name]) => args.some(pattern => matchesGlob(pattern.toLowerCase(), name)))
          .flat()
          .map(toBinary),
      );
    case 'set':
      return yield* setSettings(server, args);
    case 'resetstat':
      return OK;
    case 'rewrite':
      return failure('ERR The server is running without a config file');
    default:
      return failure(`ERR unknown subcommand '${verb}'. Try CONFIG HELP.`);
  }
}

function* setSettings(server: RedisServer, args: readonly string[]): Task<Reply> {
  if (args.length === 0 || args.length % 2 !== 0) return wrong('config|set');
  for (let i = 0; i < args.length; i += 2) {
    const [name, given] = [args[i]?.toLowerCase() ?? '', toText(args[i + 1] ?? '')];
    if (!server.settings.has(name)) return failure(`ERR Unknown option or number of arguments for CONFIG SET - '${args[i] ?? ''}'`);
    if (['port', 'bind'].includes(name)) return failure(`ERR drydock: CONFIG SET ${name} is not simulated`);
    if (fixed.includes(name)) return failure(`ERR CONFIG SET failed (possibly related to argument '${name}') - can't set immutable config`);
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    const value = check ? check(given) : given;
    if (value === undefined)
      return failure(
        `ERR CONFIG SET failed (possibly related to argument '${name}') - ${problems[name] ?? "argument couldn't be parsed into an integer"}`,
      );
    server.settings.set(name, value);
    if (name === 'appendonly' && value === 'yes' && !server.appends) yield* server.rewriteAppended();
    if (name === 'appendonly' && value === 'no') server.stopAppending();
  }
  return OK;
}

function aboutClient(client: Client, [verb = '', ...args]: readonly string[]): Reply {
  switch (verb.toLowerCase()) {
    case 'list':
      return bulk([...client.server.clients].map(describeClient).join(''));
    case 'info':
      return bulk(describeClient(client));
    case 'id':
      return args.length > 0 ? wrong('client|id') : integer(client.id);
    case 'getname':
      return client.name === '' ? NIL : bulk(client.name);
    case 'setname':
      if (args.length !== 1) return wrong('client|setname');
      if (/[^!-~]/.test(args[0] ?? '')) return failure('ERR Client names cannot contain spaces, newlines or special characters.');
      client.name = args[0] ?? '';
      return OK;
    case 'setinfo':
    case 'no-evict':
    case 'no-touch':
      return OK;
    default:
      return failure(`ERR unknown subcommand '${verb}'. Try CLIENT HELP.`);
  }
}

function describeClient({ id, peer, name, database, channels, patterns, lastCommand, server, connectedAt }: Client): string {
  const age = Math.floor((server.sys.clock.now() - connectedAt) / 1000);
  return `id=${String(id)} addr=${unmapIpv4(peer.ip)}:${String(peer.port)} name=${name} age=${String(age)} idle=0 flags=N db=${String(database)} sub=${String(channels.size)} psub=${String(patterns.size)} cmd=${lastCommand} user=default resp=2\n`;
}

function move(client: Client, [key, target, ...more]: readonly string[]): Reply {
  if (key === undefined || target === undefined || more.length > 0) return wrong('move');
  if (!/^\d+$/.test(target)) return failure('ERR value is not an integer or out of range');
  const other = client.server.databases[Number(target)];
  if (!other) return failure('ERR DB index is out of range');
  if (other === client.selected) return failure('ERR source and destination objects are the same');
  const value = client.selected.get(key);
  if (!value || other.get(key)) return integer(0);
  other.set(key, value, client.selected.expiresAt(key));
  client.selected.delete(key);
  return integer(1);
}

function swap(client: Client, [first, second, ...more]: readonly string[]): Reply {
  if (first === undefined || second === undefined || more.length > 0) return wrong('swapdb');
  if (!/^\d+$/.test(first) || !/^\d+$/.test(second)) return failure(`ERR invalid ${/^\d+$/.test(first) ? 'second' : 'first'} DB index`);
  const [a, b] = [client.server.databases[Number(first)], client.server.databases[Number(second)]];
  if (!a || !b) return failure('ERR DB index is out of range');
  if (a !== b) a.swap(b);
  return OK;
}

/** A command between databases: the append-only files begin anew with what came of it. */
const between = (name: string, run: (client: Client, args: readonly string[]) => Reply): Command =>
  function* (client, args) {
    const { server } = client;
    if (server.replication.hasFollowers) return failure(`ERR drydock: ${name} where others follow this server is not simulated`);
    const reply = run(client, args);
    if (reply.kind !== 'error' && server.appends) yield* server.rewriteAppended();
    yield* server.sys.tick();
    return reply;
  };

function memory({ selected }: Client, [verb = '', key = '']: readonly string[]): Reply {
  if (verb.toLowerCase() !== 'usage') return failure(`ERR drydock: MEMORY ${verb.toUpperCase()} is not simulated`);
  const bytes = selected.bytesOf(key);
  return bytes === undefined ? NIL : integer(bytes);
}

function access(_client: Client, [verb = '']: readonly string[]): Reply {
  switch (verb.toLowerCase()) {
    case 'whoami':
      return bulk('default');
    case 'users':
      return bulks(['default']);
    default:
      return failure(`ERR drydock: ACL ${verb.toUpperCase()} is not simulated`);
  }
}

/** Commands about the server and its clients rather than about keys. */
export const administrationCommands: readonly (readonly [string, Command])[] = [
  ['config', configure],
  ['client', plain(aboutClient)],
  ['move', between('MOVE', move)],
  ['swapdb', between('SWAPDB', swap)],
  ['memory', plain(memory)],
  ['acl', plain(access)],
  ['slowlog', plain((_, [verb = '']) => (verb.toLowerCase() === 'len' ? integer(0) : verb.toLowerCase() === 'reset' ? OK : array([])))],
  [
    'time',
    plain(({ server: { sys } }, args) => {
      if (args.length > 0) return wrong('time');
      const ms = sys.clock.epochMsOf(sys.clock.now());
      return bulks([String(Math.floor(ms / 1000)), String(Math.floor((ms % 1000) * 1000))]);
    }),
  ],
];
