import { formatShell } from '../bson/shell-text.js';
import { compareValues, isEqual, isNumeric, isSameKind, keyOf, numberOf } from '../bson/compare.js';
import { isDoc, isList, Regex, type Doc, type Value } from '../bson/values.js';
import { MongoError, notSimulated } from '../errors.js';
import { matchesBits } from './bits.js';
import { matchesSchema } from './json-schema.js';
import { indexOf, valuesAt } from './path.js';
import { compilePattern } from './regex.js';
import { hasType, typeNumbers } from './type-names.js';

export type Test = (document: Doc) => boolean;
type ValueTest = (value: Value | undefined) => boolean;
/** What decides about all the values that a path leads to. */
type LeavesTest = (leaves: readonly (Value | undefined)[]) => boolean;

/** Compiles the expression of `$expr`; aggregation gives it. */
export type CompileExpression = (expression: Value) => (document: Doc) => Value | undefined;

const MAX_NESTING = 100;

/** A query as a test of documents. Throws MongoError when it makes no sense. */
export function compileQuery(query: Doc, expressions: CompileExpression, depth = 0): Test {
  if (depth > MAX_NESTING) throw new MongoError('BadValue', 'exceeded maximum query tree depth of 100 at $and');
  const tests = [...query].map(([name, value]) => compileEntry(name, value, expressions, depth));
  const [only] = tests;
  return tests.length === 1 && only ? only : document => tests.every(test => test(document));
}

function compileEntry(name: string, value: Value, expressions: CompileExpression, depth: number): Test {
  if (!name.startsWith('$')) return compileField(name.split('.'), value, expressions, depth);
  switch (name) {
    case '$and':
    case '$or':
    case '$nor': {
      const tests = clauses(name, value).map(clause => compileQuery(clause, expressions, depth + 1));
      if (name === '$and') return document => tests.every(test => test(document));
      const wanted = name === '$or';
      return document => tests.some(test => test(document)) === wanted;
    }
    case '$expr': {
      const evaluate = expressions(value);
      return document => isTrue(evaluate(document));
    }
    case '$jsonSchema': {
      if (!isDoc(value)) throw new MongoError('TypeMismatch', '$jsonSchema must be an object');
      return document => matchesSchema(document, value);
    }
    case '$comment':
      return () => true;
    case '$where':
    case '$text':
      throw notSimulated(`the query operator ${name}`);
    default:
      throw new MongoError(
        'BadValue',
        `unknown top level operator: ${name}. If you have a field name that starts with a '$' symbol, consider using $getField or $setField.`,
      );
  }
}

/** Truth in aggregation: everything but false, null, zero and nothing. */
export function isTrue(value: Value | undefined): boolean {
  return value !== undefined && value !== null && value !== false && numberOf(value) !== 0;
}

function clauses(name: string, value: Value): readonly Doc[] {
  if (!isList(value)) throw new MongoError('BadValue', `${name} must be an array`);
  if (value.length === 0) throw new MongoError('BadValue', '$and/$or/$nor must be a nonempty array');
  return value.map(clause => {
    if (!isDoc(clause)) throw new MongoError('BadValue', '$or/$and/$nor entries need to be full objects');
    return clause;
  });
}

/** Whether a document consists of operators. */
export function isOperators(value: Value | undefined): value is Doc {
  if (!isDoc(value) || value.size === 0) return false;
  const [first = ''] = value.keys();
  return first.startsWith('$') && !['$ref', '$id', '$db'].includes(first);
}

function compileField(path: readonly string[], value: Value, expressions: CompileExpression, depth: number): Test {
  const test = isOperators(value) ? compileOperators(value, expressions, depth) : any(equals(value));
  return document => test(valuesAt(document, path));
}

/** The tests of `{ $gt: 1, $lt: 5 }`, all of which must hold. */
function compileOperators(operators: Doc, expressions: CompileExpression, depth: number): LeavesTest {
  const tests = [...operators].map(([name, value]) => compileOperator(name, value, operators, expressions, depth));
  return leaves => tests.every(test => test(leaves));
}

/** Some value, or some item of one that is an array. */
function any(test: ValueTest): LeavesTest {
  return leaves => leaves.some(value => test(value) || (isList(value) && value.some(test)));
}

function not(test: LeavesTest): LeavesTest {
  return leaves => !test(leaves);
}

function equals(wanted: Value): ValueTest {
  if (wanted instanceof Regex) {
    const pattern = compilePattern(wanted.pattern, wanted.options);
    return value => (typeof value === 'string' ? pattern.test(value) : value instanceof Regex && isEqual(value, wanted));
  }
  if (wanted === null) return value => value === undefined || value === null;
  return value => value !== undefined && isEqual(value, wanted);
}

function compileOperator(name: string, value: Value, operators: Doc, expressions: CompileExpression, depth: number): LeavesTest {
  switch (name) {
    case '$eq':
      return any(equals(value));
    case '$ne':
      if (value instanceof Regex) throw new MongoError('BadValue', "Can't have regex as arg to $ne.");
      return not(any(equals(value)));
    case '$gt':
    case '$gte':
    case '$lt':
    case '$lte':
      return any(comparison(name, value));
    case '$in':
      return any(isIn(name, value));
    case '$nin':
      return not(any(isIn(name, value)));
    case '$exists':
      return leaves => leaves.some(leaf => leaf !== undefined) === isTrue(value);
    case '$not':
      return not(negated(value, expressions, depth));
    case '$regex':
      return any(equals(regexOf(value, operators.get('$options'))));
    case '$options':
      if (!operators.has('$regex')) throw new MongoError('BadValue', '$options needs a $regex');
      return () => true;
    default:
      return compileRareOperator(name, value, expressions, depth);
  }
}

function compileRareOperator(name: string, value: Value, expressions: CompileExpression, depth: number): LeavesTest {
  switch (name) {
    case '$size':
      return hasSize(value);
    case '$type':
      return typeTest(value);
    case '$all':
      return hasAll(value, expressions, depth);
    case '$elemMatch':
      return leaves => leaves.some(elementTest(value, expressions, depth));
    case '$mod':
      return any(modulo(value));
    case '$bitsAllSet':
    case '$bitsAnySet':
    case '$bitsAllClear':
    case '$bitsAnyClear':
      return any(leaf => matchesBits(name, value, leaf));
    case '$comment':
      return () => true;
    case '$near':
    case '$nearSphere':
    case '$geoWithin':
    case '$geoIntersects':
    case '$within':
      throw notSimulated(`the query operator ${name}`);
    default:
      throw new MongoError('BadValue', `unknown operator: ${name}`);
  }
}

function comparison(name: string, wanted: Value): ValueTest {
  if (wanted instanceof Regex) throw new MongoError('BadValue', `Can't have RegEx as arg to predicate over field ''.`);
  const accepts = (order: number): boolean =>
    name === '$gt' ? order > 0 : name === '$gte' ? order >= 0 : name === '$lt' ? order < 0 : order <= 0;
  if (wanted === null) return value => (name === '$gte' || name === '$lte') && (value === undefined || value === null);
  const isLimit = !isNumeric(wanted) && typeof wanted === 'object' && 'kind' in wanted;
  return value => value !== undefined && (isLimit || isSameKind(value, wanted)) && accepts(compareWithNaN(value, wanted));
}

/** NaN is neither more nor less than another number. */
function compareWithNaN(a: Value, b: Value): number {
  const isNaNs = [a, b].filter(value => typeof value === 'number' && Number.isNaN(value)).length;
  return isNaNs === 1 && isNumeric(a) && isNumeric(b) ? Number.NaN : compareValues(a, b);
}

function isIn(name: string, value: Value): ValueTest {
  if (!isList(value)) throw new MongoError('BadValue', `${name} needs an array`);
  if (value.some(isOperators)) throw new MongoError('BadValue', `cannot nest $ under ${name}`);
  const keys = new Set(value.filter(item => !(item instanceof Regex)).map(keyOf));
  const patterns = value.filter(item => item instanceof Regex).map(equals);
  return leaf => keys.has(keyOf(leaf)) || patterns.some(test => test(leaf));
}

function negated(value: Value, expressions: CompileExpression, depth: number): LeavesTest {
  if (value instanceof Regex) return any(equals(value));
  if (!isDoc(value)) throw new MongoError('BadValue', '$not needs a regex or a document');
  if (value.size === 0) throw new MongoError('BadValue', '$not cannot be empty');
  const strange = [...value.keys()].find(name => !name.startsWith('$'));
  if (strange !== undefined) throw new MongoError('BadValue', `unknown operator: ${strange}`);
  return compileOperators(value, expressions, depth + 1);
}

function regexOf(value: Value, options: Value | undefined): Regex {
  if (options !== undefined && typeof options !== 'string') throw new MongoError('BadValue', '$options has to be a string');
  if (value instanceof Regex) return new Regex(value.pattern, options ?? value.options);
  if (typeof value !== 'string') throw new MongoError('BadValue', '$regex has to be a string');
  return new Regex(value, options ?? '');
}

function hasSize(value: Value): LeavesTest {
  const size = numberOf(value);
  if (size === undefined) throw new MongoError('BadValue', `Failed to parse $size. Expected a number in: $size: ${formatShell(value)}`);
  if (!Number.isInteger(size)) throw new MongoError('BadValue', `Failed to parse $size. Expected an integer: $size: ${String(size)}`);
  if (size < 0) throw new MongoError('BadValue', `Failed to parse $size. Expected a non-negative number in: $size: ${String(size)}`);
  return leaves => leaves.some(leaf => isList(leaf) && leaf.length === size);
}

function typeTest(value: Value): LeavesTest {
  const names = (isList(value) ? value : [value]).map(typeFor);
  const test: ValueTest = leaf => leaf !== undefined && names.some(name => hasType(leaf, name));
  return any(test);
}

function typeFor(value: Value): string {
  if (typeof value === 'string') {
    if (value !== 'number' && !typeNumbers.has(value)) throw new MongoError('BadValue', `Unknown type name alias: ${value}`);
    return value;
  }
  const number = numberOf(value);
  if (number === undefined) throw new MongoError('TypeMismatch', 'type must be represented as a number or a string');
  const name = [...typeNumbers].find(([, known]) => known === number)?.[0];
  if (name === undefined) throw new MongoError('BadValue', `Invalid numerical type code: ${String(number)}`);
  return name;
}

function hasAll(value: Value, expressions: CompileExpression, depth: number): LeavesTest {
  if (!isList(value)) throw new MongoError('BadValue', '$all needs an array');
  const tests = value.map((item): LeavesTest => {
    if (isDoc(item) && item.has('$elemMatch')) {
      const test = elementTest(item.get('$elemMatch') ?? null, expressions, depth);
      return leaves => leaves.some(test);
    }
    if (isOperators(item)) throw new MongoError('BadValue', 'no $ expressions in $all');
    return any(equals(item));
  });
  return leaves => tests.length > 0 && tests.every(test => test(leaves));
}

/** Whether an array has an item that meets all of the conditions. */
function elementTest(value: Value, expressions: CompileExpression, depth: number): ValueTest {
  if (!isDoc(value)) throw new MongoError('BadValue', '$elemMatch needs an Object');
  const [first = ''] = value.keys();
  if (first.startsWith('$') && !['$and', '$or', '$nor', '$where', '$expr'].includes(first)) {
    const test = compileOperators(value, expressions, depth + 1);
    return leaf => isList(leaf) && leaf.some(item => test([item]));
  }
  const test = compileQuery(value, expressions, depth + 1);
  return leaf => isList(leaf) && leaf.some(item => (isDoc(item) ? test(item) : isList(item) && test(asDocument(item))));
}

function asDocument(list: readonly Value[]): Doc {
  return new Map(list.map((item, index) => [String(index), item]));
}

function modulo(value: Value): ValueTest {
  if (!isList(value)) throw new MongoError('BadValue', 'malformed mod, needs to be an array');
  if (value.length < 2) throw new MongoError('BadValue', 'malformed mod, not enough elements');
  if (value.length > 2) throw new MongoError('BadValue', 'malformed mod, too many elements');
  const [divisor, rest] = value.map(item => numberOf(item));
  if (divisor === undefined) throw new MongoError('BadValue', 'malformed mod, divisor not a number');
  if (rest === undefined) throw new MongoError('BadValue', 'malformed mod, remainder not a number');
  if (Math.trunc(divisor) === 0) throw new MongoError('BadValue', 'divisor cannot be 0');
  return leaf => {
    const number = numberOf(leaf);
    return number !== undefined && Number.isFinite(number) && Math.trunc(number) % Math.trunc(divisor) === Math.trunc(rest);
  };
}

/** Where the first item of an array lies that meets what a query says of it: the place that `$` stands for. */
export function matchedIndex(document: Doc, query: Doc, path: readonly string[], expressions: CompileExpression): number | undefined {
  const list = valuesAt(document, path).find(isList);
  if (!list) return undefined;
  const own = path.join('.');
  for (const [name, value] of query) {
    if ((name === '$and' || name === '$or') && isList(value)) {
      for (const clause of value.filter(isDoc)) {
        const index = matchedIndex(document, clause, path, expressions);
        if (index !== undefined) return index;
      }
      continue;
    }
    if (name !== own && !name.startsWith(`${own}.`)) continue;
    const rest = name === own ? [] : name.slice(own.length + 1).split('.');
    if (indexOf(rest[0] ?? '') !== undefined) continue;
    const test = itemTest(rest, value, expressions);
    const index = list.findIndex(test);
    if (index >= 0) return index;
  }
  return undefined;
}

function itemTest(rest: readonly string[], value: Value, expressions: CompileExpression): (item: Value) => boolean {
  if (rest.length > 0) {
    const test = compileField(rest, value, expressions, 0);
    return item => isDoc(item) && test(item);
  }
  if (isDoc(value) && value.has('$elemMatch')) {
    const test = elementTest(value.get('$elemMatch') ?? null, expressions, 0);
    return item => test([item]);
  }
  const test = isOperators(value) ? compileOperators(value, expressions, 0) : any(equals(value));
  return item => test([item]);
}
