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
    exports.leave(process.exitCode);
  },
  fatal(error) { exports.fatal(error); },
  rejected(promise, reason) { require('internal/rejections').rejected(promise, reason); },
  handled(promise) { require('internal/rejections').handled(promise); },
  loadModule: name => require('internal/esm').load(name),
  resolveModule: (base, name) => require('internal/esm').resolve(base, name),
};

exports.isAlive = () => false;

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

exports.fatal = error => {
  if (!isLeaving && process.listenerCount('uncaughtException') > 0) {
    process.emit('uncaughtException', error, 'uncaughtException');
    return;
  }
  host.write(2, errors.describeFatal(error));
  if (errors.isOutOfMemory(error)) host.exit(134);
  process.exitCode = 1;
  exports.leave(1);
};

exports.entry = entry;
`;
