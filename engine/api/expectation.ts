import type { ApiRequest } from './message.js';
import { Query } from './route.js';
import { router } from './routes.js';
import { isSpoken, splitVersion } from './version.js';

/** What an operation reads of its request before it looks at it. */
export interface Expectation {
  /** JSON in a body that says so; JSON whatever the body says; an archive or the like; or nothing. */
  readonly body: 'json' | 'any-json' | 'bytes' | 'nothing';
  /** What is said to a client that sends a body. */
  readonly refusesBody: string | undefined;
  /** Whether parameters that cannot be parsed are a mistake. */
  readonly strictQuery: boolean;
}

const nothing: Expectation = { body: 'nothing', refusesBody: undefined, strictQuery: false };

/** Reads the table of operations. Of a request that will be refused anyway nothing is expected. */
export function expectationOf(request: ApiRequest): Expectation {
  const { version, path } = splitVersion(request.path);
  const route = router.match(request.method, path)?.route;
  if (!route || (version !== undefined && !isSpoken(version))) return nothing;
  const json = route.body?.bare === true ? 'any-json' : route.body ? 'json' : 'nothing';
  const body = route.takesBytes?.(new Query(request.query)) === true ? 'bytes' : json;
  return { body, refusesBody: route.refusesBody, strictQuery: route.lenient !== true };
}
