import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { encodeBase64 } from '../../../image/base64.js';
import { ImageArchiveError } from '../../../image/archive-error.js';
import { parseJson } from '../../../image/json-text.js';
import type { Credentials } from '../../../image/registry.js';
import { isObject } from '../../json.js';
import type { Exchange, Transport } from './exchange.js';
import { RemoteFailure } from './refusal.js';

/** The header that answers a challenge; undefined when it cannot be met. A token service is asked only where the registry itself is. */
export function* authorization(
  challenge: string,
  domain: string,
  credentials: Credentials | undefined,
  exchange: Exchange,
  transport: Transport,
): Task<string | undefined> {
  const basic = credentials && `Basic ${encodeBase64(encodeUtf8(`${credentials.username}:${credentials.password}`))}`;
  if (/^basic\b/i.test(challenge)) return basic;
  if (!/^bearer\b/i.test(challenge)) return undefined;
  const values = new Map([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]));
  const [, host, path = '/'] = /^https?:\/\/([^/]+)(\/.*)?$/.exec(values.get('realm') ?? '') ?? [];
  if (host === undefined || !isSameHost(host, domain)) return undefined;
  const scope = values.get('scope') ?? scopeOf(exchange);
  const query = [
    `service=${encodeURIComponent(values.get('service') ?? '')}`,
    ...(scope === '' ? [] : [`scope=${encodeURIComponent(scope)}`]),
  ];
  const target = `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`;
  const answer = yield* transport({ method: 'GET', target, headers: basic === undefined ? {} : { Authorization: basic } });
  if (answer.status === 401) return undefined;
  const failed = (reason: string): RemoteFailure =>
    new RemoteFailure(
      `${/\/manifests\//.test(exchange.target) ? 'Head' : titleCase(exchange.method)} "http://${domain}${exchange.target}": ${reason}`,
      {
        isFinal: true,
      },
    );
  if (answer.status !== 200) throw failed(`received unexpected HTTP status: ${answer.reason}`);
  return `Bearer ${tokenIn(decodeUtf8(answer.body), failed)}`;
}

/** `localhost:5000` and `127.0.0.1:5000` are one. */
export function isSameHost(a: string, b: string): boolean {
  const normal = (host: string): string => host.replace(/^localhost(?=:|$)/, '127.0.0.1');
  return normal(a) === normal(b);
}

function scopeOf({ method, target }: Exchange): string {
  const repository = /^\/v2\/(.+?)\/(?:manifests|blobs|tags)\//.exec(target)?.[1];
  if (repository === undefined) return '';
  return `repository:${repository}:${method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push'}`;
}

function tokenIn(text: string, failed: (reason: string) => Error): string {
  let value: unknown;
  try {
    value = parseJson(text);
  } catch (error) {
    throw error instanceof ImageArchiveError ? failed(`unable to decode token response: ${error.message}`) : error;
  }
  const token = isObject(value) ? (value['token'] ?? value['access_token']) : undefined;
  if (typeof token === 'string' && /^[\x21-\x7e]+$/.test(token)) return token;
  throw failed('authorization server did not include a token in the response');
}

/** `GET` → `Get`, as Go's client names the method. */
export function titleCase(method: string): string {
  return method.slice(0, 1) + method.slice(1).toLowerCase();
}
