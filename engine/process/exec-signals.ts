import type { SignalAction } from './process-record.js';
import type { Signal } from './signals.js';
import type { SpawnOptions } from './sys.js';

/** A program that is executed starts with the ignored signals of its parent, and no others. */
export function actionsAfterExec(
  before: ReadonlyMap<Signal, SignalAction> | undefined,
  changes: Pick<SpawnOptions, 'ignoreSignals' | 'defaultSignals'> = {},
): Map<Signal, SignalAction> | undefined {
  if (!before && !changes.ignoreSignals) return undefined;
  const actions = new Map<Signal, SignalAction>();
  for (const [signal, action] of before ?? []) if (action === 'ignore') actions.set(signal, action);
  for (const signal of changes.ignoreSignals ?? []) actions.set(signal, 'ignore');
  for (const signal of changes.defaultSignals ?? []) actions.delete(signal);
  return actions.size > 0 ? actions : undefined;
}

/** A child that goes on with the parent's program has the parent's actions but for `defaultSignals`, before anybody can signal it. */
export function actionsAfterFork(
  before: ReadonlyMap<Signal, SignalAction> | undefined,
  defaultSignals: readonly Signal[] = [],
): ReadonlyMap<Signal, SignalAction> | undefined {
  if (!before || defaultSignals.length === 0) return before;
  const actions = new Map(before);
  for (const signal of defaultSignals) actions.delete(signal);
  return actions.size > 0 ? actions : undefined;
}
