import type { Task } from '../../../../core/task.js';
import { commands, knownElsewhere } from '../commands/index.js';
import { numberOf } from '../bson/compare.js';
import { doc, isDoc, type Doc } from '../bson/values.js';
import { formatShell } from '../bson/shell-text.js';
import { MongoError, notSimulated } from '../errors.js';
import { Request, type ServerState } from './request.js';
import { allows, type Privilege } from './roles.js';
import type { Session } from './session.js';

/** Runs one command; mistakes become its answer. */
export function* dispatch(server: ServerState, session: Session, database: string, body: Doc): Task<Doc> {
  const request = new Request(server, session, database, body);
  count(server, request.name);
  try {
    return yield* run(request);
  } catch (error) {
    if (error instanceof MongoError) return error.reply();
    if (error instanceof RangeError) return new MongoError('Overflow', 'the command is nested too deeply').reply();
    throw error;
  }
}

function* run(request: Request): Task<Doc> {
  const { name, body } = request;
  const row = commands.get(name);
  if (!row) {
    if (knownElsewhere.has(name)) throw notSimulated(`the command ${name} of MongoDB`);
    throw new MongoError('CommandNotFound', `no such command: '${name}'`);
  }
  checkAllowed(request, row.needs);
  if (body.has('txnNumber') || body.has('startTransaction') || body.has('autocommit'))
    throw new MongoError('IllegalOperation', 'Transaction numbers are only allowed on a replica set member or mongos');
  const concern = body.get('writeConcern');
  if (isDoc(concern) && (numberOf(concern.get('w')) ?? 0) > 1)
    throw new MongoError('BadValue', "cannot use 'w' > 1 when a host is not replicated");
  return yield* row.run(request);
}

function checkAllowed(request: Request, needs: Privilege): void {
  const { server, session, name, database } = request;
  if (!server.settings.auth || needs === 'none') return;
  const users = server.store.find('admin', 'system.users');
  // Until there is a user, whoever sits at the machine may make the first one.
  if ((users?.size ?? 0) === 0 && session.isLocal && name === 'createUser' && database === 'admin') return;
  if (!session.signedIn) throw new MongoError('Unauthorized', `command ${name} requires authentication`);
  const { user, database: home } = session.signedIn;
  const roles = users?.byId(`${home}.${user}`)?.document.get('roles');
  if (!allows(roles, needs, database))
    throw new MongoError('Unauthorized', `not authorized on ${database} to execute command ${formatShell(shown(request.body, database))}`);
}

function shown(body: Doc, database: string): Doc {
  return new Map([...body].filter(([name]) => name !== '$db').concat([['$db', database]]));
}

const counted: Readonly<Record<string, string>> = {
  insert: 'insert',
  find: 'query',
  update: 'update',
  delete: 'delete',
  getMore: 'getmore',
};

function count({ counters }: ServerState, name: string): void {
  for (const key of ['requests', Object.hasOwn(counted, name) ? (counted[name] ?? 'command') : 'command'])
    counters.set(key, (counters.get(key) ?? 0) + 1);
}

/** The answer to what is no BSON. */
export function invalidBson(why: string): Doc {
  return doc({ ok: 0, errmsg: why, code: 22, codeName: 'InvalidBSON' });
}
