import { numberOf } from '../bson/compare.js';
import { isDoc, isList, type Doc, type Value } from '../bson/values.js';
import { MongoError } from '../errors.js';
import { compileQuery, matchedIndex } from '../query/match.js';
import { Compiler, compileExpression, type Context, type Evaluate } from './expression.js';

/** What happens to a field: kept, left out, computed, or looked into. */
type Node = { readonly kind: 'keep' | 'drop' } | { readonly kind: 'value'; readonly evaluate: Evaluate } | Tree;
interface Tree {
  readonly kind: 'tree';
  readonly fields: Map<string, Node>;
}

export interface ProjectionOptions {
  readonly context: Context;
  /** In `find`: `$slice`, `$elemMatch` and `a.$` are allowed, and the query that `$` speaks of. */
  readonly query?: Doc;
}

type Projection = (document: Doc) => Doc;

/** Compiles the specification of `$project` and of `find`. */
export function compileProjection(spec: Doc, options: ProjectionOptions): Projection {
  const tree: Tree = { kind: 'tree', fields: new Map() };
  const after: Projection[] = [];
  const state: State = { ...options, tree, after, mode: undefined };
  const id = spec.get('_id');
  for (const [name, value] of spec) if (name !== '_id') add(state, name, value, spec.size === 1);
  if (id !== undefined) addId(state, id);
  const inclusion = state.mode !== 'exclude' && (state.mode === 'include' || (id !== undefined && !isOff(id)));
  if (inclusion && !tree.fields.has('_id')) tree.fields.set('_id', { kind: 'keep' });
  const { variables } = options.context;
  return document => {
    const made = inclusion ? include(document, tree, document, variables) : exclude(document, tree);
    return after.reduce((current, change) => change(current), made);
  };
}

interface State extends ProjectionOptions {
  readonly tree: Tree;
  readonly after: Projection[];
  mode: 'include' | 'exclude' | undefined;
}

function isOff(value: Value): boolean {
  return value === false || numberOf(value) === 0;
}

function isFlag(value: Value): boolean {
  return typeof value === 'boolean' || numberOf(value) !== undefined;
}

function addId(state: State, value: Value): void {
  if (isFlag(value)) state.tree.fields.set('_id', { kind: isOff(value) ? 'drop' : 'keep' });
  else add(state, '_id', value, false);
}

function add(state: State, name: string, value: Value, isOnly: boolean): void {
  if (name === '') throw new MongoError(40352, 'FieldPath cannot be constructed with empty string');
  const path = name.split('.');
  if (path.includes('')) throw new MongoError(15998, 'FieldPath field names may not be empty strings.');
  if (isFlag(value)) {
    if (path.at(-1) === '$') {
      addPositional(state, path.slice(0, -1));
      return;
    }
    setMode(state, name, isOff(value) ? 'exclude' : 'include');
    put(state.tree, path, { kind: isOff(value) ? 'drop' : 'keep' });
    return;
  }
  if (state.query && isDoc(value) && (value.has('$slice') || value.has('$elemMatch')) && addForFind(state, path, value, isOnly)) return;
  if (isDoc(value) && value.size > 0 && ![...value.keys()].some(key => key.startsWith('$'))) {
    for (const [inner, item] of value) add(state, `${name}.${inner}`, item, false);
    return;
  }
  if (isDoc(value) && value.size === 0)
    throw new MongoError(51270, 'An empty sub-projection is not a valid value. Found empty object at path');
  setMode(state, name, 'include');
  put(state.tree, path, { kind: 'value', evaluate: new Compiler(state.context).compile(value) });
}

function setMode(state: State, name: string, mode: 'include' | 'exclude'): void {
  if (state.mode !== undefined && state.mode !== mode) {
    if (mode === 'exclude') throw new MongoError(31254, `Cannot do exclusion on field ${name} in inclusion projection`);
    throw new MongoError(31253, `Cannot do inclusion on field ${name} in exclusion projection`);
  }
  state.mode = mode;
}

function put(tree: Tree, path: readonly string[], node: Node): void {
  const [first = '', ...rest] = path;
  const there = tree.fields.get(first);
  if (rest.length === 0) {
    if (there) throw new MongoError(31250, `Path collision at ${path.join('.')}`);
    tree.fields.set(first, node);
    return;
  }
  if (there && there.kind !== 'tree')
    throw new MongoError(31249, `Path collision at ${path.join('.')} remaining portion ${rest.join('.')}`);
  const inner: Tree = there ?? { kind: 'tree', fields: new Map() };
  tree.fields.set(first, inner);
  put(inner, rest, node);
}

function include(document: Doc, tree: Tree, root: Doc, variables: Context['variables']): Doc {
  const made: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.fields.get(name);
    if (node?.kind === 'keep') made.set(name, value);
    else if (node?.kind === 'tree') {
      const inner = includeIn(value, node, root, variables);
      if (inner !== undefined) made.set(name, inner);
    }
  }
  for (const [name, node] of tree.fields) {
    if (node.kind === 'value') {
      const value = node.evaluate({ root, variables });
      made.delete(name);
      if (value !== undefined) made.set(name, value);
    } else if (node.kind === 'tree' && !document.has(name) && hasValues(node)) made.set(name, include(new Map(), node, root, variables));
  }
  return made;
}

function hasValues(tree: Tree): boolean {
  return [...tree.fields.values()].some(node => node.kind === 'value' || (node.kind === 'tree' && hasValues(node)));
}

function includeIn(value: Value, tree: Tree, root: Doc, variables: Context['variables']): Value | undefined {
  if (isDoc(value)) return include(value, tree, root, variables);
  if (isList(value)) return value.map(item => includeIn(item, tree, root, variables)).filter(item => item !== undefined);
  return hasValues(tree) ? include(new Map(), tree, root, variables) : undefined;
}

function exclude(document: Doc, tree: Tree): Doc {
  const made: Doc = new Map();
  for (const [name, value] of document) {
    const node = tree.fields.get(name);
    if (!node || node.kind === 'keep') made.set(name, value);
    else if (node.kind === 'tree') made.set(name, excludeIn(value, node));
  }
  return made;
}

function excludeIn(value: Value, tree: Tree): Value {
  if (isDoc(value)) return exclude(value, tree);
  return isList(value) ? value.map(item => excludeIn(item, tree)) : value;
}

/** `$slice` and `$elemMatch` of find; false when it is an expression of aggregation with that name. */
function addForFind(state: State, path: readonly string[], value: Doc, isOnly: boolean): boolean {
  const slice = value.get('$slice');
  if (slice !== undefined) {
    if (isList(slice) && numberOf(slice[0]) === undefined) return false;
    const [first, count] = isList(slice) ? [numberOf(slice[0]) ?? 0, numberOf(slice[1])] : [numberOf(slice) ?? 0, undefined];
    state.after.push(document => changed(document, path, item => (isList(item) ? sliceOf(item, first, count) : item)));
    if (state.mode === 'include') put(state.tree, path, { kind: 'keep' });
    else if (isOnly) state.mode = 'exclude';
    return true;
  }
  const condition = value.get('$elemMatch');
  if (!isDoc(condition)) throw new MongoError(31274, '$elemMatch needs an Object');
  setMode(state, path.join('.'), 'include');
  const query: Doc = new Map([['x', new Map([['$elemMatch', condition]])]]);
  const expressions = (expression: Value): ((document: Doc) => Value | undefined) => compileExpression(expression, state.context);
  const test = compileQuery(query, expressions);
  const [name = ''] = path;
  const evaluate: Evaluate = ({ root }) => {
    const list = isDoc(root) ? root.get(name) : undefined;
    const found = isList(list) ? list.find(item => test(new Map([['x', [item]]]))) : undefined;
    return found === undefined ? undefined : [found];
  };
  put(state.tree, path, { kind: 'value', evaluate });
  return true;
}

function sliceOf(list: readonly Value[], first: number, count: number | undefined): Value {
  if (count === undefined) return first < 0 ? list.slice(first) : list.slice(0, first);
  const start = first < 0 ? Math.max(0, list.length + first) : first;
  return list.slice(start, start + count);
}

function addPositional(state: State, path: readonly string[]): void {
  const { query, context } = state;
  if (!query) throw new MongoError(31324, 'Cannot use positional projection in aggregation projection');
  setMode(state, path.join('.'), 'include');
  const expressions = (expression: Value): ((document: Doc) => Value | undefined) => compileExpression(expression, context);
  const evaluate: Evaluate = ({ root }) => {
    const [name = ''] = path;
    const list = isDoc(root) ? root.get(name) : undefined;
    const index = isDoc(root) ? matchedIndex(root, query, path, expressions) : undefined;
    if (index === undefined)
      throw new MongoError(
        51246,
        "Executor error during find command :: caused by :: positional operator '.$' couldn't find a matching element in the array",
      );
    return isList(list) ? list.slice(index, index + 1) : list;
  };
  put(state.tree, path, { kind: 'value', evaluate });
}

function changed(document: Doc, path: readonly string[], change: (value: Value) => Value): Doc {
  const [first = '', ...rest] = path;
  const value = document.get(first);
  if (value === undefined) return document;
  const made = new Map(document);
  made.set(first, rest.length === 0 ? change(value) : isDoc(value) ? changed(value, rest, change) : value);
  return made;
}
