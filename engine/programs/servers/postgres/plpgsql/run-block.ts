import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import { shapeOf } from '../routines/value-shape.js';
import { t } from '../values/type-table.js';
import type { Block, Declaration, Handler } from './ast.js';
import { isHandledBy } from './conditions.js';
import { evaluate } from './evaluate.js';
import type { Frame, Signal } from './frame.js';
import type { RunBody } from './run-loop.js';

const text = { type: t.text, typmod: -1 };

/** DECLARE, the statements, and what is done with their errors. */
export function* runBlock(block: Block, frame: Frame, run: RunBody): Generator<Yielded, Signal, unknown> {
  frame.enter(block.label);
  try {
    for (const declaration of block.declarations) yield* declare(declaration, frame);
    const signal = yield* block.handlers.length > 0 ? runHandled(block, frame, run) : run(block.body, frame);
    return signal?.kind === 'exit' && signal.label !== undefined && signal.label === block.label ? undefined : signal;
  } finally {
    frame.leave();
  }
}

function* declare(declaration: Declaration, frame: Frame): Generator<Yielded, void, unknown> {
  const { name, kind, type, value, query, of = '', isConstant, isNotNull } = declaration;
  if (kind === 'alias') {
    frame.alias(name, frame.require(of));
    return;
  }
  if (kind === 'cursor') {
    frame.declare(name, text, null, query ? { query: { kind: 'query', sql: query } } : {});
    return;
  }
  if (!type) throw new PgError(codes.syntax, `"${name}" has no type`);
  const isCursor = type.type.name.join('.') === 'refcursor';
  const shape = isCursor ? text : shapeOf(type, frame.session);
  const given = value ? yield* evaluate(value, frame, shape) : undefined;
  if (isNotNull && (given?.value ?? null) === null)
    throw new PgError(codes.nullNotAllowed, `null value cannot be assigned to variable "${name}" declared NOT NULL`);
  const slot = frame.declare(name, shape, given?.value ?? null, { isConstant, isNotNull });
  if (given && shape.type.name === 'record' && given.node.fields) frame.reshape(slot, given.node.fields);
}

/** What the statements of a block did is taken back when one of them fails. */
function* runHandled(block: Block, frame: Frame, run: RunBody): Generator<Yielded, Signal, unknown> {
  const { session } = frame;
  const { transaction } = session;
  const name = '\0block';
  transaction?.savepoint(name, session.settingValues);
  try {
    const signal = yield* run(block.body, frame);
    transaction?.release(name);
    return signal;
  } catch (error) {
    if (!(error instanceof PgError) || error.fields.severity !== undefined) throw error;
    const handler = block.handlers.find(({ conditions }) => isHandledBy(error, conditions));
    if (!handler || !transaction) throw error;
    const settings = transaction.rollbackTo(name);
    transaction.release(name);
    if (settings) session.settingValues = new Map(settings);
    return yield* handle(handler, error, frame, run);
  }
}

function* handle(handler: Handler, error: PgError, frame: Frame, run: RunBody): Generator<Yielded, Signal, unknown> {
  const before = frame.handled;
  frame.handled = error;
  frame.enter();
  frame.declare('sqlstate', text, error.code);
  frame.declare('sqlerrm', text, error.message);
  try {
    return yield* run(handler.body, frame);
  } finally {
    frame.leave();
    frame.handled = before;
  }
}
