/** Promises that are rejected and that nobody handles: what node does about them depends on its release and on --unhandled-rejections. */
export const rejections = String.raw`
const errors = require('internal/errors');
const stacks = require('internal/stacks');
const style = startup.release.style;
const option = startup.execArgv.findLast(item => item.startsWith('--unhandled-rejections='));
const mode = option === undefined ? (style >= 16 ? 'throw' : 'default') : option.slice('--unhandled-rejections='.length);

const ORIGIN = 'This error originated either by throwing inside of an async function without a catch block, or by rejecting a promise which was not handled with .catch().';
const told = new WeakMap();
let lastId = 0;
let isDeprecationTold = false;

/** A value in words, without running any code of its own. */
function brief(value) {
  if (typeof value === 'object' && value !== null) return '#<' + ((value.constructor && value.constructor.name) || 'Object') + '>';
  return typeof value === 'symbol' ? value.toString() : String(value);
}

/** The error for a reason that is none itself. */
function wrap(reason) {
  const error = new Error(ORIGIN + ' The promise rejected with the reason "' + brief(reason) + '".');
  error.name = 'UnhandledPromiseRejection';
  error.code = 'ERR_UNHANDLED_REJECTION';
  Object.defineProperty(error, 'name', { enumerable: false });
  const { frames, throwAt } = style >= 22
    ? { frames: ['throwUnhandledRejectionsMode (node:internal/process/promises:392:7)', 'process.processTicksAndRejections (node:internal/process/task_queues:105:32)'], throwAt: 'node:internal/process/promises:394\n      new UnhandledPromiseRejection(reason);\n      ^' }
    : { frames: [], throwAt: stacks.promiseArrow };
  stacks.setFrames(error, frames);
  stacks.setArrow(error, throwAt);
  return error;
}

function warn(reason, id) {
  if (mode === 'none') return;
  const hint = 'To terminate the node process on unhandled promise rejection, use the CLI flag \u0060--unhandled-rejections=strict\u0060 (see https://nodejs.org/api/cli.html#cli_unhandled_rejections_mode). ';
  const text = reason instanceof Error ? stacks.complete(reason).stack : brief(reason);
  const kind = 'UnhandledPromiseRejectionWarning';
  process.emitWarning(String(text), kind);
  process.emitWarning('Unhandled promise rejection. ' + ORIGIN + ' ' + hint + '(rejection id: ' + id + ')', kind);
  if (mode !== 'default' || isDeprecationTold) return;
  isDeprecationTold = true;
  process.emitWarning('Unhandled promise rejections are deprecated. In the future, promise rejections that are not handled will terminate the Node.js process with a non-zero exit code.', 'DeprecationWarning', 'DEP0018');
}

exports.rejected = (promise, given) => {
  const esm = require('internal/esm');
  const reason = given instanceof Error && given.message !== '' && given.message === esm.failureText() ? esm.takeError(given) : given;
  const id = ++lastId;
  told.set(promise, id);
  const { fatal } = require('internal/loop');
  const fail = () => fatal(reason instanceof Error ? reason : wrap(reason), 'unhandledRejection');
  if (mode === 'strict') {
    fail();
    if (process.emit('unhandledRejection', reason, promise) === false) warn(reason, id);
    return;
  }
  if (process.emit('unhandledRejection', reason, promise) && mode !== 'warn') return;
  if (mode === 'throw') fail();
  else {
    warn(reason, id);
    if (mode === 'warn-with-error-code') process.exitCode = 1;
  }
};

exports.handled = promise => {
  const id = told.get(promise);
  if (id === undefined) return;
  told.delete(promise);
  if (process.emit('rejectionHandled', promise)) return;
  process.emitWarning('Promise rejection was handled asynchronously (rejection id: ' + id + ')', 'PromiseRejectionHandledWarning');
};
`;
