import type { HttpResponse } from '../http-response.js';
import { formatUrl, resolveUrl, type Url } from '../url.js';
import type { CurlOptions } from './options.js';
import type { RequestPlan } from './request.js';

/** POST becomes GET after 301, 302 and 303, as browsers do it. */
export function planAfterRedirect(before: RequestPlan, status: number, previous: Url, next: Url, options: CurlOptions): RequestPlan {
  const isElsewhere = previous.host !== next.host || previous.port !== next.port;
  const plan = {
    ...before,
    isAnonymous: before.isAnonymous || (isElsewhere && !options.flags.has('location-trusted')),
    referer: options.values.referer?.endsWith(';auto') === true ? formatUrl(previous) : before.referer,
  };
  const becomesGet =
    plan.method === 'POST' &&
    ((status === 303 && !options.flags.has('post303')) ||
      (status === 301 && !options.flags.has('post301')) ||
      (status === 302 && !options.flags.has('post302')));
  if (!becomesGet || options.method !== undefined) return plan;
  return { ...plan, method: 'GET', body: undefined, contentType: undefined };
}

export function redirectTarget(base: Url, response: HttpResponse): Url | undefined {
  const location = response.headers.get('Location');
  return response.status >= 300 && response.status < 400 && location !== undefined ? resolveUrl(base, location) : undefined;
}
