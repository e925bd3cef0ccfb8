/** stream.finished and stream.pipeline. */
export const streamEnd = String.raw`
const errors = require('internal/errors');

function finished(stream, options, callback) {
  const done = typeof options === 'function' ? options : callback;
  let called = false;
  const finish = error => { if (!called) { called = true; done.call(stream, error); } };
  const readable = stream._readableState;
  const writable = stream._writableState;
  const isOver = () => (!readable || readable.endEmitted) && (!writable || writable.finished);
  stream.on('error', finish);
  stream.on('end', () => { if (isOver()) finish(); });
  stream.on('finish', () => { if (isOver()) finish(); });
  stream.on('close', () => finish(isOver() ? undefined : errors.coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close')));
  return () => { called = true; };
}

function pipeline(...streams) {
  const callback = typeof streams[streams.length - 1] === 'function' ? streams.pop() : () => {};
  const list = streams.flat();
  const { Readable } = require('stream');
  list[0] = typeof list[0].pipe === 'function' ? list[0] : Readable.from(list[0]);
  let called = false;
  const finish = error => {
    if (called) return;
    called = true;
    if (error) for (const stream of list) stream.destroy();
    callback(error);
  };
  list.forEach((stream, index) => {
    stream.on('error', finish);
    if (index > 0) list[index - 1].pipe(stream);
  });
  const last = list[list.length - 1];
  last.on(last._writableState ? 'finish' : 'end', () => finish());
  last.on('close', () => finish(last._writableState && !last._writableState.finished ? errors.coded(Error, 'ERR_STREAM_PREMATURE_CLOSE', 'Premature close') : undefined));
  return last;
}

module.exports = {
  finished,
  pipeline,
  promises: {
    pipeline: (...streams) => new Promise((resolve, reject) => { pipeline(...streams, error => error ? reject(error) : resolve()); }),
    finished: stream => new Promise((resolve, reject) => { finished(stream, error => error ? reject(error) : resolve()); }),
  },
};
`;
