/** A type as it was written: `numeric(10, 2)[]`. */
export interface TypeName {
  readonly name: readonly string[];
  readonly modifiers: readonly number[];
  /** How many `[]` follow. */
  readonly dimensions: number;
  readonly at: number;
}

export interface SortItem {
  readonly expression: Expr;
  readonly descending: boolean;
  readonly nullsFirst: boolean;
}

export interface WindowSpec {
  readonly name?: string;
  readonly partition: readonly Expr[];
  readonly order: readonly SortItem[];
  readonly frame?: Frame;
  readonly at: number;
}

export interface Frame {
  readonly mode: 'rows' | 'range' | 'groups';
  readonly start: FrameBound;
  readonly end: FrameBound;
}

export type FrameBound =
  | { readonly kind: 'unbounded-preceding' | 'current' | 'unbounded-following' }
  | { readonly kind: 'preceding' | 'following'; readonly offset: Expr };

export interface CallExpr {
  readonly kind: 'call';
  readonly name: readonly string[];
  readonly args: readonly Expr[];
  readonly star: boolean;
  readonly distinct: boolean;
  readonly order: readonly SortItem[];
  readonly filter?: Expr;
  readonly over?: WindowSpec;
  /** Names of arguments that are given by name: `f(a => 1)`. */
  readonly names?: readonly (string | undefined)[];
  /** WITHIN GROUP. */
  readonly within?: readonly SortItem[];
  readonly variadic: boolean;
  readonly at: number;
}

export type Expr =
  | { readonly kind: 'literal'; readonly type: 'string' | 'number' | 'boolean' | 'null'; readonly text: string; readonly at: number }
  | { readonly kind: 'column'; readonly path: readonly string[]; readonly star: boolean; readonly at: number }
  | { readonly kind: 'param'; readonly index: number; readonly at: number }
  | { readonly kind: 'unary'; readonly op: string; readonly operand: Expr; readonly at: number }
  | { readonly kind: 'binary'; readonly op: string; readonly left: Expr; readonly right: Expr; readonly at: number }
  | { readonly kind: 'and' | 'or'; readonly args: readonly Expr[]; readonly at: number }
  | { readonly kind: 'not'; readonly operand: Expr; readonly at: number }
  | { readonly kind: 'cast'; readonly operand: Expr; readonly type: TypeName; readonly at: number }
  | CallExpr
  | {
      readonly kind: 'case';
      readonly subject?: Expr;
      readonly whens: readonly { readonly when: Expr; readonly result: Expr }[];
      readonly otherwise?: Expr;
      readonly at: number;
    }
  | {
      readonly kind: 'choice';
      readonly name: 'coalesce' | 'greatest' | 'least' | 'nullif';
      readonly args: readonly Expr[];
      readonly at: number;
    }
  | {
      readonly kind: 'is';
      readonly test: 'null' | 'true' | 'false' | 'unknown';
      readonly operand: Expr;
      readonly negated: boolean;
      readonly at: number;
    }
  | { readonly kind: 'distinct'; readonly left: Expr; readonly right: Expr; readonly negated: boolean; readonly at: number }
  | { readonly kind: 'in'; readonly left: Expr; readonly list: readonly Expr[]; readonly negated: boolean; readonly at: number }
  | {
      readonly kind: 'between';
      readonly operand: Expr;
      readonly low: Expr;
      readonly high: Expr;
      readonly symmetric: boolean;
      readonly negated: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'quantified';
      readonly op: string;
      readonly quantifier: 'any' | 'all';
      readonly left: Expr;
      readonly array: Expr;
      readonly at: number;
    }
  | {
      readonly kind: 'quantified-query';
      readonly op: string;
      readonly quantifier: 'any' | 'all';
      readonly left: Expr;
      readonly query: Query;
      readonly negated: boolean;
      readonly at: number;
    }
  | { readonly kind: 'exists' | 'subquery' | 'array-query'; readonly query: Query; readonly at: number }
  | { readonly kind: 'array'; readonly elements: readonly Expr[]; readonly at: number }
  | { readonly kind: 'row'; readonly items: readonly Expr[]; readonly at: number }
  | {
      readonly kind: 'subscript';
      readonly base: Expr;
      readonly index?: Expr;
      readonly upper?: Expr;
      readonly isSlice: boolean;
      readonly at: number;
    }
  | { readonly kind: 'field'; readonly base: Expr; readonly name: string; readonly at: number }
  | { readonly kind: 'collate'; readonly operand: Expr; readonly collation: readonly string[]; readonly at: number }
  /** Only where INSERT and UPDATE take it. */
  | { readonly kind: 'default'; readonly at: number };

export interface Target {
  readonly expression: Expr;
  readonly alias?: string;
}

export interface RangeAlias {
  readonly name: string;
  readonly columns: readonly string[];
}

export type FromItem =
  | { readonly kind: 'table'; readonly name: readonly string[]; readonly alias?: RangeAlias; readonly at: number }
  | { readonly kind: 'query'; readonly query: Query; readonly alias?: RangeAlias; readonly lateral: boolean; readonly at: number }
  | {
      readonly kind: 'function';
      readonly call: Expr;
      readonly alias?: RangeAlias;
      readonly columns: readonly { readonly name: string; readonly type: TypeName }[];
      readonly ordinality: boolean;
      readonly at: number;
    }
  | {
      readonly kind: 'join';
      readonly type: 'inner' | 'left' | 'right' | 'full' | 'cross';
      readonly left: FromItem;
      readonly right: FromItem;
      readonly on?: Expr;
      readonly using?: readonly string[];
      readonly natural: boolean;
      readonly at: number;
    };

export interface SelectCore {
  readonly kind: 'select';
  readonly distinct: 'no' | 'all' | readonly Expr[];
  readonly targets: readonly Target[];
  readonly from: readonly FromItem[];
  readonly where?: Expr;
  readonly groupBy: readonly Expr[];
  readonly having?: Expr;
  readonly windows: readonly WindowSpec[];
  readonly into?: readonly string[];
  readonly at: number;
}

export type QueryBody =
  | SelectCore
  | { readonly kind: 'values'; readonly rows: readonly (readonly Expr[])[]; readonly at: number }
  | {
      readonly kind: 'set';
      readonly op: 'union' | 'intersect' | 'except';
      readonly all: boolean;
      readonly left: Query;
      readonly right: Query;
      readonly at: number;
    };

export interface CommonTable {
  readonly name: string;
  readonly columns: readonly string[];
  readonly statement: Query | Insert | Update | Delete;
  readonly at: number;
}

export interface With {
  readonly recursive: boolean;
  readonly tables: readonly CommonTable[];
}

export interface RowLock {
  readonly strength: 'update' | 'no key update' | 'share' | 'key share';
  readonly of: readonly string[];
  readonly wait: 'wait' | 'nowait' | 'skip';
}

export interface Query {
  readonly kind: 'query';
  readonly with?: With;
  readonly body: QueryBody;
  readonly order: readonly SortItem[];
  readonly limit?: Expr;
  readonly offset?: Expr;
  readonly lock?: RowLock;
  readonly at: number;
}

export interface TableTarget {
  readonly name: readonly string[];
  readonly alias?: string;
  readonly at: number;
}

export interface Assignment {
  readonly columns: readonly { readonly name: string; readonly at: number }[];
  /** One value, or a row or query for several columns. */
  readonly value: Expr;
}

export interface Insert {
  readonly kind: 'insert';
  readonly with?: With;
  readonly table: TableTarget;
  readonly columns?: readonly { readonly name: string; readonly at: number }[];
  readonly overriding?: 'system' | 'user';
  /** Undefined: DEFAULT VALUES. */
  readonly source?: Query;
  readonly conflict?: Conflict;
  readonly returning?: readonly Target[];
  readonly at: number;
}

export interface Conflict {
  readonly columns?: readonly Expr[];
  readonly constraint?: string;
  readonly at: number;
  /** Undefined: DO NOTHING. */
  readonly set?: readonly Assignment[];
  readonly where?: Expr;
}

export interface Update {
  readonly kind: 'update';
  readonly with?: With;
  readonly table: TableTarget;
  readonly set: readonly Assignment[];
  readonly from: readonly FromItem[];
  readonly where?: Expr;
  readonly returning?: readonly Target[];
  readonly at: number;
}

export interface Delete {
  readonly kind: 'delete';
  readonly with?: With;
  readonly table: TableTarget;
  readonly using: readonly FromItem[];
  readonly where?: Expr;
  readonly returning?: readonly Target[];
  readonly at: number;
}
