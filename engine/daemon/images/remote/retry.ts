import type { Clock } from '../../../core/clock.js';
import { sleepUntil, type Task } from '../../../core/task.js';
import { layerStatus, type Progress } from '../progress.js';
import { RemoteFailure } from './refusal.js';

/** dockerd's max-download-attempts and max-upload-attempts. */
const ATTEMPTS = 5;
/** Seconds to wait after the first attempt; after the second it is twice that, and so on. */
const PAUSE = 5;

/** Moves a layer, and tries again after a while when it fails in a way that may pass, counting the seconds down. Throws what the last attempt throws. */
export function* withRetries<T>(
  clock: Clock,
  id: string,
  say: (progress: Progress) => Task<boolean>,
  attempt: () => Task<T>,
): Task<T | undefined> {
  for (let attempts = 1; ; attempts++) {
    try {
      return yield* attempt();
    } catch (error) {
      if (!(error instanceof RemoteFailure)) throw error;
      if (error.isFinal || attempts === ATTEMPTS) throw withoutRequest(error);
    }
    for (let seconds = attempts * PAUSE; seconds > 0; seconds--) {
      if (!(yield* say(layerStatus(id, `Retrying in ${String(seconds)} second${seconds === 1 ? '' : 's'}`)))) return undefined;
      yield* sleepUntil(clock.now() + 1000);
    }
  }
}

/** Of a layer it is not said which request failed: `Get "http://…": EOF` → `EOF`. */
function withoutRequest({ message, isFinal }: RemoteFailure): RemoteFailure {
  return new RemoteFailure(message.replace(/^[A-Z][a-z]+ "[^"]*": /, ''), { isFinal });
}
