import type { ParameterOperation, ParameterPart, Word, WordPart } from './ast.js';
import type { Cursor } from './cursor.js';
import { skipContinuations } from './line-continuations.js';
import type { PartStyle } from './part-list.js';
import type { ShellSyntaxError } from './syntax-error.js';
import { makeWord } from './word.js';

type Quoting = PartStyle['quoting'];

/** `${…}`, when the cursor is at the dollar. */
export function readBracedParameter(cursor: Cursor, quoting: Quoting): WordPart {
  const start = cursor.position;
  cursor.position += 2;
  skipContinuations(cursor, 0);
  const part = readInside(cursor, quoting);
  if (cursor.ended) throw unterminated(cursor, start, quoting);
  const known = part !== undefined && cursor.at() === '}';
  if (!known) skipToBrace(cursor, start, quoting);
  cursor.position++;
  const source = cursor.text.slice(start, cursor.position);
  return known ? { ...part, source } : { kind: 'bad', text: source };
}

/** dash and ash look at the quotes first. */
function unterminated(cursor: Cursor, start: number, quoting: Quoting): ShellSyntaxError {
  return cursor.unterminated(quoting === 'double' && cursor.dialect.name !== 'bash' ? '"' : '${', start);
}

type Inside = Omit<ParameterPart, 'source'>;

function readInside(cursor: Cursor, quoting: Quoting): Inside | undefined {
  if (cursor.at() === '#' && cursor.at(1) !== '}') {
    const length = readLength(cursor);
    if (length) return length;
  }
  if (cursor.at() === '!' && cursor.dialect.bashParameters && /[A-Za-z0-9_@*#]/.test(cursor.at(1))) return readIndirect(cursor, quoting);
  return readParameter(cursor, quoting, false);
}

/** `${#name}`; undefined when `#` is the parameter itself, as in `${#-0}`. */
function readLength(cursor: Cursor): Inside | undefined {
  const start = cursor.position;
  cursor.position++;
  const name = readName(cursor);
  const subscript = name === '' ? undefined : readSubscript(cursor);
  if (name !== '' && cursor.at() === '}') {
    return { kind: 'parameter', name, subscript, indirect: false, operation: { kind: 'length' }, pure: isPureSubscript(subscript) };
  }
  cursor.position = start;
  return undefined;
}

function readIndirect(cursor: Cursor, quoting: Quoting): Inside | undefined {
  cursor.position++;
  const start = cursor.position;
  const name = readName(cursor);
  if ((cursor.at() === '@' || cursor.at() === '*') && cursor.at(1) === '}' && /^[A-Za-z_]/.test(name)) {
    const separate = cursor.at() === '@';
    cursor.position++;
    return { kind: 'parameter', name, indirect: false, operation: { kind: 'names', separate }, pure: true };
  }
  const subscript = readSubscript(cursor);
  if ((subscript === '@' || subscript === '*') && cursor.at() === '}') {
    return { kind: 'parameter', name, subscript, indirect: false, operation: { kind: 'keys' }, pure: true };
  }
  cursor.position = start;
  return readParameter(cursor, quoting, true);
}

function readParameter(cursor: Cursor, quoting: Quoting, indirect: boolean): Inside | undefined {
  const name = readName(cursor);
  if (name === '') return undefined;
  const subscript = readSubscript(cursor);
  const plain: Inside = { kind: 'parameter', name, subscript, indirect, pure: isPureSubscript(subscript) };
  if (cursor.at() === '}' || cursor.ended) return plain;
  const operation = readOperation(cursor, quoting);
  if (!operation) return undefined;
  return { ...plain, operation, pure: plain.pure && isPureOperation(operation) };
}

/** A name, a number or a special parameter; '' when there is none. */
function readName(cursor: Cursor): string {
  const rest =
    /^(?:[A-Za-z_](?:[A-Za-z0-9_]|\\\n)*|[0-9]+|[@*#?$!-])/.exec(cursor.text.slice(cursor.position, cursor.position + 1000))?.[0] ?? '';
  cursor.position += rest.length;
  return rest.replaceAll('\\\n', '');
}

function readSubscript(cursor: Cursor): ParameterPart['subscript'] {
  if (cursor.at() !== '[' || !cursor.dialect.arrays) return undefined;
  const start = cursor.position;
  cursor.position++;
  const word = readSubscriptWord(cursor);
  if (cursor.ended) throw cursor.unterminated('[', start);
  cursor.position++;
  return word.source === '@' || word.source === '*' ? word.source : word;
}

/** What stands between `[` and `]`, with the cursor left at the `]`. */
export function readSubscriptWord(cursor: Cursor): Word {
  const start = cursor.position;
  let depth = 0;
  const parts = cursor.grammar.parts(cursor, {
    quoting: 'plain',
    stops: character => {
      if (character === '[') depth++;
      return character === ']' && depth-- === 0;
    },
  });
  return makeWord(parts, cursor.text.slice(start, cursor.position));
}

function readOperation(cursor: Cursor, quoting: Quoting): ParameterOperation | undefined {
  const colon = cursor.at() === ':' && '-=?+'.includes(cursor.at(1) || ' ');
  const kind = defaultKinds[cursor.at(colon ? 1 : 0)];
  if (kind) {
    cursor.position += colon ? 2 : 1;
    return { kind, colon, word: readOperand(cursor, quoting) };
  }
  if (cursor.at() === '#' || cursor.at() === '%') return readTrim(cursor);
  if (cursor.dialect.substrings && cursor.at() === '/') return readReplace(cursor);
  if (cursor.dialect.substrings && cursor.at() === ':' && cursor.at(1) !== '}') return readSubstring(cursor);
  if (!cursor.dialect.bashParameters) return undefined;
  if ('^,~'.includes(cursor.at() || ' ')) return readCase(cursor);
  if (cursor.at() === '@' && /^@[QEPAaKkuUL]\}/.test(cursor.text.slice(cursor.position, cursor.position + 3))) {
    const letter = cursor.at(1);
    cursor.position += 2;
    return { kind: 'transform', letter };
  }
  return undefined;
}

const defaultKinds: Readonly<Record<string, 'default' | 'assign' | 'error' | 'alternative'>> = {
  '-': 'default',
  '=': 'assign',
  '?': 'error',
  '+': 'alternative',
};

function readTrim(cursor: Cursor): ParameterOperation {
  const sign = cursor.at();
  const longest = cursor.at(1) === sign;
  cursor.position += longest ? 2 : 1;
  return { kind: 'trim', side: sign === '#' ? 'prefix' : 'suffix', longest, pattern: readPatternOperand(cursor, '}') };
}

function readReplace(cursor: Cursor): ParameterOperation {
  cursor.position++;
  const mark = cursor.at();
  const scope = mark === '/' ? 'all' : mark === '#' ? 'start' : mark === '%' ? 'end' : 'first';
  if (scope !== 'first') cursor.position++;
  const pattern = readPatternOperand(cursor, '/}', scope === 'first' || scope === 'all');
  if (cursor.at() !== '/') return { kind: 'replace', scope, pattern, replacement: undefined };
  cursor.position++;
  return { kind: 'replace', scope, pattern, replacement: readPatternOperand(cursor, '}') };
}

function readSubstring(cursor: Cursor): ParameterOperation {
  cursor.position++;
  const offset = readArithmeticOperand(cursor, ':}');
  if (cursor.at() !== ':') return { kind: 'substring', offset, length: undefined };
  cursor.position++;
  return { kind: 'substring', offset, length: readArithmeticOperand(cursor, '}') };
}

function readCase(cursor: Cursor): ParameterOperation {
  const sign = cursor.at();
  const all = cursor.at(1) === sign;
  cursor.position += all ? 2 : 1;
  const change = sign === '^' ? 'upper' : sign === ',' ? 'lower' : 'toggle';
  return { kind: 'case', change, all, pattern: cursor.at() === '}' ? undefined : readPatternOperand(cursor, '}') };
}

/** The word after `:-` and its like: between double quotes, it is between double quotes itself. */
function readOperand(cursor: Cursor, quoting: Quoting): Word {
  if (quoting === 'plain') return readWordTo(cursor, { quoting, escapable: '}', stops: character => character === '}' });
  // bash passes over what is between single quotes there, though they quote nothing.
  const start = cursor.position;
  const quotes = { odd: false };
  const word = readWordTo(cursor, {
    quoting: 'double',
    escapable: '}',
    stops: character => {
      if (character === "'" && quoting === 'double' && cursor.dialect.name === 'bash') quotes.odd = !quotes.odd;
      return character === '}' && !quotes.odd;
    },
  });
  if (quotes.odd) throw cursor.unterminated("'", start);
  return word;
}

/** A pattern keeps its own quotes even between double quotes. */
function readPatternOperand(cursor: Cursor, ends: string, mayBeginWithSlash = false): Word {
  const first = cursor.position;
  // A slash right after `/` or `//` belongs to the pattern.
  return readWordTo(cursor, {
    quoting: 'plain',
    stops: character => ends.includes(character) && !(mayBeginWithSlash && character === '/' && cursor.position === first),
  });
}

function readArithmeticOperand(cursor: Cursor, ends: string): Word {
  let depth = 0;
  let questions = 0;
  return readWordTo(cursor, {
    quoting: 'here',
    stops: character => {
      if (character === '(') depth++;
      if (character === ')') depth--;
      if (depth > 0) return false;
      if (character === '?') questions++;
      if (character === ':' && questions > 0) {
        questions--;
        return false;
      }
      return ends.includes(character);
    },
  });
}

function readWordTo(cursor: Cursor, style: PartStyle): Word {
  const start = cursor.position;
  const parts = cursor.grammar.parts(cursor, style);
  return makeWord(parts, cursor.text.slice(start, cursor.position));
}

function skipToBrace(cursor: Cursor, start: number, quoting: Quoting): void {
  // dash and ash want to know what `:` means, and take the brace for the answer.
  if (cursor.dialect.name !== 'bash' && cursor.startsWith(':}')) cursor.position += 2;
  cursor.grammar.parts(cursor, { quoting: 'plain', stops: character => character === '}' });
  if (cursor.ended) throw unterminated(cursor, start, quoting);
}

function isPureSubscript(subscript: ParameterPart['subscript']): boolean {
  return subscript === undefined || typeof subscript === 'string' || subscript.pure;
}

function isPureOperation(operation: ParameterOperation): boolean {
  switch (operation.kind) {
    case 'default':
    case 'assign':
    case 'error':
    case 'alternative':
      return operation.word.pure;
    case 'trim':
      return operation.pattern.pure;
    case 'replace':
      return operation.pattern.pure && (operation.replacement?.pure ?? true);
    case 'substring':
      return operation.offset.pure && (operation.length?.pure ?? true);
    case 'case':
      return operation.pattern?.pure ?? true;
    case 'length':
    case 'transform':
    case 'names':
    case 'keys':
      return true;
  }
}
