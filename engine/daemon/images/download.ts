import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8 } from '../../core/utf8.js';
import { parseIpv4 } from '../../net/ip.js';
import type { Connection } from '../../net/socket.js';
import { failed, invalid } from '../errors.js';
import type { ImageHost } from './host.js';
import { TransportError } from './remote/exchange.js';
import { exchangeOver } from './remote/http-connection.js';

const MAX_SHOWN = 4096;

/** Fetches a file over HTTP through the host's network. Throws what dockerd says of a server that does not give it. */
export function* download(host: ImageHost, url: string): Task<Uint8Array> {
  const [, scheme = '', name = '', port, target = ''] = /^(https?):\/\/([^/:?#]+)(?::(\d{1,5}))?([^#]*)/.exec(url) ?? [];
  if (scheme === '') throw invalid(`Get ${JSON.stringify(url)}: unsupported protocol scheme`);
  const fail = (reason: string): Error => failed(`Get ${JSON.stringify(url)}: ${reason}`);
  const ip = name === 'localhost' ? '127.0.0.1' : parseIpv4(name) === undefined ? host.lookUp(name) : name;
  if (ip === undefined) throw fail(`dial tcp: lookup ${name} on 8.8.8.8:53: no such host`);
  const address = { ip, port: Number(port ?? (scheme === 'https' ? 443 : 80)) };
  let connection: Connection;
  try {
    connection = yield* host.connect(address);
  } catch (error) {
    if (!isErrno(error)) throw error;
    const reason = error.code === 'ETIMEDOUT' ? 'i/o timeout' : `connect: ${error.message.toLowerCase()}`;
    throw fail(`dial tcp ${ip}:${String(address.port)}: ${reason}`);
  }
  if (scheme === 'https') {
    connection.close();
    throw fail('tls: first record does not look like a TLS handshake');
  }
  return yield* fetched(connection, port === undefined ? name : `${name}:${port}`, target === '' ? '/' : target, url, fail);
}

function* fetched(connection: Connection, host: string, target: string, url: string, fail: (reason: string) => Error): Task<Uint8Array> {
  try {
    const { status, reason, body } = yield* exchangeOver(connection, host, { method: 'GET', target, headers: {} }, nothing);
    if (status < 400) return body;
    throw failed(`failed to GET ${url} with status ${reason}: ${decodeUtf8(body.subarray(0, MAX_SHOWN))}`);
  } catch (error) {
    throw error instanceof TransportError ? fail(error.message) : error;
  }
}

function* nothing(): Task<void> {
  // Nobody watches.
}
