import type { Suspender } from './quickjs/suspender.js';
import type { Recording } from './recording.js';

/** What an engine needs of the process around it. */
export interface EngineOptions {
  readonly now: () => number;
  /** Called at every interrupt, to charge for the work; true ends the process. */
  readonly onInterrupt: () => boolean;
  /** The heap has grown. */
  readonly onGrowth: (sizeBytes: number) => void;
  readonly recording: Recording;
  /** Source of a module and its full name, for `import`. */
  readonly loadModule: (name: string) => string;
  readonly resolveModule: (base: string, name: string) => string;
  /** For an engine whose JavaScript may wait; then a computation may take as long as it likes, and what `onInterrupt` ends is the computation alone. */
  readonly suspender?: Suspender;
}
