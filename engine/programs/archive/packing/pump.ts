import type { Task } from '../../../core/task.js';
import { PROCESS_MEMORY_BYTES } from '../../../process/limits.js';
import type { Sys } from '../../../process/sys.js';
import { NOTHING, type Filter } from './filter.js';

/** About what gzip, bzip2 and xz keep while they work. */
const WORKING_BYTES = 8 * 1024 * 1024;

/** Sends what `read` gives (nothing: the end) through a filter. Throws PackedDataError, and what reading and writing throw. */
export function* pump(sys: Sys, read: () => Task<Uint8Array>, filter: Filter, write: (piece: Uint8Array) => Task<void>): Task<void> {
  sys.setMemory(PROCESS_MEMORY_BYTES + WORKING_BYTES);
  for (let step = filter.next(NOTHING); !step.done; ) {
    yield* sys.tick();
    if (step.value === 'more') step = filter.next(yield* read());
    else {
      yield* write(step.value);
      step = filter.next(NOTHING);
    }
  }
}
