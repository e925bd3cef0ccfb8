import type { Yielded } from '../../../../core/task.js';
import { codes, PgError } from '../pg-error.js';
import type { Tx } from '../storage/transaction.js';
import { settingMs } from './settings.js';
import type { Runtime } from '../plan/runtime.js';

/** Work of a statement that may have to wait for others. */
export type Waiting<T> = Generator<Yielded, T, unknown>;

/** How long somebody waits before he looks whether everybody waits for each other. */
const DEADLOCK_TIMEOUT_MS = 1000;

/** Waits until a transaction has ended; finds circles of transactions that wait for each other. */
export function* waitForTransaction(holder: Tx, runtime: Runtime, context: string): Generator<Yielded, void, unknown> {
  const own = runtime.tx.top;
  const { session } = runtime;
  const info = session.cluster.sessions.get(session.pid);
  own.waitsFor = holder.top;
  if (info) info.waitsForLock = true;
  const since = session.instantAfter(0);
  let deadline = session.instantAfter(DEADLOCK_TIMEOUT_MS);
  const limit = settingMs(session.setting('lock_timeout')) || Infinity;
  const statementLimit = settingMs(session.setting('statement_timeout')) || Infinity;
  const isOver = (): boolean => !holder.isActive;
  try {
    while (!isOver()) {
      yield { kind: 'wait', queues: [holder.ended, holder.top.ended], deadline: Math.min(deadline, since + limit, since + statementLimit) };
      if (isOver()) return;
      if (session.instantAfter(0) - since >= statementLimit)
        throw new PgError(codes.canceled, 'canceling statement due to statement timeout', { context });
      if (session.instantAfter(0) - since >= limit)
        throw new PgError(codes.lockNotAvailable, 'canceling statement due to lock timeout', { context });
      if (session.instantAfter(0) < deadline) continue;
      checkDeadlock(own, runtime, context);
      deadline = session.instantAfter(DEADLOCK_TIMEOUT_MS * 60);
    }
  } finally {
    own.waitsFor = undefined;
    if (info) info.waitsForLock = false;
  }
}

function checkDeadlock(own: Tx, runtime: Runtime, context: string): void {
  const circle: Tx[] = [own];
  for (let tx = own.waitsFor; tx && tx !== own; tx = tx.waitsFor) {
    if (circle.includes(tx)) return;
    circle.push(tx);
  }
  if (circle.at(-1)?.waitsFor !== own) return;
  const { cluster } = runtime.session;
  const lines = circle.map(tx => {
    const blocker = tx.waitsFor ?? own;
    return `Process ${tx.pid} waits for ShareLock on transaction ${cluster.giveXid(blocker)}; blocked by process ${blocker.pid}.`;
  });
  throw new PgError(codes.deadlock, 'deadlock detected', { detail: lines.join('\n'), hint: 'See server log for query details.', context });
}
