import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import { unmapIpv4 } from '../../../net/ip.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { concatBytes } from '../../input.js';
import { ByteReader } from '../../net/byte-reader.js';
import { resolveHost } from '../../net/resolver.js';
import type { Client, Settings } from './client.js';
import { findCommand } from './command-table.js';
import { decodeSnapshot, encodeSnapshot } from './rdb.js';
import { array, bulk, bulks, encodeCommand, failure, integer, OK, readCommand, type Reply } from './resp.js';
import type { Database } from './store.js';

const RETRY_MS = 1000;
const MAX_LINE_BYTES = 65_536;

/** What replication needs of the server. */
export interface ReplicationHost {
  readonly sys: Sys;
  readonly settings: Settings;
  readonly databases: readonly Database[];
  readonly version: string;
  log(message: string): Task<void>;
  /** A command that came from the master has changed something. */
  applied(database: number, words: readonly string[]): Task<void>;
}

/** A server as master of those that follow it, or as one that follows another. */
export class Replication {
  readonly #host: ReplicationHost;
  readonly #replicas = new Map<Client, number>();
  #id: string;
  #offset = 0;
  #selected = -1;
  #link: 'up' | 'down' = 'down';
  /** Counts the masters: a link to an earlier one ends itself. */
  #generation = 0;
  #fd: Fd | undefined;

  constructor(host: ReplicationHost) {
    this.#host = host;
    this.#id = host.sys.random.hex(40);
  }

  /** Host and port of the master, if there is one. */
  get master(): { readonly host: string; readonly port: number } | undefined {
    const [host, port] = (this.#host.settings.get('replicaof') ?? '').split(' ');
    return host === undefined || host === '' || port === undefined ? undefined : { host, port: Number(port) };
  }

  get hasFollowers(): boolean {
    return this.#replicas.size > 0;
  }

  /** Sends a command on to all who follow. */
  *propagate(database: number, words: readonly string[]): Task<void> {
    const select = database === this.#selected ? [] : [encodeCommand(['SELECT', String(database)])];
    this.#selected = database;
    const bytes = concatBytes([...select, encodeCommand(words)]);
    this.#offset += bytes.length;
    for (const client of this.#replicas.keys()) yield* this.#send(client, bytes);
  }

  *#send(client: Client, bytes: Uint8Array): Task<void> {
    try {
      yield* this.#host.sys.write(client.fd, bytes);
    } catch (error) {
      if (!isErrno(error)) throw error;
      this.#replicas.delete(client);
    }
  }

  leave(client: Client): void {
    this.#replicas.delete(client);
  }

  listeningPort(client: Client, port: number): void {
    client.replicaPort = port;
  }

  /** PSYNC: everything that is there, then every change. */
  *begin(client: Client): Task<undefined> {
    const { sys, databases, version } = this.#host;
    const name = `${unmapIpv4(client.peer.ip)}:${String(client.replicaPort)}`;
    yield* this.#host.log(`Replica ${name} asks for synchronization`);
    yield* this.#host.log(`Full resync requested by replica ${name}`);
    const snapshot = encodeSnapshot(databases, version);
    const head = encodeUtf8(`+FULLRESYNC ${this.#id} ${String(this.#offset)}\r\n$${String(snapshot.length)}\r\n`);
    this.#selected = -1;
    yield* sys.write(client.fd, concatBytes([head, snapshot]));
    this.#replicas.set(client, client.replicaPort);
    yield* this.#host.log(`Synchronization with replica ${name} succeeded`);
  }

  /** Follows a master from now on, or nobody. */
  follow(master: { readonly host: string; readonly port: number } | undefined): void {
    this.#host.settings.set('replicaof', master ? `${master.host} ${String(master.port)}` : '');
    this.#generation++;
    this.#link = 'down';
    if (this.#fd !== undefined) this.#host.sys.shutdown(this.#fd);
    if (!master) this.#id = this.#host.sys.random.hex(40);
  }

  /** Keeps up with the master, as long as there is one; tries again when the link breaks. */
  *run(): Task<void> {
    const generation = this.#generation;
    while (this.master && generation === this.#generation) {
      yield* this.#host.log(`Connecting to MASTER ${this.master.host}:${String(this.master.port)}`);
      yield* this.#host.log('MASTER <-> REPLICA sync started');
      try {
        yield* this.#connect(this.master);
      } catch (error) {
        if (!isErrno(error)) throw error;
        yield* this.#host.log(`Error condition on socket for SYNC: ${error.message}`);
      } finally {
        if (this.#fd !== undefined) this.#host.sys.close(this.#fd);
        this.#fd = undefined;
        if (this.#link === 'up' && generation === this.#generation) yield* this.#host.log('Connection with master lost.');
        this.#link = 'down';
      }
      yield* this.#host.sys.sleep(RETRY_MS);
    }
  }

  *#connect(master: { readonly host: string; readonly port: number }): Task<void> {
    const { sys, settings } = this.#host;
    const found = yield* resolveHost(sys, master.host);
    const ip = found.kind === 'found' ? found.addresses[0] : undefined;
    if (ip === undefined) return yield* this.#host.log('Unable to connect to MASTER: No such file or directory');
    const fd = yield* sys.connect({ ip, port: master.port });
    this.#fd = fd;
    yield* this.#host.log('Non blocking connect for SYNC fired the event.');
    const reader = new ByteReader(sys, fd);
    const say = function* (words: readonly string[]): Task<string> {
      yield* sys.write(fd, encodeCommand(words));
      return ((yield* reader.line(MAX_LINE_BYTES)) ?? '').trim();
    };
    const pong = yield* say(['PING']);
    if (pong.startsWith('-') && !pong.startsWith('-NOAUTH')) return yield* this.#host.log(`Error reply to PING from master: '${pong}'`);
    yield* this.#host.log('Master replied to PING, replication can continue...');
    const password = settings.get('masterauth') ?? '';
    const answers = password === '' ? [] : [yield* say(['AUTH', password])];
    answers.push(yield* say(['REPLCONF', 'listening-port', settings.get('port') ?? '6379']));
    const refused = answers.find(answer => answer.startsWith('-'));
    if (refused !== undefined) return yield* this.#host.log(`Unable to AUTH to MASTER: ${refused}`);
    yield* this.#host.log('Partial resynchronization not possible (no cached master)');
    const [, id = '', offset = '0'] = (yield* say(['PSYNC', '?', '-1'])).split(' ');
    yield* this.#host.log(`Full resync from master: ${id}:${offset}`);
    yield* this.#load(reader);
    this.#id = id;
    this.#offset = Number(offset);
    this.#link = 'up';
    yield* this.#stream(reader);
  }

  *#load(reader: ByteReader): Task<void> {
    const length = Number(((yield* reader.line(MAX_LINE_BYTES)) ?? '').trim().slice(1));
    yield* this.#host.log(`MASTER <-> REPLICA sync: receiving ${String(length)} bytes from master to disk`);
    const snapshot = yield* reader.exactly(length);
    yield* this.#host.log('MASTER <-> REPLICA sync: Flushing old data');
    for (const database of this.#host.databases) database.clear();
    yield* this.#host.log('MASTER <-> REPLICA sync: Loading DB in memory');
    const loaded = decodeSnapshot(snapshot, this.#host.databases) ?? 0;
    yield* this.#host.log(`Done loading RDB, keys loaded: ${String(loaded)}, keys expired: 0.`);
    yield* this.#host.log('MASTER <-> REPLICA sync: Finished with success');
  }

  *#stream(reader: ByteReader): Task<void> {
    let selected = 0;
    for (;;) {
      const words = yield* readCommand(reader);
      if (!words) return;
      const [name = '', ...args] = words;
      this.#offset += encodeCommand(words).length;
      const word = name.toLowerCase();
      const database = this.#host.databases[selected];
      if (word === 'select') selected = Number(args[0]);
      else if (word === 'flushall') for (const each of this.#host.databases) each.clear();
      else if (database) findCommand(word)?.run(database, args);
      if (word !== 'select') yield* this.#host.applied(selected, words);
    }
  }

  /** Rows of INFO. */
  rows(): readonly (readonly [string, string | number])[] {
    const { master } = this;
    const replicas = [...this.#replicas].map(
      ([{ peer }, port], index) =>
        [
          `slave${String(index)}`,
          `ip=${unmapIpv4(peer.ip)},port=${String(port)},state=online,offset=${String(this.#offset)},lag=0`,
        ] as const,
    );
    const own: readonly (readonly [string, string | number])[] = master
      ? [
          ['role', 'slave'],
          ['master_host', master.host],
          ['master_port', master.port],
          ['master_link_status', this.#link],
          ['master_last_io_seconds_ago', this.#link === 'up' ? 0 : -1],
          ['master_sync_in_progress', 0],
          ['slave_read_repl_offset', this.#offset],
          ['slave_repl_offset', this.#offset],
          ...(this.#link === 'up' ? [] : [['master_link_down_since_seconds', -1] as const]),
          ['slave_priority', 100],
          ['slave_read_only', 1],
          ['replica_announced', 1],
        ]
      : [['role', 'master']];
    return [
      ...own,
      ['connected_slaves', replicas.length],
      ...replicas,
      ['master_failover_state', 'no-failover'],
      ['master_replid', this.#id],
      ['master_replid2', '0'.repeat(40)],
      ['master_repl_offset', this.#offset],
      ['second_repl_offset', -1],
      ['repl_backlog_active', this.#offset > 0 ? 1 : 0],
      ['repl_backlog_size', 1_048_576],
      ['repl_backlog_first_byte_offset', this.#offset > 0 ? 1 : 0],
      ['repl_backlog_histlen', this.#offset],
    ];
  }

  /** ROLE. */
  role(): Reply {
    const { master } = this;
    if (master)
      return array([
        bulk('slave'),
        bulk(master.host),
        integer(master.port),
        bulk(this.#link === 'up' ? 'connected' : 'connect'),
        integer(this.#offset),
      ]);
    const replicas = [...this.#replicas].map(([{ peer }, port]) => bulks([unmapIpv4(peer.ip), String(port), String(this.#offset)]));
    return array([bulk('master'), integer(this.#offset), array(replicas)]);
  }

  get replicas(): number {
    return this.#replicas.size;
  }
}

type ReplicationCommand = (client: Client, args: readonly string[]) => Task<Reply | undefined>;

function* replicaOf(client: Client, [host = '', port = '']: readonly string[]): Task<Reply> {
  const { replication } = client.server;
  if (port === '') return failure("ERR wrong number of arguments for 'replicaof' command");
  if (host.toLowerCase() === 'no' && port.toLowerCase() === 'one') {
    if (!replication.master) return OK;
    replication.follow(undefined);
    yield* client.server.log(
      '*',
      `MASTER MODE enabled (user request from 'id=${String(client.fd)} addr=${unmapIpv4(client.peer.ip)}:${String(client.peer.port)}')`,
    );
    return OK;
  }
  if (!/^\d+$/.test(port) || Number(port) > 65535) return failure('ERR Invalid master port');
  const { master } = replication;
  if (master?.host === host && master.port === Number(port)) return { kind: 'status', text: 'OK Already connected to specified master' };
  replication.follow({ host, port: Number(port) });
  client.server.startReplication();
  yield* client.server.log(
    '*',
    `REPLICAOF ${host}:${port} enabled (user request from 'id=${String(client.fd)} addr=${unmapIpv4(client.peer.ip)}:${String(client.peer.port)}')`,
  );
  return OK;
}

/** Commands of masters and those who follow them, by lower-case name. */
export const replicationCommands: ReadonlyMap<string, ReplicationCommand> = new Map<string, ReplicationCommand>([
  ['replicaof', replicaOf],
  ['slaveof', replicaOf],
  [
    'replconf',
    function* (client, [option = '', value = '']) {
      yield* client.server.sys.tick();
      if (option.toLowerCase() === 'listening-port') client.server.replication.listeningPort(client, Number(value));
      return OK;
    },
  ],
  ['psync', client => client.server.replication.begin(client)],
  [
    'role',
    function* (client) {
      yield* client.server.sys.tick();
      return client.server.replication.role();
    },
  ],
  [
    'wait',
    function* (client) {
      yield* client.server.sys.tick();
      return integer(client.server.replication.replicas);
    },
  ],
]);
