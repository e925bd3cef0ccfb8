/** JSON.parse and JSON.stringify with V8's words for what is wrong. The work is done by the engine's own. */
export const json = String.raw`
const stacks = require('internal/stacks');
const { style } = startup.release;
const major = Number(startup.release.version.split('.')[0]);
const native = { parse: JSON.parse, stringify: JSON.stringify };
/** Deeper texts than this would exhaust the engine's stack. */
const MAX_DEPTH = 3000;

class Fault { constructor(kind, at, words) { this.kind = kind; this.at = at; this.words = words; } }
const SPACE = /[ \t\n\r]*/y;
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

/** Where and how a text stops being JSON: a loop over the text, so that nothing is too deep for it. */
function faultOf(text) {
  const open = [];
  let at = 0;
  let wants = 'value';
  const skip = () => { SPACE.lastIndex = at; SPACE.exec(text); at = SPACE.lastIndex; };
  for (;;) {
    skip();
    const char = text[at];
    if (wants === 'end') return char === undefined ? undefined : new Fault('words', at, 'Unexpected non-whitespace character after JSON');
    if (char === undefined && (wants === 'value' || wants === 'first value')) return new Fault('end', at);
    const inside = open[open.length - 1];
    if (wants === 'value' || wants === 'first value') {
      if (char === ']' && wants === 'first value') { open.pop(); at++; wants = open.length === 0 ? 'end' : 'comma'; continue; }
      if (char === '{' || char === '[') { open.push(char); at++; wants = char === '{' ? 'first key' : 'first value'; continue; }
      const next = scalar(text, at);
      if (next instanceof Fault) return next;
      at = next;
      wants = open.length === 0 ? 'end' : 'comma';
    } else if (wants === 'comma') {
      if (char === ',') { at++; wants = inside === '{' ? 'key' : 'value'; continue; }
      if (char !== (inside === '{' ? '}' : ']')) return new Fault('words', at, inside === '{' ? "Expected ',' or '}' after property value" : "Expected ',' or ']' after array element");
      open.pop(); at++;
      wants = open.length === 0 ? 'end' : 'comma';
    } else if (wants === 'colon') {
      if (char !== ':') return new Fault('words', at, "Expected ':' after property name");
      at++; wants = 'value';
    } else {
      if (char === '}' && wants === 'first key') { open.pop(); at++; wants = open.length === 0 ? 'end' : 'comma'; continue; }
      if (char !== '"') return new Fault('words', at, wants === 'key' ? 'Expected double-quoted property name' : "Expected property name or '}'");
      const next = string(text, at);
      if (next instanceof Fault) return next;
      at = next; wants = 'colon';
    }
  }
}
function scalar(text, at) {
  if (text[at] === '"') return string(text, at);
  for (const word of ['true', 'false', 'null']) {
    if (text[at] !== word[0]) continue;
    for (let index = 0; index < word.length; index++) {
      if (text[at + index] !== word[index]) return at + index >= text.length ? new Fault('end', text.length) : new Fault('token', at + index);
    }
    return at + word.length;
  }
  return number(text, at);
}
function number(text, at) {
  NUMBER.lastIndex = at;
  if (!NUMBER.test(text)) return text[at] !== '-' ? new Fault('token', at) : new Fault('words', at + 1, 'No number after minus sign');
  const end = NUMBER.lastIndex;
  if (text[end] === '.') return new Fault('words', end + 1, 'Unterminated fractional number');
  if (text[end] === 'e' || text[end] === 'E') return new Fault('words', end + (/[+-]/.test(text[end + 1] || '') ? 2 : 1), 'Exponent part is missing a number');
  return /\d/.test(text[end] || '') ? new Fault('number', end) : end;
}
function string(text, start) {
  for (let at = start + 1; ; at++) {
    const char = text[at];
    if (char === undefined) return new Fault('words', at, 'Unterminated string');
    if (char === '"') return at + 1;
    if (char < ' ') return new Fault('words', at, 'Bad control character in string literal');
    if (char !== '\\') continue;
    at++;
    if (text[at] === 'u') {
      for (let index = 1; index <= 4; index++) if (!/[0-9a-fA-F]/.test(text[at + index] || '')) return new Fault('words', at + index, text[at + index] === undefined ? 'Unterminated string' : 'Bad Unicode escape');
      at += 4;
    } else if (text[at] === undefined) return new Fault('words', at, 'Unterminated string');
    else if (!'"\\/bfnrt'.includes(text[at])) return new Fault('words', at, 'Bad escaped character');
  }
}

function messageOf(text, value, fault) {
  if (fault.kind === 'end') return 'Unexpected end of JSON input';
  const token = text[fault.at];
  if (major < 19) {
    if (token === undefined) return 'Unexpected end of JSON input';
    const what = token === '"' ? 'string' : /[-\d]/.test(token) ? 'number' : 'token ' + token;
    return 'Unexpected ' + what + ' in JSON at position ' + fault.at;
  }
  const before = text.slice(0, fault.at).split('\n');
  const place = ' at position ' + fault.at + (major >= 22 ? ' (line ' + before.length + ' column ' + (before[before.length - 1].length + 1) + ')' : '');
  if (fault.kind === 'number') return 'Unexpected number in JSON' + place;
  if (fault.kind === 'words') return fault.words + (fault.words.endsWith('after JSON') ? '' : ' in JSON') + place;
  if (typeof value !== 'string' && text === String(value)) return '"' + text + '" is not valid JSON';
  const start = Math.max(0, fault.at - 10);
  const end = Math.min(text.length, fault.at + 10);
  const piece = text.length <= 40 ? '"' + text + '"' : (start > 0 ? '...' : '') + '"' + text.slice(start, end) + '"' + (end < text.length ? '...' : '');
  return "Unexpected token '" + token + "', " + piece + ' is not valid JSON';
}

function describe(error, value) {
  const text = String(value);
  const fault = faultOf(text);
  if (!fault) return;
  stacks.complete(error);
  error.message = messageOf(text, value, fault);
  stacks.rename(error, 'SyntaxError');
  const before = text.slice(0, fault.at).split('\n');
  const column = before[before.length - 1].length;
  stacks.setArrow(error, (major >= 20 ? '<anonymous_script>' : 'undefined') + ':' + before.length + '\n' + text.split('\n')[before.length - 1] + '\n' + ' '.repeat(column) + (fault.kind === 'end' ? '' : '^'));
}

/** The way from an object back to itself, as V8 tells it. */
function circle(root, replaced) {
  const path = [];
  const nameOf = object => (object.constructor && object.constructor.name) || 'Object';
  const label = key => Array.isArray(key.owner) ? 'index ' + key.name : "property '" + key.name + "'";
  const seen = new Set();
  const visit = (object, key) => {
    const known = path.findIndex(item => item.object === object);
    if (known >= 0) {
      const lines = ["    --> starting at object with constructor '" + nameOf(object) + "'"];
      const inner = path.slice(known + 1);
      const shown = inner.length <= 3 ? inner : [inner[0], inner[1], undefined, inner[inner.length - 1]];
      for (const item of shown) lines.push(item === undefined ? '    |     ...' : '    |     ' + label(item.key) + " -> object with constructor '" + nameOf(item.object) + "'");
      lines.push('    --- ' + label(key) + ' closes the circle');
      return lines.join('\n');
    }
    if (seen.has(object) || path.length > MAX_DEPTH / 10) return undefined;
    seen.add(object);
    path.push({ object, key });
    for (const name of Object.keys(object)) {
      let value = object[name];
      if (value && typeof value.toJSON === 'function') value = value.toJSON(name);
      const found = typeof value === 'object' && value !== null ? visit(value, { name, owner: object }) : undefined;
      if (found !== undefined) return found;
    }
    path.pop();
    return undefined;
  };
  try { return visit(root); } catch { return undefined; }
}

const methods = {
  parse(text, reviver) {
    if (typeof text === 'string' && text.length > MAX_DEPTH && host.nesting(text) > MAX_DEPTH) throw new RangeError('Maximum call stack size exceeded');
    try { return native.parse(text, reviver); } catch (error) {
      if (error instanceof SyntaxError) describe(error, text);
      throw error;
    }
  },
  stringify(value, replacer, space) {
    try { return native.stringify(value, replacer, space); } catch (error) {
      if (error instanceof TypeError && /circular/.test(error.message)) {
        const way = circle(value);
        error.message = 'Converting circular structure to JSON' + (way === undefined ? '' : '\n' + way);
        stacks.rename(error, 'TypeError');
      }
      throw error;
    }
  },
};
for (const name of Object.keys(methods)) Object.defineProperty(JSON, name, { value: methods[name], writable: true, configurable: true, enumerable: false });
`;
