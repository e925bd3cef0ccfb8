import type { Yielded } from '../../../../core/task.js';
import { notSimulated, PgError } from '../pg-error.js';
import { PAUSE } from '../plan/runtime.js';
import type { PlStatement, Statement } from './ast.js';
import { runBlock } from './run-block.js';
import { close, collect, fetch, open } from './cursors.js';
import { diagnose } from './diagnostics.js';
import { evaluate, isTrue } from './evaluate.js';
import type { Frame, Signal } from './frame.js';
import { raise, textOf } from './raise.js';
import { giveBack, giveNext, giveRows } from './results.js';
import { runElements, runNumbers, runPlainLoop, runRowsLoop } from './run-loop.js';
import { execute, perform, runSql } from './run-sql.js';
import { assign } from './variables.js';

/** Runs statements one after another; what ends them before their end. */
export function* runBody(body: readonly PlStatement[], frame: Frame): Generator<Yielded, Signal, unknown> {
  for (const statement of body) {
    if (frame.runtime.due()) yield PAUSE;
    frame.at = statement;
    const signal = yield* runOne(statement, frame);
    if (signal) return signal;
  }
  return undefined;
}

function* runOne(statement: PlStatement, frame: Frame): Generator<Yielded, Signal, unknown> {
  switch (statement.kind) {
    case 'block':
      return yield* runBlock(statement, frame, runBody);
    case 'if':
      return yield* runIf(statement, frame);
    case 'case':
      return yield* runCase(statement, frame);
    case 'loop':
    case 'while':
      return yield* runPlainLoop(statement, frame, runBody);
    case 'for-integer':
      return yield* runNumbers(statement, frame, runBody);
    case 'for-rows':
      return yield* runRowsLoop(statement, frame, runBody);
    case 'foreach':
      return yield* runElements(statement, frame, runBody);
    case 'exit':
    case 'continue': {
      if (statement.when && !(yield* isTrue(statement.when, frame))) return undefined;
      return { kind: statement.kind, ...(statement.label === undefined ? {} : { label: statement.label }) };
    }
    case 'return':
      yield* giveBack(statement, frame);
      return { kind: 'return' };
    default:
      yield* runPlain(statement, frame);
      return undefined;
  }
}

/** Statements after which the next one follows. */
function* runPlain(statement: PlStatement, frame: Frame): Generator<Yielded, void, unknown> {
  switch (statement.kind) {
    case 'assign':
      return yield* assign(statement, frame);
    case 'sql':
      return yield* runSql(statement, frame);
    case 'perform':
      return yield* perform(statement, frame);
    case 'execute':
      return yield* execute(statement, frame);
    case 'raise':
      return yield* raise(statement, frame);
    case 'return-next':
      return yield* giveNext(statement, frame);
    case 'return-query':
      if (statement.source.kind !== 'cursor') giveRows(yield* collect(statement.source, frame), frame);
      return;
    case 'assert':
      return yield* runAssert(statement, frame);
    case 'diagnostics':
      diagnose(statement, frame);
      return;
    case 'open':
      return yield* open(statement, frame);
    case 'fetch':
      fetch(statement, frame);
      return;
    case 'close':
      close(statement, frame);
      return;
    case 'refused':
      throw notSimulated(statement.what);
    default:
  }
}

function* runIf({ branches, otherwise }: Statement<'if'>, frame: Frame): Generator<Yielded, Signal, unknown> {
  for (const { condition, body } of branches) if (yield* isTrue(condition, frame)) return yield* runBody(body, frame);
  return yield* runBody(otherwise, frame);
}

function* runCase({ subject, branches, otherwise }: Statement<'case'>, frame: Frame): Generator<Yielded, Signal, unknown> {
  for (const { condition, body } of branches) {
    // The parts of an expression that is made here stay as they are, so it is parsed once.
    const test = subject ? comparison(condition, subject.text) : condition;
    if (yield* isTrue(test, frame)) return yield* runBody(body, frame);
  }
  if (otherwise) return yield* runBody(otherwise, frame);
  throw new PgError('20000', 'case not found', { hint: 'CASE statement is missing ELSE part.' });
}

const comparisons = new WeakMap<object, { readonly text: string }>();

function comparison(condition: { readonly text: string }, subject: string): { readonly text: string } {
  const known = comparisons.get(condition) ?? { text: `(${subject}) IN (${condition.text})` };
  comparisons.set(condition, known);
  return known;
}

function* runAssert({ condition, message }: Statement<'assert'>, frame: Frame): Generator<Yielded, void, unknown> {
  const { value } = yield* evaluate(condition, frame);
  if (value === true) return;
  throw new PgError('P0004', message ? ((yield* textOf(message, frame)) ?? 'assertion failed') : 'assertion failed');
}

/** How a statement is called in messages. */
export function nameOf(statement: PlStatement): string {
  switch (statement.kind) {
    case 'block':
      return 'statement block';
    case 'assign':
      return 'assignment';
    case 'sql':
      return 'SQL statement';
    case 'for-integer':
      return 'FOR with integer loop variable';
    case 'for-rows':
      return statement.source.kind === 'execute' ? 'FOR over EXECUTE statement' : 'FOR over SELECT rows';
    case 'foreach':
      return 'FOREACH over array';
    case 'return-next':
      return 'RETURN NEXT';
    case 'return-query':
      return 'RETURN QUERY';
    case 'diagnostics':
      return 'GET DIAGNOSTICS';
    default:
      return statement.kind.toUpperCase();
  }
}
