import type { Expression } from './ast.js';
import { SourceError } from './span.js';

const descriptions: Readonly<Record<Exclude<Expression['kind'], 'constant'>, string>> = {
  call: 'function call',
  binary: 'expression',
  unary: 'expression',
  boolean: 'expression',
  compare: 'comparison',
  conditional: 'conditional expression',
  joined: 'f-string expression',
  dict: 'dict literal',
  set: 'set display',
  listComp: 'list comprehension',
  dictComp: 'dict comprehension',
  setComp: 'set comprehension',
  generator: 'generator expression',
  lambda: 'lambda',
  await: 'await expression',
  yield: 'yield expression',
  yieldFrom: 'yield expression',
  named: 'named expression',
  slice: 'slice',
  name: 'name',
  attribute: 'attribute',
  subscript: 'subscript',
  starred: 'starred',
  list: 'list',
  tuple: 'tuple',
};

const constants: Readonly<Partial<Record<string, string>>> = { none: 'None', true: 'True', false: 'False', ellipsis: 'ellipsis' };

/** What CPython calls an expression that cannot be assigned to. */
export function describeExpression(value: Expression): string {
  return value.kind === 'constant' ? (constants[value.value.kind] ?? 'literal') : descriptions[value.kind];
}

/** Gives the expression back when it can be assigned to (or deleted). */
export function assignmentTarget(value: Expression, use: 'assign' | 'for' | 'delete' | 'with' | 'multiple'): Expression {
  switch (value.kind) {
    case 'name':
      if (value.name === '__debug__') throw new SourceError('cannot assign to __debug__', value.span);
      return value;
    case 'attribute':
    case 'subscript':
      return value;
    case 'list':
    case 'tuple':
      for (const item of value.items) assignmentTarget(item, use === 'assign' ? 'multiple' : use);
      return value;
    case 'starred':
      if (use === 'delete') throw new SourceError('cannot delete starred', value.span);
      assignmentTarget(value.value, use);
      return value;
    default:
      throw wrongTarget(value, use);
  }
}

function wrongTarget(value: Expression, use: string): SourceError {
  const what = describeExpression(value);
  if (use === 'delete') return new SourceError(`cannot delete ${what}`, value.span);
  const isNamed = value.kind === 'constant' && /none|true|false|ellipsis/.test(value.value.kind);
  const hint =
    (use === 'assign' &&
      !isNamed &&
      value.kind !== 'generator' &&
      value.kind !== 'lambda' &&
      !what.startsWith('yield') &&
      !what.startsWith('await')) ||
    (use === 'assign' && /await|yield/.test(what));
  return new SourceError(`cannot assign to ${what}${hint ? " here. Maybe you meant '==' instead of '='?" : ''}`, value.span);
}
