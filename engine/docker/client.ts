import type { Channel } from '../core/channel.js';
import type { Task } from '../core/task.js';
import type { Api, ApiRequest, ApiResponse, Hijacked, OutputFrame } from '../api/message.js';
import { asRecord, textAt } from './json-view.js';
import { API_VERSION } from './version-facts.js';

/** An answer of the daemon that says no. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** The daemon's own words, without the client's `Error response from daemon: `. */
  readonly reason: string;

  constructor(status: number, reason: string, message = `Error response from daemon: ${reason}`) {
    super(message);
    this.status = status;
    this.reason = reason;
  }
}

/** A request that no daemon has heard, or answered. */
export class ConnectionError extends ApiError {
  constructor(message: string) {
    super(0, message, message);
  }
}

/** Values that are left out are not sent; true is sent as 1, as the client does. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

interface CallOptions {
  readonly query?: Query;
  readonly json?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly bytes?: ApiRequest['bytes'];
}

/** Calls of the Docker Engine API; every answer that is an error is thrown as ApiError. */
export class Client {
  readonly #api: Api;
  readonly #version: string | undefined;

  /** `version` is that of the API that was asked for; left out, the newest that both sides know. */
  constructor(api: Api, version?: string) {
    this.#api = api;
    this.#version = version;
  }

  /** The version of the API that is spoken. */
  get version(): string {
    return this.#version ?? this.#api.version ?? API_VERSION;
  }

  *request(method: ApiRequest['method'], path: string, options: CallOptions = {}): Task<ApiResponse> {
    const response = yield* this.#api.request({
      method,
      // As the real client joins its paths: without an argument, `/images/` is `/images`.
      path: path.endsWith('/') ? path.replace(/\/+$/, '') : path,
      ...(this.#version === undefined ? {} : { version: this.#version }),
      query: queryValues(options.query ?? {}),
      ...(options.headers ? { headers: options.headers } : {}),
      ...(options.json === undefined ? {} : { json: options.json }),
      ...(options.bytes ? { bytes: options.bytes } : {}),
    });
    if (response.status >= 400) throw new ApiError(response.status, errorMessage(response));
    return response;
  }

  /** The JSON of an answer; undefined when it has none. */
  *json(method: ApiRequest['method'], path: string, options: CallOptions = {}): Task<unknown> {
    const response = yield* this.request(method, path, options);
    return response.body.kind === 'json' ? response.body.value : undefined;
  }

  *get(path: string, query: Query = {}): Task<unknown> {
    return yield* this.json('GET', path, { query });
  }

  *post(path: string, query: Query = {}, json?: unknown): Task<unknown> {
    return yield* this.json('POST', path, { query, json });
  }

  *delete(path: string, query: Query = {}): Task<unknown> {
    return yield* this.json('DELETE', path, { query });
  }

  /** A stream of JSON values: progress, events, stats. */
  *objects(method: ApiRequest['method'], path: string, options: CallOptions = {}): Task<Channel<unknown>> {
    const { body } = yield* this.request(method, path, options);
    if (body.kind === 'objects') return body.channel;
    throw new ApiError(500, `unexpected answer to ${method} ${path}`);
  }

  *frames(path: string, query: Query): Task<{ readonly channel: Channel<OutputFrame>; readonly tty: boolean }> {
    const { body } = yield* this.request('GET', path, { query });
    if (body.kind === 'frames') return body;
    throw new ApiError(500, `unexpected answer to GET ${path}`);
  }

  *bytes(
    path: string,
    query: Query = {},
  ): Task<{ readonly channel: Channel<Uint8Array>; readonly headers: Readonly<Record<string, string>> }> {
    const { body, headers } = yield* this.request('GET', path, { query });
    if (body.kind === 'bytes') return { channel: body.channel, headers: headers ?? {} };
    throw new ApiError(500, `unexpected answer to GET ${path}`);
  }

  *hijack(path: string, query: Query = {}, json?: unknown): Task<Hijacked> {
    const { body } = yield* this.request('POST', path, { query, json });
    if (body.kind === 'hijack') return body.stream;
    throw new ApiError(500, `unexpected answer to POST ${path}`);
  }
}

/** `--filter` values in the form of the API: `{"label":{"a=b":true}}`. */
export function filtersJson(filters: readonly string[]): string | undefined {
  const byName = new Map<string, Record<string, boolean>>();
  for (const filter of filters) {
    if (filter === '') continue;
    const equals = filter.indexOf('=');
    const name = filter.slice(0, equals);
    const values = byName.get(name) ?? {};
    values[filter.slice(equals + 1)] = true;
    byName.set(name, values);
  }
  return byName.size === 0 ? undefined : JSON.stringify(Object.fromEntries(byName));
}

function queryValues(query: Query): Readonly<Record<string, readonly string[]>> {
  const entries = Object.entries(query).flatMap(([name, value]): [string, readonly string[]][] => {
    if (value === undefined || value === false) return [];
    if (value === true) return [[name, ['1']]];
    return [[name, typeof value === 'object' ? value : [String(value)]]];
  });
  return Object.fromEntries(entries);
}

function errorMessage(response: ApiResponse): string {
  const { body } = response;
  if (body.kind === 'json') return textAt(asRecord(body.value), 'message').trim();
  return body.kind === 'text' ? body.text.trim() : `status ${String(response.status)}`;
}
