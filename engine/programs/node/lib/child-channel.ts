/** The channel between a node and the node that it forked: a line of JSON a message, as node's own. */
export const childChannel = String.raw`
const errors = require('internal/errors');

function attach(target, readFd, writeFd, isParent) {
  const { _readEnd, _writeEnd } = require('child_process');
  const input = _readEnd(readFd);
  const output = _writeEnd(writeFd);
  let rest = '';
  input.setEncoding('utf8');
  target.connected = true;
  target.channel = { ref() { input.ref(); }, unref() { input.unref(); } };
  input.on('data', text => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) target.emit('message', JSON.parse(line), undefined);
  });
  const end = () => { if (!target.connected) return; target.connected = false; target.channel = null; input.destroy(); output.end(); process.nextTick(() => target.emit('disconnect')); };
  input.on('end', end);
  output.on('error', () => {});
  target.disconnect = () => {
    if (!target.connected) { target.emit('error', errors.coded(Error, 'ERR_IPC_DISCONNECTED', 'IPC channel is already disconnected')); return; }
    end();
  };
  target.send = (message, ...more) => {
    const callback = more.find(item => typeof item === 'function');
    if (message === undefined) throw errors.coded(TypeError, 'ERR_MISSING_ARGS', 'The "message" argument must be specified');
    if (!target.connected) {
      const error = errors.coded(Error, 'ERR_IPC_CHANNEL_CLOSED', 'Channel closed');
      if (callback) process.nextTick(callback, error); else process.nextTick(() => target.emit('error', error));
      return false;
    }
    output.write(JSON.stringify(message) + '\n', error => { if (callback) callback(error || null); });
    return true;
  };
  if (isParent) return;
  // A child ends when it has nothing else to do, unless it listens for messages.
  const hold = () => { if (target.listenerCount('message') > 0 || target.listenerCount('disconnect') > 0) input.ref(); else input.unref(); };
  input.on('data', () => setImmediate(hold).unref());
  input.read(0);
  hold();
  const { on, removeListener } = target;
  const follow = original => function (name, listener) { const result = original.call(this, name, listener); if (name === 'message' || name === 'disconnect') hold(); return result; };
  target.on = target.addListener = follow(on);
  target.removeListener = target.off = follow(removeListener);
  const { once } = target;
  target.once = follow(once);
}
exports.open = (child, readFd, writeFd) => attach(child, readFd, writeFd, true);
exports.join = fd => attach(process, fd, fd + 1, false);
`;
