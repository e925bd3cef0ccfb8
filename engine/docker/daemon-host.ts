import { Failure } from './failure.js';

/** Where a daemon is, after the client's rules for `-H` and DOCKER_HOST. */
export type DaemonHost =
  | { readonly kind: 'unix'; readonly url: string; readonly path: string }
  | { readonly kind: 'tcp'; readonly url: string; readonly host: string; readonly port: number; readonly basePath: string };

export const DEFAULT_HOST = 'unix:///var/run/docker.sock';
const defaultTcpHost = 'localhost';
const defaultTcpPort = '2375';

/** An address as the user wrote it (docker/cli opts/hosts.go ParseHost). Throws Failure with the client's words, or ours for what is not simulated. */
export function parseDaemonHost(text: string): DaemonHost {
  const address = text.trim() || DEFAULT_HOST;
  const [, scheme = 'tcp', rest = address] = /^([^]*?):\/\/([^]*)$/.exec(address) ?? [];
  switch (scheme) {
    case 'tcp':
      return parseTcp(address.includes('://') ? address : `tcp://${address}`, rest);
    case 'unix': {
      if (rest.includes('://')) throw unresolvable(`invalid proto, expected unix: ${rest}`);
      const path = rest || DEFAULT_HOST.slice('unix://'.length);
      return { kind: 'unix', url: `unix://${path}`, path };
    }
    case 'npipe':
      throw new Failure('Failed to initialize: protocol not available');
    case 'fd':
      throw new Failure(`Failed to initialize: unable to parse docker host \`${address}\``);
    case 'ssh':
      if (/^([^@]*@)?(:\d*)?(\/|$)/.test(rest))
        throw new Failure('Failed to initialize: ssh host connection is not valid: invalid SSH URL: hostname is empty');
      throw new Failure(`drydock: a daemon at ${address} is not simulated`, 125);
    default:
      throw unresolvable(`invalid bind address format: ${address}`);
  }
}

/** What comes after `tcp://`, read as net/url does; user, query and fragment do not count. */
function parseTcp(url: string, rest: string): DaemonHost {
  const [, authority = '', basePath = ''] = /^([^/?#]*)([^?#]*)/.exec(rest) ?? [];
  const hostPort = authority.slice(authority.lastIndexOf('@') + 1);
  const problem = hostProblem(hostPort);
  if (problem !== undefined) throw unresolvable(`parse ${JSON.stringify(url)}: ${problem}`);
  const [, bracketed, plain, port] = /^(?:\[(.*)\]|([^]*?))(?::(\d*))?$/.exec(hostPort) ?? [];
  const host = (bracketed ?? plain) || defaultTcpHost;
  const number = port || defaultTcpPort;
  return { kind: 'tcp', url: `tcp://${joinHostPort(host, number)}${basePath}`, host, port: Number(number), basePath };
}

function hostProblem(hostPort: string): string | undefined {
  const bad = /[\s<>"\\^`{|}]/.exec(hostPort)?.[0];
  if (bad !== undefined) return `invalid character ${JSON.stringify(bad)} in host name`;
  const escape = /%(?![0-9a-fA-F]{2}).{0,2}/.exec(hostPort)?.[0];
  if (escape !== undefined) return `invalid URL escape ${JSON.stringify(escape)}`;
  if (hostPort.startsWith('[') && !hostPort.includes(']')) return "missing ']' in host";
  const port = hostPort.startsWith('[') ? hostPort.slice(hostPort.lastIndexOf(']') + 1) : (/:[^:]*$/.exec(hostPort)?.[0] ?? '');
  return /^(:\d*)?$/.test(port) ? undefined : `invalid port ${JSON.stringify(port)} after host`;
}

function joinHostPort(host: string, port: string): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function unresolvable(problem: string): Failure {
  return new Failure(`Failed to initialize: unable to resolve docker endpoint: ${problem}`);
}

/** How Go writes the URL of a request to a daemon: the path of a socket stands where a name would. */
export function requestUrl(
  host: DaemonHost,
  version: string,
  path: string,
  query: Readonly<Record<string, readonly string[]>> = {},
): string {
  const origin = host.kind === 'unix' ? `http://${encodeURIComponent(host.path)}` : `http${host.url.slice('tcp'.length)}`;
  // url.Values.Encode sorts by name.
  const text = Object.keys(query)
    .sort()
    .flatMap(name => (query[name] ?? []).map(value => `${queryEscape(name)}=${queryEscape(value)}`))
    .join('&');
  return `${origin.replace(/\/$/, '')}/v${version}${path}${text === '' ? '' : `?${text}`}`;
}

function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
