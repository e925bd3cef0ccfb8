import type { ColumnType } from '../values/column-type.js';
import type { Value } from '../values/value.js';

/** Expressions and queries as data. */

export interface TableName {
  readonly database: string | undefined;
  readonly name: string;
}

export type TruthTest = 'null' | 'true' | 'false' | 'unknown';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value; readonly text: string }
  | { readonly kind: 'parameter'; readonly index: number }
  | { readonly kind: 'column'; readonly database: string | undefined; readonly table: string | undefined; readonly name: string }
  | { readonly kind: 'star'; readonly database: string | undefined; readonly table: string | undefined }
  | { readonly kind: 'user-variable'; readonly name: string }
  | { readonly kind: 'system-variable'; readonly scope: 'global' | 'session' | undefined; readonly name: string; readonly text: string }
  | { readonly kind: 'assign'; readonly name: string; readonly value: Expression }
  | { readonly kind: 'unary'; readonly operator: 'not' | '-' | '~' | 'binary'; readonly operand: Expression }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Expression; readonly right: Expression }
  | { readonly kind: 'in'; readonly operand: Expression; readonly items: readonly Expression[]; readonly negated: boolean }
  | { readonly kind: 'in-query'; readonly operand: Expression; readonly query: Query; readonly negated: boolean }
  | { readonly kind: 'exists'; readonly query: Query }
  | { readonly kind: 'subquery'; readonly query: Query }
  | {
      readonly kind: 'quantified';
      readonly operator: string;
      readonly all: boolean;
      readonly left: Expression;
      readonly query: Query;
    }
  | {
      readonly kind: 'between';
      readonly operand: Expression;
      readonly low: Expression;
      readonly high: Expression;
      readonly negated: boolean;
    }
  | { readonly kind: 'is'; readonly operand: Expression; readonly test: TruthTest; readonly negated: boolean }
  | {
      readonly kind: 'like';
      readonly operand: Expression;
      readonly pattern: Expression;
      readonly escape: Expression | undefined;
      readonly negated: boolean;
    }
  | { readonly kind: 'regexp'; readonly operand: Expression; readonly pattern: Expression; readonly negated: boolean }
  | {
      readonly kind: 'case';
      readonly operand: Expression | undefined;
      readonly branches: readonly { readonly when: Expression; readonly then: Expression }[];
      readonly fallback: Expression | undefined;
    }
  | Call
  | { readonly kind: 'cast'; readonly operand: Expression; readonly type: ColumnType }
  | { readonly kind: 'interval'; readonly value: Expression; readonly unit: string }
  | { readonly kind: 'collate'; readonly operand: Expression; readonly collation: string }
  | { readonly kind: 'row'; readonly items: readonly Expression[] };

export interface Call {
  readonly kind: 'call';
  readonly name: string;
  readonly args: readonly Expression[];
  readonly distinct: boolean;
  /** Of GROUP_CONCAT. */
  readonly orderBy: readonly Order[];
  readonly separator: string | undefined;
  readonly over: Window | undefined;
}

export interface FrameBound {
  readonly kind: 'unbounded-preceding' | 'preceding' | 'current' | 'following' | 'unbounded-following';
  readonly count: Expression | undefined;
}

export interface Window {
  /** A window of the WINDOW clause that this one goes on from. */
  readonly base: string | undefined;
  readonly partitionBy: readonly Expression[];
  readonly orderBy: readonly Order[];
  readonly frame: { readonly unit: 'rows' | 'range'; readonly start: FrameBound; readonly end: FrameBound } | undefined;
}

export interface Order {
  readonly expression: Expression;
  readonly descending: boolean;
}

export interface SelectItem {
  readonly expression: Expression;
  readonly label: string;
  readonly hasAlias: boolean;
}

export type TableReference =
  | { readonly kind: 'table'; readonly table: TableName; readonly alias: string }
  | { readonly kind: 'derived'; readonly query: Query; readonly alias: string; readonly columns: readonly string[] | undefined }
  | Join;

export interface Join {
  readonly kind: 'join';
  readonly type: 'inner' | 'left' | 'right';
  readonly left: TableReference;
  readonly right: TableReference;
  readonly on: Expression | undefined;
  readonly using: readonly string[] | 'natural' | undefined;
}

export interface Select {
  readonly kind: 'select';
  readonly distinct: boolean;
  readonly items: readonly SelectItem[];
  readonly from: TableReference | undefined;
  readonly where: Expression | undefined;
  readonly groupBy: readonly Expression[];
  readonly rollup: boolean;
  readonly having: Expression | undefined;
  readonly windows: ReadonlyMap<string, Window>;
}

export interface SetOperation {
  readonly kind: 'union' | 'except' | 'intersect';
  readonly all: boolean;
  readonly left: QueryBody;
  readonly right: QueryBody;
}

export type QueryBody =
  | Select
  | SetOperation
  | { readonly kind: 'rows'; readonly rows: readonly (readonly Expression[])[] }
  | { readonly kind: 'nested'; readonly query: Query };

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[] | undefined;
  readonly query: Query;
}

export interface Query {
  readonly kind: 'query';
  readonly recursive: boolean;
  readonly with: readonly CommonTable[];
  readonly body: QueryBody;
  readonly orderBy: readonly Order[];
  readonly limit: Expression | undefined;
  readonly offset: Expression | undefined;
  readonly locking: 'update' | 'share' | undefined;
  /** Variables of `INTO @a, @b`. */
  readonly into: readonly string[] | undefined;
  /** Where it stands in the statement's text. */
  readonly text: string;
}
