import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { displayType, type PgType, t } from '../values/type-table.js';
import { ArrayValue, asArray, asNumber, asRow, type Value } from '../values/value.js';
import { arrayOf, cast, coerce, coerceAll, settled } from './coerce.js';
import { rowOf } from './columns.js';
import { applyOperator } from './operators.js';
import type { Compiled } from './runtime.js';
import type { Scope } from './scope.js';

type CompositeExpr = Extract<Expr, { kind: 'array' | 'row' | 'subscript' | 'field' }>;

/** Arrays and rows: made, and taken apart. */
export function compileComposite(expr: CompositeExpr, scope: Scope): Compiled {
  switch (expr.kind) {
    case 'array':
      return compileArray(expr, scope);
    case 'row':
      return compileRow(expr, scope);
    case 'subscript':
      return compileSubscript(expr, scope);
    case 'field':
      return compileField(expr, scope);
  }
}

function compileRow(expr: Extract<Expr, { kind: 'row' }>, scope: Scope): Compiled {
  const items = expr.items.map(item => settled(scope.compile(item), scope.analysis));
  return rowOf(items, [], expr.at);
}

export function compileArray(expr: Extract<Expr, { kind: 'array' }>, scope: Scope, wanted?: PgType): Compiled {
  const { analysis } = scope;
  const given = expr.elements.map(item => (item.kind === 'array' ? compileArray(item, scope, wanted) : scope.compile(item)));
  if (given.length === 0 && !wanted)
    throw new PgError(codes.indeterminateType, 'cannot determine type of empty array', {
      at: expr.at,
      hint: 'Explicitly cast to the desired type, for example ARRAY[]::integer[].',
    });
  const isNested = given.some(node => node.type.element !== undefined && expr.elements[given.indexOf(node)]?.kind === 'array');
  const nodes =
    wanted && !isNested ? given.map(node => cast(node, wanted, -1, expr.at, analysis)) : coerceAll(given, 'ARRAY', analysis).nodes;
  const type = wanted ?? nodes[0]?.type ?? t.text;
  return {
    type: type.element ? type : arrayOf(type),
    typmod: -1,
    at: expr.at,
    isConstant: nodes.every(node => node.isConstant),
    eval: env =>
      joinElements(
        nodes.map(node => node.eval(env)),
        expr.at,
      ),
    show: () => `ARRAY[${nodes.map(node => node.show()).join(', ')}]`,
  };
}

function joinElements(values: readonly Value[], at: number): Value {
  if (!values.some(value => value instanceof ArrayValue)) return new ArrayValue(values);
  const arrays = values.map(asArray);
  const [first] = arrays;
  if (arrays.some(({ dimensions }) => dimensions.join() !== first?.dimensions.join()))
    throw new PgError('2202E', 'multidimensional arrays must have array expressions with matching dimensions', { at });
  return new ArrayValue(
    arrays.flatMap(({ elements }) => elements),
    [arrays.length, ...(first?.dimensions ?? [])],
  );
}

function compileSubscript(expr: Extract<Expr, { kind: 'subscript' }>, scope: Scope): Compiled {
  const base = scope.compile(expr.base);
  const { analysis } = scope;
  if (base.type.name === 'jsonb' && expr.index) return applyOperator('->', base, scope.compile(expr.index), expr.at, scope);
  const element = base.type.element;
  if (!element)
    throw new PgError(codes.datatypeMismatch, `cannot subscript type ${displayType(base.type)} because it does not support subscripting`, {
      at: expr.at,
    });
  const place = (item: Expr | undefined): Compiled | undefined => {
    if (!item) return undefined;
    const node = coerce(scope.compile(item), t.int4, -1, 'assignment', analysis);
    if (!node) throw new PgError(codes.datatypeMismatch, 'array subscript must have type integer', { at: expr.at });
    return node;
  };
  const [index, upper] = [place(expr.index), place(expr.upper)];
  if (expr.isSlice) {
    return {
      type: base.type,
      typmod: base.typmod,
      at: expr.at,
      eval: env => {
        const value = base.eval(env);
        if (value === null) return null;
        const { elements, lower } = asArray(value);
        const from = index ? asNumber(index.eval(env)) : lower;
        const to = upper ? asNumber(upper.eval(env)) : lower + elements.length - 1;
        return new ArrayValue(elements.slice(Math.max(0, from - lower), Math.max(0, to - lower + 1)));
      },
      show: () => `${base.show()}[${index?.show() ?? ''}:${upper?.show() ?? ''}]`,
    };
  }
  const nested = expr.base.kind === 'subscript' && !expr.base.isSlice;
  return {
    type: element,
    typmod: base.typmod,
    at: expr.at,
    eval: env => elementAt(base.eval(env), index ? index.eval(env) : null),
    show: () => `${nested ? base.show() : /^[\w".]+$/.test(base.show()) ? base.show() : `(${base.show()})`}[${index?.show() ?? ''}]`,
  };
}

function elementAt(value: Value, index: Value): Value {
  if (value === null || index === null) return null;
  const { elements, dimensions, lower } = asArray(value);
  const place = asNumber(index) - lower;
  if (place < 0 || place >= (dimensions[0] ?? 0)) return null;
  if (dimensions.length < 2) return elements[place] ?? null;
  const size = dimensions.slice(1).reduce((a, b) => a * b, 1);
  return new ArrayValue(elements.slice(place * size, (place + 1) * size), dimensions.slice(1));
}

function compileField(expr: Extract<Expr, { kind: 'field' }>, scope: Scope): Compiled {
  const base = scope.compile(expr.base);
  const place = base.fields?.findIndex(({ name }) => name === expr.name) ?? -1;
  const field = base.fields?.[place];
  if (!field)
    throw base.type.name === 'record'
      ? new PgError(codes.undefinedColumn, `could not identify column "${expr.name}" in record data type`, { at: expr.at })
      : new PgError(
          codes.wrongObject,
          `column notation .${expr.name} applied to type ${displayType(base.type)}, which is not a composite type`,
          { at: expr.base.at },
        );
  return {
    type: field.type,
    typmod: field.typmod,
    at: expr.at,
    eval: env => {
      const value = base.eval(env);
      if (value === null) return null;
      return (value instanceof ArrayValue ? value.elements : asRow(value).values)[place] ?? null;
    },
    show: () => `(${base.show()}).${expr.name}`,
  };
}
