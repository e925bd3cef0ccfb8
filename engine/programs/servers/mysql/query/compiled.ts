import type { Call, Expression, Query } from '../sql/ast.js';
import type { ColumnType } from '../values/column-type.js';
import type { Row, Value } from '../values/value.js';
import type { Context, Frame, Relation, ResultColumn } from './context.js';
import type { Scope, ScopeColumn } from './scope.js';

/** An expression that is ready to run. */
export interface Compiled {
  readonly type: ColumnType;
  readonly nullable: boolean;
  readonly run: (frame: Frame) => Value;
  readonly collation: string;
  /** How strongly the collation is held: 0 was said with COLLATE, 2 is a column's, 4 a constant's. */
  readonly strength: number;
  /** The column, where the expression is nothing else. */
  readonly origin?: ScopeColumn | undefined;
}

/** A query that is ready to run, once or for every row of the query around it. */
export interface Plan {
  readonly columns: readonly ResultColumn[];
  /** Columns of its rows that belong to hidden sort keys are cut off already. */
  readonly run: (outer: Frame | undefined) => readonly Row[];
}

/** What planning needs besides the query. */
export interface Environment {
  readonly context: Context;
  readonly commonTables: ReadonlyMap<string, Relation>;
  readonly plan: (query: Query, environment: Environment, outer: Scope | undefined) => Plan;
}

/** Gives aggregates and window functions their slots. */
export interface SlotCollector {
  readonly slotOf: (call: Call) => { readonly slot: number; readonly type: ColumnType; readonly collation: string } | undefined;
}

/** Where and how an expression is compiled. */
export interface Surroundings {
  readonly environment: Environment;
  readonly scope: Scope;
  /** What errors call the place: `field list`, `where clause`. */
  readonly clause: string;
  /** Undefined: aggregates may not be here. */
  readonly aggregates?: SlotCollector | undefined;
  readonly windows?: SlotCollector | undefined;
  /** Aliases of the select list, where they may be used. */
  readonly alias?: ((name: string) => Compiled | undefined) | undefined;
  /** Aliases come before columns of the same name (ORDER BY). */
  readonly prefersAlias?: boolean | undefined;
  /** The row that `VALUES(column)` and `DEFAULT(column)` mean. */
  readonly special?: ((call: Call) => Compiled | undefined) | undefined;
}

export type Compile = (expression: Expression, surroundings: Surroundings) => Compiled;
