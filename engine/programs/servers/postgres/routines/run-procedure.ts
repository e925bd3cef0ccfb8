import type { Task } from '../../../../core/task.js';
import { Interrupts } from '../execute/interrupts.js';
import type { StatementSink } from '../execute/run-statement.js';
import type { Session } from '../execute/session.js';
import { codes, PgError } from '../pg-error.js';
import { newAnalysis } from '../plan/analysis.js';
import { fitArgument } from '../plan/operators.js';
import { newEnv, type Env } from '../plan/runtime.js';
import { Scope } from '../plan/scope.js';
import { runAnonymous } from '../plpgsql/call.js';
import { parseExpressionText } from '../sql/parse-statement.js';
import type { StatementOf } from '../sql/statements.js';
import type { Routine } from '../storage/catalog.js';
import { displayType } from '../values/type-table.js';
import type { Value } from '../values/value.js';
import { textOfValue } from '../execute/run-query.js';
import { routinesNamed } from './drop-routine.js';
import { inputs, outputs, typeOfArgument } from './signature.js';

/** DO and CALL. */
export function* runProcedure(statement: StatementOf<'do' | 'call'>, session: Session, sink: StatementSink): Task<string> {
  if (statement.kind === 'call') return yield* call(statement, session, sink);
  const { language, body, at } = statement;
  if (language !== 'plpgsql')
    throw language === 'sql'
      ? new PgError(codes.featureNotSupported, 'language "sql" does not support inline code execution')
      : new PgError(codes.undefinedObject, `language "${language}" does not exist`, { at });
  yield* new Interrupts(session, () => sink.check()).through(runAnonymous(body, session));
  return 'DO';
}

function* call({ call: expr }: StatementOf<'call'>, session: Session, sink: StatementSink): Task<string> {
  const analysis = newAnalysis(session);
  const scope = new Scope(analysis, undefined);
  const args = expr.args.map(arg => scope.compile(arg));
  const routine = routinesNamed(session, expr.name).find(own => accepts(own, args.length));
  const shown = `${expr.name.join('.')}(${args.map(arg => displayType(arg.type)).join(', ')})`;
  if (!routine)
    throw new PgError(codes.undefinedFunction, `procedure ${shown} does not exist`, {
      at: expr.at,
      hint: 'No procedure matches the given name and argument types. You might need to add explicit type casts.',
    });
  if (routine.kind !== 'p')
    throw new PgError(codes.wrongObject, `${shown} is not a procedure`, { at: expr.at, hint: 'To call a function, use SELECT.' });
  const runtime = session.runtime();
  const env = newEnv(runtime, undefined);
  const values = inputs(routine).map((arg, i) => {
    const node = args[i];
    const type = typeOfArgument(arg, session);
    return node ? (fitArgument(node, type, undefined, scope) ?? node).eval(env) : defaultOf(arg.default, session, env);
  });
  const [row] = yield* new Interrupts(session, () => sink.check()).through(session.routines.run(routine, values, runtime));
  const out = outputs(routine);
  if (row && out.length > 0)
    yield* sink.textRows(
      out.map(({ name }, i) => name ?? `column${String(i + 1)}`),
      [out.map((arg, i) => textOfValue(row[i] ?? null, typeOfArgument(arg, session), session))],
    );
  return 'CALL';
}

function defaultOf(text: string | undefined, session: Session, env: Env): Value {
  if (text === undefined) return null;
  const analysis = newAnalysis(session);
  return analysis.compile(parseExpressionText(text), new Scope(analysis, undefined)).eval(env);
}

/** OUT arguments of a procedure are given too, and passed over. */
function accepts(routine: Routine, count: number): boolean {
  const needed = inputs(routine).filter(arg => arg.default === undefined).length;
  return count >= needed && count <= routine.args.length;
}
