import type { Task } from '../../../core/task.js';
import type { Facts, Session } from './transfer.js';

/** `100`, `20k`, `3M`. */
export function parseAmount(text: string): number {
  const match = /^(\d+(?:\.\d+)?)([kmgb]?)$/i.exec(text);
  return Math.floor(Number(match?.[1] ?? 0) * 1024 ** 'bkmg'.indexOf(match?.[2]?.toLowerCase() ?? 'b'));
}

/** Waits as long as --limit-rate wants the bytes so far to have taken. */
export function* paceOf({ sys, options }: Session, facts: Facts): Task<void> {
  const rate = parseAmount(options.values['limit-rate'] ?? '0');
  if (rate === 0) return;
  const early = facts.firstByteAt + (facts.bodyBytes / rate) * 1000 - sys.clock.now();
  if (early > 0) yield* sys.sleep(early);
}

/** Whether --speed-limit has been missed for all of --speed-time. */
export function isTooSlow({ sys, options: { values } }: Session, facts: Facts): boolean {
  if (values['speed-limit'] === undefined && values['speed-time'] === undefined) return false;
  const now = sys.clock.now();
  const limit = Number(values['speed-limit'] ?? 1);
  const { at, bytes } = facts.slowSince ?? { at: now, bytes: facts.bodyBytes };
  const isSlow = ((facts.bodyBytes - bytes) * 1000) / Math.max(1, now - at) < limit;
  facts.slowSince = isSlow ? { at, bytes } : { at: now, bytes: facts.bodyBytes };
  return isSlow && now - at >= Number(values['speed-time'] ?? 30) * 1000;
}
