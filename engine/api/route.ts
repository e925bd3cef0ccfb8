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
  /** The version asked for, if any. */
  readonly version: string | undefined;
}

export type Handle = (call: Call) => ApiResponse | Task<ApiResponse>;

/** A row of the table of operations. `*name` is one or more parts of a path: moby takes slashes into names, too. */
export interface Route {
  readonly method: ApiRequest['method'];
  readonly path: string;
  readonly handle: Handle;
  /** What its JSON body must be, before anything else is looked at; one of an operation without it is not even read. */
  readonly body?: GoBody;
  /** Whether what follows the head is an archive or the like. */
  readonly takesBytes?: (query: Query) => boolean;
  /** What is said to a client that sends a body all the same. */
  readonly refusesBody?: string;
  /** Parameters that are not encoded as they should be are passed over. */
  readonly lenient?: boolean;
}

export const get = (path: string, handle: Handle): Route => ({ method: 'GET', path, handle });
export const head = (path: string, handle: Handle): Route => ({ method: 'HEAD', path, handle });
export const post = (path: string, handle: Handle, body?: GoBody): Route => ({ method: 'POST', path, handle, ...(body && { body }) });
export const put = (path: string, handle: Handle): Route => ({ method: 'PUT', path, handle });
export const del = (path: string, handle: Handle): Route => ({ method: 'DELETE', path, handle });

/** An operation that does not ask whether its parameters can be parsed. */
export const lenient = (route: Route): Route => ({ ...route, lenient: true });
/** An operation that is sent an archive, if only with some parameters. */
export const upload = (route: Route, takesBytes: (query: Query) => boolean = () => true): Route => ({ ...route, takesBytes });

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
