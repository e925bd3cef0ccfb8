import type { Channel } from '../core/channel.js';
import type { Duplex } from '../core/duplex.js';
import type { Task } from '../core/task.js';
import type { WaitQueue } from '../core/wait-queue.js';

/** A request to the Docker Engine API, the same whether it came over HTTP or from a program of the host. */
export interface ApiRequest {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** Without the version prefix: `/containers/json`. */
  readonly path: string;
  /** The version asked for (`1.50`); the newest when left out. */
  readonly version?: string;
  /** Every value of every parameter, decoded. */
  readonly query?: Readonly<Record<string, readonly string[]>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A JSON body, parsed. */
  readonly json?: unknown;
  /** A body of bytes: an archive, a build context. */
  readonly bytes?: Duplex;
}

/** One piece of output of a container. */
export interface OutputFrame {
  readonly stream: 'stdout' | 'stderr';
  readonly data: Uint8Array;
}

/**
 * An upgraded connection (attach, exec): frames come out, bytes of standard input go in. Over HTTP the frames are multiplexed
 * as Docker does, or raw when the container has a terminal.
 */
export interface Hijacked {
  readonly output: Channel<OutputFrame>;
  /** Takes standard input; how many bytes fitted (0: wait for `inputWritable`). */
  writeInput(data: Uint8Array): number;
  readonly inputWritable: WaitQueue;
  endInput(): void;
  /** Whether a program waits for more input at this moment. */
  isInputAwaited(): boolean;
  /** Output is raw, not multiplexed. */
  readonly tty: boolean;
}

/** An answer. Streams end when the channel ends; a consumer that goes away cancels it. */
export interface ApiResponse {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body:
    | { readonly kind: 'none' }
    | { readonly kind: 'json'; readonly value: unknown }
    | { readonly kind: 'text'; readonly text: string }
    /** A stream of JSON values: pull progress, events, stats. */
    | { readonly kind: 'objects'; readonly channel: Channel<unknown>; readonly isUntyped?: true }
    /** Logs: frames, multiplexed over HTTP unless `tty`. */
    | { readonly kind: 'frames'; readonly channel: Channel<OutputFrame>; readonly tty: boolean }
    /** An archive. */
    | { readonly kind: 'bytes'; readonly channel: Channel<Uint8Array> }
    | { readonly kind: 'hijack'; readonly stream: Hijacked };
}

/** The Docker Engine: the only face of Docker state. Errors are answers too: `{ status: 404, body: { message } }`. */
export interface Api {
  /** The version that both sides speak, where it is not the newest (`1.43`). */
  readonly version?: string;
  request(request: ApiRequest): Task<ApiResponse>;
  /** The same for one client: when it has gone, the streams that it was given end. */
  forClient?(gone: WaitQueue): Api;
}
