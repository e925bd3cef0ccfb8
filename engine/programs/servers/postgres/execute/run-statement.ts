import { alterSystem } from './alter-system.js';
import type { Task } from '../../../../core/task.js';
import { codes, notSimulated, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { coerce } from '../plan/coerce.js';
import { requireType } from '../plan/find-type.js';
import { newEnv } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import type { Statement, StatementOf } from '../sql/statements.js';
import { t, type PgType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import { createRelationAs } from './query-relations.js';
import { explainStatement } from './explain.js';
import { runCursor } from './cursors.js';
import { runNotify } from './notify.js';
import { requireRelation } from './names.js';
import { planStatement, runPlanned, type DataStatement, type ResultSink } from './run-query.js';
import type { Session } from './session.js';
import { controlTransaction, isControl } from './control.js';
import { lockRead, lockTables } from './table-locking.js';
import { runDefinition, hostOf } from './run-definition.js';
import { runProcedure } from '../routines/run-procedure.js';
import { runSetting } from './run-setting.js';

export interface StatementSink extends ResultSink {
  textRows(columns: readonly string[], rows: Iterable<readonly (string | null)[]>): Task<void>;
  copy(statement: StatementOf<'copy'>, session: Session): Task<string>;
}

/** Runs one statement; the words that tell what it did (`INSERT 0 1`). */
export function* runStatement(
  statement: Statement,
  session: Session,
  sink: StatementSink,
  params: readonly Value[] = [],
  types: (PgType | undefined)[] = [],
): Task<string> {
  if (isControl(statement)) return yield* controlTransaction(statement, session);
  refuseIfFailed(session);
  switch (statement.kind) {
    case 'query':
    case 'insert':
    case 'update':
    case 'delete':
      return yield* runData(statement, session, sink, params, types);
    case 'set':
    case 'reset':
    case 'show':
    case 'discard':
    case 'set-constraints':
      return yield* runSetting(statement, session, sink);
    case 'prepare':
    case 'execute':
    case 'deallocate':
      return yield* runPrepared(statement, session, sink);
    case 'explain':
      return yield* explainStatement(statement, session, sink);
    case 'copy':
      return yield* sink.copy(statement, session);
    case 'lock':
      return yield* lockTables(statement, session);
    case 'listen':
    case 'unlisten':
    case 'notify':
      return runNotify(statement, session);
    case 'maintenance':
      return yield* maintain(statement, session);
    case 'declare':
    case 'fetch':
    case 'close':
      return yield* runCursor(statement, session, sink);
    case 'do':
    case 'call':
      return yield* runProcedure(statement, session, sink);
    case 'not-simulated':
      throw notSimulated(statement.what, statement.at);
    default:
      return yield* isForServer(statement) ? alterSystem(statement, session) : runDefinition(statement, session);
  }
}

/** ALTER SYSTEM is about files of the server, not about the catalog. */
function isForServer(statement: Statement): statement is StatementOf<'alter-setting'> {
  return statement.kind === 'alter-setting' && statement.on === 'system';
}

function refuseIfFailed({ transaction }: Session): void {
  if (transaction?.isFailed)
    throw new PgError(codes.failedTransaction, 'current transaction is aborted, commands ignored until end of transaction block');
}

/** VACUUM, ANALYZE, REINDEX and the like, which have nothing to do here; CHECKPOINT. */
function* maintain({ names, tag, at }: StatementOf<'maintenance'>, session: Session): Task<string> {
  for (const name of names) requireRelation(session, name, at);
  if (tag === 'CHECKPOINT') yield* session.host.checkpoint();
  return tag;
}

function* runData(
  statement: DataStatement,
  session: Session,
  sink: StatementSink,
  params: readonly Value[],
  types: (PgType | undefined)[],
): Task<string> {
  if (statement.kind === 'query' && statement.body.kind === 'select' && statement.body.into) {
    const { into, ...core } = statement.body;
    return yield* createRelationAs(
      {
        kind: 'create-table-as',
        name: into,
        columns: [],
        query: { ...statement, body: core },
        ifNotExists: false,
        temporary: false,
        withData: true,
        materialized: false,
        text: '',
        at: statement.at,
      },
      hostOf(session),
      session,
    );
  }
  const planned = planStatement(statement, session, types);
  const runtime = session.runtime(params);
  yield* lockRead(planned.analysis.reads.keys(), session, planned.plan.tables);
  runtime.view = session.transaction?.view() ?? runtime.view;
  return yield* runPlanned(planned, runtime, sink);
}

type PreparedStatement = StatementOf<'prepare' | 'execute' | 'deallocate'>;

function* runPrepared(statement: PreparedStatement, session: Session, sink: StatementSink): Task<string> {
  if (!session.transaction) session.runtime();
  if (statement.kind === 'deallocate') {
    if (statement.name === undefined) session.prepared.clear();
    else if (!session.prepared.delete(statement.name)) throw new PgError('26000', `prepared statement "${statement.name}" does not exist`);
    return statement.name === undefined ? 'DEALLOCATE ALL' : 'DEALLOCATE';
  }
  if (statement.kind === 'prepare') {
    if (session.prepared.has(statement.name)) throw new PgError('42P05', `prepared statement "${statement.name}" already exists`);
    const params: (PgType | undefined)[] = statement.types.map(type => requireType(type, session));
    const inner = statement.statement;
    if (inner.kind === 'query' || inner.kind === 'insert' || inner.kind === 'update' || inner.kind === 'delete')
      planStatement(inner, session, params);
    else throw new PgError(codes.syntax, 'utility statements cannot be prepared');
    session.prepared.set(statement.name, { text: statement.text, statement: inner, params: params.map(type => type ?? t.text) });
    return 'PREPARE';
  }
  const prepared = session.prepared.get(statement.name);
  if (!prepared?.statement) throw new PgError('26000', `prepared statement "${statement.name}" does not exist`);
  if (prepared.params.length !== statement.args.length)
    throw new PgError(codes.syntax, `wrong number of parameters for prepared statement "${statement.name}"`, {
      detail: `Expected ${prepared.params.length} parameters but got ${statement.args.length}.`,
    });
  const analysis = newAnalysis(session);
  const env = newEnv(session.runtime(), undefined);
  const values = statement.args.map((arg, i) => {
    const type = prepared.params[i] ?? t.text;
    const node = coerce(analysis.compile(arg, new Scope(analysis, undefined)), type, -1, 'assignment', analysis);
    if (!node)
      throw new PgError(
        codes.datatypeMismatch,
        `parameter $${i + 1} of type ${type.display} cannot be coerced to the expected type ${type.display}`,
        { at: arg.at },
      );
    return node.eval(env);
  });
  return yield* runStatement(prepared.statement, session, sink, values, [...prepared.params]);
}
