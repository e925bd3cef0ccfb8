import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { strftime } from '../../time/strftime.js';
import { zoneOf } from '../../time/zone.js';

/** Fatal, error, warning, notice: what is told depends on how many `-d` there are. */
export type Level = 'E' | 'W' | 'N';

const loudness: Readonly<Record<Level, number>> = { E: 0, W: 1, N: 2 };

/** Ends socat, after what it says. */
export class SocatError extends Error {
  override readonly name = 'SocatError';
}

export interface Settings {
  /** How many `-d`. */
  readonly verbosity: number;
  /** -v: data is shown as it goes. */
  readonly showsData: boolean;
  readonly direction: 'both' | 'right' | 'left';
  /** How long the other direction goes on after one has ended; without anything going on at all. */
  readonly lingerMs: number;
  readonly idleMs: number;
  readonly bufferBytes: number;
}

/** Says something on standard error, in the name of the process that does. */
export function* say(sys: Sys, settings: Settings, level: Level, message: string): Task<void> {
  if (loudness[level] > settings.verbosity) return;
  yield* sys.write(2, encodeUtf8(`${timeText(sys)} socat[${String(sys.pid)}] ${level} ${message}\n`));
}

/** `2026/11/23 15:40:43`, where the process is. */
export function timeText(sys: Sys): string {
  return strftime('%Y/%m/%d %H:%M:%S', sys.clock.epochMs + sys.clock.now(), zoneOf(sys));
}
