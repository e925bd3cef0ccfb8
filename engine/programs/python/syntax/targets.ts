import type { Expression } from './ast.js';
import { SourceError } from './span.js';

/** What CPython calls an expression that cannot be assigned to. */
export function describeExpression(value: Expression): string {
  switch (value.kind) {
    case 'constant':
      return {
        none: 'None',
        true: 'True',
        false: 'False',
        ellipsis: 'ellipsis',
        int: 'literal',
        float: 'literal',
        imaginary: 'literal',
        str: 'literal',
        bytes: 'literal',
      }[value.value.kind];
    case 'call':
      return 'function call';
    case 'binary':
    case 'unary':
    case 'boolean':
      return 'expression';
    case 'compare':
      return 'comparison';
    case 'conditional':
      return 'conditional expression';
    case 'joined':
      return 'f-string expression';
    case 'dict':
      return 'dict literal';
    case 'set':
      return 'set display';
    case 'listComp':
      return 'list comprehension';
    case 'dictComp':
      return 'dict comprehension';
    case 'setComp':
      return 'set comprehension';
    case 'generator':
      return 'generator expression';
    case 'lambda':
      return 'lambda';
    case 'await':
      return 'await expression';
    case 'yield':
    case 'yieldFrom':
      return 'yield expression';
    case 'named':
      return 'named expression';
    case 'slice':
      return 'slice';
    case 'name':
      return 'name';
    case 'attribute':
      return 'attribute';
    case 'subscript':
      return 'subscript';
    case 'starred':
      return 'starred';
    case 'list':
      return 'list';
    case 'tuple':
      return 'tuple';
  }
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
