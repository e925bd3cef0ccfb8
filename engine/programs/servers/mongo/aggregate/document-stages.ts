import { isDoc, isList, type Doc, type Value, emptyDoc } from '../bson/values.js';
import { formatShell } from '../bson/shell-text.js';
import { MongoError } from '../errors.js';
import { typeName } from '../query/type-names.js';
import { Compiler, type Context, type Evaluate } from './expression.js';
import { compileProjection } from './projection.js';

/** A stage that makes one document of one. Undefined when the name is that of another kind. */
export function documentStage(name: string, argument: Value, context: Context): ((document: Doc) => Doc) | undefined {
  switch (name) {
    case '$project':
      return project(argument, context);
    case '$addFields':
    case '$set':
      return addFields(name, argument, context);
    case '$unset':
      return unset(argument, context);
    case '$replaceRoot':
      if (!isDoc(argument) || !argument.has('newRoot'))
        throw new MongoError(40229, `expected an object as specification for $replaceRoot stage, got ${typeName(argument)}`);
      return replaceRoot('newRoot', argument.get('newRoot') ?? null, context);
    case '$replaceWith':
      return replaceRoot('replacement document', argument, context);
    default:
      return undefined;
  }
}

function project(argument: Value, context: Context): (document: Doc) => Doc {
  if (!isDoc(argument)) throw new MongoError(15969, '$project specification must be an object');
  if (argument.size === 0)
    throw new MongoError(51272, 'Invalid $project :: caused by :: projection specification must have at least one field');
  try {
    return compileProjection(argument, { context });
  } catch (error) {
    if (!(error instanceof MongoError)) throw error;
    if (error.code === 168)
      throw new MongoError(31325, `Invalid $project :: caused by :: ${error.message.replace('Unrecognized', 'Unknown')}`);
    throw new MongoError(error.code, `Invalid $project :: caused by :: ${error.message}`);
  }
}

interface Field {
  readonly path: readonly string[];
  readonly evaluate: Evaluate;
}

function addFields(name: string, argument: Value, context: Context): (document: Doc) => Doc {
  if (!isDoc(argument)) throw new MongoError(40272, `${name} specification stage must be an object, got ${typeName(argument)}`);
  if (argument.size === 0) throw new MongoError(40177, `Invalid ${name} :: caused by :: specification must have at least one field`);
  const compiler = new Compiler(context);
  const fields = flatten(argument, [], compiler);
  return document =>
    fields.reduce<Doc>(
      (made, { path, evaluate }) => put(made, path, evaluate({ root: document, variables: context.variables })),
      new Map(document),
    );
}

function flatten(spec: Doc, before: readonly string[], compiler: Compiler): readonly Field[] {
  return [...spec].flatMap(([name, value]): readonly Field[] => {
    if (name.startsWith('$'))
      throw new MongoError(
        16410,
        `Invalid $addFields :: caused by :: FieldPath field names may not start with '$'. Consider using $getField or $setField.`,
      );
    const path = [...before, ...name.split('.')];
    if (isDoc(value) && value.size > 0 && ![...value.keys()].some(key => key.startsWith('$'))) return flatten(value, path, compiler);
    return [{ path, evaluate: compiler.compile(value) }];
  });
}

function put(document: Doc, path: readonly string[], value: Value | undefined): Doc {
  const [first = '', ...rest] = path;
  const made = new Map(document);
  if (rest.length > 0) made.set(first, putIn(made.get(first), rest, value));
  else if (value === undefined) made.delete(first);
  else made.set(first, value);
  return made;
}

function putIn(holder: Value | undefined, path: readonly string[], value: Value | undefined): Value {
  if (isList(holder)) return holder.map(item => putIn(item, path, value));
  return put(isDoc(holder) ? holder : emptyDoc(), path, value);
}

function unset(argument: Value, context: Context): (document: Doc) => Doc {
  const names = isList(argument) ? argument : [argument];
  const spec: Doc = new Map();
  for (const name of names) {
    if (typeof name !== 'string')
      throw new MongoError(31120, '$unset specification must be a string or an array containing only string values');
    spec.set(name, false);
  }
  if (spec.size === 0) throw new MongoError(31119, '$unset specification must be a string or an array with at least one field');
  return compileProjection(spec, { context });
}

function replaceRoot(what: string, argument: Value, context: Context): (document: Doc) => Doc {
  const evaluate = new Compiler(context).compile(argument);
  return document => {
    const value = evaluate({ root: document, variables: context.variables });
    if (isDoc(value)) return value;
    throw new MongoError(
      40228,
      `'${what}' expression ${what === 'newRoot' ? 'must' : 'must'} evaluate to an object, but resulting value was: ${formatShell(value ?? null)}. Type of resulting value: '${typeName(value)}'. Input document: ${formatShell(document)}`,
    );
  };
}
