import { formatPlain } from '../bson/shell-text.js';
import type { Task } from '../../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../../core/utf8.js';
import { numberOf } from '../bson/compare.js';
import { Binary, doc, int, isDoc, isList, type Doc, type List, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { isBuiltIn } from '../server/roles.js';
import type { Command, Request } from '../server/request.js';
import { makeCredential, ScramServer, userOf, type Credential, type Mechanism } from '../server/scram.js';

const USERS = 'system.users';
const MECHANISMS: readonly Mechanism[] = ['SCRAM-SHA-1', 'SCRAM-SHA-256'];

function userDocument(request: Request, database: string, user: string): Doc | undefined {
  return request.server.store.find('admin', USERS)?.byId(`${database}.${user}`)?.document;
}

/** The ways in which a user ('db.name') may sign in. */
export function mechanismsOf(request: Request, name: string): readonly string[] {
  const dot = name.indexOf('.');
  const credentials = userDocument(request, name.slice(0, dot), name.slice(dot + 1))?.get('credentials');
  return isDoc(credentials) ? [...credentials.keys()] : [];
}

function rolesFrom(request: Request, given: List): List {
  return given.map(role => {
    const [name, db] = isDoc(role) ? [role.get('role'), role.get('db')] : [role, request.database];
    if (typeof name !== 'string' || typeof db !== 'string')
      throw new MongoError('BadValue', 'Role names must be either strings or objects');
    if (!isBuiltIn(name, db)) throw new MongoError('RoleNotFound', `Could not find role: ${name}@${db}`);
    return doc({ role: name, db });
  });
}

function credentialsFor(request: Request, user: string, password: string): Doc {
  const given = request.body.get('mechanisms');
  const wanted = isList(given) ? MECHANISMS.filter(name => given.includes(name)) : MECHANISMS;
  return doc(
    Object.fromEntries(
      wanted.map(name => {
        const { iterationCount, salt, storedKey, serverKey } = makeCredential(name, user, password, request.sys.random);
        return [name, doc({ iterationCount: int(iterationCount), salt, storedKey, serverKey })];
      }),
    ),
  );
}

function passwordOf(request: Request): string {
  const password = request.body.get('pwd');
  if (typeof password !== 'string')
    throw new MongoError(
      'BadValue',
      "Must provide a 'pwd' field for all user documents, except those with '$external' as the user's source db",
    );
  if (password === '') throw new MongoError('BadValue', 'User passwords must not be empty');
  if (request.body.get('digestPassword') === false) throw notSimulated('digestPassword: false');
  return password;
}

function* save(request: Request, document: Doc, before: Doc | undefined): Task<void> {
  const { store } = request.server;
  const collection = store.find('admin', USERS) ?? (yield* store.create('admin', USERS));
  yield* store.commit(collection, [collection.put(document, before)]);
}

export const createUser: Command = function* (request) {
  const user = request.text('createUser');
  if (user === '') throw new MongoError('BadValue', "User document needs 'user' field to be non-empty");
  const roles = rolesFrom(request, request.list('roles'));
  const id = `${request.database}.${user}`;
  if (userDocument(request, request.database, user)) throw new MongoError(51003, `User "${user}@${request.database}" already exists`);
  const fields = { _id: id, userId: new Binary(request.sys.random.bytes(16), 4), user, db: request.database };
  const customData = request.body.get('customData');
  yield* save(
    request,
    doc({
      ...fields,
      credentials: credentialsFor(request, user, passwordOf(request)),
      ...(customData === undefined ? {} : { customData }),
      roles,
    }),
    undefined,
  );
  return doc({ ok: 1 });
};

function existing(request: Request, field: string): Doc {
  const user = request.text(field);
  const document = userDocument(request, request.database, user);
  if (!document)
    throw new MongoError(
      'UserNotFound',
      `${field === 'dropUser' ? '' : 'Could not find user '}${field === 'dropUser' ? `User '${user}@${request.database}' not found` : `"${user}" for db "${request.database}"`}`,
    );
  return document;
}

export const updateUser: Command = function* (request) {
  const document = existing(request, 'updateUser');
  const changed = new Map(document);
  if (request.body.has('pwd')) changed.set('credentials', credentialsFor(request, request.text('updateUser'), passwordOf(request)));
  if (request.body.has('roles')) changed.set('roles', rolesFrom(request, request.list('roles')));
  const customData = request.body.get('customData');
  if (customData !== undefined) changed.set('customData', customData);
  yield* save(request, changed, document);
  return doc({ ok: 1 });
};

export const dropUser: Command = function* (request) {
  const document = existing(request, 'dropUser');
  const collection = request.server.store.find('admin', USERS);
  if (collection) yield* request.server.store.commit(collection, [collection.remove(document)]);
  return doc({ ok: 1 });
};

export const dropAllUsers: Command = function* (request) {
  const collection = request.server.store.find('admin', USERS);
  const own = [...(collection?.documents() ?? [])].filter(({ document }) => document.get('db') === request.database);
  if (collection)
    yield* request.server.store.commit(
      collection,
      own.map(({ document }) => collection.remove(document)),
    );
  return doc({ n: int(own.length), ok: 1 });
};

function changingRoles(field: string, change: (own: List, given: List) => List): Command {
  return function* (request) {
    const document = existing(request, field);
    const own = document.get('roles');
    const roles = change(isList(own) ? own : [], rolesFrom(request, request.list('roles')));
    yield* save(request, new Map(document).set('roles', roles), document);
    return doc({ ok: 1 });
  };
}

const nameOf = (role: Value): string =>
  isDoc(role) ? `${formatPlain(role.get('role') ?? null)}@${formatPlain(role.get('db') ?? null)}` : '';

export const grantRoles = changingRoles('grantRolesToUser', (own, given) => [
  ...own,
  ...given.filter(role => !own.some(other => nameOf(other) === nameOf(role))),
]);
export const revokeRoles = changingRoles('revokeRolesFromUser', (own, given) =>
  own.filter(role => !given.some(other => nameOf(other) === nameOf(role))),
);

export const usersInfo: Command = function* (request) {
  yield* request.sys.tick();
  const asked = request.body.get('usersInfo');
  const wanted = (isList(asked) ? asked : [asked ?? null]).map(each =>
    isDoc(each) ? { user: each.get('user'), db: each.get('db') } : { user: each, db: request.database },
  );
  const isAll = numberOf(asked) === 1;
  const isEverywhere = isDoc(asked) && asked.get('forAllDBs') === true;
  const found = [...(request.server.store.find('admin', USERS)?.documents() ?? [])]
    .map(({ document }) => document)
    .filter(
      document =>
        isEverywhere ||
        (isAll
          ? document.get('db') === request.database
          : wanted.some(({ user, db }) => document.get('user') === user && document.get('db') === db)),
    );
  return doc({ users: found.map(document => shown(document, request.body.get('showCredentials') === true)), ok: 1 });
};

function shown(document: Doc, withCredentials: boolean): Doc {
  const credentials = document.get('credentials');
  const made = new Map([...document].filter(([name]) => withCredentials || name !== 'credentials'));
  if (isDoc(credentials)) made.set('mechanisms', [...credentials.keys()]);
  return made;
}

const failed = (): MongoError => new MongoError('AuthenticationFailed', 'Authentication failed.');

function payloadOf(request: Request): string {
  const payload = request.body.get('payload');
  return payload instanceof Binary ? decodeUtf8(payload.bytes) : typeof payload === 'string' ? payload : '';
}

function step(done: boolean, payload: string): Doc {
  return doc({ conversationId: int(1), done, payload: new Binary(encodeUtf8(payload)), ok: 1 });
}

export const saslStart: Command = function* (request) {
  yield* request.sys.tick();
  const name = request.body.get('mechanism');
  const mechanism = MECHANISMS.find(known => known === name);
  if (!mechanism)
    throw new MongoError('MechanismUnavailable', `Received authentication for mechanism ${formatPlain(name ?? null)} which is not enabled`);
  const payload = payloadOf(request);
  const user = userOf(payload) ?? '';
  const document = userDocument(request, request.database, user);
  const credentials = document?.get('credentials');
  const credential = isDoc(credentials) ? readCredential(credentials.get(mechanism)) : undefined;
  if (!credential) {
    yield* logFailure(request, {
      user,
      mechanism,
      error: document
        ? `Unable to use ${mechanism} based authentication for user without any ${mechanism} credentials registered`
        : `Could not find user "${user}" for db "${request.database}"`,
    });
    throw failed();
  }
  request.session.scram = new ScramServer(mechanism, payload, user, credential, request.sys.random);
  request.session.scramDatabase = request.database;
  return step(false, request.session.scram.serverFirst);
};

function readCredential(value: Value | undefined): Credential | undefined {
  if (!isDoc(value)) return undefined;
  const text = (name: string): string => formatPlain(value.get(name) ?? null);
  return {
    iterationCount: numberOf(value.get('iterationCount')) ?? 0,
    salt: text('salt'),
    storedKey: text('storedKey'),
    serverKey: text('serverKey'),
  };
}

export const saslContinue: Command = function* (request) {
  yield* request.sys.tick();
  const { scram } = request.session;
  if (!scram) throw new MongoError(17, 'No SASL session state found');
  const wasDone = scram.isDone;
  const answer = scram.answer(payloadOf(request));
  if (answer === undefined) {
    request.session.scram = undefined;
    yield* logFailure(request, { user: scram.user, mechanism: scram.mechanism, error: 'SCRAM authentication failed, storedKey mismatch' });
    throw failed();
  }
  request.session.signedIn = { user: scram.user, database: request.session.scramDatabase };
  if (wasDone) request.session.scram = undefined;
  return step(wasDone, answer);
};

function* logFailure(
  request: Request,
  { user, mechanism, error }: { readonly user: string; readonly mechanism: string; readonly error: string },
): Task<void> {
  const { ip, port } = request.session.peer;
  yield* request.server.log.write(
    { component: 'ACCESS', id: 5_286_307, context: `conn${String(request.session.id)}` },
    'Failed to authenticate',
    {
      client: `${ip.replace(/^::ffff:/, '')}:${String(port)}`,
      isSpeculative: false,
      isClusterMember: false,
      mechanism,
      user,
      db: request.database,
      error: `${error.startsWith('Could') ? 'UserNotFound' : 'AuthenticationFailed'}: ${error}`,
      result: error.startsWith('Could') ? 11 : 18,
    },
  );
}

export const logout: Command = function* (request) {
  yield* request.sys.tick();
  request.session.signedIn = undefined;
  return doc({ ok: 1 });
};
