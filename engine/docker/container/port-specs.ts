import { Failure } from '../failure.js';
import { isIp } from './option-checks.js';

/** Where a port of the container is published; '' lets the daemon choose. */
export interface PortBinding {
  readonly HostIp: string;
  readonly HostPort: string;
}

/** `-p` and `--expose` in the form of the API, by port (`80/tcp`). */
export interface PortOptions {
  readonly exposed: Readonly<Record<string, Readonly<Record<string, never>>>>;
  readonly bindings: Readonly<Record<string, readonly PortBinding[]>>;
}

const protocols = ['tcp', 'udp', 'sctp'];

/** Reads all `-p` and `--expose` of a command line. Throws Failure with the client's message. */
export function parsePortOptions(publish: readonly string[], expose: readonly string[]): PortOptions {
  const exposed = new Map<string, Record<string, never>>();
  const bindings = new Map<string, readonly PortBinding[]>();
  for (const spec of publish) {
    for (const { port, binding } of parsePortSpec(shortForm(spec))) {
      exposed.set(port, {});
      bindings.set(port, [...(bindings.get(port) ?? []), binding]);
    }
  }
  for (const spec of expose) for (const port of parseExpose(spec)) exposed.set(port, {});
  return { exposed: Object.fromEntries(exposed), bindings: Object.fromEntries(bindings) };
}

/** `published=80,target=8080,protocol=udp` is `80:8080/udp`. */
function shortForm(spec: string): string {
  if (!spec.includes('=')) return spec;
  const values = new Map([['protocol', 'tcp']]);
  for (const part of spec.split(',')) {
    const equals = part.indexOf('=');
    if (equals <= 0) throw new Failure(`invalid publish opts format (should be name=value but got '${part}')`);
    values.set(part.slice(0, equals), part.slice(equals + 1));
  }
  return `${values.get('published') ?? ''}:${values.get('target') ?? ''}/${values.get('protocol') ?? ''}`;
}

/** `[ip:][host[-host]:]container[-container][/protocol]` */
export function parsePortSpec(spec: string): readonly { readonly port: string; readonly binding: PortBinding }[] {
  const parts = spec.split(':');
  const { protocol, port: containerPort } = splitProtocol(parts.at(-1) ?? '');
  const hostPort = parts.at(-2) ?? '';
  const ip = checkHostIp(parts.slice(0, -2).join(':'));
  if (containerPort === '') throw new Failure(`no port specified: ${spec}<empty>`);
  const container = parseRange(containerPort);
  if (typeof container === 'string') throw new Failure(`invalid containerPort: ${containerPort}`);
  const host = hostPort === '' ? { first: 0, last: 0 } : parseRange(hostPort);
  if (typeof host === 'string') throw new Failure(`invalid hostPort: ${hostPort}`);
  const count = container.last - container.first;
  if (hostPort !== '' && count !== host.last - host.first && count !== 0) {
    throw new Failure(`invalid ranges specified for container and host Ports: ${containerPort} and ${hostPort}`);
  }
  if (!protocols.includes(protocol.toLowerCase())) throw new Failure(`invalid proto: ${protocol}`);
  return Array.from({ length: count + 1 }, (_, index) => {
    const first = hostPort === '' ? '' : String(host.first + index);
    // One port of the container with a range on the host: the daemon takes a free one of the range.
    const published = count === 0 && host.first !== host.last ? `${first}-${String(host.last)}` : first;
    return { port: `${String(container.first + index)}/${protocol.toLowerCase()}`, binding: { HostIp: ip, HostPort: published } };
  });
}

function checkHostIp(text: string): string {
  if (text.startsWith('[') && !text.endsWith(']'))
    throw new Failure(`invalid IP address ${text}: address ${text}:: missing ']' in address`);
  const ip = text.startsWith('[') ? text.slice(1, -1) : text;
  if (ip !== '' && !isIp(ip)) throw new Failure(`invalid IP address: ${ip}`);
  return ip;
}

function parseExpose(spec: string): readonly string[] {
  if (spec.includes(':')) throw new Failure(`invalid port format for --expose: ${spec}`);
  const { protocol, port } = splitProtocol(spec);
  const range = parseRange(port);
  if (typeof range === 'string') throw new Failure(`invalid range format for --expose: ${spec}, error: ${range}`);
  return Array.from({ length: range.last - range.first + 1 }, (_, index) => `${String(range.first + index)}/${protocol}`);
}

function splitProtocol(text: string): { readonly protocol: string; readonly port: string } {
  const [port = '', protocol = ''] = text.split('/');
  if (port === '') return { protocol: '', port: '' };
  return { protocol: protocol === '' ? 'tcp' : protocol, port };
}

/** A port or a range of them; or what is wrong. */
function parseRange(text: string): { readonly first: number; readonly last: number } | string {
  if (text === '') return 'empty string specified for ports';
  const dash = text.indexOf('-');
  const first = parsePort(dash < 0 ? text : text.slice(0, dash));
  const last = dash < 0 ? first : parsePort(text.slice(dash + 1));
  if (typeof first === 'string') return first;
  if (typeof last === 'string') return last;
  return last < first ? `invalid range specified for port: ${text}` : { first, last };
}

function parsePort(text: string): number | string {
  if (!/^\d+$/.test(text)) return `strconv.ParseUint: parsing ${JSON.stringify(text)}: invalid syntax`;
  return Number(text) > 65535 ? `strconv.ParseUint: parsing ${JSON.stringify(text)}: value out of range` : Number(text);
}
