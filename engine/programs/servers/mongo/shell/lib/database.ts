/** Databases and the connection in the shell. */
export const database = String.raw`
const { CommandCursor, printable } = require('mongo/cursors');
const { parse, stringify, types } = require('mongo/bson-types');

/** Sends a command; the answer, or MongoServerError. */
function send(database, command) {
  const text = shell.command(database, stringify(command));
  if (text === undefined) return undefined;
  if (text[0] === '!') {
    const [name, message] = JSON.parse(text.slice(1));
    throw shell.error(name, message);
  }
  const reply = parse(text);
  if (reply.ok === 1) return reply;
  const { errmsg, ...rest } = reply;
  throw Object.assign(shell.error('MongoServerError', errmsg), rest);
}

class Database {
  constructor(name) {
    Object.defineProperty(this, 'databaseName', { value: name, enumerable: false });
    return new Proxy(this, { get: (target, key) => key in target || typeof key === 'symbol' || key.startsWith('_') ? target[key] : shell.collection(shell.database(name), key) });
  }
  [printable]() { return this.databaseName; }
  toString() { return this.databaseName; }
  _run(command) { return send(this.databaseName, command); }
  _admin(command) { return send('admin', command); }
  getName() { return this.databaseName; }
  getMongo() { return shell.mongo; }
  getSiblingDB(name) { return shell.database(name); }
  getCollection(name) { return shell.collection(this, name); }
  getCollectionInfos(filter = {}, options = {}) { return new CommandCursor({ db: this, name: '$cmd.listCollections' }, { listCollections: 1, filter, ...options }).toArray(); }
  getCollectionNames() { return this.getCollectionInfos({}, { nameOnly: true }).map(info => info.name).sort(); }
  runCommand(command) { return this._run(typeof command === 'string' ? { [command]: 1 } : command); }
  adminCommand(command) { return this._admin(typeof command === 'string' ? { [command]: 1 } : command); }
  aggregate(pipeline) { return this._run({ aggregate: 1, pipeline, cursor: {} }); }
  dropDatabase() { return this._run({ dropDatabase: 1 }); }
  createCollection(name, options = {}) { this._run({ create: name, ...options }); return { ok: 1 }; }
  createView(name, source, pipeline) { this._run({ create: name, viewOn: source, pipeline }); return { ok: 1 }; }
  stats(options = {}) { return this._run({ dbStats: 1, ...(typeof options === 'number' ? { scale: options } : options) }); }
  version() { return this._admin({ buildInfo: 1 }).version; }
  hello() { return this._run({ hello: 1 }); }
  isMaster() { return this._run({ isMaster: 1 }); }
  serverStatus(options = {}) { return this._admin({ serverStatus: 1, ...options }); }
  serverBuildInfo() { return this._admin({ buildInfo: 1 }); }
  serverCmdLineOpts() { return this._admin({ getCmdLineOpts: 1 }); }
  hostInfo() { return this._admin({ hostInfo: 1 }); }
  currentOp() { return this._admin({ currentOp: 1 }); }
  shutdownServer(options = {}) { try { shell.database('admin')._run({ shutdown: 1, ...options }); } catch (error) { if (error.name !== 'MongoNetworkError') throw error; } }
  createUser({ user, pwd, roles, ...rest }) { return this._ok({ createUser: user, pwd, roles, ...rest }); }
  updateUser(user, changes) { return this._ok({ updateUser: user, ...changes }); }
  changeUserPassword(user, pwd) { return this._ok({ updateUser: user, pwd }); }
  dropUser(user) { return this._ok({ dropUser: user }); }
  removeUser(user) { return this.dropUser(user); }
  dropAllUsers() { return this._run({ dropAllUsersFromDatabase: 1 }); }
  grantRolesToUser(user, roles) { return this._ok({ grantRolesToUser: user, roles }); }
  revokeRolesFromUser(user, roles) { return this._ok({ revokeRolesFromUser: user, roles }); }
  getUsers(options = {}) { return this._run({ usersInfo: 1, ...options }); }
  getUser(user) { return this._run({ usersInfo: { user, db: this.databaseName } }).users[0] || null; }
  _ok(command) { this._run(command); return { ok: 1 }; }
  auth(user, password) {
    const given = typeof user === 'object' ? user : { user, pwd: password };
    const text = shell.signIn(this.databaseName, given.user, given.pwd === undefined ? shell.askPassword() : given.pwd);
    if (text === undefined) return undefined;
    if (text !== '') throw Object.assign(shell.error('MongoServerError', text), { ok: 0, code: 18, codeName: 'AuthenticationFailed' });
    return { ok: 1 };
  }
  logout() { return this._run({ logout: 1 }); }
  getRoles() { return this._run({ rolesInfo: 1 }); }
  setProfilingLevel(level) { return this._run({ profile: level }); }
  getProfilingStatus() { return this._run({ profile: -1 }); }
  watch() { return this.aggregate([{ $changeStream: {} }]); }
  help() { return shell.help('db'); }
}

class Mongo {
  constructor(uri) { Object.defineProperty(this, 'uri', { value: uri === undefined ? shell.uri : uri, enumerable: false }); }
  [printable]() { return this.uri; }
  toString() { return this.uri; }
  getDB(name) { return shell.database(name); }
  getURI() { return this.uri; }
  getDBs() { return send('admin', { listDatabases: 1, nameOnly: false }); }
  getDBNames() { return this.getDBs().databases.map(each => each.name); }
  startSession() {
    const session = { getDatabase: name => shell.database(name), startTransaction() { this.isOpen = true; }, commitTransaction() {}, abortTransaction() {}, endSession() {} };
    return session;
  }
}
exports.Database = Database;
exports.Mongo = Mongo;
exports.send = send;
`;
