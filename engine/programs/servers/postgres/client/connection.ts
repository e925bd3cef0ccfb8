import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import type { Fd, Sys } from '../../../../process/sys.js';
import { resolveHost } from '../../../net/resolver.js';
import { encodeBase64 } from '../functions/strings.js';
import { MessageReader, MessageStream, MessageWriter, PROTOCOL_3 } from '../wire/messages.js';
import { clientProof, md5Answer, md5Stored } from '../wire/passwords.js';

export interface Target {
  /** A folder (of a socket) or a host; undefined: the socket's usual folder. */
  readonly host: string | undefined;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly password: string | undefined;
  readonly applicationName: string;
}

/** An error or a notice as the server sent it, by the letters of the protocol. */
export type ServerMessage = ReadonlyMap<string, string>;

export interface ResultColumn {
  readonly name: string;
  readonly typeOid: number;
  readonly typmod?: number;
}

export type ResultEvent =
  | { readonly kind: 'columns'; readonly columns: readonly ResultColumn[] }
  | { readonly kind: 'row'; readonly values: readonly (string | null)[] }
  | { readonly kind: 'complete'; readonly tag: string }
  | { readonly kind: 'empty' | 'copy-in' | 'copy-out' | 'copy-done' }
  | { readonly kind: 'copy-data'; readonly data: Uint8Array }
  | { readonly kind: 'error' | 'notice'; readonly message: ServerMessage }
  | { readonly kind: 'notification'; readonly pid: number; readonly channel: string; readonly payload: string }
  | { readonly kind: 'ready'; readonly status: string }
  | { readonly kind: 'lost' };

/** Why a connection could not be made, as libpq says it. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
  readonly needsPassword: boolean;

  constructor(message: string, needsPassword = false) {
    super(message);
    this.needsPassword = needsPassword;
  }
}

export const SOCKET_FOLDER = '/var/run/postgresql';

/** A client's side of the protocol. */
export class Connection {
  readonly target: Target;
  readonly parameters = new Map<string, string>();
  readonly address: string | undefined;
  status = 'I';
  pid = 0;
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #stream: MessageStream;
  #secret = 0;

  private constructor(sys: Sys, fd: Fd, target: Target, address: string | undefined) {
    this.#sys = sys;
    this.#fd = fd;
    this.#stream = new MessageStream(sys, fd);
    this.target = target;
    this.address = address;
  }

  /** Connects and logs in; throws ConnectionError. */
  static *open(sys: Sys, target: Target): Task<Connection> {
    const { fd, where, address } = yield* connect(sys, target);
    const connection = new Connection(sys, fd, target, address);
    try {
      yield* connection.#logIn(where);
      return connection;
    } catch (error) {
      sys.close(fd);
      if (isErrno(error))
        throw new ConnectionError(
          `${where} failed: server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`,
        );
      throw error;
    }
  }

  *#logIn(where: string): Task<void> {
    const { user, database, applicationName, password } = this.target;
    const writer = new MessageWriter().int32(PROTOCOL_3).text('user').text(user).text('database').text(database);
    writer.text('application_name').text(applicationName).text('client_encoding').text('UTF8').byte(0);
    yield* this.#send(writer.done(''));
    for (;;) {
      const message = yield* this.#stream.read();
      if (!message)
        throw new ConnectionError(
          `${where} failed: server closed the connection unexpectedly\n\tThis probably means the server terminated abnormally\n\tbefore or while processing the request.`,
        );
      const reader = new MessageReader(message.body);
      if (message.letter === 'E') {
        const fields = readFields(reader);
        throw new ConnectionError(
          `${where} failed: ${fields.get('S') ?? ''}:  ${fields.get('M') ?? ''}${fields.has('D') ? `\nDETAIL:  ${fields.get('D') ?? ''}` : ''}`,
        );
      }
      if (message.letter === 'R') yield* this.#authenticate(reader, where, password);
      else if (message.letter === 'S') this.parameters.set(reader.text(), reader.text());
      else if (message.letter === 'K') [this.pid, this.#secret] = [reader.int32(), reader.int32()];
      else if (message.letter === 'Z') return;
    }
  }

  *#authenticate(reader: MessageReader, where: string, password: string | undefined): Task<void> {
    const kind = reader.int32();
    if (kind === 0) return;
    if (password === undefined) throw new ConnectionError(`${where} failed: fe_sendauth: no password supplied`, true);
    if (kind === 3) return yield* this.#send(new MessageWriter().text(password).done('p'));
    if (kind === 5)
      return yield* this.#send(new MessageWriter().text(md5Answer(md5Stored(password, this.target.user), reader.bytes(4))).done('p'));
    if (kind !== 10) throw new ConnectionError(`${where} failed: authentication method ${kind} not supported`);
    const nonce = encodeBase64(this.#sys.random.bytes(18));
    const bare = `n=,r=${nonce}`;
    const first = encodeUtf8(`n,,${bare}`);
    yield* this.#send(new MessageWriter().text('SCRAM-SHA-256').value(first).done('p'));
    const answer = yield* this.#saslAnswer(where);
    const [, full = '', salt = '', iterations = '0'] = /^r=([^,]*),s=([^,]*),i=(\d+)/.exec(answer) ?? [];
    const withoutProof = `c=biws,r=${full}`;
    const { proof } = clientProof(password, decodeSalt(salt), Math.min(Number(iterations), 100_000), `${bare},${answer},${withoutProof}`);
    yield* this.#send(new MessageWriter().bytes(encodeUtf8(`${withoutProof},p=${proof}`)).done('p'));
    yield* this.#saslAnswer(where);
  }

  *#saslAnswer(where: string): Task<string> {
    const message = yield* this.#stream.read();
    const reader = new MessageReader(message?.body ?? new Uint8Array(0));
    if (message?.letter === 'E') {
      const fields = readFields(reader);
      throw new ConnectionError(`${where} failed: ${fields.get('S') ?? ''}:  ${fields.get('M') ?? ''}`);
    }
    if (message?.letter !== 'R') throw new ConnectionError(`${where} failed: server closed the connection unexpectedly`);
    reader.int32();
    return decodeUtf8(reader.rest());
  }

  *#send(message: Uint8Array): Task<void> {
    yield* this.#stream.write(message);
    yield* this.#stream.flush();
  }

  /** Sends a query; what comes back is read with `next` until it is 'ready'. */
  *query(sql: string): Task<void> {
    yield* this.#trySend(new MessageWriter().text(sql).done('Q'));
  }

  /** Asks what columns a statement would give, without running it. */
  *describe(sql: string): Task<void> {
    yield* this.#trySend(new MessageWriter().text('').text(sql).int16(0).done('P'));
    yield* this.#trySend(new MessageWriter().byte(0x53).text('').done('D'));
    yield* this.#trySend(new MessageWriter().done('S'));
  }

  /** What cannot be sent shows when nothing comes back. */
  *#trySend(message: Uint8Array): Task<void> {
    try {
      yield* this.#send(message);
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
  }

  *next(): Task<ResultEvent> {
    for (;;) {
      let message;
      try {
        message = yield* this.#stream.read();
      } catch (error) {
        if (isErrno(error, 'EINTR')) {
          yield* this.cancel();
          continue;
        }
        if (!isErrno(error)) throw error;
      }
      if (!message) return { kind: 'lost' };
      const event = this.#event(message.letter, new MessageReader(message.body));
      if (event) return event;
    }
  }

  #event(letter: string, reader: MessageReader): ResultEvent | undefined {
    switch (letter) {
      case 'T':
        return { kind: 'columns', columns: Array.from({ length: reader.int16() }, () => readColumn(reader)) };
      case 'D':
        return { kind: 'row', values: Array.from({ length: reader.int16() }, () => textOf(reader.value())) };
      case 'C':
        return { kind: 'complete', tag: reader.text() };
      case 'I':
        return { kind: 'empty' };
      case 'G':
        return { kind: 'copy-in' };
      case 'H':
        return { kind: 'copy-out' };
      case 'd':
        return { kind: 'copy-data', data: reader.rest() };
      case 'c':
        return { kind: 'copy-done' };
      case 'E':
        return { kind: 'error', message: readFields(reader) };
      case 'N':
        return { kind: 'notice', message: readFields(reader) };
      case 'A':
        return { kind: 'notification', pid: reader.int32(), channel: reader.text(), payload: reader.text() };
      case 'S':
        this.parameters.set(reader.text(), reader.text());
        return undefined;
      case 'Z':
        this.status = String.fromCharCode(reader.byte());
        return { kind: 'ready', status: this.status };
      default:
        return undefined;
    }
  }

  *copyData(data: Uint8Array): Task<void> {
    yield* this.#stream.write(new MessageWriter().bytes(data).done('d'));
  }

  *copyDone(problem?: string): Task<void> {
    yield* this.#send(problem === undefined ? new MessageWriter().done('c') : new MessageWriter().text(problem).done('f'));
  }

  /** Asks the server to end the query that runs: over a connection of its own. */
  *cancel(): Task<void> {
    try {
      const { fd } = yield* connect(this.#sys, this.target);
      yield* this.#sys.write(fd, new MessageWriter().int32(80_877_102).int32(this.pid).int32(this.#secret).done(''));
      this.#sys.close(fd);
    } catch (error) {
      if (!isErrno(error) && !(error instanceof ConnectionError)) throw error;
    }
  }

  *close(): Task<void> {
    try {
      yield* this.#send(new MessageWriter().done('X'));
    } catch (error) {
      if (!isErrno(error)) throw error;
    }
    this.#sys.close(this.#fd);
  }
}

function decodeSalt(text: string): Uint8Array {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  const bits = [...text.replaceAll('=', '')].map(char => alphabet.indexOf(char).toString(2).padStart(6, '0')).join('');
  return Uint8Array.from({ length: Math.floor(bits.length / 8) }, (_, i) => parseInt(bits.slice(i * 8, i * 8 + 8), 2));
}

function textOf(value: Uint8Array | null): string | null {
  return value === null ? null : decodeUtf8(value);
}

function readColumn(reader: MessageReader): ResultColumn {
  const name = reader.text();
  reader.int32();
  reader.int16();
  const typeOid = reader.int32();
  reader.int16();
  const typmod = reader.int32();
  reader.int16();
  return { name, typeOid, typmod };
}

function readFields(reader: MessageReader): ServerMessage {
  const fields = new Map<string, string>();
  for (let letter = reader.byte(); letter !== 0 && !reader.isAtEnd; letter = reader.byte())
    fields.set(String.fromCharCode(letter), reader.text());
  return fields;
}

function* connect(
  sys: Sys,
  { host, port }: Target,
): Task<{ readonly fd: Fd; readonly where: string; readonly address: string | undefined }> {
  if (host === undefined || host.startsWith('/')) {
    const path = `${host ?? SOCKET_FOLDER}/.s.PGSQL.${String(port)}`;
    const where = `connection to server on socket "${path}"`;
    try {
      return { fd: sys.connectUnix(path), where, address: undefined };
    } catch (error) {
      if (!isErrno(error)) throw error;
      const hint = isErrno(error, 'ENOENT', 'ECONNREFUSED')
        ? '\n\tIs the server running locally and accepting connections on that socket?'
        : '';
      throw new ConnectionError(`${where} failed: ${error.message}${hint}`);
    }
  }
  const found = yield* resolveHost(sys, host);
  if (found.kind !== 'found')
    throw new ConnectionError(
      `could not translate host name "${host}" to address: ${found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known'}`,
    );
  const address = found.addresses[0] ?? host;
  const where =
    address === host
      ? `connection to server at "${host}", port ${String(port)}`
      : `connection to server at "${host}" (${address}), port ${String(port)}`;
  try {
    return { fd: yield* sys.connect({ ip: address, port }), where, address };
  } catch (error) {
    if (!isErrno(error)) throw error;
    const hint = isErrno(error, 'ECONNREFUSED', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH')
      ? '\n\tIs the server running on that host and accepting TCP/IP connections?'
      : '';
    throw new ConnectionError(`${where} failed: ${error.message}${hint}`);
  }
}
