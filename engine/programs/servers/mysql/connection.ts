import type { Task } from '../../../core/task.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { ByteReader } from '../../net/byte-reader.js';
import { findAccount, isProof } from './accounts.js';
import { toText } from './evaluate.js';
import {
  capabilities,
  columnTypes,
  commands,
  COMMON_CAPABILITIES,
  NATIVE_PASSWORD,
  PacketReader,
  PacketStream,
  PacketWriter,
} from './packets.js';
import type { ResultSet } from './select.js';
import { Session, type Engine, type Outcome } from './session.js';
import { SqlError, sqlErrors } from './sql-error.js';

const STATUS_AUTOCOMMIT = 2;
const UTF8MB4 = 255;
const SALT_BYTES = 20;

/** What the server wants to hear of its connections. */
export interface ConnectionHost {
  readonly sys: Sys;
  readonly engine: Engine;
  /** Writes changes to disk; called after each statement. */
  readonly persist: () => Task<void>;
  readonly shutDown: (user: string) => Task<void>;
  readonly statistics: () => string;
}

/** One client: the handshake, then a command at a time. */
export class ServerConnection {
  readonly id: number;
  readonly host: string;
  readonly startedAt: number;
  user = 'unauthenticated user';
  readonly #owner: ConnectionHost;
  readonly #stream: PacketStream;
  #session: Session | undefined;

  constructor(owner: ConnectionHost, fd: Fd, id: number, host: string) {
    this.#owner = owner;
    this.id = id;
    this.host = host;
    this.startedAt = owner.sys.clock.now();
    this.#stream = new PacketStream(owner.sys, fd, new ByteReader(owner.sys, fd));
  }

  get database(): string | undefined {
    return this.#session?.database;
  }

  *serve(): Task<void> {
    if (!(yield* this.#shakeHands())) return;
    for (;;) {
      this.#stream.restart();
      const packet = yield* this.#stream.read();
      if (!packet || packet[0] === commands.quit) return;
      if (!(yield* this.#run(packet))) return;
    }
  }

  *#shakeHands(): Task<boolean> {
    const { sys, engine } = this.#owner;
    // Zero bytes would end the salt early in the packet.
    const salt = sys.random.bytes(SALT_BYTES).map(byte => byte & 0x7f || 1);
    const greeting = new PacketWriter().int(1, 10).terminated(engine.version).int(4, this.id).bytes(salt.subarray(0, 8)).int(1, 0);
    greeting
      .int(2, COMMON_CAPABILITIES & 0xffff)
      .int(1, UTF8MB4)
      .int(2, STATUS_AUTOCOMMIT)
      .int(2, COMMON_CAPABILITIES >>> 16)
      .int(1, SALT_BYTES + 1);
    greeting.bytes(new Uint8Array(10)).bytes(salt.subarray(8)).int(1, 0).terminated(NATIVE_PASSWORD);
    if (!engine.state.accounts.some(({ host }) => host === '%' || host === this.host || host === 'localhost')) {
      yield* this.#fail(sqlErrors.hostNotAllowed(this.host));
      return false;
    }
    yield* this.#stream.write(greeting.done());
    const packet = yield* this.#stream.read();
    if (!packet) return false;
    const login = readLogin(packet);
    let { answer } = login;
    if (login.plugin !== '' && login.plugin !== NATIVE_PASSWORD) {
      yield* this.#stream.write(new PacketWriter().int(1, 0xfe).terminated(NATIVE_PASSWORD).bytes(salt).int(1, 0).done());
      const switched = yield* this.#stream.read();
      if (!switched) return false;
      answer = switched;
    }
    return yield* this.#admit(login.user, login.database, answer, salt);
  }

  *#admit(user: string, database: string, answer: Uint8Array, salt: Uint8Array): Task<boolean> {
    const account = findAccount(this.#owner.engine.state, user, this.host);
    if (!account || !isProof(answer, salt, account.passwordHash)) {
      yield* this.#fail(sqlErrors.accessDenied(user, this.host, answer.length > 0));
      return false;
    }
    this.user = user;
    this.#session = new Session(this.#owner.engine, user, this.host, this.id);
    try {
      if (database !== '') this.#session.use(database);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      yield* this.#fail(error);
      return false;
    }
    yield* this.#stream.write(okPacket());
    return true;
  }

  /** False ends the connection. */
  *#run(packet: Uint8Array): Task<boolean> {
    const text = decodeUtf8(packet.subarray(1));
    switch (packet[0]) {
      case commands.ping:
        yield* this.#stream.write(okPacket());
        return true;
      case commands.statistics:
        yield* this.#stream.write(new PacketWriter().text(this.#owner.statistics()).done());
        return true;
      case commands.useDatabase:
        return yield* this.#execute(session => session.use(text));
      case commands.shutdown:
        return yield* this.#execute(session => session.execute('SHUTDOWN'));
      case commands.query:
        return yield* this.#execute(session => session.execute(text.replace(/;\s*$/, '')));
      default:
        yield* this.#fail(sqlErrors.notSimulated(`protocol command ${String(packet[0] ?? 0)}`));
        return true;
    }
  }

  *#execute(run: (session: Session) => Outcome): Task<boolean> {
    const session = this.#session;
    if (!session) return false;
    let outcome: Outcome;
    try {
      outcome = run(session);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      yield* this.#fail(error);
      return true;
    }
    yield* this.#owner.persist();
    if (outcome.kind === 'rows') yield* this.#stream.write(...resultPackets(outcome.result));
    else yield* this.#stream.write(outcome.kind === 'ok' ? okPacket(outcome.affected, outcome.lastInsertId, outcome.info) : okPacket());
    if (outcome.kind !== 'shutdown') return true;
    yield* this.#owner.shutDown(this.user);
    return false;
  }

  *#fail(error: SqlError): Task<void> {
    yield* this.#stream.write(new PacketWriter().int(1, 0xff).int(2, error.number).text(`#${error.state}${error.message}`).done());
  }
}

interface Login {
  readonly user: string;
  readonly answer: Uint8Array;
  readonly database: string;
  readonly plugin: string;
}

function readLogin(packet: Uint8Array): Login {
  const reader = new PacketReader(packet);
  const flags = reader.int(4);
  reader.bytes(4 + 1 + 23);
  const user = reader.terminated();
  const answer = reader.bytes((flags & capabilities.lengthEncodedAuth) !== 0 ? reader.length() : reader.int(1));
  const database = (flags & capabilities.connectWithDatabase) !== 0 ? reader.terminated() : '';
  return { user, answer, database, plugin: (flags & capabilities.pluginAuth) !== 0 ? reader.terminated() : '' };
}

function okPacket(affected = 0, lastInsertId = 0, info = ''): Uint8Array {
  return new PacketWriter().int(1, 0).length(affected).length(lastInsertId).int(2, STATUS_AUTOCOMMIT).int(2, 0).text(info).done();
}

function resultPackets({ columns, rows }: ResultSet): readonly Uint8Array[] {
  const end = new PacketWriter().int(1, 0xfe).int(2, 0).int(2, STATUS_AUTOCOMMIT).done();
  const definitions = columns.map((name, index) => {
    const isNumber =
      rows.length > 0 && rows.every(row => typeof row[index] === 'number' || row[index] === null) && rows.some(row => row[index] !== null);
    const definition = new PacketWriter().lengthText('def').lengthText('').lengthText('').lengthText('').lengthText(name).lengthText(name);
    return definition
      .int(1, 0x0c)
      .int(2, isNumber ? 63 : UTF8MB4)
      .int(4, 255)
      .int(1, isNumber ? columnTypes.number : columnTypes.text)
      .int(2, 0)
      .int(1, 0)
      .int(2, 0)
      .done();
  });
  const data = rows.map(row =>
    row.reduce((writer: PacketWriter, value) => writer.lengthText(value === null ? null : toText(value)), new PacketWriter()).done(),
  );
  return [new PacketWriter().length(columns.length).done(), ...definitions, end, ...data, end];
}
