import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** How far a learner is in a lesson. */
export interface Progress {
  readonly stepsDone: number;
  readonly points: number;
  readonly isComplete: boolean;
}

const schema = 'drydock/progress/v1';

/**
 * What a journal adds up to, remembered under a digest of the journal and of everything else that it depends on. The journal is the
 * truth: what does not fit it is worked out again.
 */
export function cachedProgress(folder: string, sources: readonly string[], compute: () => Progress): Progress {
  const file = path.join(folder, 'progress.json');
  const key = sources.reduce((hash, source) => hash.update(source).update('\0'), createHash('sha256')).digest('hex');
  const known = read(file, key);
  if (known) return known;
  const progress = compute();
  try {
    writeFileSync(file, `${JSON.stringify({ schema, key, ...progress })}\n`);
  } catch {
    // It only saves time.
  }
  return progress;
}

function read(file: string, key: string): Progress | undefined {
  try {
    const value: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof value !== 'object' || value === null || !('key' in value) || value.key !== key) return undefined;
    if (!('stepsDone' in value) || !('points' in value) || !('isComplete' in value)) return undefined;
    const { stepsDone, points, isComplete } = value;
    return typeof stepsDone === 'number' && typeof points === 'number' && typeof isComplete === 'boolean'
      ? { stepsDone, points, isComplete }
      : undefined;
  } catch {
    return undefined;
  }
}
