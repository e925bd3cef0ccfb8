import { Errno, isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { ByteReader } from '../../net/byte-reader.js';
import { resolveHost } from '../../net/resolver.js';
import { numberOf } from './bson/compare.js';
import { Binary, doc, isList, type Doc, type Value } from './bson/values.js';
import { ScramClient, type Mechanism } from './server/scram.js';
import { encodeMsg, readMessage } from './server/wire.js';

export interface Address {
  readonly host: string;
  readonly port: number;
}

export interface Credentials {
  readonly user: string;
  readonly password: string;
  readonly database: string;
  readonly mechanism?: string | undefined;
}

/** The server cannot be spoken to. */
export class MongoNetworkError extends Error {
  override readonly name = 'MongoNetworkError';
}

/** The server said no. */
export class CommandError extends Error {
  override readonly name = 'MongoServerError';
  readonly reply: Doc;
  constructor(reply: Doc) {
    const message = reply.get('errmsg');
    super(typeof message === 'string' ? message : 'the command failed');
    this.reply = reply;
  }
}

/** A connection of a client to a server. */
export class MongoClient {
  readonly #sys: Sys;
  readonly #address: Address;
  readonly #name: string;
  #link: { readonly fd: Fd; readonly reader: ByteReader } | undefined;
  #requests = 0;
  #credentials: Credentials | undefined;

  constructor(sys: Sys, address: Address, name: string) {
    this.#sys = sys;
    this.#address = address;
    this.#name = name;
  }

  /** Connects and introduces itself; throws MongoNetworkError. */
  *connect(): Task<void> {
    const { host, port } = this.#address;
    const found = yield* resolveHost(this.#sys, host);
    if (found.kind !== 'found')
      throw new MongoNetworkError(`getaddrinfo ${found.kind === 'try-again' ? 'EAI_AGAIN' : 'ENOTFOUND'} ${host}`);
    const [ip = host] = found.addresses;
    try {
      const fd = yield* this.#sys.connect({ ip, port }, 2000);
      this.#link = { fd, reader: new ByteReader(this.#sys, fd) };
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new MongoNetworkError(`connect ${error.code} ${ip}:${String(port)}`);
    }
    const client = doc({ application: doc({ name: this.#name }), driver: doc({ name: 'nodejs|mongosh', version: '1.8.0' }) });
    yield* this.run('admin', doc({ hello: 1, helloOk: true, client }));
  }

  /** Sends a command; its answer, whatever it says. A connection that was lost is made again once. */
  *run(database: string, command: Doc): Task<Doc> {
    if (!this.#link) {
      yield* this.connect();
      if (this.#credentials) yield* this.signIn(this.#credentials);
    }
    const link = this.#link;
    if (!link) throw new MongoNetworkError('not connected');
    try {
      yield* this.#sys.write(link.fd, encodeMsg(++this.#requests, 0, new Map([...command, ['$db', database]])));
      const message = yield* readMessage(link.reader);
      if (message.kind === 'msg') return message.body;
    } catch (error) {
      if (!isErrno(error)) throw error;
      this.close();
      if (error.code === 'EINTR') throw new Errno('EINTR');
    }
    this.close();
    const { host, port } = this.#address;
    throw new MongoNetworkError(
      `connection ${String(this.#requests)} to ${host === 'localhost' ? '127.0.0.1' : host}:${String(port)} closed`,
    );
  }

  /** Like `run`, but throws CommandError when the server says no. */
  *ask(database: string, command: Doc): Task<Doc> {
    const reply = yield* this.run(database, command);
    const [first] = listOf(reply.get('writeErrors'));
    if (numberOf(reply.get('ok')) !== 1) throw new CommandError(reply);
    if (first instanceof Map) throw new CommandError(first);
    return reply;
  }

  /** Signs in; throws CommandError. */
  *signIn(credentials: Credentials): Task<void> {
    const { user, password, database } = credentials;
    const mechanism = yield* this.#mechanism(credentials);
    const scram = new ScramClient(mechanism, user, password, this.#sys.random);
    const first = yield* this.ask(
      database,
      doc({ saslStart: 1, mechanism, payload: new Binary(encodeUtf8(scram.clientFirst)), options: doc({ skipEmptyExchange: true }) }),
    );
    const conversationId = first.get('conversationId') ?? 1;
    let reply = yield* this.ask(
      database,
      doc({ saslContinue: 1, conversationId, payload: new Binary(encodeUtf8(scram.prove(payloadOf(first)))) }),
    );
    if (reply.get('done') !== true)
      reply = yield* this.ask(database, doc({ saslContinue: 1, conversationId, payload: new Binary(new Uint8Array(0)) }));
    this.#credentials = credentials;
  }

  close(): void {
    if (this.#link) this.#sys.close(this.#link.fd);
    this.#link = undefined;
  }

  *#mechanism({ user, database, mechanism }: Credentials): Task<Mechanism> {
    if (mechanism === 'SCRAM-SHA-1' || mechanism === 'SCRAM-SHA-256') return mechanism;
    const hello = yield* this.run('admin', doc({ hello: 1, saslSupportedMechs: `${database}.${user}` }));
    const offered = listOf(hello.get('saslSupportedMechs'));
    return offered.length > 0 && !offered.includes('SCRAM-SHA-256') ? 'SCRAM-SHA-1' : 'SCRAM-SHA-256';
  }
}

function listOf(value: Value | undefined): readonly Value[] {
  return isList(value) ? value : [];
}

function payloadOf(reply: Doc): string {
  const payload = reply.get('payload');
  return payload instanceof Binary ? decodeUtf8(payload.bytes) : '';
}

/** All documents of a command that answers with a cursor, a batch at a time. */
export function* eachBatch(client: MongoClient, database: string, command: Doc): Task<Doc[]> {
  const all: Doc[] = [];
  const take = (cursor: Value | undefined, name: string): Value => {
    const inner = cursor instanceof Map ? cursor : new Map<string, Value>();
    for (const each of listOf(inner.get(name))) if (each instanceof Map) all.push(each);
    return inner.get('id') ?? null;
  };
  const [collection] = command.values();
  let id = take((yield* client.ask(database, command)).get('cursor'), 'firstBatch');
  while (numberOf(id) !== 0 && id !== null) {
    const next = yield* client.ask(database, doc({ getMore: id, collection: collection ?? '' }));
    id = take(next.get('cursor'), 'nextBatch');
  }
  return all;
}
