import { getServers } from 'node:dns';
import { ConnectionError, noDaemon, permissionDenied, requestUrl, type ApiRequest, type DaemonHost } from '../../engine/index.js';

interface SystemError extends Error {
  readonly code?: string;
  /** What came instead of an answer of HTTP. */
  readonly rawPacket?: Buffer;
}

/** Why a request got no answer, in the words of the client (moby client/request.go). */
export function connectionFailure(host: DaemonHost, version: string, request: ApiRequest, error: SystemError): ConnectionError {
  const { code = '', message } = error;
  if (host.kind === 'unix' && /^(EACCES|EPERM)$/.test(code)) return permissionDenied(host, request);
  if (/^(ECONNREFUSED|ETIMEDOUT)$/.test(code)) return noDaemon(host.url);
  const verb = request.method.charAt(0) + request.method.slice(1).toLowerCase();
  const asked = `${verb} "${requestUrl(host, version, request.path, request.query)}"`;
  if (/^(ECONNRESET|EPIPE)$/.test(code)) return new ConnectionError(`error during connect: ${asked}: EOF`);
  if (code.startsWith('HPE_')) {
    const line = goQuote(/^[^\n]*/.exec(error.rawPacket?.toString('latin1') ?? '')?.[0] ?? '');
    const broken = `${asked}: net/http: HTTP/1.x transport connection broken: malformed HTTP response ${line}`;
    return new ConnectionError(`${broken}.\n* Are you trying to connect to a TLS-enabled daemon without TLS?`);
  }
  // Whatever is wrong with the way to a socket, nobody is reached there.
  if (host.kind === 'unix') return noDaemon(host.url);
  return new ConnectionError(`error during connect: ${asked}: dial tcp: ${dialProblem(host, code, message)}`);
}

function dialProblem(host: DaemonHost & { readonly kind: 'tcp' }, code: string, message: string): string {
  if (code === 'ERR_SOCKET_BAD_PORT') return `address ${String(host.port)}: invalid port`;
  if (!/^(ENOTFOUND|EAI_AGAIN)$/.test(code)) return message;
  const server = getServers()[0];
  const via = server === undefined || host.host.includes(':') ? '' : ` on ${/:\d+$/.test(server) ? server : `${server}:53`}`;
  return `lookup ${host.host}${via}: no such host`;
}

function goQuote(latin1: string): string {
  const escaped = latin1.replace(/[\\"]/g, String.raw`\$&`).replaceAll('\r', String.raw`\r`).replaceAll('\t', String.raw`\t`);
  return `"${escaped.replace(/[^ -~]/g, character => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}"`;
}
