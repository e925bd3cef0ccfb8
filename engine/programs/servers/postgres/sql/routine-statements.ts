import type { CallExpr, Expr, TypeName } from './ast.js';

export type TriggerEvent = 'insert' | 'update' | 'delete' | 'truncate';

/** A type by its name, or that of a column (`t.c%TYPE`) or a table (`t%ROWTYPE`). */
export interface TypeReference {
  readonly type: TypeName;
  readonly like?: 'type' | 'rowtype';
}

export interface RoutineParameter {
  readonly name?: string;
  readonly mode: 'in' | 'out' | 'inout' | 'variadic' | 'table';
  readonly type: TypeReference;
  readonly default?: Expr;
}

export interface RoutineResult {
  /** Left out for TABLE. */
  readonly type?: TypeReference;
  readonly isSet: boolean;
}

/** What ALTER FUNCTION changes. */
export interface RoutineChange {
  readonly to?: string;
  readonly owner?: string;
  readonly schema?: string;
  readonly volatility?: 'immutable' | 'stable' | 'volatile';
  readonly isStrict?: boolean;
  readonly isDefiner?: boolean;
}

/** Statements about functions, procedures and triggers. */
export type RoutineStatement =
  | {
      readonly kind: 'create-routine';
      readonly what: 'function' | 'procedure';
      readonly name: readonly string[];
      readonly replace: boolean;
      /** Those of RETURNS TABLE come last. */
      readonly parameters: readonly RoutineParameter[];
      readonly returns?: RoutineResult;
      readonly language: string;
      readonly body: string;
      /** Where in the statement its text begins. */
      readonly bodyAt: number;
      readonly isStrict: boolean;
      readonly volatility: 'immutable' | 'stable' | 'volatile';
      readonly isDefiner: boolean;
    }
  | {
      readonly kind: 'drop-routine';
      readonly what: 'function' | 'procedure' | 'routine';
      readonly targets: readonly { readonly name: readonly string[]; readonly args?: readonly TypeName[] }[];
      readonly ifExists: boolean;
      readonly cascade: boolean;
    }
  | {
      readonly kind: 'create-trigger';
      readonly name: string;
      readonly replace: boolean;
      readonly isConstraint: boolean;
      readonly timing: 'before' | 'after' | 'instead of';
      readonly events: readonly TriggerEvent[];
      /** UPDATE OF these. */
      readonly columns: readonly string[];
      readonly table: readonly string[];
      readonly isRow: boolean;
      readonly when?: Expr;
      readonly routine: readonly string[];
      readonly args: readonly string[];
    }
  | { readonly kind: 'drop-trigger'; readonly name: string; readonly table: readonly string[]; readonly ifExists: boolean }
  | {
      readonly kind: 'alter-routine';
      readonly what: 'function' | 'procedure' | 'routine';
      readonly target: { readonly name: readonly string[]; readonly args?: readonly TypeName[] };
      readonly change: RoutineChange;
    }
  | { readonly kind: 'rename-trigger'; readonly name: string; readonly table: readonly string[]; readonly to: string }
  | { readonly kind: 'do'; readonly language: string; readonly body: string }
  | { readonly kind: 'call'; readonly call: CallExpr };
