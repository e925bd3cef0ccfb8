/** What a readable stream of node can be asked for as a list: map, filter, take and their like. */
export const streamOperators = String.raw`
const errors = require('internal/errors');
function check(work) { if (typeof work !== 'function') throw errors.invalidArgument('fn', 'of type function', work); }
function count(value) {
  const number = Number(value);
  if (Number.isNaN(number)) throw errors.coded(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "number" is out of range. It must be a number. Received ' + require('util').inspect(value));
  if (number < 0) throw errors.coded(RangeError, 'ERR_OUT_OF_RANGE', 'The value of "number" is out of range. It must be >= 0. Received ' + require('util').inspect(value));
  return number;
}
const signalOf = options => options && options.signal ? options.signal : new AbortController().signal;

async function* map(source, work, options = {}) {
  const width = Math.max(1, Math.floor(options.concurrency || 1));
  const signal = signalOf(options);
  const running = [];
  for await (const item of source) {
    signal.throwIfAborted();
    running.push(Promise.resolve(work(item, { signal })));
    if (running.length >= width) yield await running.shift();
  }
  for (const each of running) yield await each;
}
async function* filter(source, work, options) {
  const signal = signalOf(options);
  for await (const item of source) if (await work(item, { signal })) yield item;
}
async function* flatMap(source, work, options) { for await (const list of map(source, work, options)) yield* list; }
async function* take(source, most) { if (most <= 0) return; let left = most; for await (const item of source) { yield item; if (--left <= 0) return; } }
async function* drop(source, number) { let left = number; for await (const item of source) if (left-- <= 0) yield item; }

exports.addOperators = Readable => {
  const streams = {
    map(work, options) { check(work); return map(this, work, options); },
    filter(work, options) { check(work); return filter(this, work, options); },
    flatMap(work, options) { check(work); return flatMap(this, work, options); },
    take(number) { return take(this, count(number)); },
    drop(number) { return drop(this, count(number)); },
  };
  const values = {
    async toArray() { const list = []; for await (const item of this) list.push(item); return list; },
    async forEach(work, options) { check(work); for await (const _ of map(this, work, options)); },
    async some(work, options) { check(work); for await (const _ of filter(this, work, options)) return true; return false; },
    async every(work, options) { check(work); for await (const _ of filter(this, async (...args) => !await work(...args), options)) return false; return true; },
    async find(work, options) { check(work); for await (const item of filter(this, work, options)) return item; return undefined; },
    async reduce(work, ...initial) {
      if (typeof work !== 'function') throw errors.invalidArgument('reducer', 'of type function', work);
      let isFirst = initial.length === 0;
      let [sum] = initial;
      for await (const item of this) { sum = isFirst ? item : await work(sum, item, { signal: signalOf(initial[1]) }); isFirst = false; }
      if (isFirst) throw errors.coded(TypeError, 'ERR_INVALID_ARG_VALUE', 'Reduce of an empty stream requires an initial value');
      return sum;
    },
  };
  const put = (name, value) => Object.defineProperty(Readable.prototype, name, { value, writable: true, configurable: true, enumerable: false });
  for (const name of Object.keys(streams)) put(name, { [name](...args) { return Readable.from(streams[name].apply(this, args), { objectMode: true }); } }[name]);
  for (const name of Object.keys(values)) put(name, values[name]);
};
`;
