import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { ByteReader } from '../../net/byte-reader.js';
import { resolveHost } from '../../net/resolver.js';
import { errnoNumber } from '../errno-number.js';
import { scramble } from './passwords.js';
import { isNumberCode } from './result-packets.js';
import { capabilities, commands, COMMON_CAPABILITIES, NATIVE_PASSWORD, PacketReader, PacketStream, PacketWriter } from './packets.js';
import { SqlError } from './sql-error.js';

/** Where and as whom to connect. */
export interface ClientTarget {
  /** Undefined: the socket of this machine. */
  readonly host: string | undefined;
  readonly port: number;
  readonly socket: string;
  readonly user: string;
  readonly password: string;
  readonly database: string;
}

export interface ClientColumn {
  readonly name: string;
  readonly isNumber: boolean;
  readonly isBinary: boolean;
  readonly isNullable: boolean;
}

export interface ClientResult {
  readonly columns: readonly ClientColumn[];
  readonly warnings: number;
  readonly rows: readonly (readonly (string | null)[])[];
}

export type ClientAnswer =
  | { readonly kind: 'rows'; readonly result: ClientResult }
  | { readonly kind: 'ok'; readonly affected: number; readonly insertId: number; readonly warnings: number; readonly info: string }
  | { readonly kind: 'error'; readonly error: SqlError };

/** A client's side of the protocol. */
export class ClientConnection {
  readonly version: string;
  readonly id: number;
  readonly #sys: Sys;
  readonly #fd: Fd;
  readonly #stream: PacketStream;

  private constructor(sys: Sys, fd: Fd, stream: PacketStream, version: string, id: number) {
    this.#sys = sys;
    this.#fd = fd;
    this.#stream = stream;
    this.version = version;
    this.id = id;
  }

  /** Connects and logs in; throws SqlError (2002, 2003, 2005, 2013 or what the server says). */
  static *open(sys: Sys, target: ClientTarget): Task<ClientConnection> {
    const fd = yield* connect(sys, target);
    const stream = new PacketStream(sys, fd, new ByteReader(sys, fd));
    try {
      return yield* logIn(sys, fd, stream, target);
    } catch (error) {
      sys.close(fd);
      if (isErrno(error)) throw lost("Lost connection to MySQL server at 'reading initial communication packet', system error: 104");
      throw error;
    }
  }

  /** @internal */
  static make(sys: Sys, fd: Fd, stream: PacketStream, version: string, id: number): ClientConnection {
    return new ClientConnection(sys, fd, stream, version, id);
  }

  *query(sql: string): Task<ClientAnswer> {
    return yield* this.#command(commands.query, sql);
  }

  *useDatabase(name: string): Task<ClientAnswer> {
    return yield* this.#command(commands.useDatabase, name);
  }

  *ping(): Task<ClientAnswer> {
    return yield* this.#command(commands.ping, '');
  }

  *shutDown(): Task<ClientAnswer> {
    return yield* this.#command(commands.shutdown, '');
  }

  *statistics(): Task<string> {
    this.#stream.restart();
    yield* this.#stream.write(new PacketWriter().int(1, commands.statistics).done());
    const packet = yield* this.#stream.read();
    return packet ? new PacketReader(packet).rest() : '';
  }

  close(): void {
    this.#sys.close(this.#fd);
  }

  *#command(code: number, text: string): Task<ClientAnswer> {
    this.#stream.restart();
    try {
      yield* this.#stream.write(new PacketWriter().int(1, code).text(text).done());
      const packet = yield* this.#stream.read();
      if (!packet) return { kind: 'error', error: lost('Lost connection to MySQL server during query') };
      return yield* readAnswer(this.#stream, packet);
    } catch (error) {
      if (isErrno(error)) return { kind: 'error', error: lost('Lost connection to MySQL server during query') };
      throw error;
    }
  }
}

function lost(message: string): SqlError {
  return new SqlError(2013, 'HY000', message);
}

function* connect(sys: Sys, { host, port, socket }: ClientTarget): Task<Fd> {
  if (host === undefined) {
    try {
      return sys.connectUnix(socket);
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new SqlError(2002, 'HY000', `Can't connect to local MySQL server through socket '${socket}' (${errnoNumber(error.code)})`);
    }
  }
  const found = yield* resolveHost(sys, host);
  if (found.kind !== 'found')
    throw new SqlError(2005, 'HY000', `Unknown MySQL server host '${host}' (${found.kind === 'try-again' ? '-3' : '-2'})`);
  try {
    return yield* sys.connect({ ip: found.addresses[0] ?? host, port });
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new SqlError(2003, 'HY000', `Can't connect to MySQL server on '${host}:${String(port)}' (${errnoNumber(error.code)})`);
  }
}

function* logIn(sys: Sys, fd: Fd, stream: PacketStream, { user, password, database }: ClientTarget): Task<ClientConnection> {
  const greeting = yield* stream.read();
  if (!greeting) throw lost("Lost connection to MySQL server at 'reading initial communication packet', system error: 104");
  if (greeting[0] === 0xff) throw readError(greeting);
  const reader = new PacketReader(greeting);
  reader.int(1);
  const version = reader.terminated();
  const id = reader.int(4);
  const first = reader.bytes(8);
  reader.bytes(1 + 2 + 1 + 2 + 2 + 1 + 10);
  const salt = Uint8Array.of(...first, ...reader.bytes(12));
  const proof = scramble(password, salt);
  const flags = database === '' ? COMMON_CAPABILITIES & ~capabilities.connectWithDatabase : COMMON_CAPABILITIES;
  const login = new PacketWriter()
    .int(4, flags)
    .int(4, 0x1000000)
    .int(1, 255)
    .bytes(new Uint8Array(23))
    .terminated(user)
    .int(1, proof.length)
    .bytes(proof);
  if (database !== '') login.terminated(database);
  yield* stream.write(login.terminated(NATIVE_PASSWORD).done());
  const answer = yield* stream.read();
  if (!answer) throw lost("Lost connection to MySQL server at 'reading authorization packet', system error: 104");
  if (answer[0] === 0xff) throw readError(answer);
  return ClientConnection.make(sys, fd, stream, version, id);
}

function readError(packet: Uint8Array): SqlError {
  const reader = new PacketReader(packet);
  reader.int(1);
  const number = reader.int(2);
  const text = reader.rest();
  return text.startsWith('#') ? new SqlError(number, text.slice(1, 6), text.slice(6)) : new SqlError(number, 'HY000', text);
}

function* readAnswer(stream: PacketStream, packet: Uint8Array): Task<ClientAnswer> {
  if (packet[0] === 0xff) return { kind: 'error', error: readError(packet) };
  const reader = new PacketReader(packet);
  if (packet[0] === 0) {
    reader.int(1);
    const affected = reader.length();
    const insertId = reader.length();
    reader.bytes(2);
    const warnings = reader.int(2);
    return { kind: 'ok', affected, insertId, warnings, info: reader.lengthText() ?? '' };
  }
  const count = reader.length();
  const columns: ClientColumn[] = [];
  for (let i = 0; i < count; i++) columns.push(readColumn((yield* stream.read()) ?? new Uint8Array(0)));
  yield* stream.read();
  const rows: (string | null)[][] = [];
  for (;;) {
    const row = yield* stream.read();
    if (!row || (row[0] === 0xfe && row.length < 9))
      return { kind: 'rows', result: { columns, rows, warnings: row ? (row[1] ?? 0) | ((row[2] ?? 0) << 8) : 0 } };
    const fields = new PacketReader(row);
    rows.push(columns.map(() => fields.lengthText()));
  }
}

function readColumn(packet: Uint8Array): ClientColumn {
  const reader = new PacketReader(packet);
  for (let i = 0; i < 4; i++) reader.lengthText();
  const name = reader.lengthText() ?? '';
  reader.lengthText();
  reader.bytes(1);
  const charset = reader.int(2);
  reader.bytes(4);
  const code = reader.int(1);
  return { name, isNumber: isNumberCode(code), isBinary: charset === 63 && code >= 249, isNullable: (reader.int(2) & 1) === 0 };
}
