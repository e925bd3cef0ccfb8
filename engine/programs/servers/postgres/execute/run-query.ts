import type { Task } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { isRow, newEnv, type CompiledQuery, type OutputColumn, type Runtime } from '../plan/runtime.js';
import { Scope, type Analysis } from '../plan/scope.js';
import type { Delete, Insert, Query, Update } from '../sql/ast.js';
import { outputText } from '../values/text-io.js';
import { t, type PgType } from '../values/type-table.js';
import type { Row, Value } from '../values/value.js';
import type { ChangePlan } from './change-plan.js';
import { planChange } from './change.js';
import { Interrupts } from './interrupts.js';
import type { Session } from './session.js';

export type DataStatement = Query | Insert | Update | Delete;

/** Where the rows of a statement go. */
export interface ResultSink {
  columns(columns: readonly OutputColumn[]): Task<void>;
  row(values: Row, columns: readonly OutputColumn[]): Task<void>;
  /** Called between rows: a request to cancel becomes an error here. */
  check(): void;
}

export interface Planned {
  readonly plan: CompiledQuery;
  readonly change: ChangePlan | undefined;
  readonly analysis: Analysis;
  readonly statement: DataStatement;
}

/** Makes a statement ready to run; `params` gets the types of its parameters. */
export function planStatement(statement: DataStatement, session: Session, params: (PgType | undefined)[] = []): Planned {
  const analysis = newAnalysis(session, params);
  const scope = new Scope(analysis, undefined);
  if (statement.kind === 'query') return { plan: analysis.planQuery(statement, scope), change: undefined, analysis, statement };
  const change = planChange(statement, scope);
  return { plan: change, change, analysis, statement };
}

export const tags = { query: 'SELECT', insert: 'INSERT 0', update: 'UPDATE', delete: 'DELETE' } as const;

/** Runs a statement to its end; the words that tell what it did. */
export function* runPlanned(planned: Planned, runtime: Runtime, sink: ResultSink | undefined, most = Infinity): Task<string> {
  const { plan, change, analysis, statement } = planned;
  const { transaction } = runtime.session;
  if (transaction?.isReadOnly && (change ?? analysis.changes.length > 0) && change)
    throw new PgError(codes.readOnlyTransaction, `cannot execute ${tags[statement.kind].replace(' 0', '')} in a read-only transaction`);
  if (sink && plan.columns.length + (change ? 0 : 1) > 0) yield* sink.columns(plan.columns);
  let count = 0;
  const stream = plan.run(runtime, newEnv(runtime, undefined));
  const interrupts = new Interrupts(runtime.session, sink && (() => sink.check()));
  for (const value of stream) {
    if (isRow(value)) {
      if (count >= most) break;
      count++;
      if (sink) yield* sink.row(value, plan.columns);
      continue;
    }
    yield* interrupts.pause(value);
  }
  for (const change_ of analysis.changes) for (const item of change_.run(runtime, undefined)) if (!isRow(item)) yield item;
  const changed = change ? (change.counted.get(runtime) ?? 0) : count;
  return `${tags[statement.kind]} ${changed}`;
}

/** The texts of a row. */
export function textsOf(values: Row, columns: readonly OutputColumn[], session: Session): readonly (string | null)[] {
  return columns.map((column, i) => textOfValue(values[i] ?? null, column.type, session));
}

export function textOfValue(value: Value, type: PgType | undefined, session: Session): string | null {
  return value === null ? null : outputText(type ?? t.text, value, session.text);
}
