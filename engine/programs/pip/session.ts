import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import type { Installation } from '../python/installation.js';

/** One run of pip. */
export interface Session {
  readonly sys: Sys;
  /** The Python for which it works. */
  readonly python: Installation;
  readonly executable: string;
  readonly version: string;
  readonly program: string;
  readonly command: string;
  readonly words: readonly string[];
  readonly options: ReadonlyMap<string, readonly string[]>;
}

/** Ends pip with a message on standard error. */
export class PipError extends Error {
  readonly lines: readonly string[];
  readonly status: number;
  constructor(lines: readonly string[], status = 1) {
    super(lines[0] ?? '');
    this.lines = lines;
    this.status = status;
  }
}

export const failure = (message: string): PipError => new PipError([`ERROR: ${message}`]);

/** How often `-q` was given: 1 hides what is going on, 2 warnings too. */
export function quietness({ options }: Session): number {
  return options.get('quiet')?.length ?? 0;
}

/** What is going on. */
export function* say(session: Session, ...lines: readonly string[]): Task<void> {
  if (quietness(session) === 0) yield* print(session, ...lines);
}

/** What was asked for. */
export function* print({ sys }: Session, ...lines: readonly string[]): Task<void> {
  yield* sys.write(1, encodeUtf8(lines.map(line => `${line}\n`).join('')));
}

const RED = '31';
const YELLOW = '33';

/** Warnings are yellow and errors red where standard error is a terminal. */
export function* complain({ sys }: Pick<Session, 'sys'>, ...lines: readonly string[]): Task<void> {
  const hasColour = sys.isTerminal(2) && !sys.env.has('NO_COLOR');
  const painted = (line: string): string => {
    const colour = line.startsWith('ERROR: ') ? RED : line.startsWith('WARNING: ') ? YELLOW : undefined;
    return hasColour && colour !== undefined ? `\u001b[${colour}m${line}\u001b[0m\n` : `${line}\n`;
  };
  yield* sys.write(2, encodeUtf8(lines.map(painted).join('')));
}

export function* warn(session: Session, message: string): Task<void> {
  if (quietness(session) < 2) yield* complain(session, `WARNING: ${message}`);
}

/** An amount of bytes as pip writes it. */
export function formatSize(bytes: number): string {
  if (bytes > 1_000_000) return `${(bytes / 1_000_000).toFixed(1)} MB`;
  if (bytes > 10_000) return `${Math.trunc(bytes / 1000).toString()} kB`;
  return bytes > 1000 ? `${(bytes / 1000).toFixed(1)} kB` : `${bytes.toString()} bytes`;
}
