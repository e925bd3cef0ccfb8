/** What the host calls: the functions of the event loop. */
export const loop = String.raw`
const errors = require('internal/errors');
const tasks = require('internal/task-queue');
const timers = require('timers');
const pending = new Map();
let lastId = 0;

/** Starts work that waits; 'callback(code, ...values)' is called with what comes of it. */
exports.start = (name, values, callback, repeats) => {
  const id = ++lastId;
  pending.set(id, { callback, repeats: repeats === true });
  if (!host.start(id, name, ...values)) {
    pending.delete(id);
    throw errors.system('EMFILE', name);
  }
  return id;
};
exports.cancel = id => { if (pending.delete(id)) host.cancel(id); };
exports.setRef = (id, on) => host.setRef(id, on);

const entry = {
  main(text) { require('internal/main').run(JSON.parse(text)); },
  runTicks: tasks.runTicks,
  hasTicks: tasks.hasTicks,
  runTimer: timers.runTimer,
  nextTimer: timers.nextTimer,
  pendingImmediates: timers.pendingImmediates,
  runImmediate: timers.runImmediate,
  keepsAlive: () => timers.keepsAlive() ? 1 : 0,
  complete(id, code, ...values) {
    const operation = pending.get(id);
    if (!operation) return;
    if (!operation.repeats || code !== undefined) pending.delete(id);
    operation.callback(code, ...values);
  },
  signal(name) { process.emit(name, name, require('os').constants.signals[name]); },
  writeFailed(code) {
    const error = errors.system(code, 'write');
    if (!process.stdout.emit('error', error)) throw error;
  },
  /** Nothing is left to wait for. */
  idle() {
    process.emit('beforeExit', process.exitCode === undefined ? 0 : Number(process.exitCode));
    if (timers.keepsAlive() || timers.pendingImmediates() > 0 || tasks.hasTicks() || exports.isAlive()) return;
    if (exports.unsettled !== undefined && process.exitCode === undefined) unsettledEnd(exports.unsettled);
    exports.leave(process.exitCode);
  },
  /** Texts with NUL bytes go over the border as code units. */
  unitsOf(text) {
    const units = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
    return units.buffer;
  },
  fromUnits(buffer) {
    const units = new Uint16Array(buffer);
    let text = '';
    for (let at = 0; at < units.length; at += 4096) text += String.fromCharCode(...units.subarray(at, at + 4096));
    return text;
  },
  reword(error) { require('internal/stacks').complete(error); },
  fatal(error) { exports.fatal(error); },
  rejected(promise, reason) { require('internal/rejections').rejected(promise, reason); },
  handled(promise) { require('internal/rejections').handled(promise); },
  loadModule: name => require('internal/esm').load(name),
  loadFailure: () => require('internal/esm').failureText(),
  resolveModule: (base, name) => require('internal/esm').resolve(base, name),
};

exports.isAlive = () => false;

/** The main ES module, while its evaluation goes on. Nothing left to wait for will end it. */
exports.unsettled = undefined;
function unsettledEnd(file) {
  process.exitCode = 13;
  if (startup.release.style < 22) return;
  const stacks = require('internal/stacks');
  for (let row = 1, line; (line = stacks.lineOf(file, row)) !== undefined; row++) {
    const at = line.search(/\bawait\b/);
    if (at >= 0) { host.write(2, 'Warning: Detected unsettled top-level await at file://' + file + ':' + row + '\n' + line + '\n^\n\n\n'); return; }
  }
}

/** Ends the process after its 'exit' handlers. */
let isLeaving = false;
exports.leave = code => {
  let status = code;
  if (!isLeaving) {
    isLeaving = true;
    if (status !== undefined) process.exitCode = status;
    process.emit('exit', process.exitCode === undefined ? 0 : Number(process.exitCode));
  }
  status = process.exitCode === undefined ? status : process.exitCode;
  host.exit(status === undefined ? 0 : Number(status) | 0);
  // The host ends everything at the next interrupt.
  for (;;);
};

exports.fatal = (error, origin = 'uncaughtException') => {
  if (!isLeaving && process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, origin);
    return;
  }
  host.write(2, errors.describeFatal(error, origin === 'unhandledRejection'));
  if (errors.isOutOfMemory(error)) host.exit(134);
  process.exitCode = 1;
  exports.leave(1);
};

exports.entry = entry;
`;
