import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { isAlive, takeLock, type Lock } from './lock.js';

/** How long the holder of a lesson is given to let go of it. */
const patienceMs = 8000;
const pauseMs = 100;

/** A claim on a lesson's folder that can be asked for by somebody else. */
export interface Claim {
  /** The process that wants to take over, if one does. */
  rival(): number | undefined;
  release(): void;
}

export type ClaimResult = { readonly kind: 'taken'; readonly claim: Claim } | { readonly kind: 'held'; readonly pid: number };

export function claimFolder(folder: string): ClaimResult {
  const result = takeLock(path.join(folder, 'lock'));
  if (result.kind === 'held') return result;
  return { kind: 'taken', claim: claimOf(folder, result.lock) };
}

/** Asks whoever plays this lesson to stop, and waits until they have. */
export async function takeOver(folder: string): Promise<ClaimResult> {
  const wish = wishFile(folder);
  writeFileSync(wish, String(process.pid));
  try {
    for (let waited = 0; ; waited += pauseMs) {
      const result = claimFolder(folder);
      if (result.kind === 'taken' || waited >= patienceMs) return result;
      await new Promise(done => setTimeout(done, pauseMs));
    }
  } finally {
    remove(wish);
  }
}

function claimOf(folder: string, lock: Lock): Claim {
  return {
    rival: () => {
      const pid = readWish(folder);
      return pid !== undefined && pid !== process.pid && isAlive(pid) ? pid : undefined;
    },
    release: () => lock.release(),
  };
}

function wishFile(folder: string): string {
  return path.join(folder, 'take-over');
}

function readWish(folder: string): number | undefined {
  try {
    const pid = Number(readFileSync(wishFile(folder), 'utf8'));
    return Number.isInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

function remove(file: string): void {
  try {
    unlinkSync(file);
  } catch {
    // It is gone: the aim is reached.
  }
}
