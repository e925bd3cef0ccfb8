/** How assert tells two values apart, line by line. */
export const assertDifference = String.raw`
const { inspect } = require('util');
const MAX_LINES = 50;
const SHORT = 12;
const linesOf = value => inspect(value, { compact: false, customInspect: false, depth: 1000, maxArrayLength: Infinity, showHidden: false, showProxy: false, sorted: true, getters: true, breakLength: Infinity }).split('\n');
const isObject = value => typeof value === 'object' && value !== null;
const withoutComma = line => line.endsWith(',') ? line.slice(0, -1) : line;

/** Lines that are the same are shown next to those that are not: two behind, three before. */
class Report {
  text = '';
  printed = 0;
  skipped = false;
  expected = '';
  same = [];
  keep(line) {
    this.text += this.expected;
    this.expected = '';
    this.same.push(line);
    if (this.same.length <= 2) this.line('  ' + line);
  }
  line(line) { this.text += '\n' + line; this.printed++; }
  /** Before something that differs: what was kept back. */
  flush() {
    const { same } = this;
    if (same.length > 5) { this.text += '\n...'; this.skipped = true; }
    const shown = same.length > 5 ? 2 : Math.max(0, same.length - 2);
    for (const line of same.slice(same.length - shown)) this.line('  ' + line);
    this.same = [];
  }
  differs(actual, expected) {
    this.flush();
    if (actual !== undefined) this.line('+ ' + actual);
    if (expected !== undefined) { this.expected += '\n- ' + expected; this.printed++; }
  }
}

/** The arrow under the first letter that differs, for two values that fit on a line. */
function arrow(a, b) {
  if (a.length + b.length <= SHORT || a.length + b.length >= 80) return '';
  let at = 0;
  while (a[at] === b[at]) at++;
  return at > 2 ? '\n  ' + ' '.repeat(at) + '^' : '';
}

function sameEnd(a, b) {
  const list = [];
  while (a.length > 0 && b.length > 0 && a[a.length - 1] === b[b.length - 1]) { list.unshift(a.pop()); b.pop(); }
  return list;
}

exports.difference = (head, actual, expected, isStrictEqual) => {
  const a = linesOf(actual);
  const b = linesOf(expected);
  const isLine = a.length === 1 && b.length === 1 && a[0] !== b[0];
  const areObjects = isObject(actual) && isObject(expected) || typeof actual === 'function' && typeof expected === 'function';
  if (isLine && a[0].length + b[0].length <= SHORT && !isObject(actual) && !isObject(expected) && (actual !== 0 || expected !== 0)) return head + '\n\n' + a[0] + ' !== ' + b[0] + '\n';
  const pointer = isLine && !(isStrictEqual && areObjects) ? arrow(a[0], b[0]) : '';
  const all = a.slice();
  const end = sameEnd(a, b);
  if (a.length === 0 && b.length === 0) {
    return (isStrictEqual ? 'Values have same structure but are not reference-equal:' : head) + '\n\n' + (all.length > MAX_LINES ? [...all.slice(0, 46), '...'] : all).join('\n') + '\n';
  }
  const report = new Report();
  const count = Math.max(a.length, b.length);
  let isCut = false;
  for (let i = 0; i < count; i++) {
    if (i >= a.length) report.differs(undefined, b[i]);
    else if (i >= b.length) report.differs(a[i], undefined);
    else if (withoutComma(a[i]) === withoutComma(b[i])) report.keep(a[i].endsWith(',') || !b[i].endsWith(',') ? a[i] : b[i]);
    else report.differs(a[i], b[i]);
    if (report.printed > MAX_LINES && i < count - 2) { isCut = true; break; }
  }
  const title = (isStrictEqual && areObjects ? 'Expected "actual" to be reference-equal to "expected":' : head) + '\n+ actual - expected';
  if (isCut) return title + ' ... Lines skipped\n' + report.text + '\n...' + report.expected + '\n...';
  // Of what is the same at the end the last three lines are shown, and the one where it begins.
  const first = end.length > 3 ? '\n  ' + end[0] : '';
  const dots = end.length > 4 ? '\n...' : '';
  const tail = first + dots + end.slice(-3).map(line => '\n  ' + line).join('');
  return title + (report.skipped || dots !== '' ? ' ... Lines skipped' : '') + '\n' + report.text + report.expected + tail + pointer;
};

/** The call as it was written, from the place where its caller stands. */
exports.callText = error => {
  const stacks = require('internal/stacks');
  stacks.complete(error);
  const frame = String(error.stack).split('\n').map(line => /\(?(\/[^():]+|file:\/\/[^():]+):(\d+):(\d+)\)?$/.exec(line)).find(Boolean);
  if (!frame) return undefined;
  const file = frame[1].replace(/^file:\/\//, '');
  let text = '';
  for (let row = Number(frame[2]), line; (line = stacks.lineOf(file, row)) !== undefined && row < Number(frame[2]) + 50; row++) text += (row === Number(frame[2]) ? line.slice(wordBefore(line, Number(frame[3]) - 1)) : line) + '\n';
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (letter === "'" || letter === '"' || letter === '\u0060') { for (at++; at < text.length && text[at] !== letter; at++) if (text[at] === '\\') at++; }
    else if ('([{'.includes(letter)) depth++;
    else if (')]}'.includes(letter) && --depth === 0) return text.slice(0, at + 1);
  }
  return undefined;
};
/** Where the name begins that is called here. */
function wordBefore(line, column) {
  let at = column;
  while (at > 0 && /[\w$.]/.test(line[at - 1])) at--;
  return at;
}
`;
