import type { ApiRequest } from '../api/message.js';
import type { Instant } from '../core/clock.js';
import type { RecordedReply } from './outside/registries.js';

/** The schema line of journals. A newer one is refused, never rewritten. */
export const JOURNAL_SCHEMA = 'drydock/journal/v1';

/** What a host is made from. Two hosts of equal setups that are given equal inputs are equal, bit for bit. */
export interface HostSetup {
  /** Everything random in the host comes from this text. */
  readonly seed: string;
  /** Wall-clock time of the boot, in milliseconds since 1970. */
  readonly epochMs: number;
  /** Images that are present at the start, by familiar name. */
  readonly images: readonly string[];
  /** Accounts of the hub. */
  readonly accounts: readonly Account[];
  /** Registries that listen on the host: `localhost:5000`, with accounts when they ask for a login. */
  readonly registries: readonly { readonly address: string; readonly accounts: readonly Account[] }[];
  /** The learner's home directory; it exists inside the host only. */
  readonly home: string;
  /** Whether the commands of a lesson (`check`, `hint` …) exist on the host. */
  readonly lesson?: boolean;
}

export interface Account {
  readonly name: string;
  readonly password: string;
}

/** What session 0 runs prepares the host: it does not count as done by the learner. */
export type SessionId = number;

/** One conversation with a client outside: a request and its answer, or a connection to a port. */
export type StreamId = number;

/**
 * Everything that can come into a host from outside. Text carries bytes as core/utf8.ts maps them, so any byte survives.
 */
export type Input =
  /** A shell begins: a login shell on a terminal, or one command line. Without a terminal, `input` feeds a pipe. */
  | {
      readonly kind: 'open';
      readonly session: SessionId;
      /** The command line; left out, an interactive login shell. */
      readonly line?: string;
      readonly terminal?: { readonly columns: number; readonly rows: number };
      readonly env: Readonly<Record<string, string>>;
      readonly cwd: string;
    }
  /** Keys typed at the terminal, or bytes of standard input. */
  | { readonly kind: 'input'; readonly session: SessionId; readonly data: string }
  /** Standard input has ended. */
  | { readonly kind: 'end-input'; readonly session: SessionId }
  | { readonly kind: 'resize'; readonly session: SessionId; readonly columns: number; readonly rows: number }
  /** ^C and the like on a session without a terminal. */
  | { readonly kind: 'signal'; readonly session: SessionId; readonly signal: 'SIGINT' | 'SIGTERM' | 'SIGQUIT' }
  /** The terminal was closed. */
  | { readonly kind: 'close'; readonly session: SessionId }
  /**
   * A folder of the real machine, mounted in the host at the same path from the first time on, and what changed in it since
   * the last time.
   */
  | { readonly kind: 'workspace'; readonly root: string; readonly changes: readonly FileChange[] }
  /** What the teacher says to a question of the lesson's commands; with `asks`, a line is read and asked with again. */
  | { readonly kind: 'reply'; readonly question: number; readonly text: string; readonly code: number; readonly asks?: boolean }
  /** Registries of the real machine that names may lead to from now on: `127.0.0.1:5000`. */
  | { readonly kind: 'allow-registries'; readonly addresses: readonly string[] }
  /** What such a registry answered to the request that the host waits with. */
  | { readonly kind: 'outside'; readonly reply: RecordedReply }
  /** A request to the Engine API from outside. Its body, when that is no JSON, and what follows on an upgraded connection are 'stream-data'. */
  | {
      readonly kind: 'api';
      readonly stream: StreamId;
      readonly method: ApiRequest['method'];
      readonly path: string;
      readonly query?: Readonly<Record<string, readonly string[]>>;
      readonly headers?: Readonly<Record<string, string>>;
      readonly json?: unknown;
      readonly hasBody?: boolean;
    }
  /** A program of the real machine connects to a port of the host. */
  | { readonly kind: 'connect'; readonly stream: StreamId; readonly port: number }
  /** Bytes from a client outside: text as everywhere, or base64 where that is shorter. */
  | { readonly kind: 'stream-data'; readonly stream: StreamId; readonly data: string; readonly encoding?: 'base64' }
  /** The client sends no more. */
  | { readonly kind: 'stream-end'; readonly stream: StreamId }
  /** The client has taken so many bytes of what it was sent. */
  | { readonly kind: 'stream-taken'; readonly stream: StreamId; readonly bytes: number }
  /** The client has gone away. */
  | { readonly kind: 'stream-gone'; readonly stream: StreamId }
  /** The calendar of the real machine has gone on while nobody ran the host: its boot counts as having been at this wall-clock time. */
  | { readonly kind: 'clock'; readonly epochMs: number }
  /** Nothing but time: the host went on until this moment. */
  | { readonly kind: 'time' };

/** A file, directory or link of the workspace as it is now; `path` is relative to the workspace. */
export type FileChange =
  | { readonly kind: 'file'; readonly path: string; readonly mode: number; readonly data: string; readonly modifiedMs: number }
  | { readonly kind: 'directory'; readonly path: string; readonly mode: number }
  | { readonly kind: 'symlink'; readonly path: string; readonly target: string }
  | { readonly kind: 'removed'; readonly path: string };

/** An input and the moment of the host's clock at which it came in. */
export interface JournalEntry {
  readonly at: Instant;
  readonly input: Input;
}

/** The journal of one host. */
export interface Journal {
  readonly setup: HostSetup;
  readonly entries: readonly JournalEntry[];
}
