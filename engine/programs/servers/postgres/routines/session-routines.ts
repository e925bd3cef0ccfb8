import type { Yielded } from '../../../../core/task.js';
import type { Session } from '../execute/session.js';
import type { FunctionSpec } from '../functions/registry.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { makeRow } from '../plan/columns.js';
import { newEnv, type FiredEvent, type RoutineAccess, type Runtime } from '../plan/runtime.js';
import { callPlpgsql, fireTrigger } from '../plpgsql/call.js';
import { parseExpressionText } from '../sql/parse-statement.js';
import type { Catalog, Routine, Trigger } from '../storage/catalog.js';
import { builtin, t } from '../values/type-table.js';
import { ArrayValue, type Row, type Value } from '../values/value.js';
import { checkBody } from './check-body.js';
import { routinesNamed } from './drop-routine.js';
import { resultShape, type ResultShape } from './result-shape.js';
import { inputs, typeOfArgument } from './signature.js';
import { runSqlFunction } from './sql-function.js';
import { triggerScope } from './trigger-scope.js';

/** Functions, procedures and triggers as one session calls them. */
export class SessionRoutines implements RoutineAccess {
  readonly #session: Session;
  #specs: { readonly catalog: Catalog; readonly made: Map<Routine, FunctionSpec> } | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  find(path: readonly string[]): readonly FunctionSpec[] {
    const session = this.#session;
    const catalog = session.catalog();
    if (catalog.routines.size === 0) return [];
    if (this.#specs?.catalog !== catalog) this.#specs = { catalog, made: new Map() };
    const { made } = this.#specs;
    return routinesNamed(session, path)
      .filter(({ kind }) => kind === 'f')
      .map(routine => {
        const spec = made.get(routine) ?? this.#specOf(routine);
        made.set(routine, spec);
        return spec;
      });
  }

  isProcedure(path: readonly string[]): boolean {
    return routinesNamed(this.#session, path).some(({ kind }) => kind === 'p');
  }

  #specOf(routine: Routine): FunctionSpec {
    const session = this.#session;
    const args = inputs(routine);
    const shape = resultShape(routine, session);
    const [only] = 'columns' in shape ? shape.columns : [];
    const returns = shape.kind === 'nothing' ? t.void : shape.kind === 'value' ? (only?.type ?? t.text) : t.record;
    const columns =
      shape.kind === 'row' || (shape.kind === 'value' && routine.args.some(({ mode }) => mode === 't')) ? shape.columns : undefined;
    const last = args.at(-1);
    return {
      name: routine.name,
      args: args.map((arg, i) => variadicType(typeOfArgument(arg, session), arg.mode === 'v' && i === args.length - 1)),
      isVariadic: last?.mode === 'v',
      returns,
      isStrict: routine.isStrict,
      isVolatile: true,
      names: args.map(({ name }) => name),
      defaults: args.map(arg => (arg.default === undefined ? undefined : parseExpressionText(arg.default))),
      ...(columns ? { columns } : {}),
      ...this.#calls(routine, shape),
    };
  }

  #calls(routine: Routine, shape: ResultShape): Pick<FunctionSpec, 'call' | 'set'> {
    if (routine.returns.typeOid === builtin('trigger').oid) return { call: () => refuseTrigger(routine) };
    const rowsOf = (args: Row, runtime: Runtime): readonly Row[] => runtime.finish(this.run(routine, packed(routine, args), runtime));
    const valueOf = (row: Row, runtime: Runtime): Value => (shape.kind === 'value' ? (row[0] ?? null) : rowAsValue(row, shape, runtime));
    if (routine.returns.isSet) return { set: (args, { runtime }) => rowsOf(args, runtime).map(row => valueOf(row, runtime)) };
    return {
      call: (args, { runtime }) => {
        const [row] = rowsOf(args, runtime);
        if (shape.kind === 'nothing') return '';
        return row ? valueOf(row, runtime) : null;
      },
    };
  }

  /** Looks whether the body of a new routine can be right. */
  check(routine: Routine, bodyAt: number): void {
    checkBody(routine, bodyAt, this.#session);
  }

  /** Runs a function or procedure: the rows that it gives. */
  *run(routine: Routine, args: Row, runtime: Runtime): Generator<Yielded, readonly Row[], unknown> {
    const session = this.#session;
    const before = session.userOid;
    if (routine.isDefiner) session.userOid = routine.owner;
    try {
      if (routine.language === 'plpgsql') return yield* callPlpgsql(routine, args, session, runtime);
      return yield* runSqlFunction(routine, args, session, runtime);
    } catch (error) {
      if (routine.language !== 'sql' || !(error instanceof PgError)) throw error;
      throw error.within(`SQL function "${routine.name}" statement 1`, routine.body);
    } finally {
      session.userOid = before;
    }
  }

  *fire(trigger: Trigger, event: FiredEvent, runtime: Runtime): Generator<Yielded, Row | undefined, unknown> {
    const session = this.#session;
    const routine = session.catalog().routines.get(trigger.routine);
    if (!routine) throw new PgError(codes.undefinedFunction, `function of trigger "${trigger.name}" does not exist`);
    if (!this.#meets(trigger, event, runtime)) return event.now ?? event.old;
    return yield* fireTrigger(routine, trigger, event, session, runtime);
  }

  /** WHEN. */
  #meets(trigger: Trigger, { relation, old, now }: FiredEvent, runtime: Runtime): boolean {
    if (trigger.when === undefined) return true;
    const analysis = newAnalysis(this.#session);
    const test = analysis.compile(parseExpressionText(trigger.when), triggerScope(relation, analysis).scope);
    const nothing = relation.columns.map(() => null);
    return test.eval(newEnv(runtime, undefined, [...(old ?? nothing), ...(now ?? nothing)])) === true;
  }
}

function refuseTrigger(routine: Routine): never {
  throw new PgError(codes.featureNotSupported, 'trigger functions can only be called as triggers', {
    context: `compilation of PL/pgSQL function "${routine.name}" near line 1`,
  });
}

/** The type of what a caller gives for VARIADIC: one of the elements. */
function variadicType(type: FunctionSpec['returns'], isVariadic: boolean): FunctionSpec['returns'] {
  return isVariadic ? (type.element ?? type) : type;
}

/** Arguments for VARIADIC as the array that the function sees. */
function packed(routine: Routine, args: Row): Row {
  const declared = inputs(routine);
  if (declared.at(-1)?.mode !== 'v') return args;
  return [...args.slice(0, declared.length - 1), new ArrayValue(args.slice(declared.length - 1))];
}

function rowAsValue(row: Row, shape: ResultShape, runtime: Runtime): Value {
  const columns = 'columns' in shape ? shape.columns : row.map((_, i) => ({ name: `f${String(i + 1)}`, type: t.text }));
  return makeRow(
    row,
    columns.map(({ type }) => type),
    columns.map(({ name }) => name),
    newEnv(runtime, undefined),
  );
}
