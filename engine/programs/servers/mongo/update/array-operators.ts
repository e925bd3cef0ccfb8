import { replaceRange } from '../../../../core/append.js';
import { compareValues, isEqual, numberOf } from '../bson/compare.js';
import { formatShell } from '../bson/shell-text.js';
import { isDoc, isList, type Doc, type List, type Value, emptyDoc } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { comparator } from '../aggregate/sort-spec.js';
import { compileQuery, isOperators, type CompileExpression } from '../query/match.js';
import { typeName } from '../query/type-names.js';
import type { Target } from './target.js';

/** What operators know of the update around them. */
export interface Place {
  readonly path: string;
  readonly document: Doc;
  readonly expressions: CompileExpression;
}

export type ArrayOperator = (target: Target, argument: Value, place: Place) => void;

function idOf(document: Doc): string {
  return `{_id: ${formatShell(document.get('_id') ?? null)}}`;
}

const push: ArrayOperator = (target, argument, { path, document }) => {
  const { value } = target;
  if (value !== undefined && !isList(value))
    throw new MongoError(
      'BadValue',
      `The field '${path}' must be an array but is of type ${typeName(value)} in document ${idOf(document)}`,
    );
  const list = [...(value ?? [])];
  const each = isDoc(argument) ? argument.get('$each') : undefined;
  if (!isDoc(argument) || !argument.has('$each')) {
    list.push(argument);
    target.set(list);
    return;
  }
  if (!isList(each))
    throw new MongoError('BadValue', `The argument to $each in $push must be an array but it was of type: ${typeName(each)}`);
  const strange = [...argument.keys()].find(name => !['$each', '$slice', '$sort', '$position'].includes(name));
  if (strange !== undefined) throw new MongoError('BadValue', `Unrecognized clause in $push: ${strange}`);
  const position = numberOf(argument.get('$position'));
  replaceRange(list, position ?? list.length, 0, each);
  sort(list, argument.get('$sort'));
  const slice = numberOf(argument.get('$slice'));
  target.set(slice === undefined ? list : slice < 0 ? list.slice(slice) : list.slice(0, slice));
};

function sort(list: List, spec: Value | undefined): void {
  if (spec === undefined) return;
  if (isDoc(spec)) {
    const compare = comparator(spec);
    list.sort((a, b) => compare(isDoc(a) ? a : emptyDoc(), isDoc(b) ? b : emptyDoc()));
    return;
  }
  const direction = numberOf(spec);
  if (direction !== 1 && direction !== -1) throw new MongoError('BadValue', 'The $sort element value must be either 1 or -1');
  list.sort((a, b) => compareValues(a, b) * direction);
}

const addToSet: ArrayOperator = (target, argument, { path }) => {
  const { value } = target;
  if (value !== undefined && !isList(value))
    throw new MongoError(
      'BadValue',
      `Cannot apply $addToSet to non-array field. Field named '${path.split('.').at(-1) ?? ''}' has non-array type ${typeName(value)}`,
    );
  const each = isDoc(argument) && argument.has('$each') ? argument.get('$each') : [argument];
  if (!isList(each))
    throw new MongoError('TypeMismatch', `The argument to $each in $addToSet must be an array but it was of type ${typeName(each)}`);
  const list = [...(value ?? [])];
  for (const item of each) if (!list.some(known => isEqual(known, item))) list.push(item);
  target.set(list);
};

const pop: ArrayOperator = (target, argument, { path }) => {
  const direction = numberOf(argument);
  if (direction !== 1 && direction !== -1) throw new MongoError('FailedToParse', `$pop expects 1 or -1, found: ${formatShell(argument)}`);
  const { value } = target;
  if (value === undefined) return;
  if (!isList(value)) throw new MongoError('TypeMismatch', `Path '${path}' contains an element of non-array type '${typeName(value)}'`);
  target.set(direction === 1 ? value.slice(0, -1) : value.slice(1));
};

const pull: ArrayOperator = (target, argument, { expressions }) => {
  const { value } = target;
  if (value === undefined) return;
  if (!isList(value)) throw new MongoError('BadValue', 'Cannot apply $pull to a non-array value');
  const goes = pullTest(argument, expressions);
  target.set(value.filter(item => !goes(item)));
};

function pullTest(argument: Value, expressions: CompileExpression): (item: Value) => boolean {
  if (isOperators(argument)) {
    const test = compileQuery(new Map([['', argument]]), expressions);
    return item => test(new Map([['', item]]));
  }
  if (!isDoc(argument)) {
    const test = compileQuery(new Map([['', argument]]), expressions);
    return item => (!isList(item) ? test(new Map([['', item]])) : isEqual(item, argument));
  }
  const test = compileQuery(argument, expressions);
  return item => isDoc(item) && test(item);
}

const pullAll: ArrayOperator = (target, argument) => {
  if (!isList(argument)) throw new MongoError('BadValue', `$pullAll requires an array argument but was given a ${typeName(argument)}`);
  const { value } = target;
  if (value === undefined) return;
  if (!isList(value)) throw new MongoError('BadValue', 'Cannot apply $pull to a non-array value');
  target.set(value.filter(item => !argument.some(gone => isEqual(gone, item))));
};

export const arrayOperators: ReadonlyMap<string, ArrayOperator> = new Map([
  ['$push', push],
  ['$addToSet', addToSet],
  ['$pop', pop],
  ['$pull', pull],
  ['$pullAll', pullAll],
]);
