/** The words of V8 for the errors that the engine itself throws. */
export const messages = String.raw`
const style = startup.release.style;
const stacks = require('internal/stacks');

/** The text of what was called, read backwards from the parenthesis: 'app.lisen'. */
function calleeAt(place) {
  const source = place && stacks.lineOf(place.file, place.row);
  if (source === undefined) return undefined;
  let end = place.column - 1 - stacks.offsetOf(place.file, place.row);
  if (source[end] !== '(') {
    const rest = /^[\w$.]+/.exec(source.slice(Math.max(0, end)));
    return rest ? rest[0] : undefined;
  }
  while (end > 0 && /\s/.test(source[end - 1])) end--;
  let start = end;
  while (start > 0 && /[\w$.\]\['"]/.test(source[start - 1])) start--;
  const text = source.slice(start, end).replace(/^\./, '(intermediate value).');
  return text === '' ? undefined : text;
}

const rules = [
  [/^cannot (read|set) property '(.*)' of (undefined|null)$/, (all, verb, key, of) => style < 16
    ? 'Cannot ' + verb + " property '" + key + "' of " + of
    : 'Cannot ' + verb + ' properties of ' + of + ' (' + (verb === 'read' ? 'reading' : 'setting') + " '" + key + "')"],
  [/^'(.*)' is not defined$/, (all, name) => name + ' is not defined'],
  [/^'(.*)' is read-only$/, () => 'Assignment to constant variable.'],
  [/^(.*) is not initialized$/, (all, name) => 'Cannot access ' + (name.startsWith("'") ? name : "'" + name + "'") + ' before initialization'],
  [/^not a function$/, (all, place) => (calleeAt(place) || '(intermediate value)') + ' is not a function'],
  [/^not a constructor$/, (all, place) => (calleeAt(place) || '(intermediate value)') + ' is not a constructor'],
  [/^value is not iterable$/, (all, place) => (calleeAt(place) || 'object') + ' is not iterable'],
  [/^invalid 'instanceof' right operand$/, () => "Right-hand side of 'instanceof' is not callable"],
  [/^invalid 'in' operand$/, () => "Cannot use 'in' operator to search for a key in a value that is no object"],
  [/^circular reference$/, () => 'Converting circular structure to JSON'],
];

exports.reword = (error, place) => {
  const { message } = error;
  if (error.name === 'InternalError' && message === 'stack overflow') {
    Object.setPrototypeOf(error, RangeError.prototype);
    error.message = 'Maximum call stack size exceeded';
    return;
  }
  if (!['TypeError', 'ReferenceError', 'SyntaxError'].includes(error.name)) return;
  for (const [pattern, words] of rules) {
    const match = pattern.exec(message);
    if (!match) continue;
    error.message = match.length > 1 ? words(...match) : words(message, place);
    return;
  }
};
`;
