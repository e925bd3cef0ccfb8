import { characterClasses, type Assertion, type Node } from './syntax.js';

const assertions: Readonly<Record<Assertion, string>> = {
  start: '^',
  end: '$',
  textStart: '\\A',
  textEnd: '\\z',
  boundary: '\\b',
  notBoundary: '\\B',
  wordStart: '\\b',
  wordEnd: '\\b',
};

/** The tree in the syntax of RE2. Trees with back references have no such form; see backtrack.ts. */
export function emitRe2(node: Node): string {
  switch (node.kind) {
    case 'character':
      return escapeCode(node.code);
    case 'any':
      return '.';
    case 'set':
      return `[${node.negated ? '^' : ''}${node.items.map(item => (item.kind === 'class' ? characterClasses[item.name] : `${escapeCode(item.from)}-${escapeCode(item.to)}`)).join('')}]`;
    case 'assertion':
      return assertions[node.what];
    case 'group':
      return `(${emitRe2(node.body)})`;
    case 'sequence':
      return node.parts.map(emitRe2).join('');
    case 'choice':
      return `(?:${node.options.map(emitRe2).join('|')})`;
    case 'repeat':
      return `(?:${emitRe2(node.body)})${quantifier(node.min, node.max)}`;
    case 'reference':
      return '';
  }
}

function quantifier(min: number, max: number): string {
  if (max === Infinity) return min === 0 ? '*' : min === 1 ? '+' : `{${String(min)},}`;
  return min === 0 && max === 1 ? '?' : `{${String(min)},${String(max)}}`;
}

function escapeCode(code: number): string {
  return (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122) || code === 32
    ? String.fromCharCode(code)
    : `\\x{${code.toString(16)}}`;
}
