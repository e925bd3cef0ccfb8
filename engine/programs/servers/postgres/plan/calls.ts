import { findAggregates, findFunctions, type AggregateSpec, type FunctionSpec } from '../functions/registry.js';
import { codes, PgError } from '../pg-error.js';
import type { CallExpr } from '../sql/ast.js';
import { quoteName } from '../sql/keywords.js';
import { displayType, t, type PgType } from '../values/type-table.js';
import { asArray, type Value } from '../values/value.js';
import { asCondition, cast, settled } from './coerce.js';
import { findType } from './find-type.js';
import { fitArgument, resultType } from './operators.js';
import { chooseCandidate, elementTypeOf } from './resolve.js';
import type { Compiled } from './runtime.js';
import { findEntry, type CompiledSort, type Scope } from './scope.js';

const windowFunctions: ReadonlyMap<string, PgType | 'first'> = new Map<string, PgType | 'first'>([
  ['row_number', t.int8],
  ['rank', t.int8],
  ['dense_rank', t.int8],
  ['percent_rank', t.float8],
  ['cume_dist', t.float8],
  ['ntile', t.int4],
  ['lag', 'first'],
  ['lead', 'first'],
  ['first_value', 'first'],
  ['last_value', 'first'],
  ['nth_value', 'first'],
]);

/** A call: of a function, an aggregate, a window function, or a type's name as a cast. */
export function compileCall(expr: CallExpr, scope: Scope): Compiled {
  const name = expr.name.at(-1) ?? '';
  const aggregates = findAggregates(name);
  const isWindow = windowFunctions.has(name);
  if (isWindow || (aggregates.length > 0 && expr.over)) return compileWindow(expr, name, aggregates, scope);
  if (aggregates.length > 0) return compileAggregate(expr, name, aggregates, scope);
  if (expr.over)
    throw new PgError(codes.wrongObject, `OVER specified, but ${name} is not a window function nor an aggregate function`, { at: expr.at });
  if (expr.star || expr.distinct || expr.filter) throw noFunction(expr, [], expr.star ? '*' : undefined);
  const args = expr.args.map(arg => scope.compile(arg));
  const typeCast = castByName(expr, name, args, scope);
  if (typeCast) return typeCast;
  const { spec, fitted } = resolveFunction(expr, args, scope);
  if (spec.set) return compileSet(spec, fitted, expr.at, scope);
  return applyFunction(spec, fitted, expr.at);
}

/** `date(x)`, `text(x)`. */
function castByName(expr: CallExpr, name: string, args: readonly Compiled[], scope: Scope): Compiled | undefined {
  const [arg] = args;
  if (!arg || args.length !== 1 || findFunctions(name).length > 0) return undefined;
  if (arg.isRow || (arg.fields && findEntry(scope, [name]))) return undefined;
  const type = findType({ name: expr.name, modifiers: [], dimensions: 0, at: expr.at }, scope.analysis.session);
  return type ? cast(arg, type, -1, expr.at, scope.analysis) : undefined;
}

interface Resolved {
  readonly spec: FunctionSpec;
  readonly fitted: readonly Compiled[];
}

/** What a name may call: functions of the server, then those that somebody has made. */
function functionsNamed({ name: path }: CallExpr, scope: Scope): readonly FunctionSpec[] {
  const isBuiltIn = path.length === 1 || path.at(-2) === 'pg_catalog';
  return [...(isBuiltIn ? findFunctions(path.at(-1) ?? '') : []), ...scope.analysis.session.routines.find(path)];
}

/** The function that a call means, and its arguments as it wants them. */
export function resolveFunction(expr: CallExpr, args: readonly Compiled[], scope: Scope): Resolved {
  const all = functionsNamed(expr, scope);
  const arranged = resolveArranged(expr, all, args, scope);
  if (arranged) return arranged;
  const specs = expr.names ? [] : all.filter(spec => takes(spec, args.length));
  const spread = expr.variadic ? args.slice(0, -1) : args;
  const types = spread.map(arg => (arg.type.labels ? { ...arg.type } : arg.type));
  const candidates = specs.map(spec => ({ spec, args: expandArgs(spec, spread.length) }));
  const found = chooseCandidate(candidates, types);
  if (found.kind !== 'found') {
    if (scope.analysis.session.routines.isProcedure(expr.name)) throw isProcedure(expr, args);
    throw noFunction(expr, args, undefined, found.kind);
  }
  const { spec } = found.found;
  const element = elementTypeOf(found.found.args, types);
  const fitted = spread.map((arg, i) => fitArgument(arg, found.found.args[i] ?? t.text, element, scope) ?? arg);
  const last = args.at(-1);
  return { spec, fitted: expr.variadic && last ? [...fitted, { ...last, at: -1 }] : fitted };
}

/** A call that names arguments or leaves some to their defaults; undefined for any other. */
function resolveArranged(expr: CallExpr, all: readonly FunctionSpec[], args: readonly Compiled[], scope: Scope): Resolved | undefined {
  if (!expr.names && all.some(spec => takes(spec, args.length))) return undefined;
  const candidates = all.flatMap(spec => {
    const slots = arrangeArguments(spec, expr, args.length);
    return slots ? [{ spec, slots, args: slots.map(slot => spec.args[slot] ?? t.text) }] : [];
  });
  if (candidates.length === 0) return undefined;
  const types = args.map(arg => arg.type);
  const found = chooseCandidate(candidates, types);
  if (found.kind !== 'found') return undefined;
  const { spec, slots } = found.found;
  const fitted = spec.args.map((type, slot) => {
    const given = args[slots.indexOf(slot)];
    const node = given ?? scope.compile(spec.defaults?.[slot] ?? { kind: 'literal', type: 'null', text: '', at: expr.at });
    return fitArgument(node, type, elementTypeOf(spec.args, types), scope) ?? node;
  });
  return { spec, fitted };
}

/** For each argument that is given, which one of the function it is; undefined when they cannot be all that it needs. */
function arrangeArguments(
  { args, names, defaults, isVariadic }: FunctionSpec,
  expr: CallExpr,
  count: number,
): readonly number[] | undefined {
  if (isVariadic || count > args.length) return undefined;
  const slots = Array.from({ length: count }, (_, i) => {
    const name = expr.names?.[i];
    return name === undefined ? i : (names?.indexOf(name) ?? -1);
  });
  if (slots.includes(-1) || new Set(slots).size < count) return undefined;
  return args.every((_, slot) => slots.includes(slot) || defaults?.[slot] !== undefined) ? slots : undefined;
}

function takes({ args, isVariadic }: FunctionSpec, count: number): boolean {
  return isVariadic ? count >= args.length : count === args.length;
}

function expandArgs({ args, isVariadic }: Pick<FunctionSpec, 'args' | 'isVariadic'>, count: number): readonly PgType[] {
  const last = args.at(-1);
  if (!isVariadic || !last) return args;
  return [...args.slice(0, -1), ...Array.from({ length: Math.max(0, count - args.length + 1) }, () => last)];
}

function isProcedure(expr: CallExpr, args: readonly Compiled[]): PgError {
  const shown = `${expr.name.map(quoteName).join('.')}(${args.map(arg => displayType(arg.type)).join(', ')})`;
  return new PgError(codes.wrongObject, `${shown} is a procedure`, { at: expr.at, hint: 'To call a procedure, use CALL.' });
}

function noFunction(expr: CallExpr, args: readonly Compiled[], shown: string | undefined, kind = 'none'): PgError {
  const name = expr.name.map(quoteName).join('.');
  const list = shown ?? args.map(arg => displayType(arg.type)).join(', ');
  if (kind === 'ambiguous')
    return new PgError(codes.ambiguousFunction, `function ${name}(${list}) is not unique`, {
      at: expr.at,
      hint: 'Could not choose a best candidate function. You might need to add explicit type casts.',
    });
  return new PgError(codes.undefinedFunction, `function ${name}(${list}) does not exist`, {
    at: expr.at,
    hint: 'No function matches the given name and argument types. You might need to add explicit type casts.',
  });
}

export function applyFunction(spec: FunctionSpec, args: readonly Compiled[], at: number): Compiled {
  const types = args.map(arg => arg.type);
  const element = elementTypeOf(expandArgs(spec, args.length), types);
  const { call, isStrict } = spec;
  const isSpread = args.at(-1)?.at === -1;
  const show = (): string => `${showName(spec.name)}(${args.map(arg => arg.show()).join(', ')})`;
  return {
    type: resultType(spec.returns, element),
    typmod: -1,
    at,
    isConstant: !spec.isVolatile && args.every(arg => arg.isConstant),
    eval: env => {
      const values: Value[] = [];
      for (const arg of args) {
        const value = arg.eval(env);
        if (value === null && isStrict) return null;
        values.push(value);
      }
      if (!isSpread) return call ? call(values, { runtime: env.runtime, types, env }) : null;
      const items = values.pop() ?? null;
      const list = items === null ? [] : asArray(items).elements;
      const itemType = types.at(-1)?.element ?? t.text;
      return call
        ? call([...values, ...list], { runtime: env.runtime, types: [...types.slice(0, -1), ...list.map(() => itemType)], env })
        : null;
    },
    show: () => withoutParentheses.get(spec.name) ?? show(),
    ...(spec.columns && spec.returns.name === 'record' ? { fields: fieldsOf(spec.columns) } : {}),
  };
}

const withoutParentheses: ReadonlyMap<string, string> = new Map([
  ['current_timestamp', 'CURRENT_TIMESTAMP'],
  ['current_date', 'CURRENT_DATE'],
  ['current_time', 'CURRENT_TIME'],
  ['localtimestamp', 'LOCALTIMESTAMP'],
  ['localtime', 'LOCALTIME'],
  ['current_user', 'CURRENT_USER'],
  ['session_user', 'SESSION_USER'],
]);

function showName(name: string): string {
  return ['position', 'substring', 'overlay', 'extract', 'timezone', 'normalize', 'left', 'right'].includes(name) && name !== 'timezone'
    ? `"${name}"`
    : name;
}

function fieldsOf(columns: NonNullable<FunctionSpec['columns']>): NonNullable<Compiled['fields']> {
  return columns.map(column => ({ ...column, typmod: -1 }));
}

/** A function that returns several rows, in the target list. */
function compileSet(spec: FunctionSpec, args: readonly Compiled[], at: number, scope: Scope): Compiled {
  if (scope.clause !== 'SELECT' && scope.clause !== 'ORDER BY')
    throw new PgError(codes.featureNotSupported, `set-returning functions are not allowed in ${scope.clause}`, { at });
  const index = scope.sets.length;
  scope.sets.push({ spec, args });
  const element = elementTypeOf(
    expandArgs(spec, args.length),
    args.map(arg => arg.type),
  );
  return {
    type: resultType(spec.returns, element),
    typmod: -1,
    at,
    eval: env => env.sets[index] ?? null,
    show: () => `${spec.name}(${args.map(arg => arg.show()).join(', ')})`,
    ...(spec.columns && spec.returns.name === 'record' ? { fields: fieldsOf(spec.columns) } : {}),
  };
}

function chooseAggregate(expr: CallExpr, name: string, specs: readonly AggregateSpec[], args: readonly Compiled[], scope: Scope) {
  const types = args.map(arg => (arg.type.labels ? { ...arg.type, name: 'text', oid: arg.type.oid } : arg.type));
  const usable = specs.filter(spec => spec.args.length === args.length);
  const found = chooseCandidate(usable, types);
  if (found.kind !== 'found') throw noFunction(expr, args, expr.star ? '*' : undefined, found.kind);
  const spec = found.found;
  const element = elementTypeOf(spec.args, types);
  const isLabels = args[0]?.type.labels !== undefined && (name === 'min' || name === 'max');
  const fitted = isLabels ? args : args.map((arg, i) => fitArgument(arg, spec.args[i] ?? t.text, element, scope) ?? arg);
  return { spec, fitted, type: isLabels ? (args[0]?.type ?? t.text) : resultType(spec.returns, element) };
}

function compileAggregate(expr: CallExpr, name: string, specs: readonly AggregateSpec[], scope: Scope): Compiled {
  const { at } = expr;
  if (scope.insideAggregate) throw new PgError(codes.grouping, 'aggregate function calls cannot be nested', { at });
  if (['WHERE', 'GROUP BY', 'JOIN/ON', 'FROM', 'LIMIT', 'VALUES', 'RETURNING', 'UPDATE', 'CHECK', 'DEFAULT'].includes(scope.clause)) {
    const where =
      { 'JOIN/ON': 'JOIN conditions', FROM: 'functions in FROM', CHECK: 'check constraints', DEFAULT: 'DEFAULT expressions' }[
        scope.clause
      ] ?? scope.clause;
    throw new PgError(codes.grouping, `aggregate functions are not allowed in ${where}`, { at });
  }
  if (!expr.star && expr.args.length === 0 && !expr.within) {
    if (name === 'count') throw new PgError(codes.wrongObject, 'count(*) must be used to call a parameterless aggregate function', { at });
    throw noFunction(expr, [], undefined);
  }
  scope.insideAggregate = true;
  try {
    const order = (expr.within ?? expr.order).map(item => ({
      key: settled(scope.compile(item.expression), scope.analysis),
      descending: item.descending,
      nullsFirst: item.nullsFirst,
    }));
    const direct = expr.args.map(arg => scope.compile(arg));
    const given = expr.within ? [...direct, ...order.map(({ key }) => key)] : direct;
    const { spec, fitted, type } = chooseAggregate(expr, name, specs, given, scope);
    const filter = expr.filter ? asCondition(scope.compile(expr.filter), 'FILTER', scope.analysis) : undefined;
    const index = scope.aggregates.length;
    scope.aggregates.push({ spec, args: fitted, distinct: expr.distinct, filter, order });
    const inner = expr.star ? '*' : `${expr.distinct ? 'DISTINCT ' : ''}${fitted.map(arg => arg.show()).join(', ')}`;
    const show = (): string => `${name}(${inner}${expr.within ? '' : showOrder(order)})${filter ? ` FILTER (WHERE ${filter.show()})` : ''}`;
    return { type, typmod: -1, at, eval: env => env.aggregates[index] ?? null, show };
  } finally {
    scope.insideAggregate = false;
  }
}

function showOrder(order: readonly CompiledSort[]): string {
  const items = order.map(({ key, descending, nullsFirst }) => {
    const nulls = nullsFirst === descending ? '' : nullsFirst ? ' NULLS FIRST' : ' NULLS LAST';
    return `${key.show()}${descending ? ' DESC' : ''}${nulls}`;
  });
  return items.length === 0 ? '' : ` ORDER BY ${items.join(', ')}`;
}

function compileWindow(expr: CallExpr, name: string, aggregates: readonly AggregateSpec[], scope: Scope): Compiled {
  const { at } = expr;
  const { over } = expr;
  if (!over) throw new PgError(codes.windowing, `window function ${name} requires an OVER clause`, { at });
  if (scope.clause !== 'SELECT' && scope.clause !== 'ORDER BY')
    throw new PgError(
      codes.windowing,
      `window functions are not allowed in ${scope.clause === 'JOIN/ON' ? 'JOIN conditions' : scope.clause}`,
      { at },
    );
  if (expr.distinct) throw new PgError(codes.featureNotSupported, 'DISTINCT is not implemented for window functions', { at });
  const args = expr.args.map(arg => settled(scope.compile(arg), scope.analysis));
  const filter = expr.filter ? asCondition(scope.compile(expr.filter), 'FILTER', scope.analysis) : undefined;
  const index = scope.windows.length;
  const result = windowFunctions.get(name);
  const chosen = result === undefined ? chooseAggregate(expr, name, aggregates, args, scope) : undefined;
  const type = chosen ? chosen.type : result === 'first' ? (args[0]?.type ?? t.text) : (result ?? t.int8);
  if (result === 'first' && args.length === 0) throw noFunction(expr, [], undefined);
  scope.windows.push({ name, args: chosen?.fitted ?? args, aggregate: chosen?.spec, filter, spec: over, type });
  return {
    type,
    typmod: -1,
    at,
    eval: env => env.windows[index] ?? null,
    show: () => `${name}(${args.map(arg => arg.show()).join(', ')}) OVER (?)`,
  };
}
