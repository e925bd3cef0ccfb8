/** What node:test shows: TAP, or a list for people. */
export const testReporters = String.raw`
const { inspect } = require('util');
const path = require('path');
const stacks = require('internal/stacks');
const counts = { tests: 0, suites: 0, pass: 0, fail: 0, cancelled: 0, skipped: 0, todo: 0 };
const isSet = value => value !== undefined && value !== false;

function countIn(event) {
  if (event.type !== 'pass' && event.type !== 'fail') return;
  if (event.kind === 'suite') { counts.suites++; return; }
  counts.tests++;
  if (isSet(event.skip)) counts.skipped++;
  else if (isSet(event.todo)) counts.todo++;
  else if (event.type === 'fail') counts[event.error.kind === 'testTimeoutFailure' ? 'cancelled' : 'fail']++;
  else counts.pass++;
}
/** What is told of an error; it can cross the border between two processes. */
function describe(error) {
  const { thrown, kind } = error;
  if (!(thrown instanceof Error)) return { kind, message: inspect(thrown), code: 'ERR_TEST_FAILURE', isPlain: true };
  stacks.complete(thrown);
  const frames = String(thrown.stack).split('\n').filter(line => /^\s+at /.test(line)).map(line => line.trim().slice(3)).filter(line => !/node:|\bTest\.run|^async Test|^new Promise/.test(line)).map((line, at, all) => at === all.length - 1 && line.startsWith('/') ? 'TestContext.<anonymous> (' + line + ')' : line);
  const made = { kind, message: thrown.message, name: thrown.name, code: thrown.code === undefined ? 'ERR_TEST_FAILURE' : thrown.code, frames, head: String(thrown.stack).split('\n    at ')[0] };
  if (thrown.code === 'ERR_ASSERTION') Object.assign(made, { isAssertion: true, expected: inspect(thrown.expected), actual: inspect(thrown.actual), operator: thrown.operator, generated: thrown.generatedMessage });
  return made;
}
const quoted = text => "'" + String(text).replace(/'/g, "\\'") + "'";
const yaml = (indent, key, text) => String(text).includes('\n') ? indent + '  ' + key + ': |-\n' + String(text).split('\n').map(line => indent + '    ' + line).join('\n') + '\n' : indent + '  ' + key + ': ' + quoted(text) + '\n';
const escapeTap = text => String(text).replace(/\\/g, '\\\\').replace(/#/g, '\\#').replace(/\n/g, ' ');

function tap(write) {
  write('TAP version 13\n');
  return event => {
    const indent = '    '.repeat(event.nesting || 0);
    if (event.type === 'start') write(indent + '# Subtest: ' + escapeTap(event.name) + '\n');
    else if (event.type === 'plan') write(indent + '1..' + event.count + '\n');
    else if (event.type === 'diagnostic') write(indent + '# ' + escapeTap(event.message) + '\n');
    else if (event.type === 'stdout') write(event.message.replace(/\n$/, '').split('\n').map(line => '# ' + escapeTap(line) + '\n').join(''));
    else if (event.type === 'summary') { for (const key of Object.keys(counts)) write('# ' + key + ' ' + counts[key] + '\n'); write('# duration_ms ' + event.duration + '\n'); } else result(event, indent);
  };
  function result(event, indent) {
    const note = isSet(event.skip) ? ' # SKIP' + (event.skip === true ? '' : ' ' + escapeTap(event.skip)) : isSet(event.todo) ? ' # TODO' + (event.todo === true ? '' : ' ' + escapeTap(event.todo)) : '';
    let text = indent + (event.type === 'pass' ? 'ok ' : 'not ok ') + event.number + ' - ' + escapeTap(event.name) + note + '\n' + indent + '  ---\n' + indent + '  duration_ms: ' + event.duration + '\n';
    if (event.kind === 'suite') text += indent + "  type: 'suite'\n";
    const { error } = event;
    if (error) {
      text += indent + '  location: ' + quoted(event.place.file + ':' + event.place.line + ':' + event.place.column) + '\n' + indent + '  failureType: ' + quoted(error.kind) + '\n' + yaml(indent, 'error', error.message) + indent + '  code: ' + quoted(error.code) + '\n';
      if (error.name && error.kind !== 'subtestsFailed' && error.kind !== 'testTimeoutFailure') {
        text += indent + '  name: ' + quoted(error.name) + '\n';
        if (error.isAssertion) text += indent + '  expected: ' + error.expected.split('\n').join('\n' + indent + '  ') + '\n' + indent + '  actual: ' + error.actual.split('\n').join('\n' + indent + '  ') + '\n' + indent + '  operator: ' + quoted(error.operator) + '\n';
        if (error.frames.length > 0) text += indent + '  stack: |-\n' + error.frames.map(line => indent + '    ' + line + '\n').join('');
      }
    }
    write(text + indent + '  ...\n');
  }
}

function spec(write) {
  const hasColors = host.isTerminal(1) && process.env.NO_COLOR === undefined;
  const paint = (code, text) => hasColors ? '\x1b[' + code + 'm' + text + '\x1b[39m' : text;
  const held = [];
  const failures = [];
  const textOf = (error, indent) => error.isPlain ? indent + '  ' + error.message + '\n' : [...error.head.split('\n'), ...error.frames.map(line => '    at ' + line)].map(line => indent + '  ' + line).join('\n') + (error.isAssertion ? ' {\n' + [['generatedMessage', error.generated], ['code', quoted(error.code)], ['actual', error.actual], ['expected', error.expected], ['operator', quoted(error.operator)]].map(([key, value]) => indent + '    ' + key + ': ' + value).join(',\n') + '\n' + indent + '  }' : '') + '\n\n';
  const line = (event, indent) => {
    const time = ' ' + (hasColors ? '\x1b[90m(' + event.duration + 'ms)\x1b[39m' : '(' + event.duration + 'ms)');
    const note = isSet(event.skip) ? ' # ' + (event.skip === true ? 'SKIP' : event.skip) : isSet(event.todo) ? ' # ' + (event.todo === true ? 'TODO' : event.todo) : '';
    const [code, mark] = isSet(event.skip) ? [90, '\ufe63 '] : event.type === 'pass' ? [32, '\u2714 '] : [31, '\u2716 '];
    return indent + paint(code, mark + event.name) + time + note + '\n';
  };
  return event => {
    const indent = '  '.repeat(event.nesting || 0);
    if (event.type === 'start') held.push(event);
    else if (event.type === 'diagnostic') write(paint(34, indent + '\u2139 ' + event.message) + '\n');
    else if (event.type === 'stdout') write(event.message);
    else if (event.type === 'pass' || event.type === 'fail') {
      const own = held.findIndex(each => each.name === event.name && each.nesting === event.nesting);
      if (own >= 0) held.splice(own, 1);
      // What lies around a test is named before it.
      for (const around of held.splice(0)) if (around.nesting < event.nesting) write('  '.repeat(around.nesting) + '\u25b6 ' + around.name + '\n');
      const isOnlySum = event.error && event.error.kind === 'subtestsFailed';
      write(line(event, indent) + (event.error && !isOnlySum ? textOf(event.error, indent) : ''));
      if (event.error && !isOnlySum && !isSet(event.todo)) failures.push(event);
    } else if (event.type === 'summary') {
      for (const key of Object.keys(counts)) write(paint(34, '\u2139 ' + key + ' ' + counts[key]) + '\n');
      write(paint(34, '\u2139 duration_ms ' + event.duration) + '\n');
      if (failures.length === 0) return;
      write('\n' + paint(31, '\u2716 failing tests:') + '\n');
      for (const each of failures) write('\ntest at ' + path.relative(process.cwd(), each.place.file) + ':' + each.place.line + ':' + each.place.column + '\n' + line({ ...each, nesting: 0 }, '') + textOf(each.error, '').replace(/\n\n$/, '\n'));
    }
  };
}
const kinds = { tap, spec };
exports.MARK = '\u0001node:test ';

/** The reporter that was asked for; in a process that \u0060node --test\u0060 started events go to it instead. */
exports.choose = () => {
  const write = text => host.write(1, text);
  if (process.env.NODE_TEST_CONTEXT === 'child') return event => write(exports.MARK + JSON.stringify({ ...event, error: event.error && describe(event.error) }) + '\n');
  const report = exports.open(write);
  return event => report({ ...event, error: event.error && describe(event.error) });
};
exports.open = write => {
  const asked = process.execArgv.map((word, at) => word.startsWith('--test-reporter=') ? word.slice(16) : word === '--test-reporter' ? process.execArgv[at + 1] : undefined).find(word => word !== undefined);
  const name = asked === undefined ? host.isTerminal(1) ? 'spec' : 'tap' : asked;
  if (!Object.hasOwn(kinds, name)) throw require('internal/errors').notSimulated("the reporter '" + name + "' of node:test");
  const report = kinds[name](write);
  return event => { countIn(event); report(event.duration === undefined ? event : { ...event, duration: Math.round(event.duration * 1e6) / 1e6 }); };
};
`;
