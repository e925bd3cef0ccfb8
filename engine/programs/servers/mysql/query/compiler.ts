import { callFunction, isAggregate } from '../functions/index.js';
import type { Call, Expression } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import { unitedType, type ColumnType } from '../values/column-type.js';
import { formatExpression } from '../sql/unparse.js';
import { Decimal } from '../values/decimal.js';
import { toNumeric, toText, toTruth, type Value } from '../values/value.js';
import { arithmeticType, calculate, warnAboutText } from './arithmetic.js';
import { literalType, numericBytes } from './literal-type.js';
import { castValue } from './cast.js';
import type { Compiled, Surroundings } from './compiled.js';
import { convertTo } from './convert.js';
import type { Frame } from './context.js';
import { compileBetween, compileComparison, compileIn, compileIs, compileLike, compileRegexp, isComparison } from './predicates.js';
import { qualified, referenceText } from './scope.js';
import { compileExists, compileInQuery, compileQuantified, compileScalar } from './subqueries.js';

const bigint: ColumnType = { name: 'bigint' };
const truth: ColumnType = { name: 'int', length: 1 };

/** Makes an expression ready to run; throws SqlError for what cannot be. */
export function compile(expression: Expression, at: Surroundings): Compiled {
  const plain = (type: ColumnType, run: (frame: Frame) => Value, nullable = true): Compiled => ({
    type,
    nullable,
    run,
    collation: at.environment.context.collation,
    strength: 4,
  });
  switch (expression.kind) {
    case 'literal':
      return plain(isTruthWord(expression.text) ? truth : literalType(expression.value), () => expression.value, expression.value === null);
    case 'parameter': {
      const value = at.environment.context.parameters[expression.index] ?? null;
      return plain(literalType(value), () => value);
    }
    case 'column':
      return compileColumn(expression, at);
    case 'user-variable':
      return compileUserVariable(expression.name, at);
    case 'system-variable': {
      const value = at.environment.context.systemVariable(expression.name, expression.scope);
      return plain(literalType(value), () => value);
    }
    case 'assign':
      return compileAssignment(expression, at);
    case 'unary':
      return compileUnary(expression, at);
    case 'binary':
      return compileBinary(expression, at);
    case 'case':
      return compileCase(expression, at);
    case 'cast': {
      const operand = compile(expression.operand, at);
      const { type } = expression;
      const { context } = at.environment;
      return { ...plain(type, frame => castValue(operand.run(frame), type, context)), collation: type.collation ?? context.collation };
    }
    case 'collate':
      return compileCollate(expression, at);
    case 'star':
    case 'interval':
      throw sqlErrors.syntax(expression.kind === 'star' ? '*' : 'interval', 1, at.environment.context.dialect.serverName);
    case 'row':
      throw sqlErrors.operandColumns(1);
    case 'call':
      return compileCall(expression, at);
    default:
      return compilePredicate(expression, at);
  }
}

type Predicate = Extract<
  Expression,
  { kind: 'in' | 'in-query' | 'exists' | 'subquery' | 'quantified' | 'between' | 'is' | 'like' | 'regexp' }
>;

function compilePredicate(expression: Predicate, at: Surroundings): Compiled {
  switch (expression.kind) {
    case 'in':
      return compileIn(expression, at, compile);
    case 'in-query':
      return compileInQuery(expression, at, compile);
    case 'exists':
      return compileExists(expression.query, at);
    case 'subquery':
      return compileScalar(expression.query, at);
    case 'quantified':
      return compileQuantified(expression, at, compile);
    case 'between':
      return compileBetween(expression, at, compile);
    case 'is':
      return compileIs(expression, at, compile);
    case 'like':
      return compileLike(expression, at, compile);
    case 'regexp':
      return compileRegexp(expression, at, compile);
  }
}

function isTruthWord(text: string): boolean {
  return /^(true|false)$/i.test(text);
}

function compileColumn(expression: Extract<Expression, { kind: 'column' }>, at: Surroundings): Compiled {
  const isBare = expression.table === undefined;
  if (isBare && at.prefersAlias) {
    const alias = at.alias?.(expression.name);
    if (alias) return alias;
  }
  const found = at.scope.find(expression, at.clause);
  if (!found || (found.depth > 0 && isBare)) {
    const alias = isBare ? at.alias?.(expression.name) : undefined;
    if (alias) return alias;
    if (!found) throw sqlErrors.unknownColumn(referenceText(expression), at.clause);
  }
  const { depth, index, column } = found;
  const { type, nullable } = column.column;
  return {
    type,
    nullable,
    run: depth === 0 ? frame => frame.row[index] ?? null : frame => outerFrame(frame, depth).row[index] ?? null,
    collation: type.collation ?? at.environment.context.collation,
    strength: type.collation === undefined ? 4 : 2,
    origin: column,
  };
}

function outerFrame(frame: Frame, depth: number): Frame {
  let outer = frame;
  for (let i = 0; i < depth; i++) outer = outer.parent ?? outer;
  return outer;
}

function compileUserVariable(name: string, at: Surroundings): Compiled {
  const { userVariables, collation } = at.environment.context;
  const value = userVariables.get(name) ?? null;
  const type: ColumnType = value === null ? { name: 'varchar', length: 255 } : literalType(value);
  return { type: type.name === 'int' ? bigint : type, nullable: true, run: () => userVariables.get(name) ?? null, collation, strength: 3 };
}

function compileAssignment({ name, value }: Extract<Expression, { kind: 'assign' }>, at: Surroundings): Compiled {
  const source = compile(value, at);
  const { userVariables } = at.environment.context;
  return {
    ...source,
    origin: undefined,
    run: frame => {
      const result = source.run(frame);
      userVariables.set(name, result);
      return result;
    },
  };
}

function compileUnary({ operator, operand }: Extract<Expression, { kind: 'unary' }>, at: Surroundings): Compiled {
  const inner = compile(operand, at);
  const { context } = at.environment;
  const base = { nullable: true, collation: context.collation, strength: 4 };
  if (operator === 'not')
    return {
      ...base,
      type: truth,
      run: frame => {
        const value = toTruth(inner.run(frame));
        return value === null ? null : value ? 0n : 1n;
      },
    };
  if (operator === 'binary') return { ...inner, origin: undefined, collation: 'utf8mb4_bin', strength: 0 };
  if (operator === '~')
    return {
      ...base,
      type: { name: 'bigint', unsigned: true },
      run: frame => {
        const value = inner.run(frame);
        return value === null ? null : BigInt.asUintN(64, ~BigInt(Math.trunc(Number(toNumeric(value)))));
      },
    };
  const isText = !['int', 'bigint', 'smallint', 'tinyint', 'mediumint', 'decimal', 'year', 'null'].includes(inner.type.name);
  return {
    ...base,
    type: isText ? { name: 'double' } : { ...inner.type, unsigned: false, name: inner.type.name === 'decimal' ? 'decimal' : 'bigint' },
    run: frame => {
      const value = inner.run(frame);
      if (value === null) return null;
      const numeric = toNumeric(value);
      return numeric instanceof Decimal ? numeric.negate() : -numeric;
    },
  };
}

function compileBinary(expression: Extract<Expression, { kind: 'binary' }>, at: Surroundings): Compiled {
  const { operator, left, right } = expression;
  if (operator === 'and' || operator === 'or' || operator === 'xor') return compileLogical(operator, left, right, at);
  if (isComparison(operator)) return compileComparison(operator, left, right, at, compile);
  if (right.kind === 'interval') return moment(operator === '-' ? 'date_sub' : 'date_add', left, right, at);
  if (left.kind === 'interval') return moment('date_add', right, left, at);
  const [a, b] = [numericBytes(compile(left, at), left), numericBytes(compile(right, at), right)];
  const { context } = at.environment;
  const type = arithmeticType(operator, a.type, b.type);
  const unsigned = type.unsigned === true && !context.hasMode('NO_UNSIGNED_SUBTRACTION');
  const text = (): string => formatExpression(qualified(expression, at.scope), context.dialect);
  return {
    type,
    nullable: a.nullable || b.nullable || operator === '/' || operator === 'div' || operator === '%',
    run: frame => {
      context.step(1);
      return calculate(operator, a.run(frame), b.run(frame), { unsigned, text, context });
    },
    collation: context.collation,
    strength: 4,
  };
}

function moment(name: string, date: Expression, interval: Expression, at: Surroundings): Compiled {
  return compileCall(
    { kind: 'call', name, args: [date, interval], distinct: false, orderBy: [], separator: undefined, over: undefined },
    at,
  );
}

function compileLogical(operator: 'and' | 'or' | 'xor', left: Expression, right: Expression, at: Surroundings): Compiled {
  const { context } = at.environment;
  const [a, b] = [compile(left, at), compile(right, at)];
  const truthOf = (compiled: Compiled, frame: Frame): boolean | null => {
    const value = compiled.run(frame);
    if (typeof value === 'string') warnAboutText(value, context);
    return toTruth(value);
  };
  const decisive = operator === 'or';
  const run = (frame: Frame): Value => {
    const x = truthOf(a, frame);
    if (operator !== 'xor' && x === decisive) return decisive ? 1n : 0n;
    const y = truthOf(b, frame);
    if (operator === 'xor') return x === null || y === null ? null : x !== y ? 1n : 0n;
    if (y === decisive) return decisive ? 1n : 0n;
    return x === null || y === null ? null : decisive ? 0n : 1n;
  };
  return { type: truth, nullable: a.nullable || b.nullable, run, collation: context.collation, strength: 4 };
}

function compileCase({ operand, branches, fallback }: Extract<Expression, { kind: 'case' }>, at: Surroundings): Compiled {
  const rules = branches.map(({ when, then }) => ({
    when: operand ? compileComparison('=', operand, when, at, compile) : compile(when, at),
    then: compile(then, at),
  }));
  const last = fallback ? compile(fallback, at) : undefined;
  const results = [...rules.map(({ then }) => then), ...(last ? [last] : [])];
  const type = results.map(result => result.type).reduce(unitedType);
  const strongest = results.reduce((a, b) => (b.strength < a.strength ? b : a));
  const run = (frame: Frame): Value => {
    const rule = rules.find(({ when }) => toTruth(when.run(frame)) === true);
    return convertTo((rule?.then ?? last)?.run(frame) ?? null, type);
  };
  return {
    type,
    nullable: !last || results.some(({ nullable }) => nullable),
    run,
    collation: strongest.collation,
    strength: strongest.strength,
  };
}

function compileCollate({ operand, collation }: Extract<Expression, { kind: 'collate' }>, at: Surroundings): Compiled {
  const inner = compile(operand, at);
  const run = (frame: Frame): Value => {
    const value = inner.run(frame);
    return value === null || value instanceof Uint8Array ? value : toText(value);
  };
  const type: ColumnType = { ...inner.type, collation };
  // `CONVERT(x USING latin1)` names a character set only.
  if (collation.endsWith('_'))
    return {
      ...inner,
      origin: undefined,
      run: frame => convertCharset(inner.run(frame), collation),
      type: { name: 'varchar', length: inner.type.length },
    };
  return { type, nullable: inner.nullable, run, collation, strength: 0 };
}

function convertCharset(value: Value, charset: string): Value {
  if (value === null) return null;
  const text = toText(value);
  return charset === 'latin1_' ? text.replace(/[^\0-\xff]/g, '?') : charset === 'ascii_' ? text.replace(/[^\0-\x7f]/g, '?') : text;
}

function compileCall(call: Call, at: Surroundings): Compiled {
  const { context } = at.environment;
  const special = at.special?.(call);
  if (special) return special;
  const collector = call.over ? at.windows : isAggregate(call.name) ? at.aggregates : undefined;
  if (call.over || isAggregate(call.name)) {
    const found = collector?.slotOf(call);
    if (!found) {
      if (call.over) throw sqlErrors.windowNotAllowed(call.name);
      throw sqlErrors.invalidGroupFunction();
    }
    const { slot, type, collation } = found;
    return { type, nullable: !neverNullCalls.has(call.name), run: frame => frame.slots[slot] ?? null, collation, strength: 4 };
  }
  const interval = call.args.find(argument => argument.kind === 'interval');
  const args = call.args.flatMap(argument =>
    argument.kind === 'interval'
      ? [compile(argument.value, at), compile({ kind: 'literal', value: argument.unit, text: '' }, at)]
      : [compile(argument, at)],
  );
  return callFunction(call, args, interval !== undefined, context);
}

const neverNullCalls = new Set(['count', 'row_number', 'rank', 'dense_rank', 'percent_rank', 'cume_dist', 'ntile']);
