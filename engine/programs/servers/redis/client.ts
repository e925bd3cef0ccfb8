import type { Task } from '../../../core/task.js';
import { isLoopback, unmapIpv4 } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { blockingMove, blockingPop } from './blocking.js';
import { findCommand } from './command-table.js';
import { fitsArity } from './commands.js';
import type { WaitQueue } from '../../../core/wait-queue.js';
import { administrationCommands } from './administration.js';
import { infoText } from './info.js';
import { pubSubCommands } from './pub-sub.js';
import { toBinary } from './binary.js';
import { array, bulk, bulks, failure, integer, OK, type Reply } from './resp.js';
import { replicationCommands, type Replication } from './replication.js';
import { streamReading } from './stream-reading.js';
import { transactionCommands, type Watched } from './transactions.js';
import { CommandError, type Database } from './store.js';

export type Settings = Map<string, string>;

/** What a client needs of the server. */
export interface RedisServer {
  /** Told after every command that has changed something. */
  readonly written: WaitQueue;
  readonly sys: Sys;
  readonly settings: Settings;
  readonly databases: readonly Database[];
  readonly clients: ReadonlySet<Client>;
  readonly startedAt: number;
  /** When the last snapshot was written, or the server started. */
  readonly savedAt: number;
  readonly commands: number;
  readonly evicted: number;
  readonly connections: number;
  readonly dirty: number;
  readonly appends: boolean;
  changed(client: Client, words: readonly string[]): Task<void>;
  rewriteAppended(): Task<void>;
  stopAppending(): void;
  /** Lets keys go where there are too many bytes; whether there is room then. */
  makeRoom(): Task<boolean>;
  save(): Task<string | undefined>;
  shutDown(saves: boolean): Task<void>;
  readonly replication: Replication;
  startReplication(): void;
  log(level: string, message: string): Task<void>;
}

const OUT_OF_MEMORY = "OOM command not allowed when used memory > 'maxmemory'.";

/** Writes that take no more room. */
const shrinking = new Set(
  'del unlink expire pexpire expireat pexpireat persist flushdb lpop rpop ltrim lrem srem spop hdel zrem zpopmin zpopmax zremrangebyrank zremrangebyscore zremrangebylex xdel xtrim xack getdel rename renamenx'.split(
    ' ',
  ),
);

const READ_ONLY = "READONLY You can't write against a read only replica.";

type ServerCommand = (client: Client, args: readonly string[]) => Task<Reply | undefined>;

/** One connection: its database, whether it said the password, what it is subscribed to. */
export class Client {
  readonly server: RedisServer;
  readonly fd: Fd;
  readonly peer: SocketAddress;
  readonly channels = new Set<string>();
  readonly patterns = new Set<string>();
  readonly id: number;
  readonly connectedAt: number;
  name = '';
  lastCommand = '';
  database: number;
  isAuthenticated = false;
  isClosing = false;
  /** Sees every command, after MONITOR. */
  isMonitor = false;
  /** Where one that follows this server listens itself. */
  replicaPort = 6379;
  /** Commands between MULTI and EXEC. */
  queue: (readonly string[])[] | undefined;
  /** A command could not be queued, so EXEC will refuse. */
  isQueueBroken = false;
  /** EXEC runs: nobody waits in it. */
  isInTransaction = false;
  /** What WATCH saw: a key of a database, and what stood there. */
  readonly watched: Watched[] = [];

  constructor(server: RedisServer, fd: Fd, peer: SocketAddress) {
    this.server = server;
    this.id = server.connections;
    this.connectedAt = server.sys.clock.now();
    this.fd = fd;
    this.peer = peer;
    this.database = 0;
  }

  *execute(words: readonly string[]): Task<Reply | undefined> {
    const [word = '', ...args] = words;
    const name = word.toLowerCase();
    this.lastCommand = name;
    const refusal = this.#refusal(name);
    if (refusal) return refusal;
    if (this.queue && !['exec', 'discard', 'multi', 'watch', 'reset', 'quit'].includes(name)) {
      const problem = unknownOrWrong(words);
      if (problem) {
        this.isQueueBroken = true;
        return problem;
      }
      this.queue.push(words);
      return { kind: 'status', text: 'QUEUED' };
    }
    const special = serverCommands.get(name) ?? replicationCommands.get(name);
    if (special) return yield* special(this, args);
    const rule = findCommand(name);
    if (!rule || !fitsArity(rule.arity, args.length)) return unknownOrWrong(words);
    if (rule.writes && this.server.replication.master) return failure(READ_ONLY);
    const isRoomy = yield* this.server.makeRoom();
    if (!isRoomy && rule.writes && !shrinking.has(name)) return failure(OUT_OF_MEMORY);
    try {
      const reply = rule.run(this.selected, args);
      if (rule.writes && reply.kind !== 'error' && !isRefusedSet(name, reply)) yield* this.server.changed(this, words);
      return reply;
    } catch (error) {
      if (error instanceof CommandError) return error.reply;
      throw error;
    }
  }

  get selected(): Database {
    const database = this.server.databases[this.database] ?? this.server.databases[0];
    if (!database) throw new CommandError('ERR DB index is out of range');
    return database;
  }

  #refusal(name: string): Reply | undefined {
    const { settings } = this.server;
    const needsPassword = (settings.get('requirepass') ?? '') !== '';
    if (!needsPassword && settings.get('protected-mode') === 'yes' && !isLoopback(unmapIpv4(this.peer.ip))) {
      this.isClosing = true;
      return failure(
        'DENIED Redis is running in protected mode because protected mode is enabled and no password is set for the default user.',
      );
    }
    if (needsPassword && !this.isAuthenticated && !['auth', 'hello', 'quit'].includes(name))
      return failure('NOAUTH Authentication required.');
    return undefined;
  }
}

/** What is wrong with a command before it runs: nobody knows it, or it has too few or too many arguments. */
function unknownOrWrong([word = '', ...args]: readonly string[]): Reply | undefined {
  const name = word.toLowerCase();
  if (serverCommands.has(name) || replicationCommands.has(name)) return undefined;
  const rule = findCommand(name);
  if (rule) return fitsArity(rule.arity, args.length) ? undefined : failure(`ERR wrong number of arguments for '${name}' command`);
  const shown = args
    .map(arg => `'${arg}'`)
    .join(' ')
    .slice(0, 128);
  return failure(`ERR unknown command '${word}', with args beginning with: ${shown === '' ? '' : `${shown} `}`);
}

/** SET … NX that found the key there has changed nothing. */
function isRefusedSet(name: string, reply: Reply): boolean {
  return name === 'set' && reply.kind === 'bulk' && reply.text === undefined;
}

function* authenticate(client: Client, args: readonly string[]): Task<Reply> {
  yield* client.server.sys.tick();
  const password = client.server.settings.get('requirepass') ?? '';
  if (password === '' && args.length === 1) {
    return failure(
      'ERR AUTH <password> called without any password configured for the default user. Are you sure your configuration is correct?',
    );
  }
  if (args.at(-1) !== toBinary(password) || (args.length > 1 && args[0] !== 'default'))
    return failure('WRONGPASS invalid username-password pair or user is disabled.');
  client.isAuthenticated = true;
  return OK;
}

const wrongNumber = (name: string): Reply => failure(`ERR wrong number of arguments for '${name}' command`);

const plain = (run: (client: Client, args: readonly string[]) => Reply): ServerCommand =>
  function* (client, args) {
    yield* client.server.sys.tick();
    return run(client, args);
  };

function* saveNow({ server }: Client): Task<Reply> {
  const problem = yield* server.save();
  return problem === undefined ? OK : failure('ERR');
}

const serverCommands: ReadonlyMap<string, ServerCommand> = new Map<string, ServerCommand>([
  ['ping', plain((_, [text]) => (text === undefined ? { kind: 'status', text: 'PONG' } : bulk(text)))],
  ['echo', plain((_, [text]) => (text === undefined ? failure("ERR wrong number of arguments for 'echo' command") : bulk(text)))],
  ['auth', authenticate],
  [
    'select',
    plain((client, [index]) => {
      if (index === undefined || !/^\d+$/.test(index)) return failure('ERR value is not an integer or out of range');
      if (Number(index) >= client.server.databases.length) return failure('ERR DB index is out of range');
      client.database = Number(index);
      return OK;
    }),
  ],
  [
    'quit',
    plain(client => {
      client.isClosing = true;
      return OK;
    }),
  ],
  [
    'flushall',
    function* (client) {
      if (client.server.replication.master) return failure(READ_ONLY);
      for (const database of client.server.databases) database.clear();
      yield* client.server.changed(client, ['FLUSHALL']);
      return OK;
    },
  ],
  [
    'info',
    plain(({ server }, sections) =>
      bulk(
        infoText(
          server,
          sections.map(section => section.toLowerCase()),
        ),
      ),
    ),
  ],
  [
    'lastsave',
    plain(({ server: { sys, savedAt } }, args) =>
      args.length > 0 ? wrongNumber('lastsave') : integer(Math.floor(sys.clock.epochMsOf(savedAt) / 1000)),
    ),
  ],
  ['command', plain(() => array([]))],
  [
    'hello',
    plain(client =>
      bulks(['server', 'redis', 'version', '7.2.4', 'proto', '2', 'id', String(client.fd), 'mode', 'standalone', 'role', 'master']),
    ),
  ],
  ...administrationCommands,
  ...pubSubCommands,
  ['save', saveNow],
  [
    'bgsave',
    function* (client) {
      yield* saveNow(client);
      return { kind: 'status', text: 'Background saving started' };
    },
  ],
  [
    'shutdown',
    function* (client, args) {
      client.isClosing = true;
      yield* client.server.shutDown(args[0]?.toLowerCase() !== 'nosave');
      return undefined;
    },
  ],
  [
    'bgrewriteaof',
    function* ({ server }) {
      if (!server.appends) return failure('ERR drydock: BGREWRITEAOF without appendonly yes is not simulated');
      yield* server.rewriteAppended();
      return { kind: 'status', text: 'Background append only file rewriting started' };
    },
  ],
  [
    'monitor',
    plain(client => {
      client.isMonitor = true;
      return OK;
    }),
  ],
  ['blpop', blockingPop('LPOP')],
  ['brpop', blockingPop('RPOP')],
  ['blmove', blockingMove],
  ...transactionCommands,
  ['xread', streamReading('XREAD')],
  ['xreadgroup', streamReading('XREADGROUP')],
]);
