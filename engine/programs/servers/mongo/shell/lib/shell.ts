/** The shell itself: evaluating what is typed, and showing what comes of it. */
export const shellSource = String.raw`
const { inspect } = require('util');
const errors = {};

/** What the other modules see of the shell. */
const shell = globalThis.__shell = {
  command: host.command, signIn: host.signIn, askPassword: host.askPassword, newObjectId: host.newObjectId, randomUuid: host.randomUuid, decimal: host.decimal,
  print: host.write, current: undefined, uri: startup.shell.uri, told: new Set(), mongo: undefined,
  batchSize: () => Number(globalThis.DBQuery.shellBatchSize) || 20,
  once(name, tell) { if (!this.told.has(name)) { this.told.add(name); tell(); } },
  error(name, message) {
    const type = errors[name] || (errors[name] = ({ [name]: class extends Error { get name() { return name; } } })[name]);
    return new type(message);
  },
  databases: new Map(),
  database(name) {
    if (typeof name !== 'string' || name === '' || /[ ."$\/\\\0]/.test(name)) throw this.error('MongoshInvalidInputError', '[COMMON-10001] Invalid database name: ' + name);
    if (!this.databases.has(name)) this.databases.set(name, new (require('mongo/database').Database)(name));
    return this.databases.get(name);
  },
  collections: new Map(),
  collection(db, name) {
    if (typeof name !== 'string' || name === '') throw this.error('MongoshInvalidInputError', '[COMMON-10001] Invalid collection name: ' + name);
    const full = db.getName() + '\0' + name;
    if (!this.collections.has(full)) this.collections.set(full, new (require('mongo/collections').Collection)(db, name));
    return this.collections.get(full);
  },
  warnings: () => require('mongo/help').warnings(),
  help(topic) { return require('mongo/help').topic(topic); },
};
const { types, EJSON } = require('mongo/bson-types');
const { Mongo, send } = require('mongo/database');
const { printable } = require('mongo/cursors');
const options = () => ({ depth: 6, colors: startup.shell.colors, maxArrayLength: 100 });
const show = value => inspect(value, options());

/** A result as it is printed. */
function format(value) {
  if (typeof value === 'string') return value;
  if (value === undefined) return '';
  if (value !== null && typeof value === 'object' && typeof value[printable] === 'function') return value[printable](show);
  return show(value);
}

const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true, enumerable: false });
for (const [name, value] of Object.entries(types)) if (name !== 'Map' && name !== 'Symbol') define(name, value);
define('EJSON', EJSON);
define('Mongo', Mongo);
define('DBQuery', { shellBatchSize: 20 });
define('print', (...args) => { host.write(1, args.map(format).join(' ') + '\n'); });
define('printjson', value => { host.write(1, (typeof value === 'string' ? inspect(value) : inspect(value, { compact: false, depth: Infinity, colors: startup.shell.colors })) + '\n'); });
define('tojson', value => inspect(value, { compact: false, depth: Infinity }));
define('sleep', ms => { host.sleep(Number(ms)); });
define('quit', code => { leave(code); });
define('exit', code => { leave(code); });
define('cls', () => { host.write(1, '\x1b[2J\x1b[H'); });
define('load', file => {
  const text = host.decode(host.readFile(require('path').resolve(String(file))));
  (0, eval)(hoist(text));
  return true;
});
define('connect', uri => { throw shell.error('MongoshUnimplementedError', 'drydock: connect() to ' + uri + ' is not simulated'); });
define('passwordPrompt', () => host.askPassword());
define('isInteractive', () => startup.shell.interactive);
define('version', () => '1.8.0');
define('disableTelemetry', () => 'Telemetry is now disabled.');
define('enableTelemetry', () => 'Telemetry is now enabled.');
define('rs', new Proxy({}, { get: (_, key) => typeof key === 'symbol' ? undefined : () => {
  if (key === 'status') return send('admin', { replSetGetStatus: 1 });
  if (key === 'conf' || key === 'config') return send('admin', { replSetGetConfig: 1 });
  if (key === 'initiate') return send('admin', { replSetInitiate: {} });
  throw shell.error('MongoServerError', 'not running with --replSet');
} }));
define('sh', new Proxy({}, { get: (_, key) => typeof key === 'symbol' ? undefined : () => {
  throw shell.error('MongoshInvalidInputError', '[SHAPI-10003] This db does not have sharding enabled. Be sure you are connecting to a mongos from the shell and not to a mongod.');
} }));
const helpFunction = topic => require('mongo/help').topic(topic);
helpFunction[printable] = () => require('mongo/help').topic();
define('help', helpFunction);
if (startup.shell.isConnected) {
  shell.mongo = new Mongo();
  globalThis.db = shell.database(startup.shell.database);
}

function leave(code) { host.leave(Number(code) || 0); }

/** let and const of the outermost level, which QuickJS would forget with the script, become var. */
function hoist(source) {
  let depth = 0;
  let out = '';
  let isStart = true;
  const token = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\x60(?:[^\x60\\]|\\[^])*\x60|[A-Za-z_$][\w$]*|\s+|[^]/g;
  for (const { 0: text, index: at } of source.matchAll(token)) {
    if (/^(\s+|\/\/|\/\*)/.test(text)) {
      if (text.includes('\n')) isStart = true;
      out += text;
      continue;
    }
    if (depth === 0 && isStart && (text === 'let' || text === 'const')) out += 'var';
    else if (depth === 0 && isStart && text === 'class') {
      const name = /^class\s+([A-Za-z_$][\w$]*)/.exec(source.slice(at));
      out += name ? 'globalThis.' + name[1] + ' = class' : text;
    } else out += text;
    if ('([{'.includes(text)) depth++;
    if (')]}'.includes(text)) depth--;
    isStart = text === ';' || text === '}';
  }
  return out;
}

const commands = {
  use(name) {
    if (name === undefined) throw shell.error('MongoshInvalidInputError', '[COMMON-10001] Missing required argument at position 0 (Mongo.use)');
    const before = globalThis.db.getName();
    globalThis.db = shell.database(name);
    return before === name ? 'already on db ' + name : 'switched to db ' + name;
  },
  show(what) { return require('mongo/help').show(what, globalThis.db, format); },
  it() {
    if (!shell.current) return 'no cursor';
    return shell.current[printable](show);
  },
  exit(code) { leave(code); },
  quit(code) { leave(code); },
  cls() { host.write(1, '\x1b[2J\x1b[H'); },
  help(topic) { return require('mongo/help').topic(topic); },
};

function execute(source) {
  const words = source.trim().replace(/;$/, '').split(/\s+/);
  const isShell = Object.hasOwn(commands, words[0]) && words.length <= 3 && !/[=(]/.test(source) && (words.length === 1 || words[0] === 'use' || words[0] === 'show' || words[0] === 'exit' || words[0] === 'quit');
  if (isShell && (globalThis.db || !['use', 'show'].includes(words[0]))) return commands[words[0]](...words.slice(1));
  const text = /^\s*\{[^]*\}\s*;?\s*$/.test(source) ? '(' + source.trim().replace(/;$/, '') + '\n)' : source;
  try {
    const value = (0, eval)(hoist(text));
    const declared = value === undefined && /^\s*(?:async\s+)?function\s*\*?\s*([\w$]+)[^]*\}\s*$/.exec(text);
    return declared ? globalThis[declared[1]] : value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    if (text !== source) return (0, eval)(hoist(source));
    if (!/\bawait\b/.test(source)) throw error;
    const body = hoist(source).replace(/^\s*var\s+([\w$]+)\s*=/gm, 'globalThis.$1 =');
    let run;
    try { run = (0, eval)('(async () => (' + body.replace(/;\s*$/, '') + '\n))'); } catch { run = (0, eval)('(async () => {' + body + '\n})'); }
    return run();
  }
}

/** An error as the shell prints it. */
function describe(error, source) {
  if (!(error instanceof Error)) return typeof error === 'string' ? 'Uncaught: ' + error : 'Uncaught ' + show(error);
  const head = error instanceof SyntaxError ? syntax(error, source) : error.name + (error.message === '' ? '' : ': ' + error.message);
  if (!startup.shell.interactive) return head;
  const text = error.name === 'MongoBulkWriteError' && error.result ? head + '\nResult: ' + show(error.result) + '\nWrite Errors: ' + show(error.writeErrors) : head;
  return 'Uncaught' + (text.includes('\n') ? ':\n' : ' ') + text;
}

/** An error of syntax with its place, as the shell's own parser tells of it. */
function syntax(error, source) {
  const place = require('internal/stacks').firstPlace(String(error.stack));
  const message = /^unexpected token|^expecting|^invalid/i.test(error.message) ? 'Unexpected token' : error.message;
  const lines = source.split('\n');
  const line = place && lines[place.row - 1];
  if (line === undefined) return 'SyntaxError: ' + message;
  const column = Math.max(0, place.column - 1);
  const width = String(place.row).length;
  return 'SyntaxError: ' + message + ' (' + place.row + ':' + column + ')\n\n> ' + place.row + ' | ' + line + '\n  ' + ' '.repeat(width) + ' | ' + ' '.repeat(column) + '^\n';
}

/** 0 when it went well. What a promise will be is told later. */
let pending;
host.run = (source, prints) => {
  pending = undefined;
  try {
    const value = execute(source);
    if (value !== null && typeof value === 'object' && typeof value.then === 'function') {
      pending = { state: 'waiting' };
      value.then(result => { pending = { state: 'done', value: result }; }, error => { pending = { state: 'failed', error }; });
      return 2;
    }
    tell(value, prints);
    return 0;
  } catch (error) { return fail(error, source); }
};
function tell(value, prints) {
  if (!prints) return;
  globalThis._ = value;
  const text = format(value);
  if (value !== undefined || startup.shell.readsLines) host.write(1, text + '\n');
}
function fail(error, source) {
  if (isMore(error, source)) return 3;
  if (host.wasInterrupted()) { host.write(1, 'Stopping execution...\n'); return 1; }
  host.write(startup.shell.interactive ? 1 : 2, describe(error, source) + '\n');
  return 1;
}
/** What a promise has become: 2 as long as it is nothing. */
host.settle = prints => {
  if (!pending || pending.state === 'waiting') return 2;
  const { state, value, error } = pending;
  pending = undefined;
  if (state === 'failed') return fail(error, '');
  try { tell(value, prints); return 0; } catch (thrown) { return fail(thrown, ''); }
};

/** Whether a script only ends too early. */
function isMore(error, source) {
  if (!startup.shell.readsLines || !(error instanceof SyntaxError)) return false;
  const bare = source.replace(/\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|\x60(?:[^\x60\\]|\\[^])*\x60/g, '');
  let depth = 0;
  for (const letter of bare) depth += '([{'.includes(letter) ? 1 : ')]}'.includes(letter) ? -1 : 0;
  return depth > 0 || bare.includes('\x60') || /(=>|[=+*\/&|,.?:])\s*$/.test(bare.trimEnd()) && depth === 0;
}
host.prompt = () => globalThis.db ? globalThis.db.getName() + '> ' : '> ';
`;
