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
