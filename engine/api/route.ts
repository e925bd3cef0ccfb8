import type { Task } from '../core/task.js';
import type { Daemon } from '../daemon/daemon.js';
import type { GoBody } from './go-types.js';
import type { ApiRequest, ApiResponse } from './message.js';

/** One request as its handler sees it. */
export interface Call {
  readonly daemon: Daemon;
  readonly request: ApiRequest;
  /** What stands for the `:names` and `*names` of the path. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: Query;
}

export type Handle = (call: Call) => ApiResponse | Task<ApiResponse>;

/** A row of the table of operations. `*name` is one or more parts of a path: moby takes slashes into names, too. */
export interface Route {
  readonly method: ApiRequest['method'];
  readonly path: string;
  readonly handle: Handle;
  /** What its JSON body must be, before anything else is looked at. */
  readonly body?: GoBody;
}

export const get = (path: string, handle: Handle): Route => ({ method: 'GET', path, handle });
export const head = (path: string, handle: Handle): Route => ({ method: 'HEAD', path, handle });
export const post = (path: string, handle: Handle, body?: GoBody): Route => ({ method: 'POST', path, handle, ...(body && { body }) });
export const put = (path: string, handle: Handle): Route => ({ method: 'PUT', path, handle });
export const del = (path: string, handle: Handle): Route => ({ method: 'DELETE', path, handle });

/** Parameters of a request, read as moby's httputils read them. */
export class Query {
  readonly #values: Readonly<Record<string, readonly string[]>>;

  constructor(values: Readonly<Record<string, readonly string[]>> = {}) {
    this.#values = values;
  }

  /** The first value; undefined when it is not there. */
  text(name: string): string | undefined {
    return this.#values[name]?.[0];
  }

  all(name: string): readonly string[] {
    return this.#values[name] ?? [];
  }

  /** Anything but an empty text, `0`, `no`, `false` and `none` is true. */
  flag(name: string, fallback = false): boolean {
    const value = this.text(name)?.trim().toLowerCase();
    if (value === undefined) return fallback;
    return !['', '0', 'no', 'false', 'none'].includes(value);
  }
}
