/** process.nextTick and queueMicrotask. */
export const taskQueue = String.raw`
const queue = [];

exports.nextTick = function nextTick(callback, ...args) {
  if (typeof callback !== 'function') throw require('internal/errors').invalidArgument('callback', 'of type function', callback);
  queue.push({ callback, args });
};

exports.queueMicrotask = function queueMicrotask(callback) {
  if (typeof callback !== 'function') throw require('internal/errors').invalidArgument('callback', 'of type function', callback);
  const { fatal } = require('internal/loop');
  Promise.resolve().then(() => { try { callback(); } catch (error) { fatal(error); } });
};

exports.hasTicks = () => queue.length > 0;

/** Runs some ticks; true while there are more. The host lets promises run in between only when none is left. */
exports.runTicks = () => {
  for (let left = 1000; left > 0 && queue.length > 0; left--) {
    const tick = queue.shift();
    tick.callback(...tick.args);
  }
  return queue.length > 0;
};
`;
