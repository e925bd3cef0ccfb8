import type { Clock, Ms } from '../../core/clock.js';
import { sleepUntil, type Task } from '../../core/task.js';

/** Something to be moved: the bytes that go over the network, and those that are unpacked afterwards. */
export interface Transfer {
  readonly id: string;
  readonly bytes: number;
  /** 0: nothing is unpacked. */
  readonly unpackedBytes: number;
}

/** What happens to a transfer, in this order. */
export type TransferEvent =
  | { readonly kind: 'moving'; readonly id: string; readonly current: number; readonly total: number }
  | { readonly kind: 'moved'; readonly id: string }
  | { readonly kind: 'unpacking'; readonly id: string; readonly current: number; readonly total: number }
  | { readonly kind: 'done'; readonly id: string };

/** How fast the pretend network and disk are. */
export const speed = {
  networkBytesPerMs: 30_000,
  diskBytesPerMs: 200_000,
  /** Layers that are moved at the same time (dockerd's max-concurrent-downloads). */
  atOnce: 3,
  /** Time between two reports. */
  tick: 100 satisfies Ms,
  /** From the question to a registry to its answer. */
  answer: 150 satisfies Ms,
} as const;

interface Moving {
  readonly transfer: Transfer;
  current: number;
}

/**
 * Moves layers in virtual time, three at once, and unpacks them in their order. `report` sends an event and says whether
 * anybody still listens; false ends the work. Returns whether all was done.
 */
export function* moveLayers(clock: Clock, transfers: readonly Transfer[], report: (event: TransferEvent) => Task<boolean>): Task<boolean> {
  const waiting = [...transfers];
  const moving: Moving[] = waiting.splice(0, speed.atOnce).map(transfer => ({ transfer, current: 0 }));
  const moved = new Set<string>();
  const unpacking: Moving[] = transfers.map(transfer => ({ transfer, current: 0 }));
  while (unpacking.length > 0) {
    yield* sleepUntil(clock.now() + speed.tick);
    if (!(yield* moveSome(moving, waiting, moved, report))) return false;
    if (!(yield* unpackSome(unpacking, moved, report))) return false;
  }
  return true;
}

/** What the network carries in one tick, shared by those that are moving. */
function* moveSome(
  moving: Moving[],
  waiting: Transfer[],
  moved: Set<string>,
  report: (event: TransferEvent) => Task<boolean>,
): Task<boolean> {
  let budget = speed.networkBytesPerMs * speed.tick;
  while (budget > 0 && moving.length > 0) {
    const share = Math.max(1, Math.floor(budget / moving.length));
    for (const item of [...moving]) {
      const { id, bytes } = item.transfer;
      const step = Math.min(share, bytes - item.current, budget);
      item.current += step;
      budget -= step;
      if (item.current < bytes) continue;
      moving.splice(moving.indexOf(item), 1);
      moved.add(id);
      const next = waiting.shift();
      if (next) moving.push({ transfer: next, current: 0 });
      if (!(yield* report({ kind: 'moving', id, current: bytes, total: bytes }))) return false;
      if (!(yield* report({ kind: 'moved', id }))) return false;
    }
    if (moving.every(({ transfer, current }) => current < transfer.bytes) && budget < moving.length) break;
  }
  for (const { transfer, current } of moving) {
    if (!(yield* report({ kind: 'moving', id: transfer.id, current, total: transfer.bytes }))) return false;
  }
  return true;
}

/** What the disk takes in one tick: layers are unpacked one after the other, each onto those below. */
function* unpackSome(unpacking: Moving[], moved: ReadonlySet<string>, report: (event: TransferEvent) => Task<boolean>): Task<boolean> {
  let budget = speed.diskBytesPerMs * speed.tick;
  for (let item = unpacking[0]; item && moved.has(item.transfer.id); item = unpacking[0]) {
    const { id, bytes, unpackedBytes } = item.transfer;
    const step = Math.min(budget, unpackedBytes - item.current);
    item.current += step;
    budget -= step;
    // The daemon counts what it has read of the packed layer.
    const read = unpackedBytes === 0 ? bytes : Math.floor((bytes * item.current) / unpackedBytes);
    if (unpackedBytes > 0 && !(yield* report({ kind: 'unpacking', id, current: read, total: bytes }))) return false;
    if (item.current < unpackedBytes) return true;
    unpacking.shift();
    if (!(yield* report({ kind: 'done', id }))) return false;
  }
  return true;
}
