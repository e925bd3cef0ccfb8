import { formatUrl, resolveUrl } from '../url.js';
import type { CurlFailure } from './failure.js';
import type { Facts, Session } from './transfer.js';

/** The variables of -w. */
export function writeOutFacts(
  { sys, options, version }: Session,
  facts: Facts,
  path: string | undefined,
  failure: CurlFailure | undefined,
): Readonly<Record<string, string>> {
  const { response, url, startedAt } = facts;
  const now = sys.clock.now();
  const status = String(response?.status ?? 0).padStart(3, '0');
  const elapsed = (now - startedAt) / 1000;
  const location = response?.headers.get('Location');
  const redirect = location !== undefined && !options.flags.has('location') ? resolveUrl(url, location) : undefined;
  const connected = facts.remote !== undefined;
  return {
    content_type: response?.headers.get('Content-Type') ?? '',
    errormsg: failure?.message ?? '',
    exitcode: String(failure?.code ?? 0),
    filename_effective: path ?? '',
    http_code: status,
    http_connect: '000',
    http_version: response?.version === undefined ? '0' : response.version.replace(/^(\d)$/, '$1'),
    local_ip: facts.local?.ip ?? '',
    local_port: String(facts.local?.port ?? 0),
    method: options.method ?? (options.flags.has('head') ? 'HEAD' : options.data.length > 0 && !options.flags.has('get') ? 'POST' : 'GET'),
    num_connects: String(facts.connects),
    num_headers: String(response?.headers.fields.length ?? 0),
    num_redirects: String(facts.redirects),
    redirect_url: redirect ? formatUrl(redirect) : '',
    remote_ip: facts.remote?.ip ?? '',
    remote_port: String(facts.remote?.port ?? 0),
    response_code: status,
    scheme: connected ? (version.number.startsWith('8') ? url.scheme : url.scheme.toUpperCase()) : '',
    size_download: String(facts.bodyBytes),
    size_header: String(facts.headerBytes),
    size_request: String(facts.requestBytes),
    size_upload: '0',
    speed_download: String(elapsed > 0 ? Math.floor(facts.bodyBytes / elapsed) : 0),
    speed_upload: '0',
    ssl_verify_result: '0',
    ...timesOf(facts, now),
    url: formatUrl(url),
    url_effective: formatUrl(url),
    urlnum: '0',
  };
}

/** Seconds from the start to each stage. */
function timesOf(facts: Facts, now: number): Readonly<Record<string, string>> {
  const seconds = (at: number): string => (Math.max(0, at - facts.startedAt) / 1000).toFixed(6);
  const connected = facts.remote !== undefined;
  return {
    time_appconnect: '0.000000',
    time_connect: connected ? seconds(facts.connectedAt) : '0.000000',
    time_namelookup: seconds(facts.resolvedAt),
    time_pretransfer: connected ? seconds(facts.connectedAt) : '0.000000',
    time_redirect: '0.000000',
    time_starttransfer: facts.response ? seconds(facts.firstByteAt) : '0.000000',
    time_total: seconds(now),
  };
}
