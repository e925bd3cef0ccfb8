import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { ByteReader } from '../../net/byte-reader.js';
import { BodyReader, framingOf } from '../../net/http-message.js';
import { readResponse } from '../../net/http-response.js';
import { resolveHost } from '../../net/resolver.js';
import { fromHost, toHost } from '../runtime/bytes.js';
import type { Vm } from '../runtime/vm.js';

const MAX_REDIRECTS = 20;
const TIMEOUT = 60_000;

export interface Fetched {
  readonly body: string;
  readonly headers: readonly string[];
}

/** Fetches a page as `file_get_contents` does. */
export function* fetchUrl(
  vm: Vm,
  url: string,
  method = 'GET',
  content = '',
  headers: readonly string[] = [],
): Task<Fetched | { readonly reason: string }> {
  let at = url;
  for (let hop = 0; hop < MAX_REDIRECTS; hop++) {
    const answer = yield* fetchOnce(vm, at, { method, content, headers });
    if ('reason' in answer) return answer;
    if (answer.location === undefined)
      return answer.status >= 400 ? { reason: `HTTP request failed! ${answer.headers[0] ?? ''}\r\n` } : answer;
    at = answer.location.startsWith('/') ? `${/^https?:\/\/[^/]+/.exec(at)?.[0] ?? ''}${answer.location}` : answer.location;
  }
  return { reason: `Redirection limit reached, aborting` };
}

function* fetchOnce(
  vm: Vm,
  url: string,
  { method, content, headers }: { readonly method: string; readonly content: string; readonly headers: readonly string[] },
): Task<(Fetched & { readonly status: number; readonly location: string | undefined }) | { readonly reason: string }> {
  const [, scheme = '', host = '', port, target = ''] = /^(https?):\/\/([^/:?]+)(?::(\d+))?(.*)$/s.exec(url) ?? [];
  if (scheme !== 'http') return { reason: 'drydock: https is not simulated (there is no TLS inside the host)' };
  const { sys } = vm;
  const found = yield* resolveHost(sys, toHost(host));
  if (found.kind !== 'found') {
    vm.errors.warning(`file_get_contents(): php_network_getaddresses: getaddrinfo for ${host} failed: Name or service not known`);
    return { reason: `php_network_getaddresses: getaddrinfo for ${host} failed: Name or service not known` };
  }
  try {
    const fd = yield* sys.connect({ ip: found.addresses[0] ?? '', port: Number(port ?? 80) }, TIMEOUT);
    try {
      const lines = [
        `${method} ${target.startsWith('/') ? target : `/${target}`} HTTP/1.1`,
        `Host: ${host}${port === undefined ? '' : `:${port}`}`,
        'Connection: close',
        ...headers,
        ...(content === '' ? [] : [`Content-Length: ${content.length}`]),
      ];
      yield* sys.write(fd, bytesOfLatin1(`${lines.join('\r\n')}\r\n\r\n${content}`));
      return yield* readAnswer(vm, new ByteReader(sys, fd));
    } finally {
      sys.close(fd);
    }
  } catch (error) {
    if (isErrno(error)) return { reason: error.message };
    throw error;
  }
}

function* readAnswer(
  vm: Vm,
  reader: ByteReader,
): Task<(Fetched & { readonly status: number; readonly location: string | undefined }) | { readonly reason: string }> {
  const response = yield* readResponse(reader);
  if (typeof response === 'string') return { reason: 'HTTP request failed! ' };
  const body = new BodyReader(reader, framingOf(response.headers, 'until-close'));
  let text = '';
  for (;;) {
    const bytes = yield* body.next();
    if (bytes.length === 0) break;
    text += latin1Of(bytes);
    vm.memory.reserve(bytes.length);
  }
  const location = response.status >= 300 && response.status < 400 ? response.headers.get('Location') : undefined;
  return { body: text, headers: response.lines.map(fromHost), status: response.status, location };
}
