/** A stand-in for ejs: templates with JavaScript in them. Written for Drydock. */
export const ejsSource = String.raw`'use strict';
const fs = require('fs');
const path = require('path');
const cache = new Map();
const marks = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };
const escapeXML = value => value === undefined || value === null ? '' : String(value).replace(/[&<>"']/g, letter => marks[letter]);
const optionNames = ['cache', 'filename', 'views', 'root', 'delimiter', 'rmWhitespace', 'strict', 'escape', 'localsName', 'async', '_with', 'settings'];

/** The text of a function that writes the template into 'out'. */
function bodyOf(text, delimiter) {
  const d = delimiter.replace(/[^\w\s]/g, '\\$&');
  const pattern = new RegExp('<' + d + d + '|' + d + d + '>|<' + d + '[-=_#]?|[ \\t]*[-_]?' + d + '>\\n?|\\n', 'g');
  let code = '';
  let kind;
  let from = 0;
  let row = 1;
  let piece = '';
  const write = part => { if (part !== '') code += 'out += ' + JSON.stringify(part) + ';\n'; };
  const close = () => {
    const source = kind === '' && /\/\/.*$/.test(piece) ? piece + '\n' : piece;
    if (kind === '=') code += 'out += escape(' + source.replace(/\s*;\s*$/, '') + '\n);\n';
    else if (kind === '-') code += 'out += raw(' + source.replace(/\s*;\s*$/, '') + '\n);\n';
    else if (kind !== '#') code += source + '\n';
    kind = undefined;
    piece = '';
  };
  for (const found of text.matchAll(pattern)) {
    const [word] = found;
    const before = text.slice(from, found.index);
    if (kind === undefined) {
      if (word === '\n') { write(before + '\n'); code += 'row = ' + ++row + ';\n'; from = found.index + 1; }
      else if (word === '<' + delimiter + delimiter) { write(before + '<' + delimiter); from = found.index + word.length; }
      else if (word === delimiter + delimiter + '>') { write(before + delimiter + '>'); from = found.index + word.length; }
      else if (word.startsWith('<' + delimiter)) {
        kind = word.slice(1 + delimiter.length);
        write(kind === '_' ? before.replace(/[ \t]+$/, '') : before);
        from = found.index + word.length;
      }
      continue;
    }
    const end = /^([ \t]*)([-_]?)(.+>)(\n?)$/.exec(word);
    if (!end || word.startsWith('<')) { if (word === '\n') row++; continue; }
    piece = before;
    const lines = before.split('\n').length - 1;
    close();
    if (lines > 0) code += 'row = ' + row + ';\n';
    // '-' and '_' before the end take the new line with them.
    if (end[4] !== '' && end[2] === '') write('\n');
    if (end[4] !== '') code += 'row = ' + ++row + ';\n';
    from = found.index + word.length;
  }
  if (kind !== undefined) throw new Error('Could not find matching close tag for "<' + delimiter + kind + '".');
  write(text.slice(from));
  return code;
}

function fail(error, text, filename, row) {
  const lines = text.split('\n');
  const first = Math.max(row - 3, 0);
  const shown = lines.slice(first, Math.min(lines.length, row + 3)).map((line, at) => (first + at + 1 === row ? ' >> ' : '    ') + (first + at + 1) + '| ' + line);
  error.path = filename;
  error.message = (filename || 'ejs') + ':' + row + '\n' + shown.join('\n') + '\n\n' + error.message;
  throw error;
}
function fileOf(name, options) {
  const file = path.extname(name) === '' ? name + '.ejs' : name;
  const folders = file.startsWith('/') ? [].concat(options.root || '/') : [options.filename && path.dirname(options.filename), ...[].concat(options.views || [])].filter(Boolean);
  const found = folders.map(folder => path.join(folder, file)).find(full => fs.existsSync(full)) || (file.startsWith('/') && fs.existsSync(file) ? file : undefined);
  if (!found) throw new Error('Could not find the include file "' + name.replace(/"/g, '&quot;') + '"');
  return found;
}
function compile(template, options = {}) {
  const text = String(template).replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
  const source = bodyOf(text, options.delimiter || exports.delimiter);
  const inner = options.strict || options._with === false ? "'use strict';\n" + source : 'with (locals) {\n' + source + '}\n';
  const Kind = options.async ? Object.getPrototypeOf(async function () {}).constructor : Function;
  let made;
  try { made = new Kind(options.localsName || 'locals', 'escape', 'raw', 'include', 'fail', 'var out = "", row = 1;\ntry {\n' + inner.replace(/^with \(locals\)/, 'with (' + (options.localsName || 'locals') + ' || {})') + '} catch (error) { fail(error, row); }\nreturn out;'); } catch (error) {
    if (error instanceof SyntaxError) error.message += (options.filename ? ' in ' + options.filename : '') + ' while compiling ejs';
    throw error;
  }
  const call = (data = {}) => {
    const include = (name, more) => {
      const filename = fileOf(name, options);
      return compile(fs.readFileSync(filename, 'utf8'), { ...options, filename })({ ...data, ...more });
    };
    return made(data, options.escape || escapeXML, value => value === undefined || value === null ? '' : value, include, (error, row) => fail(error, text, options.filename, row));
  };
  return call;
}
exports.compile = compile;
exports.render = (template, data = {}, options) => compile(template, options || Object.fromEntries(optionNames.filter(name => name in data).map(name => [name, data[name]])))(data);
exports.renderFile = (filename, ...rest) => {
  const callback = typeof rest[rest.length - 1] === 'function' ? rest.pop() : undefined;
  const [data = {}, given] = rest;
  const settings = data.settings || {};
  const options = { views: settings.views, ...(settings['view options'] || {}), ...(given || {}), filename };
  const work = () => {
    const keeps = settings['view cache'] || options.cache;
    if (!keeps || !cache.has(filename)) cache.set(filename, compile(fs.readFileSync(filename, 'utf8'), options));
    return cache.get(filename)(data);
  };
  if (!callback) return new Promise((resolve, reject) => { try { resolve(work()); } catch (error) { reject(error); } });
  let result;
  try { result = work(); } catch (error) { callback(error); return undefined; }
  callback(null, result);
  return undefined;
};
exports.__express = exports.renderFile;
exports.escapeXML = escapeXML;
exports.clearCache = () => cache.clear();
exports.delimiter = '%';
exports.name = 'ejs';
`;
