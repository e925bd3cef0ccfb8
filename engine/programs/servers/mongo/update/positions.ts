import { formatShell } from '../bson/shell-text.js';
import { isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { compileQuery, matchedIndex, type CompileExpression, type Test } from '../query/match.js';
import { child } from './target.js';

/** What `$`, `$[]` and `$[name]` in the paths of an update stand for. */
export interface Positions {
  readonly query: Doc;
  readonly filters: ReadonlyMap<string, Test>;
  readonly expressions: CompileExpression;
}

/** Reads `arrayFilters`: each a query about one name. */
export function compileArrayFilters(filters: readonly Doc[], expressions: CompileExpression): ReadonlyMap<string, Test> {
  const tests = new Map<string, Test>();
  for (const filter of filters) {
    const name = identifierOf(filter);
    if (name === undefined)
      throw new MongoError('FailedToParse', 'Cannot use an expression without a top-level field name in arrayFilters');
    if (tests.has(name)) throw new MongoError('FailedToParse', `Found multiple array filters with the same top-level field name ${name}`);
    tests.set(name, compileQuery(filter, expressions));
  }
  return tests;
}

function identifierOf(filter: Doc): string | undefined {
  for (const [name, value] of filter) {
    if (!name.startsWith('$')) return name.split('.')[0];
    if (isList(value)) for (const clause of value.filter(isDoc)) return identifierOf(clause);
  }
  return undefined;
}

/** The paths without any of them that a path stands for in a document. */
export function concretePaths(document: Doc, path: readonly string[], positions: Positions): readonly (readonly string[])[] {
  let paths: readonly (readonly string[])[] = [[]];
  for (const name of path) {
    const next: (readonly string[])[] = [];
    for (const done of paths) for (const step of steps(document, done, name, path, positions)) next.push([...done, step]);
    paths = next;
  }
  return paths;
}

function steps(document: Doc, done: readonly string[], name: string, path: readonly string[], positions: Positions): readonly string[] {
  if (name === '$') {
    const index = matchedIndex(document, positions.query, done, positions.expressions);
    if (index === undefined) throw new MongoError('BadValue', 'The positional operator did not find the match needed from the query.');
    return [String(index)];
  }
  const filter = /^\$\[(.*)\]$/.exec(name)?.[1];
  if (filter === undefined) return [name];
  const list = valueAt(document, done);
  const test = filter === '' ? undefined : positions.filters.get(filter);
  if (filter !== '' && !test)
    throw new MongoError('BadValue', `No array filter found for identifier '${filter}' in path '${path.join('.')}'`);
  if (!isList(list)) {
    if (list === undefined)
      throw new MongoError('BadValue', `The path '${done.join('.')}' must exist in the document in order to apply array updates.`);
    throw new MongoError('BadValue', `Cannot apply array updates to non-array element ${done.at(-1) ?? ''}: ${formatShell(list)}`);
  }
  return list.flatMap((item, index) => (!test || test(new Map([[filter, item]])) ? [String(index)] : []));
}

function valueAt(document: Doc, path: readonly string[]): Value | undefined {
  let value: Value | undefined = document;
  for (const name of path) {
    if (!isDoc(value) && !isList(value)) return undefined;
    value = child(value, name);
  }
  return value;
}
