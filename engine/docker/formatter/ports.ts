import { numberAt, textAt } from '../json-view.js';

interface PortGroup {
  readonly first: number;
  readonly last: number;
}

/** The PORTS column: published ports in runs (`0.0.0.0:8000-8001->80-81/tcp`), the others as `80/tcp`. */
export function formatPorts(ports: readonly unknown[]): string {
  const sorted = [...ports].sort(comparePorts);
  const groups = new Map<string, PortGroup>();
  const hostMappings: string[] = [];
  const result: string[] = [];
  const order: string[] = [];
  for (const port of sorted) {
    const current = numberAt(port, 'PrivatePort');
    const type = textAt(port, 'Type');
    let key = type;
    if (textAt(port, 'IP') !== '') {
      if (numberAt(port, 'PublicPort') !== current) {
        hostMappings.push(`${joinHost(textAt(port, 'IP'), String(numberAt(port, 'PublicPort')))}->${String(current)}/${type}`);
        continue;
      }
      key = `${textAt(port, 'IP')}/${type}`;
    }
    const group = groups.get(key);
    if (!group) {
      groups.set(key, { first: current, last: current });
      order.push(key);
    } else if (current === group.last + 1) {
      groups.set(key, { first: group.first, last: current });
    } else {
      result.push(formatGroup(key, group));
      groups.set(key, { first: current, last: current });
    }
  }
  for (const key of order) {
    const group = groups.get(key);
    if (group) result.push(formatGroup(key, group));
  }
  return [...result, ...hostMappings].join(', ');
}

/** `0.0.0.0/tcp` with 80–81 is `0.0.0.0:80-81->80-81/tcp`; `tcp` is `80-81/tcp`. */
function formatGroup(key: string, { first, last }: PortGroup): string {
  const slash = key.lastIndexOf('/');
  const type = key.slice(slash + 1);
  const ports = first === last ? String(first) : `${String(first)}-${String(last)}`;
  return slash < 0 ? `${ports}/${type}` : `${joinHost(key.slice(0, slash), ports)}->${ports}/${type}`;
}

/** An address and a port; IPv6 addresses in brackets. */
export function joinHost(ip: string, port: string): string {
  return ip.includes(':') ? `[${ip}]:${port}` : `${ip}:${port}`;
}

function comparePorts(a: unknown, b: unknown): number {
  const byNumber = numberAt(a, 'PrivatePort') - numberAt(b, 'PrivatePort');
  if (byNumber !== 0) return byNumber;
  const byIp = compare(textAt(a, 'IP'), textAt(b, 'IP'));
  if (byIp !== 0) return byIp;
  const byPublic = numberAt(a, 'PublicPort') - numberAt(b, 'PublicPort');
  return byPublic !== 0 ? byPublic : compare(textAt(a, 'Type'), textAt(b, 'Type'));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
