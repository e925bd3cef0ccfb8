/** Results in the shell: cursors that fetch when they are asked. */
export const cursors = String.raw`
const printable = Symbol.for('@@mongosh.print');
const BATCH = 20;

class BaseCursor {
  constructor(collection) {
    Object.defineProperty(this, 'state', { value: { collection, buffer: [], id: undefined, isOpen: true, transforms: [] }, enumerable: false });
  }
  _fill() {
    const { state } = this;
    if (state.buffer.length > 0) return true;
    const { db, name } = state.collection;
    while (state.buffer.length === 0) {
      if (state.id === undefined) {
        const { cursor } = db._run(this._command());
        state.id = cursor.id;
        state.buffer = cursor.firstBatch;
      } else if (String(state.id) === '0' || !state.isOpen) return false;
      else {
        const { cursor } = db._run({ getMore: state.id, collection: state.where || name });
        state.id = cursor.id;
        state.buffer = cursor.nextBatch;
      }
    }
    return true;
  }
  hasNext() { return this._fill(); }
  next() {
    if (!this._fill()) return null;
    let value = this.state.buffer.shift();
    for (const transform of this.state.transforms) value = transform(value);
    return value;
  }
  tryNext() { return this.next(); }
  toArray() { const all = []; while (this._fill()) all.push(this.next()); return all; }
  forEach(visit) { while (this._fill()) if (visit(this.next()) === false) break; }
  map(transform) { this.state.transforms.push(transform); return this; }
  itcount() { return this.toArray().length; }
  close() { this.state.isOpen = false; this.state.buffer = []; }
  isClosed() { return !this.state.isOpen; }
  isExhausted() { return !this._fill(); }
  objsLeftInBatch() { return this.state.buffer.length; }
  pretty() { return this; }
  *[Symbol.iterator]() { while (this._fill()) yield this.next(); }
  [Symbol.asyncIterator]() { const inner = this[Symbol.iterator](); return { next: async () => inner.next() }; }
  /** The next documents as the prompt shows them. */
  _page() {
    const page = [];
    while (page.length < shell.batchSize() && this._fill()) page.push(this.next());
    shell.current = this._fill() ? this : undefined;
    return { page, more: shell.current !== undefined };
  }
  [printable](inspect) {
    const { page, more } = this._page();
    if (page.length === 0) return '';
    return inspect(page) + (more ? '\nType "it" for more' : '');
  }
}

class Cursor extends BaseCursor {
  constructor(collection, filter, projection, options) {
    super(collection);
    this.state.spec = { find: collection.name, filter: filter || {}, ...(projection ? { projection } : {}), ...options };
  }
  _set(key, value) {
    if (this.state.id !== undefined) throw shell.error('MongoCursorInUseError', 'Cursor is already initialized');
    this.state.spec[key] = value;
    return this;
  }
  _command() { return this.state.spec; }
  sort(spec) { return this._set('sort', spec); }
  limit(count) { return this._set('limit', count); }
  skip(count) { return this._set('skip', count); }
  batchSize(count) { return this._set('batchSize', count); }
  hint(index) { return this._set('hint', index); }
  comment(text) { return this._set('comment', text); }
  maxTimeMS(ms) { return this._set('maxTimeMS', ms); }
  collation(spec) { return this._set('collation', spec); }
  projection(spec) { return this._set('projection', spec); }
  allowDiskUse() { return this; }
  noCursorTimeout() { return this; }
  readPref() { return this; }
  readConcern() { return this; }
  returnKey(on = true) { return this._set('returnKey', on); }
  showRecordId(on = true) { return this._set('showRecordId', on); }
  min(spec) { return this._set('min', spec); }
  max(spec) { return this._set('max', spec); }
  count() {
    const { filter, skip, limit } = this.state.spec;
    return this.state.collection.db._run({ count: this.state.collection.name, query: filter, ...(skip ? { skip } : {}), ...(limit ? { limit } : {}) }).n;
  }
  size() { return this.count(); }
  explain(verbosity = 'queryPlanner') { return this.state.collection.db._run({ explain: this._command(), verbosity }); }
}

class AggregationCursor extends BaseCursor {
  constructor(collection, pipeline, options) {
    super(collection);
    const { batchSize, explain, ...rest } = options || {};
    this.state.spec = { aggregate: collection.name, pipeline, cursor: batchSize === undefined ? {} : { batchSize }, ...rest };
  }
  _command() { return this.state.spec; }
  explain(verbosity = 'queryPlanner') { return this.state.collection.db._run({ explain: this._command(), verbosity }); }
}

/** The batches of a command that answers with a cursor. */
class CommandCursor extends BaseCursor {
  constructor(collection, command) { super(collection); this.state.spec = command; }
  _command() { return this.state.spec; }
}
exports.Cursor = Cursor;
exports.AggregationCursor = AggregationCursor;
exports.CommandCursor = CommandCursor;
exports.printable = printable;
`;
