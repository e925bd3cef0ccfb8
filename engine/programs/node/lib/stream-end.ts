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
  const { Readable, Writable, PassThrough } = require('stream');
  const last0 = streams[streams.length - 1];
  const options = last0 && Object.getPrototypeOf(last0) === Object.prototype && typeof last0.pipe !== 'function' ? streams.pop() : {};
  const given = streams.flat();
  const list = [];
  let result;
  given.forEach((each, index) => {
    if (typeof each !== 'function') { list.push(index > 0 || typeof each.pipe === 'function' ? each : Readable.from(each)); return; }
    const made = each(...(index === 0 ? [] : [list[list.length - 1]]), { signal: options.signal || new AbortController().signal });
    if (made && typeof made[Symbol.asyncIterator] === 'function') { list.push(Object.assign(Readable.from(made, { objectMode: true }), { _reads: true })); return; }
    // The last function gives a value instead of a stream: its end is the end of all.
    const end = new PassThrough({ objectMode: true });
    end._reads = true;
    Promise.resolve(made).then(value => { result = value; end.end(); end.resume(); }, error => end.destroy(error));
    list.push(end);
  });
  if (list[list.length - 1]._reads && typeof given[given.length - 1] === 'function' && !list[list.length - 1]._writableState) list[list.length - 1].resume();
  let called = false;
  const finish = error => {
    if (called) return;
    called = true;
    if (error) for (const stream of list) stream.destroy();
    callback(error, result);
  };
  if (options.signal) options.signal.addEventListener('abort', () => finish(Object.assign(errors.coded(Error, 'ABORT_ERR', 'The operation was aborted'), { name: 'AbortError' })));
  list.forEach((stream, index) => {
    stream.on('error', finish);
    if (index > 0 && !stream._reads) list[index - 1].pipe(stream, options);
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
    pipeline: (...streams) => new Promise((resolve, reject) => { pipeline(...streams, (error, value) => error ? reject(error) : resolve(value)); }),
    finished: stream => new Promise((resolve, reject) => { finished(stream, error => error ? reject(error) : resolve()); }),
  },
};
`;
