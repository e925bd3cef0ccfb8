import type { Expression, Query } from '../sql/ast.js';
import { sqlErrors } from '../sql-error.js';
import type { ColumnType } from '../values/column-type.js';
import type { Row, Value } from '../values/value.js';
import type { Compile, Compiled, Plan, Surroundings } from './compiled.js';
import type { Frame, ResultColumn } from './context.js';
import { comparerOf, itemsOf } from './predicates.js';
import { Scope } from './scope.js';

const truth: ColumnType = { name: 'int', length: 1 };

/** Queries in expressions. */

/** Plans a query inside an expression; its rows are kept where they do not depend on the row outside. */
function planInner(query: Query, { environment, scope }: Surroundings): Plan {
  let isCorrelated = false;
  // An outer scope of its own, to hear whether the query looks at it.
  const heard = (): void => {
    isCorrelated = true;
  };
  const plan = environment.plan(query, environment, new Scope(scope.columns, scope.parent, heard, scope.merged, scope.star));
  let kept: readonly Row[] | undefined;
  return {
    columns: plan.columns,
    run: frame => {
      if (isCorrelated) return plan.run(frame);
      return (kept ??= plan.run(frame));
    },
  };
}

export function compileScalar(query: Query, at: Surroundings): Compiled {
  const plan = planInner(query, at);
  const [column] = plan.columns;
  if (plan.columns.length !== 1 || !column) throw sqlErrors.operandColumns(1);
  return {
    type: column.type,
    nullable: true,
    run: frame => {
      const rows = plan.run(frame);
      if (rows.length > 1) throw sqlErrors.moreThanOneRow();
      return rows[0]?.[0] ?? null;
    },
    collation: column.type.collation ?? at.environment.context.collation,
    strength: 2,
  };
}

export function compileExists(query: Query, at: Surroundings): Compiled {
  const plan = planInner(query, at);
  return predicate(at, frame => (plan.run(frame).length > 0 ? 1n : 0n));
}

function predicate(at: Surroundings, run: (frame: Frame) => Value): Compiled {
  return { type: truth, nullable: true, run, collation: at.environment.context.collation, strength: 4 };
}

export function compileInQuery(expression: Extract<Expression, { kind: 'in-query' }>, at: Surroundings, compile: Compile): Compiled {
  const { operand, query, negated } = expression;
  const plan = planInner(query, at);
  const sides = itemsOf(operand).map(item => compile(item, at));
  if (sides.length !== plan.columns.length) throw sqlErrors.operandColumns(sides.length);
  const equals = sides.map((side, index) => comparerOf('=', side, sideOf(plan.columns[index], at), at));
  return predicate(at, frame => {
    const values = sides.map(side => side.run(frame));
    let sawNull = false;
    for (const row of plan.run(frame)) {
      const results = equals.map((equal, index) => equal(values[index] ?? null, row[index] ?? null));
      if (results.every(result => result === 1n)) return negated ? 0n : 1n;
      if (results.every(result => result !== 0n)) sawNull = true;
    }
    return sawNull ? null : negated ? 1n : 0n;
  });
}

export function compileQuantified(expression: Extract<Expression, { kind: 'quantified' }>, at: Surroundings, compile: Compile): Compiled {
  const { operator, all, left, query } = expression;
  const plan = planInner(query, at);
  if (plan.columns.length !== 1) throw sqlErrors.operandColumns(1);
  const side = compile(left, at);
  const compare = comparerOf(operator, side, sideOf(plan.columns[0], at), at);
  return predicate(at, frame => {
    const value = side.run(frame);
    let sawNull = false;
    for (const row of plan.run(frame)) {
      const result = compare(value, row[0] ?? null);
      if (result === (all ? 0n : 1n)) return result;
      if (result === null) sawNull = true;
    }
    return sawNull ? null : all ? 1n : 0n;
  });
}

/** A column of a query as the side of a comparison. */
function sideOf(column: ResultColumn | undefined, at: Surroundings): Compiled {
  const type: ColumnType = column?.type ?? { name: 'null' };
  const { collation } = at.environment.context;
  return { type, nullable: true, run: () => null, collation: type.collation ?? collation, strength: type.collation === undefined ? 4 : 2 };
}
