/** An 'error' event that nobody listens for: what node prints above the error and below its stack. */
export const emitted = String.raw`
const stacks = require('internal/stacks');
const { style } = startup.release;
const files = {
  12: { arrow: "events.js:292\n      throw er; // Unhandled 'error' event\n      ^", other: "events.js:304\n    throw err; // Unhandled 'error' event\n    ^", late: ['emitErrorNT (internal/streams/destroy.js:106:8)', 'processTicksAndRejections (internal/process/task_queues.js:80:21)'], own: 'EventEmitter.emit (events.js:302:17)' },
  20: { arrow: "node:events:497\n      throw er; // Unhandled 'error' event\n      ^", other: "node:events:510\n    throw err; // Unhandled 'error' event\n    ^", late: ['emitErrorNT (node:net:1844:8)', 'process.processTicksAndRejections (node:internal/process/task_queues:82:21)'], own: 'EventEmitter.emit (node:events:508:17)' },
  22: { arrow: "node:events:496\n      throw er; // Unhandled 'error' event\n      ^", other: "node:events:509\n    throw err; // Unhandled 'error' event\n    ^", late: ['emitErrorNT (node:net:1976:8)', 'process.processTicksAndRejections (node:internal/process/task_queues:90:21)'], own: 'EventEmitter.emit (node:events:507:17)' },
}[style];

/** Where two stacks begin to be the same, and for how many lines; too few do not count. */
function sameLines(a, b) {
  for (let at = 0; at < a.length - 3; at++) {
    const there = b.indexOf(a[at]);
    if (there < 0 || b.length - there <= 3) continue;
    let count = 1;
    while (at + count < a.length && there + count < b.length && a[at + count] === b[there + count]) count++;
    if (count > 3) return [at, count];
  }
  return [0, 0];
}

exports.tell = (error, emitter) => {
  stacks.complete(error);
  if (typeof error.stack !== 'string' || error.stack.includes("\nEmitted 'error' event")) return;
  const kind = emitter.constructor && emitter.constructor.name ? emitter.constructor.name : '';
  const lines = error.syscall === undefined
    ? String(new Error('').stack).split('\n').slice(1)
    : files.late.map(line => '    at ' + line);
  const [at, count] = sameLines(lines, error.stack.split('\n').slice(1));
  if (count > 0) lines.splice(at + 1, count - 2, '    [... lines matching original stack trace ...]');
  const on = kind === '' || kind === 'EventEmitter' ? '' : ' on ' + kind + ' instance';
  Object.defineProperty(error, 'stack', { value: error.stack + "\nEmitted 'error' event" + on + ' at:\n' + lines.join('\n'), writable: true, configurable: true, enumerable: false });
  stacks.setArrow(error, files.arrow);
};
/** The frames of node's own functions above the caller of listen(). */
exports.listenFrames = error => {
  const own = { 12: ['net.js:1318:16', 'net.js:1366:12', 'net.js:1452:7'], 20: ['node:net:1817:16', 'node:net:1865:12', 'node:net:1953:7'], 22: ['node:net:1939:16', 'node:net:1996:12', 'node:net:2101:7'] }[style];
  const user = String(error.stack).split('\n').filter(line => /^ {4}at /.test(line)).map(line => line.slice(7));
  stacks.setFrames(error, ['Server.setupListenHandle [as _listen2] (' + own[0] + ')', 'listenInCluster (' + own[1] + ')', 'Server.listen (' + own[2] + ')', ...user].slice(0, 10));
};
exports.tellOther = error => {
  const user = String(error.stack).split('\n').slice(1).map(line => line.slice(7));
  const header = error.name + ' [' + error.code + ']';
  stacks.setFrames(error, [files.own, ...user]);
  Object.defineProperty(error, 'stack', { value: error.stack.replace(/^Error/, header), writable: true, configurable: true, enumerable: false });
  stacks.setArrow(error, files.other);
};
`;
