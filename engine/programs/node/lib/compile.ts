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
  const rest = line === undefined ? '' : line.slice(column - 1);
  const token = /^(?:[\w$]+|[^\s\w])/.exec(rest.trimStart());
  error.message = reword(error.message, token ? token[0] : undefined, line === undefined);
  delete error.fileName;
  delete error.lineNumber;
  const { load, main } = stacks.loaderFrames;
  stacks.setFrames(error, [...load, ...main]);
  if (line !== undefined) {
    const indent = line.slice(0, column - 1).replace(/[^\t]/g, ' ');
    stacks.setArrow(error, filename + ':' + place.row + '\n' + line + '\n' + indent + '^'.repeat(token ? token[0].length : 1));
  } else if (place) {
    const last = stacks.lineOf(filename, place.row - 1);
    stacks.setArrow(error, filename + ':' + place.row + '\n' + (last === undefined ? '' : '\n\n'));
  }
};

function reword(message, token, isEnd) {
  if (isEnd) return 'Unexpected end of input';
  for (const [pattern, make] of words) {
    const match = pattern.exec(message);
    const text = match && make(...match.slice(1));
    if (text) return text;
  }
  if (/^(expecting|unexpected|invalid|missing|function name|variable name)/.test(message) && token !== undefined) {
    if (/^[\w$]+$/.test(token)) return /^\d/.test(token) ? 'Unexpected number' : 'Unexpected identifier' + (startup.release.style >= 20 ? " '" + token + "'" : '');
    return /^["'\u0060]$/.test(token) ? 'Unexpected string' : "Unexpected token '" + token + "'";
  }
  const redefined = /^invalid redefinition of (?:lexical identifier|.*)$/.exec(message);
  return redefined && token !== undefined ? "Identifier '" + token + "' has already been declared" : message;
}
`;
