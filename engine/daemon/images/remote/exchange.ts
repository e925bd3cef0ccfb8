import type { Task } from '../../../core/task.js';

/** A request to a registry over HTTP. */
export interface Exchange {
  readonly method: string;
  /** Path and query: `/v2/app/manifests/latest`. */
  readonly target: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: { readonly sizeBytes: number; readonly pieces: () => Iterable<Uint8Array> };
}

/** What came back. Names of headers are in small letters. */
export interface ExchangeAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array;
}

/** Carries a request to one registry and its answer back. Throws TransportError. */
export type Transport = (exchange: Exchange, moved?: (bytes: number) => Task<void>) => Task<ExchangeAnswer>;

/** Nobody answered, or not as HTTP wants it. The message is that of Go's HTTP client after `Get "…": `. */
export class TransportError extends Error {
  override readonly name = 'TransportError';
}
