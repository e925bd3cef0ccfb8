/** node:test: tests, suites and what runs around them. */
export const testRunner = String.raw`
const { notSimulated } = require('internal/errors');
const path = require('path');
const loop = require('internal/loop');
const stacks = require('internal/stacks');
const started = host.now();
const only = process.execArgv.includes('--test-only');
const patterns = process.execArgv.filter(word => word.startsWith('--test-name-pattern=')).map(word => new RegExp(word.slice(20).replace(/^\/(.*)\/\w*$/, '$1')));
let reporter;
const report = event => { if (!reporter) reporter = require('internal/test-reporters').choose(); reporter(event); };

/** Where the test was declared: the first place in the stack that is not node's. */
function placeOfCall() {
  const error = new Error();
  stacks.complete(error);
  const found = String(error.stack).split('\n').slice(1).map(line => /\(?(?:file:\/\/)?(\/[^():]+):(\d+):(\d+)\)?$/.exec(line)).find(Boolean);
  return found ? { file: found[1], line: Number(found[2]), column: Number(found[3]) } : { file: process.argv[1], line: 1, column: 1 };
}
function parse(name, options, work) {
  const given = [name, options, work];
  const fn = given.find(each => typeof each === 'function');
  const settings = given.find(each => typeof each === 'object' && each !== null) || {};
  const title = typeof name === 'string' ? name : fn && fn.name ? fn.name : '<anonymous>';
  return { title, settings, fn: fn || (() => {}), isEmpty: fn === undefined };
}
class Failure extends Error {}

class Test {
  constructor(parent, { title, settings, fn }, kind, place) {
    Object.assign(this, { parent, name: title, settings, fn, kind, place, children: [], hooks: { before: [], after: [], beforeEach: [], afterEach: [] }, nesting: parent ? parent.nesting + 1 : -1, notes: [], count: 0, isDone: false });
    this.skip = settings.skip;
    this.todo = settings.todo;
    if (parent && parent.parent && parent.skip !== undefined && parent.skip !== false) this.skip = parent.skip;
    if (kind === 'test' && patterns.length > 0 && !patterns.some(pattern => pattern.test(title))) this.skip = 'test name does not match pattern';
    if (only && !settings.only && parent && !parent.settings.only) this.skip = "'only' option not set";
    this.done = new Promise(resolve => { this.finish = resolve; });
    this.signal = new AbortController().signal;
  }
  add(child) { this.children.push(child); this.chain = (this.chain || Promise.resolve()).then(() => child.run()); child.number = ++this.count; return child.done; }
  /** Hooks of this and of everything around it, the outermost first. */
  hooksAround(name) { return [...(this.parent ? this.parent.hooksAround(name) : []), ...this.hooks[name]]; }
  async run() {
    const begun = host.now();
    report({ type: 'start', nesting: this.nesting, name: this.name });
    let error;
    const isSkipped = this.skip !== undefined && this.skip !== false;
    if (!isSkipped) {
      try {
        if (this.kind === 'suite') await this.runSuite(); else await this.runTest();
      } catch (thrown) { error = { thrown, kind: this.failureKind || 'testCodeFailure' }; }
    } else if (this.kind === 'suite') this.children.length = 0;
    if (this.chain) { try { await this.chain; } catch (thrown) { error = error || { thrown, kind: 'testCodeFailure' }; } }
    const failed = this.children.filter(child => child.hasFailed && (child.todo === undefined || child.todo === false)).length;
    if (!error && failed > 0) error = { thrown: Object.assign(new Failure(failed + ' subtest' + (failed > 1 ? 's' : '') + ' failed'), { code: 'ERR_TEST_FAILURE' }), kind: 'subtestsFailed' };
    this.hasFailed = error !== undefined;
    this.isDone = true;
    if (this.children.length > 0) report({ type: 'plan', nesting: this.nesting + 1, count: this.children.length });
    report({ type: error ? 'fail' : 'pass', nesting: this.nesting, name: this.name, number: this.number, kind: this.kind, duration: host.now() - begun, skip: isSkipped ? this.skip : undefined, todo: this.todo, error, place: this.place, hasChildren: this.children.length > 0 });
    for (const note of this.notes) report({ type: 'diagnostic', nesting: this.nesting, message: note });
    if (this.hasFailed && (this.todo === undefined || this.todo === false)) process.exitCode = 1;
    this.finish();
  }
  async runSuite() {
    await this.declared;
    for (const hook of this.hooks.before) await hook();
    this.release();
    await this.chain;
    for (const hook of this.hooks.after) await hook();
  }
  async runTest() {
    const context = new TestContext(this);
    for (const hook of this.parent.hooksAround('beforeEach')) await hook.call(context, context);
    try {
      const limit = this.settings.timeout;
      const work = this.fn.length > 1 ? new Promise((resolve, reject) => { this.fn.call(context, context, error => error ? reject(error) : resolve()); }) : this.fn.call(context, context);
      if (limit !== undefined && limit !== Infinity) {
        let timer;
        const late = new Promise((resolve, reject) => { timer = setTimeout(() => { this.failureKind = 'testTimeoutFailure'; reject(Object.assign(new Failure('test timed out after ' + limit + 'ms'), { code: 'ERR_TEST_FAILURE' })); }, limit); });
        try { await Promise.race([work, late]); } finally { clearTimeout(timer); }
      } else await work;
      if (this.chain) await this.chain;
      for (const hook of this.hooks.after) await hook.call(context, context);
    } finally {
      for (const hook of this.parent.hooksAround('afterEach')) await hook.call(context, context);
      for (const mock of context._mocks) mock.restore();
    }
  }
}
class TestContext {
  #test;
  constructor(test) { this.#test = test; Object.defineProperty(this, '_mocks', { value: [], enumerable: false }); }
  get name() { return this.#test.name; }
  get signal() { return this.#test.signal; }
  get mock() { return require('internal/test-mock').tracker(this._mocks); }
  test(name, options, work) { return this.#test.add(new Test(this.#test, parse(name, options, work), 'test', placeOfCall())); }
  diagnostic(message) { this.#test.notes.push(message); }
  skip(message) { this.#test.skip = message === undefined ? true : message; Object.defineProperty(this.#test, 'wasSkipped', { value: true }); }
  todo(message) { this.#test.todo = message === undefined ? true : message; }
  plan() { throw notSimulated('the plan of a test'); }
  before(hook) { this.#test.hooks.before.push(hook); return hook(); }
  after(hook) { this.#test.hooks.after.push(hook); }
  beforeEach(hook) { this.#test.hooks.beforeEach.push(hook); }
  afterEach(hook) { this.#test.hooks.afterEach.push(hook); }
}
const root = new Test(undefined, { title: '<root>', settings: {}, fn: () => {} }, 'root');
let current = root;

function declareTest(options, given, place) {
  const parsed = parse(...given);
  Object.assign(parsed.settings = { ...parsed.settings }, options);
  if (options.skip === undefined && parsed.isEmpty && options.todo === undefined && given.length < 2) parsed.settings.skip = undefined;
  begin();
  return current.add(new Test(current, parsed, 'test', place));
}
function declareSuite(options, given, place) {
  const parsed = parse(...given);
  parsed.settings = { ...parsed.settings, ...options };
  begin();
  const suite = new Test(current, parsed, 'suite', place);
  // Its tests wait until its turn comes.
  suite.chain = new Promise(resolve => { suite.release = resolve; });
  const outer = current;
  current = suite;
  try { suite.declared = Promise.resolve(suite.skip === undefined || suite.skip === false ? parsed.fn.call(suite, suite) : undefined); } catch (error) { suite.declared = Promise.reject(error); suite.declared.catch(() => {}); } finally { current = outer; }
  if (suite.skip !== undefined && suite.skip !== false) suite.release();
  return outer.add(suite);
}
let hasBegun = false;
function begin() {
  if (hasBegun) return;
  hasBegun = true;
  process.on('beforeExit', end);
}
let hasEnded = false;
async function end() {
  if (hasEnded) return;
  hasEnded = true;
  for (const hook of root.hooks.after) await hook();
  if (root.count > 0) report({ type: 'plan', nesting: 0, count: root.count });
  report({ type: 'summary', duration: host.now() - started });
}
const variants = (declare, extra = {}) => {
  const made = (...given) => declare({}, given, placeOfCall());
  for (const [name, options] of [['skip', { skip: true }], ['todo', { todo: true }], ['only', { only: true }]]) made[name] = (...given) => declare(options, given, placeOfCall());
  return Object.assign(made, extra);
};
const hook = name => work => {
  if (current !== root || name !== 'before') { current.hooks[name].push(work); return; }
  begin();
  root.chain = (root.chain || Promise.resolve()).then(() => work());
};
const test = variants(declareTest);
const it = variants(declareTest);
const describe = variants(declareSuite);
Object.assign(test, { test, it, describe, suite: describe, before: hook('before'), after: hook('after'), beforeEach: hook('beforeEach'), afterEach: hook('afterEach'), run() { throw notSimulated("node:test's run()"); } });
Object.defineProperty(test, 'mock', { enumerable: true, get: () => require('internal/test-mock').tracker([]) });
module.exports = test;
`;
