import type { ShellMark } from '../process/sys.js';
import type { SessionId } from './journal.js';

/** What comes out of a host, in order. */
export type HostEvent =
  /** Bytes that a session printed. A terminal has one stream. */
  | { readonly kind: 'output'; readonly session: SessionId; readonly stream: 'stdout' | 'stderr' | 'terminal'; readonly data: Uint8Array }
  /** Where the session's shell is; comes after everything that was printed before. */
  | { readonly kind: 'mark'; readonly session: SessionId; readonly mark: ShellMark }
  /** A command of the lesson was typed; its program waits for a `reply`. `answer` is what was typed when the reply before asked back; `terminal`: whether the reply goes to a terminal. */
  | { readonly kind: 'lesson'; readonly question: number; readonly argv: readonly string[]; readonly terminal: boolean; readonly answer?: string }
  /** The session's first process has ended: its exit code as a shell gives it. */
  | { readonly kind: 'exit'; readonly session: SessionId; readonly code: number };
