import type { Task } from '../../../core/task.js';
import type { Fd, Sys } from '../../../process/sys.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import { concatBytes } from '../../../core/streams.js';
import { ByteReader } from '../../net/byte-reader.js';
import { findAccount } from './accounts.js';
import type { Engine } from './engine.js';
import { isProof } from './passwords.js';
import { capabilities, commands, COMMON_CAPABILITIES, NATIVE_PASSWORD, PacketReader, PacketStream, PacketWriter } from './packets.js';
import { readParameters, type BinaryStatement } from './prepared.js';
import { columnPacket, endPacket, resultPackets } from './result-packets.js';
import { Session, waitOr } from './session.js';
import { parseStatement } from './sql/statements.js';
import { makeWorkspace } from './statements/session-workspace.js';
import { useDatabase } from './statements/run.js';
import { done, type Outcome } from './statements/workspace.js';
import { SqlError, sqlErrors } from './sql-error.js';

const STATUS_TRANSACTION = 1;
const STATUS_AUTOCOMMIT = 2;
const UTF8MB4 = 255;
const UTF8_GENERAL = 45;
const SALT_BYTES = 20;
const MAX_PREPARED = 16_382;

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
  /** The client's port; undefined through the socket. */
  readonly port: number | undefined;
  idleSince: number;
  user = 'unauthenticated user';
  isKilled = false;
  session: Session | undefined;
  readonly #owner: ConnectionHost;
  readonly #stream: PacketStream;
  readonly #statements = new Map<number, BinaryStatement>();
  #nextStatement = 1;

  constructor(owner: ConnectionHost, fd: Fd, id: number, peer: { readonly host: string; readonly port: number | undefined }) {
    this.#owner = owner;
    this.id = id;
    this.host = peer.host;
    this.port = peer.port;
    this.idleSince = owner.sys.clock.now();
    this.#stream = new PacketStream(owner.sys, fd, new ByteReader(owner.sys, fd));
  }

  *serve(): Task<void> {
    try {
      if (!(yield* this.#shakeHands())) return;
      while (!this.isKilled) {
        this.#stream.restart();
        const packet = yield* this.#stream.read();
        if (!packet || packet[0] === commands.quit) return;
        this.idleSince = this.#owner.sys.clock.now();
        const goesOn = yield* this.#run(packet);
        this.idleSince = this.#owner.sys.clock.now();
        if (!goesOn) return;
      }
    } finally {
      this.session?.close();
    }
  }

  *#shakeHands(): Task<boolean> {
    const { sys, engine } = this.#owner;
    // Zero bytes would end the salt early in the packet.
    const salt = sys.random.bytes(SALT_BYTES).map(byte => byte & 0x7f || 1);
    const { dialect } = engine;
    // MariaDB shows itself to old clients as 5.5.5.
    const version = dialect.product === 'mariadb' ? `5.5.5-${dialect.version}` : dialect.version;
    const greeting = new PacketWriter().int(1, 10).terminated(version).int(4, this.id).bytes(salt.subarray(0, 8)).int(1, 0);
    greeting
      .int(2, COMMON_CAPABILITIES & 0xffff)
      .int(1, dialect.product === 'mysql8' ? UTF8MB4 : dialect.product === 'mysql57' ? 8 : UTF8_GENERAL)
      .int(2, STATUS_AUTOCOMMIT)
      .int(2, COMMON_CAPABILITIES >>> 16)
      .int(1, SALT_BYTES + 1);
    greeting.bytes(new Uint8Array(10)).bytes(salt.subarray(8)).int(1, 0).terminated(NATIVE_PASSWORD);
    if (!engine.catalog.accounts.some(({ host }) => host.includes('%') || host === this.host || host === 'localhost')) {
      yield* this.#fail(sqlErrors.hostNotAllowed(this.host, dialect.serverName));
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
    const account = findAccount(this.#owner.engine.catalog, user, this.host);
    if (!account || !isProof(answer, salt, account.passwordHash)) {
      yield* this.#fail(sqlErrors.accessDenied(user, this.host, answer.length > 0));
      return false;
    }
    if (account.locked) {
      yield* this.#fail(new SqlError(3118, 'HY000', `Access denied for user '${user}'@'${this.host}'. Account is locked.`));
      return false;
    }
    this.user = user;
    this.#newSession(user);
    try {
      if (database !== '' && this.session) useDatabase(this.session, database);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      yield* this.#fail(error);
      return false;
    }
    yield* this.#stream.write(this.#okPacket());
    return true;
  }

  #newSession(user: string): void {
    const { sys, engine } = this.#owner;
    const database = this.session?.database;
    this.session?.close();
    this.session = new Session(engine, user, this.host, this.id, (seconds, queue) => waitOr(sys.clock.now() + seconds * 1000, queue));
    this.session.database = database;
  }

  /** False ends the connection. */
  *#run(packet: Uint8Array): Task<boolean> {
    switch (packet[0]) {
      case commands.ping:
      case commands.setOption:
        yield* this.#stream.write(packet[0] === commands.ping ? this.#okPacket() : endPacket(this.#status()));
        return true;
      case commands.statistics:
        yield* this.#stream.write(new PacketWriter().text(this.#owner.statistics()).done());
        return true;
      case commands.resetConnection:
        this.#newSession(this.user);
        yield* this.#stream.write(this.#okPacket());
        return true;
      case commands.useDatabase:
        return yield* this.#execute(function* (session) {
          return useDatabase(session, decodeUtf8(packet.subarray(1)));
        });
      case commands.shutdown:
        return yield* this.#execute(session => session.execute('SHUTDOWN'));
      case commands.processKill:
        return yield* this.#execute(session => session.execute(`KILL ${String(new PacketReader(packet.subarray(1)).int(4))}`));
      case commands.processInfo:
        return yield* this.#execute(session => session.execute('SHOW PROCESSLIST'));
      case commands.query:
        return yield* this.#execute(session => session.execute(decodeUtf8(packet.subarray(1)).replace(/;\s*$/, '')));
      default:
        return yield* this.#runPrepared(packet);
    }
  }

  *#runPrepared(packet: Uint8Array): Task<boolean> {
    const reader = new PacketReader(packet.subarray(1));
    switch (packet[0]) {
      case commands.prepare:
        yield* this.#prepare(decodeUtf8(packet.subarray(1)));
        return true;
      case commands.execute: {
        const statement = this.#statements.get(reader.int(4));
        if (!statement) {
          yield* this.#fail(new SqlError(1243, 'HY000', 'Unknown prepared statement handler (0) given to mysqld_stmt_execute'));
          return true;
        }
        const values = readParameters(packet, statement);
        statement.long.clear();
        return yield* this.#execute(session => session.execute(statement.sql, values), true);
      }
      case commands.sendLongData: {
        const statement = this.#statements.get(reader.int(4));
        const index = reader.int(2);
        statement?.long.set(index, concatBytes([statement.long.get(index) ?? new Uint8Array(0), packet.subarray(7)]));
        return true;
      }
      case commands.closeStatement:
        this.#statements.delete(reader.int(4));
        return true;
      case commands.resetStatement:
        this.#statements.get(reader.int(4))?.long.clear();
        yield* this.#stream.write(this.#okPacket());
        return true;
      default:
        yield* this.#fail(sqlErrors.notSimulated(`protocol command ${String(packet[0] ?? 0)}`));
        return true;
    }
  }

  /** COM_STMT_PREPARE: the statement's number, its parameters and its columns. */
  *#prepare(sql: string): Task<void> {
    const { session } = this;
    if (!session) return;
    try {
      const { dialect } = this.#owner.engine;
      const text = sql.replace(/;\s*$/, '');
      const { statement, parameters } = parseStatement(text, dialect);
      if (this.#statements.size >= MAX_PREPARED)
        throw new SqlError(
          1461,
          '42000',
          `Can't create more than max_prepared_stmt_count statements (current value: ${String(MAX_PREPARED)})`,
        );
      const nulls = Array.from({ length: parameters }, () => null);
      const columns =
        statement.kind === 'query' && !statement.into
          ? makeWorkspace(session, { parameters: nulls, changesRows: false }).plan(statement).columns
          : [];
      const id = this.#nextStatement++;
      this.#statements.set(id, { sql: text, parameters, types: [], long: new Map() });
      const head = new PacketWriter().int(1, 0).int(4, id).int(2, columns.length).int(2, parameters).int(1, 0).int(2, 0).done();
      const parameter = columnPacket({ name: '?', type: { name: 'varbinary' }, nullable: true, origin: undefined }, dialect);
      const end = endPacket(this.#status());
      yield* this.#stream.write(
        head,
        ...(parameters > 0 ? [...nulls.map(() => parameter), end] : []),
        ...(columns.length > 0 ? [...columns.map(column => columnPacket(column, dialect)), end] : []),
      );
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      yield* this.#fail(error);
    }
  }

  *#execute(run: (session: Session) => Task<Outcome>, binary = false): Task<boolean> {
    const { session } = this;
    if (!session) return false;
    let outcome: Outcome = done();
    let problem: SqlError | undefined;
    try {
      outcome = yield* run(session);
    } catch (error) {
      if (!(error instanceof SqlError)) throw error;
      problem = error;
    }
    yield* this.#owner.persist();
    if (problem) {
      yield* this.#fail(problem);
      return !this.isKilled;
    }
    const warnings = session.warnings.length;
    const { dialect } = this.#owner.engine;
    if (outcome.kind === 'rows')
      yield* this.#stream.write(...resultPackets(outcome.result, { dialect, status: this.#status(), warnings, binary }));
    else
      yield* this.#stream.write(
        outcome.kind === 'ok' ? this.#okPacket(outcome.affected, outcome.lastInsertId, outcome.info, warnings) : this.#okPacket(),
      );
    if (outcome.kind !== 'shutdown') return true;
    yield* this.#owner.shutDown(this.user);
    return false;
  }

  #status(): number {
    const { session } = this;
    if (!session) return STATUS_AUTOCOMMIT;
    return (session.variables.isOn('autocommit') ? STATUS_AUTOCOMMIT : 0) | (session.inTransaction ? STATUS_TRANSACTION : 0);
  }

  #okPacket(affected = 0, lastInsertId = 0n, info = '', warnings = 0): Uint8Array {
    const writer = new PacketWriter().int(1, 0).length(affected).length(Number(lastInsertId)).int(2, this.#status()).int(2, warnings);
    return (info === '' ? writer : writer.lengthText(info)).done();
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
