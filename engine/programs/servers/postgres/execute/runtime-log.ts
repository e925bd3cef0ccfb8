import type { Runtime } from '../plan/runtime.js';
import { TransactionLog } from './transaction-log.js';

const logs = new WeakMap<Runtime, TransactionLog>();

/** Where the changes of a statement are noted. */
export function logOf(runtime: Runtime): TransactionLog {
  let log = logs.get(runtime);
  if (!log) {
    log = new TransactionLog(() => runtime.tx);
    logs.set(runtime, log);
  }
  return log;
}

export function useLog(runtime: Runtime, log: TransactionLog): void {
  logs.set(runtime, log);
}
