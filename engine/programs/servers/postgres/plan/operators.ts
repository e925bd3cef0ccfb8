import { findOperators, type OperatorSpec } from '../functions/registry.js';
import { codes, PgError } from '../pg-error.js';
import { displayType, t, type PgType } from '../values/type-table.js';
import { asArray, RowValue, type Value } from '../values/value.js';
import { arrayOf, coerce } from './coerce.js';
import { chooseCandidate, elementTypeOf, type Resolution } from './resolve.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';

/** An operator on one or two values. */
export function applyOperator(op: string, left: Compiled | undefined, right: Compiled, at: number, scope: Scope): Compiled {
  if (left?.isRow && right.isRow) return compareRows(op, left.isRow, right.isRow, at, scope);
  const spec = findOperator(op, left, right, at);
  const given = left ? [left.type, right.type] : [right.type];
  const wanted = spec.left ? [spec.left, spec.right] : [spec.right];
  const element = elementTypeOf(wanted, given);
  const fit = (node: Compiled, type: PgType): Compiled => fitArgument(node, type, element, scope) ?? node;
  const a = left && spec.left ? fit(left, spec.left) : undefined;
  const b = fit(right, spec.right);
  const types = a ? [a.type, b.type] : [b.type];
  const type = resultType(spec.returns, element);
  return {
    type,
    typmod: -1,
    at: left?.at ?? at,
    ...(a?.isConstant !== false && b.isConstant && (!a || a.isConstant) ? { isConstant: true } : {}),
    eval: evaluator(spec, a, b, types),
    show: () => (a ? `(${(left ? side(left, a) : a).show()} ${op} ${side(right, b).show()})` : `(${op} ${b.show()})`),
  };
}

const integers = new Set(['int2', 'int4', 'int8']);

/** A side as it is shown: integers of different sizes have operators of their own, so none of them is cast. */
function side(given: Compiled, fitted: Compiled): Compiled {
  return integers.has(given.type.name) && integers.has(fitted.type.name) ? given : fitted;
}

function evaluator({ call }: OperatorSpec, a: Compiled | undefined, b: Compiled, types: readonly PgType[]): Compiled['eval'] {
  if (!a)
    return env => {
      const value = b.eval(env);
      return value === null ? null : call([value], { runtime: env.runtime, types, env });
    };
  return env => {
    const first = a.eval(env);
    if (first === null) return null;
    const second = b.eval(env);
    return second === null ? null : call([first, second], { runtime: env.runtime, types, env });
  };
}

/** An argument as the type that a function or operator wants, which may stand for any. */
export function fitArgument(node: Compiled, wanted: PgType, element: PgType | undefined, scope: Scope): Compiled | undefined {
  const { analysis } = scope;
  if (wanted.name === 'anyelement') return coerce(node, element ?? t.text, -1, 'implicit', analysis);
  if (wanted.name === 'anyarray') return coerce(node, element ? arrayOf(element) : t.textArray, -1, 'implicit', analysis) ?? node;
  if (wanted.name === 'any') return node.type === t.unknown ? coerce(node, t.text, -1, 'implicit', analysis) : node;
  return coerce(node, wanted, -1, 'implicit', analysis);
}

export function resultType(type: PgType, element: PgType | undefined): PgType {
  if (type.name === 'anyelement') return element ?? t.text;
  return type.name === 'anyarray' ? (element ? arrayOf(element) : t.textArray) : type;
}

function findOperator(op: string, left: Compiled | undefined, right: Compiled, at: number): OperatorSpec {
  const candidates = findOperators(op, left === undefined).map(spec => ({
    spec,
    args: spec.left ? [spec.left, spec.right] : [spec.right],
  }));
  const given = left ? [left.type, right.type] : [right.type];
  const found = resolve(candidates, given);
  if (found.kind === 'found') return found.found.spec;
  const shown = `${left ? `${displayType(left.type)} ` : ''}${op} ${displayType(right.type)}`;
  if (found.kind === 'ambiguous')
    throw new PgError(codes.ambiguousFunction, `operator is not unique: ${shown}`, {
      at,
      hint: 'Could not choose a best candidate operator. You might need to add explicit type casts.',
    });
  const hint = `No operator matches the given name and argument type${left ? 's' : ''}. You might need to add${left ? '' : ' an'} explicit type cast${left ? 's' : ''}.`;
  throw new PgError(codes.undefinedFunction, `operator does not exist: ${shown}`, { at, hint });
}

/** An open literal beside a known type is taken for that type first. Types without operators of their own are compared as what they become. */
function resolve<T extends { readonly args: readonly PgType[] }>(candidates: readonly T[], given: readonly PgType[]): Resolution<T> {
  const types = given.map(type => (type.labels ? t.text : type));
  const [a, b] = types;
  if (given.some(type => type.labels) && given.every(type => type === t.unknown || type.labels)) {
    const labels = given.find(type => type.labels);
    const element = candidates.find(({ args }) => args.every(type => type.name === 'text'));
    if (labels && element) return { kind: 'found', found: { ...element, spec: enumOperator(element, labels) } };
  }
  if (given.some(type => type.labels)) return { kind: 'none' };
  if (a && b && (a === t.unknown) !== (b === t.unknown)) {
    const both = a === t.unknown ? b : a;
    const base = both.name === 'varchar' ? t.text : both;
    const exact = candidates.find(({ args }) => args.every(type => type.oid === base.oid));
    if (exact) return { kind: 'found', found: exact };
  }
  return chooseCandidate(candidates, types);
}

/** Comparison of two values of an enum. */
function enumOperator(base: object, labels: PgType): OperatorSpec | undefined {
  const spec = 'spec' in base ? base.spec : undefined;
  if (!isOperator(spec)) return undefined;
  const { call } = spec;
  const order = labels.labels ?? [];
  return {
    ...spec,
    left: labels,
    right: labels,
    call: (args, context) => {
      const places = args.map(value => String.fromCharCode(0x100 + order.indexOf(typeof value === 'string' ? value : '')));
      return call(places, { ...context, types: [t.name, t.name] });
    },
  };
}

function isOperator(value: unknown): value is OperatorSpec {
  return typeof value === 'object' && value !== null && 'symbol' in value;
}

/** `(a, b) = (c, d)`: column by column. */
function compareRows(op: string, left: readonly Compiled[], right: readonly Compiled[], at: number, scope: Scope): Compiled {
  if (left.length !== right.length) throw new PgError(codes.syntax, 'unequal number of entries in row expressions', { at });
  const equals = left.map((node, i) => applyOperator('=', node, right[i] ?? node, at, scope));
  const show = (): string => `(ROW(${left.map(node => node.show()).join(', ')}) ${op} ROW(${right.map(node => node.show()).join(', ')}))`;
  const base = { type: t.bool, typmod: -1, at, show };
  if (op === '=' || op === '<>') {
    return {
      ...base,
      eval: env => {
        let unknown = false;
        for (const test of equals) {
          const value = test.eval(env);
          if (value === false) return op === '<>';
          if (value === null) unknown = true;
        }
        return unknown ? null : op === '=';
      },
    };
  }
  const strict = left.map((node, i) => applyOperator(op.charAt(0), node, right[i] ?? node, at, scope));
  return {
    ...base,
    eval: env => {
      for (const [i, test] of equals.entries()) {
        const same = test.eval(env);
        if (same === null) return null;
        if (same === false) return strict[i]?.eval(env) ?? null;
      }
      return op.endsWith('=');
    },
  };
}

/** `op ANY (array)` and `op ALL (array)`: compares with an element at a time. */
export function quantifiedArray(
  op: string,
  quantifier: 'any' | 'all',
  left: Compiled,
  array: Compiled,
  at: number,
  scope: Scope,
): Compiled {
  const open =
    array.type === t.unknown ? coerce(array, arrayOf(left.type === t.unknown ? t.text : left.type), -1, 'implicit', scope.analysis) : array;
  const element = open?.type.element;
  if (!open || !element)
    throw new PgError(
      codes.wrongObject,
      `op ${quantifier.toUpperCase()}/${quantifier === 'any' ? 'ALL' : 'ANY'} (array) requires array on right side`,
      { at },
    );
  let current: Value = null;
  const slot: Compiled = { type: element, typmod: -1, at, eval: () => current, show: () => '' };
  const test = applyOperator(op, left, slot, at, scope);
  const stop = quantifier === 'any';
  return {
    type: t.bool,
    typmod: -1,
    at,
    eval: env => {
      const items = open.eval(env);
      if (items === null) return null;
      let unknown = false;
      for (const item of asArray(items).elements) {
        current = item;
        const result = item === null ? null : test.eval(env);
        if (result === stop) return stop;
        if (result === null) unknown = true;
      }
      return unknown ? null : !stop;
    },
    show: () => `(${left.show()} ${op} ${quantifier.toUpperCase()} (${open.show()}))`,
  };
}

export function isAllNull(value: Value): boolean {
  return value === null || (value instanceof RowValue && value.values.every(item => item === null));
}
