/** process.stdin, stdout and stderr. */
export const stdio = String.raw`
const { Readable, Writable } = require('stream');
const loop = require('internal/loop');

function output(fd) {
  const stream = new Writable({
    decodeStrings: false,
    autoDestroy: false,
    write(chunk, encoding, callback) {
      host.write(fd, typeof chunk === 'string' ? (/^(utf-?8|buffer)$/i.test(encoding) ? chunk : Buffer.from(chunk, encoding).slice().buffer) : require('internal/encoding').bytesOf(chunk));
      callback();
    },
  });
  stream.fd = fd;
  stream._type = host.isTerminal(fd) ? 'tty' : 'pipe';
  stream._isStdio = true;
  stream.destroySoon = stream.destroy = () => stream;
  if (!host.isTerminal(fd)) return stream;
  stream.isTTY = true;
  Object.defineProperty(stream, 'columns', { get: () => JSON.parse(host.windowSize(fd))[0], enumerable: true });
  Object.defineProperty(stream, 'rows', { get: () => JSON.parse(host.windowSize(fd))[1], enumerable: true });
  Object.assign(stream, {
    getWindowSize: () => JSON.parse(host.windowSize(fd)),
    hasColors: () => process.env.NO_COLOR === undefined,
    getColorDepth: () => process.env.NO_COLOR === undefined ? 8 : 1,
    clearLine(direction, callback) { stream.write(direction < 0 ? '\x1b[1K' : direction > 0 ? '\x1b[0K' : '\x1b[2K', callback); return true; },
    cursorTo(x, y, callback) { stream.write(typeof y === 'number' ? '\x1b[' + (y + 1) + ';' + (x + 1) + 'H' : '\x1b[' + (x + 1) + 'G', typeof y === 'function' ? y : callback); return true; },
    moveCursor(x, y) { stream.write((x < 0 ? '\x1b[' + -x + 'D' : x > 0 ? '\x1b[' + x + 'C' : '') + (y < 0 ? '\x1b[' + -y + 'A' : y > 0 ? '\x1b[' + y + 'B' : '')); return true; },
  });
  return stream;
}

function input() {
  let id;
  const stream = new Readable({
    read() {
      if (id !== undefined) { loop.setRef(id, true); return; }
      id = loop.start('read', [0, 65536], (code, bytes) => {
        id = undefined;
        if (code !== undefined) { if (code === 'EINTR') stream.read(0); else stream.destroy(require('internal/errors').system(code, 'read')); return; }
        stream.push(bytes.byteLength === 0 ? null : Buffer.from(bytes));
      });
    },
  });
  const { pause } = stream;
  stream.pause = () => { if (id !== undefined) { loop.cancel(id); id = undefined; stream._readableState.reading = false; } return pause.call(stream); };
  stream.fd = 0;
  stream.ref = () => { if (id !== undefined) loop.setRef(id, true); return stream; };
  stream.unref = () => { if (id !== undefined) loop.setRef(id, false); return stream; };
  if (host.isTerminal(0)) {
    stream.isTTY = true;
    stream.isRaw = false;
    stream.setRawMode = on => { host.setRaw(0, on === true); stream.isRaw = on === true; return stream; };
  }
  return stream;
}

exports.open = fd => fd === 0 ? input() : output(fd);
`;
