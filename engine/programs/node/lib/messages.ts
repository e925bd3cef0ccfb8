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

function lineAt(place) { return (place && stacks.lineOf(place.file, place.row)) || ''; }

/** The lines from the place on: for some errors QuickJS tells only where something before them was. */
function linesFrom(place) {
  const lines = [];
  for (let row = place ? place.row : Infinity; lines.length < 8; row++) {
    const line = place && stacks.lineOf(place.file, row);
    if (line === undefined) break;
    lines.push(line);
  }
  return lines.join('\n');
}

/** What was to be gone through: after 'of', '...' or an equals sign. */
function iterableAt(place, missing) {
  const line = linesFrom(place);
  const match = /\bof\s+([\w$.]+(?:\(\))?)\s*\)/.exec(line) || /\.\.\.\s*([\w$.]+)/.exec(line) || /\]\s*=\s*([\w$.]+)\s*[;,)]?/.exec(line);
  return match ? match[1] : missing;
}

/** 'const { a } = value', or a parameter '{ a }'. */
function destructured(place) {
  const line = linesFrom(place);
  const match = /\{\s*([\w$]+)[^{}]*\}\s*=\s*([\w$.]+(?:\([^()]*\))?)/.exec(line);
  const value = match && match[2] === 'null' ? 'null' : 'undefined';
  if (match) return "Cannot destructure property '" + match[1] + "' of '" + match[2] + "' as it is " + value + '.';
  const parameter = /\(\s*\{\s*([\w$]+)/.exec(line);
  return parameter ? "Cannot destructure property '" + parameter[1] + "' of 'undefined' as it is undefined." : 'Cannot convert undefined or null to object';
}

function readOnly(name, place) {
  const escaped = name.replace(/[$]/g, '\\$&');
  const isProperty = new RegExp('(?:\\.|\\[[\'"]?)' + escaped + '(?:[\'"]?\\])?\\s*(?:[-+*/%&|^]?=|\\+\\+|--)').test(lineAt(place));
  return isProperty ? "Cannot assign to read only property '" + name + "' of object '#<Object>'" : 'Assignment to constant variable.';
}

function addedProperty(place) {
  const line = lineAt(place);
  const match = /\.([\w$]+)\s*=(?!=)/.exec(line) || /\[['"]?([^'"\]]+)['"]?\]\s*=(?!=)/.exec(line);
  if (match) return 'Cannot add property ' + match[1] + ', object is not extensible';
  const defined = /defineProperty\([^,]*,\s*['"]([^'"]+)/.exec(line);
  return defined ? 'Cannot define property ' + defined[1] + ', object is not extensible' : 'Cannot add property, object is not extensible';
}

const plain = {
  'cannot convert symbol to string': 'Cannot convert a Symbol value to a string',
  'cannot convert symbol to number': 'Cannot convert a Symbol value to a number',
  'cannot convert bigint to number': 'Cannot mix BigInt and other types, use explicit conversions',
  'cannot convert to BigInt': 'Cannot mix BigInt and other types, use explicit conversions',
  'invalid array length': 'Invalid array length',
  'invalid number of digits': 'toFixed() digits argument must be between 0 and 100',
  'radix must be between 2 and 36': 'toString() radix must be between 2 and 36',
  'empty array': 'Reduce of empty array with no initial value',
  'expecting hex digit': 'URI malformed', 'malformed UTF-8': 'URI malformed',
  'Date value is NaN': 'Invalid time value',
  'invalid string length': 'Invalid string length', 'string too long': 'Invalid string length', 'Array too long': 'Invalid array length',
  'invalid repeat count': 'Invalid count value: -1',
  'BigInt division by zero': 'Division by zero',
  'cannot convert to object': 'Cannot convert undefined or null to object',
  'cannot convert to BigInt: not an integer': 'The number cannot be converted to a BigInt because it is not an integer',
  'circular prototype chain': 'Cyclic __proto__ value',
  'property is not configurable': 'Cannot redefine property',
  'could not delete property': 'Cannot delete property',
  'circular reference': 'Converting circular structure to JSON',
  'invalid array buffer length': 'Array buffer allocation failed',
  'too many arguments': 'Maximum call stack size exceeded',
};
const names = ['TypeError', 'ReferenceError', 'SyntaxError', 'RangeError', 'URIError'];

const rules = [
  [/^cannot read property '(?:Symbol\.iterator|\[Symbol\.iterator\])' of (undefined|null)$/, (all, of, place) => iterableAt(place, of) + ' is not iterable'],
  [/^cannot convert to object$/, (all, place) => destructured(place)],
  [/^class constructors must be invoked with 'new'$/, (all, place, error) => 'Class constructor ' + stacks.firstName(error) + " cannot be invoked without 'new'"],
  [/^'?this'? is not initialized$/, () => "Must call super constructor in derived class before accessing 'this' or returning from derived constructor"],
  [/^object is not extensible$/, (all, place) => addedProperty(place)],
  [/^invalid 'in' operand$/, () => "Cannot use 'in' operator to search for a key in a value that is no object"],
  [/^cannot (read|set) property '(.*)' of (undefined|null)$/, (all, verb, key, of) => style < 16
    ? 'Cannot ' + verb + " property '" + key + "' of " + of
    : 'Cannot ' + verb + ' properties of ' + of + ' (' + (verb === 'read' ? 'reading' : 'setting') + " '" + key + "')"],
  [/^'(.*)' is not defined$/, (all, name) => name + ' is not defined'],
  [/^'(.*)' is read-only$/, (all, name, place) => readOnly(name, place)],
  [/^(.*) is not initialized$/, (all, name) => 'Cannot access ' + (name.startsWith("'") ? name : "'" + name + "'") + ' before initialization'],
  [/^not a function$/, (all, place) => (calleeAt(place) || '(intermediate value)') + ' is not a function'],
  [/^not a constructor$/, (all, place) => (calleeAt(place) || '(intermediate value)') + ' is not a constructor'],
  [/^value is not iterable$/, (all, place) => (iterableAt(place) || 'object') + ' is not iterable'],
  [/^invalid 'instanceof' right operand$/, () => "Right-hand side of 'instanceof' is not callable"],
];

exports.reword = (error, place) => {
  const { message } = error;
  if (error.name === 'InternalError' && message === 'stack overflow') {
    Object.setPrototypeOf(error, RangeError.prototype);
    error.message = 'Maximum call stack size exceeded';
    return;
  }
  if (!names.includes(error.name)) return;
  for (const [pattern, words] of rules) {
    const match = pattern.exec(message);
    if (!match) continue;
    error.message = words(...match, place, error);
    return;
  }
  if (Object.hasOwn(plain, message)) error.message = plain[message];
};
`;
