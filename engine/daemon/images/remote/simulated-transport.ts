import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { parseIpv4 } from '../../../net/ip.js';
import type { Connection } from '../../../net/socket.js';
import type { ImageHost } from '../host.js';
import { titleCase } from './authorization.js';
import { TransportError, type Transport } from './exchange.js';
import { exchangeOver } from './http-connection.js';

/**
 * Speaks to a registry on the host's own network. Like dockerd, it speaks plain HTTP with this machine itself only; with all others it
 * wants to speak TLS, which nobody does here.
 */
export function simulatedTransport(host: ImageHost, domain: string): Transport {
  return function* (exchange, moved = nothing) {
    const connection = yield* dial(host, domain);
    const url = `http://${domain}${exchange.target}`;
    try {
      return yield* exchangeOver(connection, domain, exchange, moved);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      throw new TransportError(`${titleCase(exchange.method)} "${url}": ${error.message}`);
    }
  };
}

function* dial(host: ImageHost, domain: string): Task<Connection> {
  const [name = '', port] = domain.split(':');
  const isLocal = isLocalName(domain);
  const url = `${isLocal ? 'http' : 'https'}://${domain}/v2/`;
  const ip = name === 'localhost' ? '127.0.0.1' : parseIpv4(name) === undefined ? host.lookUp(name) : name;
  if (ip === undefined) throw new TransportError(`Get "${url}": dial tcp: lookup ${name} on 8.8.8.8:53: no such host`);
  const address = { ip, port: Number(port ?? (isLocal ? 80 : 443)) };
  let connection: Connection;
  try {
    connection = yield* host.connect(address);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const reason = error.code === 'ETIMEDOUT' ? 'i/o timeout' : `connect: ${error.message.toLowerCase()}`;
    throw new TransportError(`Get "${url}": dial tcp ${ip}:${String(address.port)}: ${reason}`);
  }
  if (isLocal) return connection;
  connection.close();
  throw new TransportError(`Get "${url}": http: server gave HTTP response to HTTPS client`);
}

/** dockerd takes 127.0.0.0/8 and localhost as insecure registries (moby registry/config.go). */
export function isLocalName(domain: string): boolean {
  return domain === 'localhost' || domain.startsWith('localhost:') || domain.startsWith('127.');
}

function* nothing(): Task<void> {
  // Nobody watches.
}
