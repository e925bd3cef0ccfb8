/** Compiling with errors of syntax in node's words. */
export const compile = String.raw`
const stacks = require('internal/stacks');

exports.compile = (source, filename) => {
  try { return host.compile(source, filename); } catch (error) {
    if (error instanceof SyntaxError) exports.describe(error, filename);
    throw error;
  }
};

const words = [
  [/^unexpected token in expression: '(.*)'$/, token => token === '' ? 'Unexpected end of input' : "Unexpected token '" + token + "'"],
  [/^unexpected end of string$/, () => 'Invalid or unexpected token'],
  [/^(?:expecting|unexpected token).*'([^']*)'$/, () => undefined],
];

/** Gives an error of syntax the line and a caret that node prints above it. */
exports.describe = (error, filename) => {
  const raw = String(error.stack);
  const place = stacks.firstPlace(raw);
  const line = place && stacks.lineOf(filename, place.row);
  const column = place ? Math.max(1, place.column - stacks.offsetOf(filename, place.row)) : 1;
  if (line !== undefined && module_(error, filename, place, line)) return;
  const stray = line === undefined && place && strayBrace(filename);
  if (stray) { at(error, filename, stray.row, stray.line, stray.column, 1, "Unexpected token '}'"); return; }
  const absent = /^Could not find export '(.*)' in module '(.*)'$/.exec(error.message);
  if (absent) { missingExport(error, filename, absent[1]); return; }
  const rest = line === undefined ? '' : line.slice(column - 1);
  const token = /^(?:[\w$]+|[^\s\w])/.exec(rest.trimStart());
  const isText = /^unexpected end of string/.test(error.message);
  const redefined = /^invalid redefinition of/.test(error.message) && line !== undefined && /([\w$]+)\s*$/.exec(line.slice(0, column - 1));
  if (redefined) { at(error, filename, place.row, line, redefined.index, redefined[1].length, "Identifier '" + redefined[1] + "' has already been declared"); return; }
  error.message = reword(error.message, token ? token[0] : undefined, line === undefined);
  delete error.fileName;
  delete error.lineNumber;
  stacks.setFrames(error, framesOf(filename));
  const shown = stacks.isModule(filename) ? 'file://' + filename : filename;
  if (line !== undefined) {
    const indent = line.slice(0, column - 1).replace(/[^\t]/g, ' ');
    stacks.setArrow(error, shown + ':' + place.row + '\n' + line + '\n' + indent + '^'.repeat(isText ? rest.length : token ? token[0].length : 1));
  } else if (place) {
    let row = place.row;
    while (row > 1 && stacks.lineOf(filename, row) === undefined) row--;
    stacks.setArrow(error, shown + ':' + row + '\n' + (place.row === row ? '' : '\n'));
  }
};

/** The first brace that closes what was never opened: it closes the function that node puts around the file. */
function strayBrace(filename) {
  let depth = 0;
  let inside = '';
  for (let row = 1, line; (line = stacks.lineOf(filename, row)) !== undefined; row++) {
    for (let column = 0; column < line.length; column++) {
      const char = line[column];
      if (inside === '*') { if (char === '*' && line[column + 1] === '/') inside = ''; continue; }
      if (inside !== '') { if (char === '\\') column++; else if (char === inside) inside = ''; continue; }
      if (char === '/' && line[column + 1] === '/') break;
      if (char === '/' && line[column + 1] === '*') inside = '*';
      else if (char === "'" || char === '"' || char === '\u0060') inside = char;
      else if (char === '{') depth++;
      else if (char === '}' && --depth < 0) return { row, line, column };
    }
    if (inside === "'" || inside === '"') inside = '';
  }
  return undefined;
}

/** What node was doing when it read the file. */
function framesOf(filename) {
  const { compile, load, main, source } = stacks.loaderFrames;
  if (stacks.isModule(filename)) return source;
  return startup.check ? [...compile.slice(0, -1), 'checkSyntax (node:internal/main/check_syntax:74:5)'] : [...compile, ...load.slice(1), ...main];
}

/** Puts the message, and an arrow under a part of a line, to an error. */
function at(error, filename, row, line, from, length, message) {
  error.message = message;
  stacks.setFrames(error, framesOf(filename));
  stacks.setArrow(error, filename + ':' + row + '\n' + line + '\n' + line.slice(0, from).replace(/[^\t]/g, ' ') + '^'.repeat(length));
}

/** Words of ES modules in a file that is none. */
function module_(error, filename, place, line) {
  if (stacks.isModule(filename)) return false;
  const words = /^\s*(import)\s*[\w$\x7b*'"]|^\s*(export)\s/.exec(line);
  const token = words && (words[1] || words[2]);
  if (token) {
    process.emit('warning', Object.assign(new Error('To load an ES module, set "type": "module" in the package.json or use the .mjs extension.'), { name: 'Warning' }));
    at(error, filename, place.row, line, line.indexOf(token), token.length, token === 'import' ? 'Cannot use import statement outside a module' : "Unexpected token 'export'");
    return true;
  }
  const wait = /\bawait\s+[\w$'"(\[\x7b]/.exec(line);
  if (!wait) return false;
  at(error, filename, place.row, line, wait.index, 5, 'await is only valid in async function' + (startup.release.style >= 20 ? 's and the top level bodies of modules' : ''));
  return true;
}

/** 'import { name } from …' of something that the module does not export. */
function missingExport(error, filename, name) {
  for (let row = 1, line; (line = stacks.lineOf(filename, row)) !== undefined; row++) {
    const found = new RegExp('[\\x7b,\\s](' + name.replace(/[$]/g, '\\$&') + ')\\b.*from\\s*[\'"]([^\'"]+)').exec(line) || (name === 'default' ? /(?:import\s+)([\w$]+)\b.*from\s*['"]([^'"]+)/.exec(line) : null);
    if (!found) continue;
    at(error, 'file://' + filename, row, line, line.indexOf(found[1], found.index), found[1].length, "The requested module '" + found[2] + "' does not provide an export named '" + name + "'");
    stacks.setTight(error);
    stacks.setFrames(error, stacks.loaderFrames.link);
    return;
  }
}

function reword(message, token, isEnd) {
  if (isEnd) return 'Unexpected end of input';
  for (const [pattern, make] of words) {
    const match = pattern.exec(message);
    const text = match && make(...match.slice(1));
    if (text) return text;
  }
  if (/^(?:expecting|unexpected|invalid|missing|function name|variable name)|expected$/.test(message) && token !== undefined) {
    if (/^[\w$]+$/.test(token)) return /^\d/.test(token) ? 'Unexpected number' : 'Unexpected identifier' + (startup.release.style >= 20 ? " '" + token + "'" : '');
    return /^["'\u0060]$/.test(token) ? 'Unexpected string' : "Unexpected token '" + token + "'";
  }
  const redefined = /^invalid redefinition of (?:lexical identifier|.*)$/.exec(message);
  return redefined && token !== undefined ? "Identifier '" + token + "' has already been declared" : message;
}
`;
