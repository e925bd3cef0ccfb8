import type { PgType } from '../values/type-table.js';
import type { Row } from '../values/value.js';
import { newEnv, type Compiled, type Env, type Runtime } from './runtime.js';
import { Scope, type Analysis, type RangeEntry, type ScopeColumn } from './scope.js';

/** A variable or an argument of a function, as statements inside it see it. */
export interface VariableColumn {
  readonly name: string;
  readonly type: PgType;
  readonly typmod: number;
  /** Where its value lies. */
  readonly index: number;
  readonly fields?: Compiled['fields'];
}

/** The variables that a statement inside a function may name. */
export interface Variables {
  /** `variables` are those of PL/pgSQL, `arguments` those of a function in SQL. */
  readonly holds: 'arguments' | 'variables';
  readonly visible: readonly VariableColumn[];
  /** `f.x`: the name of the function or a label of a block, and what is in it. */
  readonly entries: readonly { readonly name: string; readonly columns: readonly VariableColumn[] }[];
  /** Types and values of $1, $2 … */
  readonly params: readonly PgType[];
  readonly args: Row;
  /** The values as they are now. */
  readonly values: Row;
}

/** A scope in which variables can be named. */
export function variableScope(variables: Variables, analysis: Analysis): Scope {
  const scope = new Scope(analysis, undefined);
  const entries = variables.entries.map(({ name, columns }): RangeEntry => {
    const own: ScopeColumn[] = [];
    const entry: RangeEntry = { alias: name, columns: own };
    for (const column of columns) own.push({ ...column, table: entry });
    return entry;
  });
  scope.use(entries, variables.visible, variables.values.length);
  scope.holds = variables.holds;
  analysis.variables = scope;
  return scope;
}

/** What statements inside a function are evaluated against. */
export function variableEnv(variables: Variables, runtime: Runtime): Env {
  const env = newEnv(runtime, undefined, variables.values);
  runtime.variables = env;
  return env;
}

/** What stands around a table of WITH: nothing of its query, but the variables of the function that this is in. */
export function variablesOf(analysis: Analysis): Scope | undefined {
  return analysis.viewDepth > 0 ? undefined : analysis.variables;
}

export function aroundTables(runtime: Runtime): Env | undefined {
  return runtime.variables && newEnv(runtime, runtime.variables);
}
