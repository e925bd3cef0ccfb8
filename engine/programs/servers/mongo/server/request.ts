import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import type { Context } from '../aggregate/expression.js';
import { compileExpression } from '../aggregate/expression.js';
import { numberOf } from '../bson/compare.js';
import { isDoc, isList, type Doc, type List, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { compileQuery, type Test } from '../query/match.js';
import { typeName } from '../query/type-names.js';
import type { Collection } from '../storage/collection.js';
import type { Store } from '../storage/store.js';
import type { Cursors } from './cursors.js';
import type { Log } from './log.js';
import type { Session } from './session.js';

/** What commands see of the server. */
export interface ServerState {
  readonly sys: Sys;
  readonly store: Store;
  readonly cursors: Cursors;
  readonly log: Log;
  readonly settings: ServerSettings;
  readonly startedAt: number;
  readonly counters: Map<string, number>;
  readonly sessions: ReadonlySet<Session>;
  /** Connections that were made since the start. */
  readonly connectionsMade: number;
  shutDown(): void;
}

export interface ServerSettings {
  readonly port: number;
  readonly dbPath: string;
  readonly bindIp: readonly string[];
  readonly auth: boolean;
  readonly argv: readonly string[];
  readonly logPath: string | undefined;
  readonly quiet: boolean;
}

export type Command = (request: Request) => Task<Doc>;

const MAX_NAME_BYTES = 255;

/** One command of a client. */
export class Request {
  readonly server: ServerState;
  readonly session: Session;
  readonly database: string;
  readonly name: string;
  readonly body: Doc;
  readonly context: Context;

  constructor(server: ServerState, session: Session, database: string, body: Doc) {
    this.server = server;
    this.session = session;
    this.database = database;
    this.body = body;
    [this.name = ''] = body.keys();
    const variables = body.get('let');
    this.context = {
      nowMs: Math.floor(server.sys.clock.epochMsOf(server.sys.clock.now())),
      random: server.sys.random,
      variables: isDoc(variables) ? variables : new Map(),
    };
  }

  get sys(): Sys {
    return this.server.sys;
  }

  /** The name of the collection that the command is about. */
  collectionName(): string {
    const name = this.body.get(this.name);
    if (typeof name !== 'string') throw new MongoError('InvalidNamespace', `collection name has invalid type ${typeName(name)}`);
    this.checkName(name);
    return name;
  }

  checkName(name: string): void {
    if (name === '' || name.startsWith('.') || name.endsWith('.') || name.includes('\0'))
      throw new MongoError('InvalidNamespace', `Invalid namespace specified '${this.database}.${name}'`);
    if (name.includes('$') && !name.startsWith('$cmd'))
      throw new MongoError('InvalidNamespace', `Invalid namespace specified '${this.database}.${name}'`);
    if (this.database.length + name.length + 1 > MAX_NAME_BYTES)
      throw new MongoError('InvalidNamespace', `Fully qualified namespace is too long. Namespace: ${this.database}.${name} Max: 255`);
  }

  find(): Collection | undefined {
    return this.server.store.find(this.database, this.collectionName());
  }

  /** The collection, made when it is not there. */
  *ensure(name: string): Task<Collection> {
    const { store } = this.server;
    this.checkName(name);
    return store.find(this.database, name) ?? (yield* store.create(this.database, name));
  }

  document(field: string): Doc {
    const value = this.body.get(field);
    if (value === undefined || value === null) return new Map();
    if (!isDoc(value))
      throw new MongoError(
        'TypeMismatch',
        `BSON field '${this.name}.${field}' is the wrong type '${typeName(value)}', expected type 'object'`,
      );
    return value;
  }

  list(field: string): List {
    const value = this.body.get(field);
    if (value === undefined) throw new MongoError(40414, `BSON field '${this.name}.${field}' is missing but a required field`);
    if (!isList(value))
      throw new MongoError(
        'TypeMismatch',
        `BSON field '${this.name}.${field}' is the wrong type '${typeName(value)}', expected type 'array'`,
      );
    return value;
  }

  number(field: string): number | undefined {
    const value = this.body.get(field);
    const number = numberOf(value);
    if (value !== undefined && number === undefined)
      throw new MongoError(
        'TypeMismatch',
        `BSON field '${this.name}.${field}' is the wrong type '${typeName(value)}', expected types '[long, int, decimal, double]'`,
      );
    return number;
  }

  text(field: string): string {
    const value = this.body.get(field);
    if (value === undefined) throw new MongoError(40414, `BSON field '${this.name}.${field}' is missing but a required field`);
    if (typeof value !== 'string')
      throw new MongoError(
        'TypeMismatch',
        `BSON field '${this.name}.${field}' is the wrong type '${typeName(value)}', expected type 'string'`,
      );
    return value;
  }

  readonly expressions = (expression: Value): ((document: Doc) => Value | undefined) => compileExpression(expression, this.context);

  test(query: Doc): Test {
    return compileQuery(query, this.expressions);
  }
}
