import type { Context } from '../aggregate/expression.js';
import { compileExpression } from '../aggregate/expression.js';
import { isEqual } from '../bson/compare.js';
import { formatShell } from '../bson/shell-text.js';
import { isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { isOperators, type CompileExpression } from '../query/match.js';
import { typeName } from '../query/type-names.js';
import { changeByPipeline } from '../aggregate/pipeline-update.js';
import { arrayOperators } from './array-operators.js';
import { fieldOperators } from './field-operators.js';
import { compileArrayFilters, concretePaths, type Positions } from './positions.js';
import { cloneDoc, cloneValue, targetOf } from './target.js';

/** Changes a document; the changed one is another. `isInsert` when an upsert makes it. */
export type Update = (document: Doc, isInsert: boolean) => Doc;

export interface UpdateOptions {
  readonly query: Doc;
  readonly arrayFilters: readonly Doc[];
  readonly context: Context;
}

/** Compiles what an update says: operators, a document to put in the place, or a pipeline. */
export function compileUpdate(update: Value, options: UpdateOptions): Update {
  if (isList(update)) return changeByPipeline(update, options.context);
  if (!isDoc(update)) throw new MongoError('FailedToParse', 'Update argument must be either an object or an array');
  if (!isOperators(update)) return replacement(update);
  for (const [name, fields] of update) checkModifier(name, fields);
  checkConflicts(update);
  const expressions: CompileExpression = expression => compileExpression(expression, options.context);
  const positions: Positions = {
    query: options.query,
    filters: compileArrayFilters(options.arrayFilters, expressions),
    expressions,
  };
  return (document, isInsert) => modify(document, update, { positions, nowMs: options.context.nowMs, isInsert });
}

function replacement(update: Doc): Update {
  for (const name of update.keys()) {
    if (name.startsWith('$'))
      throw new MongoError(
        'DollarPrefixedFieldName',
        `The dollar ($) prefixed field '${name}' in '${name}' is not allowed in the context of an update's replacement document. Consider using an aggregation pipeline with $replaceWith.`,
      );
  }
  return document => {
    const own = document.get('_id');
    const given = update.get('_id');
    if (own !== undefined && given !== undefined && !isEqual(own, given))
      throw new MongoError(
        'ImmutableField',
        `After applying the update, the (immutable) field '_id' was found to have been altered to _id: ${formatShell(given)}`,
      );
    const made: Doc = new Map();
    const id = own ?? given;
    if (id !== undefined) made.set('_id', id);
    for (const [name, value] of update) if (name !== '_id') made.set(name, cloneValue(value));
    return made;
  };
}

const modifiers = new Set([...fieldOperators.keys(), ...arrayOperators.keys(), '$setOnInsert', '$rename']);

function checkModifier(name: string, fields: Value): void {
  if (!modifiers.has(name)) {
    if (!name.startsWith('$'))
      throw new MongoError(
        'FailedToParse',
        `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
      );
    throw new MongoError(
      'FailedToParse',
      `Unknown modifier: ${name}. Expected a valid update modifier or pipeline-style update specified as an array`,
    );
  }
  if (!isDoc(fields))
    throw new MongoError(
      'FailedToParse',
      `Modifiers operate on fields but we found type ${typeName(fields)} instead. For example: {$mod: {<field>: ...}} not {${name}: ${formatShell(fields)}}`,
    );
}

/** No path may be changed twice, nor together with one inside of it. */
function checkConflicts(update: Doc): void {
  const paths: string[] = [];
  for (const [operator, fields] of update) {
    if (!isDoc(fields)) continue;
    for (const [name, value] of fields) {
      if (name === '') throw new MongoError('EmptyFieldName', 'An empty update path is not valid.');
      if (name.split('.').includes(''))
        throw new MongoError('EmptyFieldName', `The update path '${name}' contains an empty field name, which is not allowed.`);
      const own = operator === '$rename' && typeof value === 'string' ? [name, value] : [name];
      for (const path of own) {
        const other = paths.find(known => known === path || known.startsWith(`${path}.`) || path.startsWith(`${known}.`));
        if (other !== undefined)
          throw new MongoError(
            'ConflictingUpdateOperators',
            `Updating the path '${path}' would create a conflict at '${other.length < path.length ? other : path}'`,
          );
        paths.push(path);
      }
    }
  }
}

interface Change {
  readonly positions: Positions;
  readonly nowMs: number;
  readonly isInsert: boolean;
}

function modify(document: Doc, update: Doc, change: Change): Doc {
  const made = cloneDoc(document);
  for (const [operator, fields] of update) {
    if (!isDoc(fields) || (operator === '$setOnInsert' && !change.isInsert)) continue;
    // New fields come in the order of their names, as the server adds them.
    for (const [name, argument] of [...fields].sort(([a], [b]) => byName(a, b))) {
      if (operator === '$rename') rename(made, name, argument);
      else for (const path of concretePaths(made, name.split('.'), change.positions)) apply(made, operator, path, argument, change);
    }
  }
  const before = document.get('_id');
  if (before !== undefined && !isEqual(before, made.get('_id')))
    throw new MongoError('ImmutableField', "Performing an update on the path '_id' would modify the immutable field '_id'");
  return made;
}

function byName(a: string, b: string): number {
  const [x, y] = [Number(a), Number(b)];
  if (Number.isInteger(x) && Number.isInteger(y)) return x - y;
  return a < b ? -1 : a > b ? 1 : 0;
}

function apply(document: Doc, operator: string, path: readonly string[], argument: Value, { positions, nowMs }: Change): void {
  const target = targetOf(document, path);
  const place = { path: path.join('.'), document, expressions: positions.expressions, nowMs };
  const name = operator === '$setOnInsert' ? '$set' : operator;
  fieldOperators.get(name)?.(target, argument, place);
  arrayOperators.get(name)?.(target, argument, place);
}

function rename(document: Doc, from: string, to: Value): void {
  if (typeof to !== 'string') throw new MongoError('BadValue', `The 'to' field for $rename must be a string: ${from}: ${formatShell(to)}`);
  if (from === to) throw new MongoError('BadValue', `The source and target field for $rename must differ: ${from}: "${to}"`);
  const source = targetOf(document, from.split('.'));
  if (source.value === undefined) return;
  const { value } = source;
  source.remove();
  targetOf(document, to.split('.')).set(value);
}
