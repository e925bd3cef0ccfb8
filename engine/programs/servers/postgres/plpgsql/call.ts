import type { Yielded } from '../../../../core/task.js';
import type { Session } from '../execute/session.js';
import { PgError } from '../pg-error.js';
import type { FiredEvent, Runtime } from '../plan/runtime.js';
import { resultShape, type ResultShape } from '../routines/result-shape.js';
import { inputs, showSignature, typeOfArgument } from '../routines/signature.js';
import { rowShape } from '../routines/value-shape.js';
import type { Routine, Trigger } from '../storage/catalog.js';
import { builtin, t } from '../values/type-table.js';
import { asRow, ArrayValue, type Row, type Value } from '../values/value.js';
import type { Block, PlStatement } from './ast.js';
import { Frame, type Called, type Signal } from './frame.js';
import { parseBody } from './parse-block.js';
import { nameOf, runBody } from './run.js';
import { rowValue } from './variables.js';

const bodies = new WeakMap<Routine, Block & PlStatement>();

/** The body of a function, parsed; throws where it cannot be. */
export function bodyOf(routine: Routine): Block & PlStatement {
  const known = bodies.get(routine) ?? parseBody(routine.body);
  bodies.set(routine, known);
  return known;
}

/** Runs a function or procedure: the rows that it gives, one unless it returns a set. */
export function* callPlpgsql(routine: Routine, args: Row, session: Session, runtime: Runtime): Generator<Yielded, readonly Row[], unknown> {
  const wanted = resultShape(routine, session);
  const params = inputs(routine).map(arg => typeOfArgument(arg, session));
  const frame = new Frame(session, runtime, { shown: showSignature(routine, session), wanted, params, args });
  frame.enter(routine.name);
  frame.declare('found', { type: t.bool, typmod: -1 }, false);
  declareArguments(routine, args, frame);
  const signal = yield* inFrame(frame, bodyOf(routine));
  if (routine.returns.isSet) return frame.rows;
  if (frame.outputs.length > 0) return [frame.outputs.map(({ index }) => frame.values[index] ?? null)];
  if (wanted.kind === 'nothing') return [];
  if (signal?.kind !== 'return')
    throw new PgError('2F005', 'control reached end of function without RETURN', { context: `PL/pgSQL function ${frame.shown}` });
  return givenRow(frame, wanted);
}

function givenRow({ result }: Frame, { kind }: ResultShape): readonly Row[] {
  if (!result) return [];
  if (kind === 'value') return [[result.value]];
  return result.value === null ? [] : [asRow(result.value).values];
}

function declareArguments(routine: Routine, args: Row, frame: Frame): void {
  const { session } = frame;
  let given = 0;
  for (const arg of routine.args) {
    const isInput = arg.mode === 'i' || arg.mode === 'b' || arg.mode === 'v';
    const table = arg.table === undefined ? undefined : session.catalog().relations.get(arg.table);
    const shape = table ? rowShape(table, session) : { type: typeOfArgument(arg, session), typmod: -1 };
    const slot = frame.declare(`$${String(given + 1)}`, shape, isInput ? (args[given] ?? null) : null);
    if (isInput) given++;
    const name = arg.name ?? (isInput ? undefined : `column${String(frame.outputs.length + 1)}`);
    if (arg.mode !== 'i' && arg.mode !== 'v') frame.outputs.push(slot);
    if (name !== undefined) frame.alias(name, slot);
  }
}

/** Runs a body; errors tell where in it they happened. */
function* inFrame(frame: Frame, body: Block & PlStatement): Generator<Yielded, Signal, unknown> {
  try {
    return yield* runBody([body], frame);
  } catch (error) {
    if (!(error instanceof PgError)) throw error;
    const place = frame.at ? ` line ${String(frame.at.line)} at ${nameOf(frame.at)}` : '';
    throw error.within(`PL/pgSQL function ${frame.shown}${place}`);
  }
}

/** DO. */
export function* runAnonymous(body: string, session: Session): Generator<Yielded, void, unknown> {
  const called: Called = { shown: 'inline_code_block', wanted: { kind: 'nothing', shown: 'void' }, params: [], args: [] };
  const frame = new Frame(session, session.runtime(), called);
  frame.enter();
  frame.declare('found', { type: t.bool, typmod: -1 }, false);
  yield* inFrame(frame, parseBody(body));
}

/** Runs the function of a trigger: the row that it gives back; undefined for none. */
export function* fireTrigger(
  routine: Routine,
  trigger: Trigger,
  event: FiredEvent,
  session: Session,
  runtime: Runtime,
): Generator<Yielded, Row | undefined, unknown> {
  const shape = rowShape(event.relation, session);
  const wanted: ResultShape = { kind: 'any', shown: 'trigger' };
  const frame = new Frame(session, runtime, { shown: `${routine.name}()`, wanted, params: [], args: [] });
  frame.enter(routine.name);
  frame.declare('found', { type: t.bool, typmod: -1 }, false);
  const valueOf = (row: Row | undefined): Value => (row && trigger.isRow ? rowValue(row, shape.fields ?? [], frame) : null);
  frame.declare('new', shape, valueOf(event.now));
  frame.declare('old', shape, valueOf(event.old));
  declareTriggerFacts(trigger, event, frame);
  const signal = yield* inFrame(frame, bodyOf(routine));
  if (signal?.kind !== 'return')
    throw new PgError('2F005', 'control reached end of trigger procedure without RETURN', { context: `PL/pgSQL function ${frame.shown}` });
  const value = frame.result?.value ?? null;
  return value === null ? undefined : asRow(value).values;
}

function declareTriggerFacts(trigger: Trigger, { operation, relation }: FiredEvent, frame: Frame): void {
  const schema = frame.session.catalog().schemas.get(relation.schema)?.name ?? '';
  const facts: Readonly<Record<string, string>> = {
    tg_name: trigger.name,
    tg_when: trigger.timing.toUpperCase(),
    tg_level: trigger.isRow ? 'ROW' : 'STATEMENT',
    tg_op: operation,
    tg_relname: relation.name,
    tg_table_name: relation.name,
    tg_table_schema: schema,
  };
  for (const [name, value] of Object.entries(facts)) frame.declare(name, { type: t.text, typmod: -1 }, value);
  frame.declare('tg_relid', { type: t.oid, typmod: -1 }, relation.oid);
  frame.declare('tg_nargs', { type: t.int4, typmod: -1 }, trigger.args.length);
  const args = trigger.args.length === 0 ? new ArrayValue([]) : new ArrayValue(trigger.args, [trigger.args.length], 0);
  frame.declare('tg_argv', { type: builtin('_text'), typmod: -1 }, args);
}
