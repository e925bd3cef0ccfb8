import { cannotCast, findCast, runCast, type CastContext } from '../functions/casts.js';
import { codes, PgError } from '../pg-error.js';
import type { Expr } from '../sql/ast.js';
import { quoteLiteral } from '../sql/keywords.js';
import { applyModifier } from '../values/modifier.js';
import { inputText, outputText } from '../values/text-io.js';
import { arrayOfType, builtin, displayType, t, type PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import type { Compiled } from './runtime.js';
import type { Analysis, Scope } from './scope.js';

/** A value that is the same for every row. */
export function constant(value: Value, type: PgType, at: number, analysis: Analysis, typmod = -1): Compiled {
  return { type, typmod, at, isConstant: true, eval: () => value, show: () => showConstant(value, type, typmod, analysis) };
}

function showConstant(value: Value, type: PgType, typmod: number, analysis: Analysis): string {
  if (value === null) return `NULL::${displayType(type, typmod)}`;
  if (type.name === 'bool') return value === true ? 'true' : 'false';
  const text = outputText(type, value, analysis.session.text);
  if (type.name === 'int4' || (type.name === 'numeric' && /[.]/.test(text) && typmod < 0))
    return text.startsWith('-') ? `'${text}'::${displayType(type)}` : text;
  return `${quoteLiteral(text)}::${displayType(type, typmod)}`;
}

/** A text in quotes, or NULL, that takes the type that is wanted of it. */
export function openLiteral(text: string | null, at: number): Compiled {
  return {
    type: t.unknown,
    typmod: -1,
    at,
    isConstant: true,
    eval: () => text,
    literal: { text, at },
    show: () => (text === null ? 'NULL' : `${quoteLiteral(text)}::unknown`),
  };
}

/** The expression as a value of another type; undefined when there is no such cast. */
export function coerce(node: Compiled, type: PgType, typmod: number, context: CastContext, analysis: Analysis): Compiled | undefined {
  if (node.literal) return coerceLiteral(node, node.literal, type, typmod, context, analysis);
  if (node.param !== undefined && node.type === t.unknown) {
    const known = analysis.params[node.param - 1];
    if (known === undefined) analysis.params[node.param - 1] = type;
    else if (known.oid !== type.oid) return coerce({ ...node, type: known }, type, typmod, context, analysis);
    return { ...node, type };
  }
  if (node.type.oid === type.oid) return typmod < 0 || typmod === node.typmod ? node : withModifier(node, type, typmod, context);
  if (isAny(type, node.type)) return node;
  const cast = findCast(node.type, type, context);
  if (!cast) return undefined;
  const convert = node.type.name === 'unknown' ? undefined : cast;
  const converted: Compiled = {
    type,
    typmod: -1,
    at: node.at,
    ...(node.isConstant === undefined ? {} : { isConstant: node.isConstant }),
    eval: env => {
      const value = node.eval(env);
      return value === null || !convert ? value : runCast(convert, value, env.runtime);
    },
    show: () => `${showOperand(node)}::${displayType(type, typmod)}`,
  };
  return typmod < 0 ? converted : { ...withModifier(converted, type, typmod, context), show: converted.show };
}

/** What stands before `::`. */
function showOperand(node: Compiled): string {
  const shown = node.show();
  return /^[\w".]+$/.test(shown) && !/^\d/.test(shown) ? `(${shown})` : shown.startsWith('(') && isWrapped(shown) ? shown : `(${shown})`;
}

function isWrapped(text: string): boolean {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text.charAt(i) === '(') depth++;
    if (text.charAt(i) === ')' && --depth === 0) return i === text.length - 1;
  }
  return false;
}

function isAny(wanted: PgType, given: PgType): boolean {
  return (
    wanted.name === 'any' ||
    wanted.name === 'anyelement' ||
    (wanted.name === 'anyarray' && given.element !== undefined) ||
    (wanted.name === 'record' && given.name === 'record')
  );
}

function withModifier(node: Compiled, type: PgType, typmod: number, context: CastContext): Compiled {
  return {
    ...node,
    type,
    typmod,
    eval: env => applyModifier(type, typmod, node.eval(env), context === 'explicit'),
    show: () => `${showOperand(node)}::${displayType(type, typmod)}`,
  };
}

function coerceLiteral(
  node: Compiled,
  literal: NonNullable<Compiled['literal']>,
  type: PgType,
  typmod: number,
  context: CastContext,
  analysis: Analysis,
): Compiled | undefined {
  if (type === t.unknown) return node;
  if (type.name === 'any' || type.name === 'anyelement') return coerceLiteral(node, literal, t.text, -1, context, analysis);
  if (type.name === 'record' && literal.text !== null)
    throw new PgError(codes.featureNotSupported, 'input of anonymous composite types is not implemented', { at: literal.at });
  if (literal.text === null) return constant(null, type, node.at, analysis, typmod);
  try {
    const value = constant(inputText(type, -1, literal.text, analysis.session.text), type, node.at, analysis);
    if (typmod < 0) return value;
    return withModifier(value, type, typmod, context);
  } catch (error) {
    throw error instanceof PgError ? error.pointingAt(literal.at) : error;
  }
}

/** As `coerce`, with an error where that cannot be. */
export function cast(node: Compiled, type: PgType, typmod: number, at: number, analysis: Analysis): Compiled {
  const row = node.isRow;
  if (row && type.name === 'record') return node;
  const converted = coerce(node, type, typmod, 'explicit', analysis);
  if (!converted) throw cannotCast(node.type, type, at);
  return converted;
}

/** An open literal or parameter becomes text where nothing wants anything else. */
export function settled(node: Compiled, analysis: Analysis): Compiled {
  if (node.type !== t.unknown) return node;
  return coerce(node, t.text, -1, 'implicit', analysis) ?? node;
}

/** The type that several expressions have in common, as UNION, CASE and VALUES want it. */
export function commonType(nodes: readonly Compiled[], what: string): PgType {
  const known = nodes.filter(node => node.type !== t.unknown);
  const [first] = known;
  if (!first) return t.text;
  let best = first.type;
  for (const node of known.slice(1)) {
    const { type } = node;
    if (type.oid === best.oid) continue;
    if (type.category !== best.category)
      throw new PgError(codes.datatypeMismatch, `${what} types ${displayType(best)} and ${displayType(type)} cannot be matched`, {
        at: node.at,
      });
    if (!best.isPreferred && findCast(best, type, 'implicit') && !findCast(type, best, 'implicit')) best = type;
    else if (!best.isPreferred && findCast(best, type, 'implicit') && type.isPreferred) best = type;
  }
  return best;
}

export function coerceAll(
  nodes: readonly Compiled[],
  what: string,
  analysis: Analysis,
): { readonly type: PgType; readonly nodes: readonly Compiled[]; readonly typmod: number } {
  const type = commonType(nodes, what);
  const coerced = nodes.map(node => {
    const converted = coerce(node, type, -1, 'implicit', analysis);
    if (!converted)
      throw new PgError(codes.datatypeMismatch, `${what} could not convert type ${displayType(node.type)} to ${displayType(type)}`, {
        at: node.at,
      });
    return converted;
  });
  const [first] = coerced;
  const typmod = first && coerced.every(node => node.typmod === first.typmod) ? first.typmod : -1;
  return { type, nodes: coerced, typmod };
}

/** A condition: boolean, or an error that says of what. */
export function asCondition(node: Compiled, clause: string, analysis: Analysis): Compiled {
  const condition = coerce(node, t.bool, -1, 'implicit', analysis);
  if (!condition)
    throw new PgError(codes.datatypeMismatch, `argument of ${clause} must be type boolean, not type ${displayType(node.type)}`, {
      at: node.at,
    });
  return condition;
}

/** WHERE, HAVING … of a query; undefined when it has none. */
export function compileCondition(expr: Expr | undefined, clause: string, scope: Scope): Compiled | undefined {
  return expr && scope.inClause(clause, () => asCondition(scope.compile(expr), clause, scope.analysis));
}

export function arrayOf(type: PgType): PgType {
  return type.arrayOid === 0 ? builtin('_text') : arrayOfType(type);
}
