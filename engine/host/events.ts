import type { ShellMark } from '../process/sys.js';
import type { SessionId, StreamId } from './journal.js';
import type { ApiAnswer } from './outside/api-answer.js';

/** What comes out of a host, in order. */
export type HostEvent =
  /** Bytes that a session printed. A terminal has one stream. */
  | { readonly kind: 'output'; readonly session: SessionId; readonly stream: 'stdout' | 'stderr' | 'terminal'; readonly data: Uint8Array }
  /** Where the session's shell is; comes after everything that was printed before. */
  | { readonly kind: 'mark'; readonly session: SessionId; readonly mark: ShellMark }
  /** A command of the lesson was typed; its program waits for a `reply`. `answer` is what was typed when the reply before asked back; `terminal`: whether the reply goes to a terminal. */
  | {
      readonly kind: 'lesson';
      /** Where it was typed; undefined when that session has ended. */
      readonly session: SessionId | undefined;
      readonly question: number;
      readonly argv: readonly string[];
      readonly terminal: boolean;
      readonly answer?: string;
    }
  /** The session's first process has ended: its exit code as a shell gives it. */
  | { readonly kind: 'exit'; readonly session: SessionId; readonly code: number };

/** What comes out for clients outside, in order. */
export type StreamEvent =
  | { readonly kind: 'answer'; readonly stream: StreamId; readonly answer: ApiAnswer }
  | { readonly kind: 'stream-data'; readonly stream: StreamId; readonly data: Uint8Array }
  /** Nothing more will come; inputs for this stream are dropped from now on. */
  | { readonly kind: 'stream-end'; readonly stream: StreamId };
