import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { PAUSE } from '../plan/runtime.js';
import { t } from '../values/type-table.js';
import { asArray, asNumber } from '../values/value.js';
import type { PlStatement, Statement, Target } from './ast.js';
import { collect, setFound } from './cursors.js';
import { evaluate, isTrue } from './evaluate.js';
import type { Frame, Signal } from './frame.js';
import { put, putInto } from './variables.js';

/** Runs statements; what ends them before their end. */
export type RunBody = (body: readonly PlStatement[], frame: Frame) => Generator<Yielded, Signal, unknown>;

interface Looping {
  readonly label?: string;
  readonly body: readonly PlStatement[];
}

/** One time through a loop: whether it goes on, or what it ends with. */
function* once(
  loop: Looping,
  frame: Frame,
  run: RunBody,
): Generator<Yielded, { readonly goesOn: boolean; readonly signal?: Signal }, unknown> {
  if (frame.runtime.due()) yield PAUSE;
  const signal = yield* run(loop.body, frame);
  if (!signal) return { goesOn: true };
  if (signal.kind === 'return' || (signal.label !== undefined && signal.label !== loop.label)) return { goesOn: false, signal };
  return { goesOn: signal.kind === 'continue' };
}

/** LOOP and WHILE. */
export function* runPlainLoop(
  loop: Statement<'loop'> | Statement<'while'>,
  frame: Frame,
  run: RunBody,
): Generator<Yielded, Signal, unknown> {
  for (;;) {
    frame.at = loop;
    if (loop.kind === 'while' && !(yield* isTrue(loop.condition, frame))) return undefined;
    const { goesOn, signal } = yield* once(loop, frame, run);
    if (!goesOn) return signal;
  }
}

const integer = { type: t.int4, typmod: -1 };

/** FOR i IN a..b. */
export function* runNumbers(loop: Statement<'for-integer'>, frame: Frame, run: RunBody): Generator<Yielded, Signal, unknown> {
  const number = function* (sql: typeof loop.from, what: string): Generator<Yielded, number, unknown> {
    const { value } = yield* evaluate(sql, frame, integer);
    if (value === null) throw new PgError(codes.nullNotAllowed, `${what} of FOR loop cannot be null`);
    return asNumber(value);
  };
  const from = yield* number(loop.from, 'lower bound');
  const to = yield* number(loop.to, 'upper bound');
  const by = loop.by ? yield* number(loop.by, 'BY value') : 1;
  if (by <= 0) throw new PgError(codes.invalidParameter, 'BY value of FOR loop must be greater than zero');
  frame.enter(loop.label);
  const slot = frame.declare(loop.name, integer, null);
  const step = loop.isReverse ? -by : by;
  let ended: Signal;
  let ran = false;
  for (let i = from; loop.isReverse ? i >= to : i <= to; i += step) {
    frame.values[slot.index] = i;
    ran = true;
    const { goesOn, signal } = yield* once(loop, frame, run);
    ended = signal;
    if (!goesOn) break;
  }
  frame.leave();
  setFound(frame, ran);
  return ended;
}

/** FOR r IN a query, EXECUTE or a cursor. */
export function* runRowsLoop(loop: Statement<'for-rows'>, frame: Frame, run: RunBody): Generator<Yielded, Signal, unknown> {
  checkTargets(loop.targets, frame);
  const source = loop.source.kind === 'cursor' ? frame.require(loop.source.name).query : loop.source;
  if (!source || source.kind === 'cursor') throw new PgError(codes.syntax, 'cursor FOR loop must use a bound cursor variable');
  const { rows, columns } = yield* collect(source, frame);
  for (const row of rows) {
    putInto(loop.targets, row, columns, frame);
    const { goesOn, signal } = yield* once(loop, frame, run);
    if (goesOn) continue;
    setFound(frame, true);
    return signal;
  }
  if (rows.length === 0) putInto(loop.targets, undefined, columns, frame);
  setFound(frame, rows.length > 0);
  return undefined;
}

function checkTargets(targets: readonly Target[], frame: Frame): void {
  for (const { path } of targets)
    if (!frame.find(path[0] ?? ''))
      throw new PgError(codes.syntax, 'loop variable of loop over rows must be a record variable or list of scalar variables');
}

/** FOREACH x IN ARRAY a. */
export function* runElements(loop: Statement<'foreach'>, frame: Frame, run: RunBody): Generator<Yielded, Signal, unknown> {
  const { value, node } = yield* evaluate(loop.array, frame);
  if (value === null) throw new PgError(codes.nullNotAllowed, 'FOREACH expression must not be null');
  const element = node.type.element;
  if (!element) throw new PgError(codes.datatypeMismatch, `FOREACH expression must yield an array, not type ${node.type.display}`);
  const slot = frame.require(loop.target.path[0] ?? '');
  for (const item of asArray(value).elements) {
    put(slot, item, { type: element, typmod: -1 }, frame);
    const { goesOn, signal } = yield* once(loop, frame, run);
    if (!goesOn) return signal;
  }
  return undefined;
}
