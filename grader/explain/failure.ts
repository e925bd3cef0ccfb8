import type { Reason } from '../check/outcome.js';
import type { Wording } from './wording.js';

/**
 * Why a requirement fails, in sentences, the instructor's own words last. Those stand in place of a command that was run to find out: it is
 * the check's own business, and often gives the way away.
 */
export function failureSentences(reasons: readonly Reason[], advice: string | undefined, wording: Wording): readonly string[] {
  if (advice === undefined) return reasons.map(wording.reason);
  return [...reasons.filter(({ kind }) => kind !== 'run').map(wording.reason), advice];
}
