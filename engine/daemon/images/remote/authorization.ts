import type { Task } from '../../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { encodeBase64 } from '../../../image/base64.js';
import type { Credentials } from '../../../image/registry.js';
import { isObject } from '../../json.js';
import type { Exchange, Transport } from './exchange.js';

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
  if (host === undefined || !isSame(host, domain)) return undefined;
  const scope = values.get('scope') ?? scopeOf(exchange);
  const query = [
    `service=${encodeURIComponent(values.get('service') ?? '')}`,
    ...(scope === '' ? [] : [`scope=${encodeURIComponent(scope)}`]),
  ];
  const target = `${path}${path.includes('?') ? '&' : '?'}${query.join('&')}`;
  const answer = yield* transport({ method: 'GET', target, headers: basic === undefined ? {} : { Authorization: basic } });
  if (answer.status !== 200) return undefined;
  const token = tokenIn(decodeUtf8(answer.body));
  return token === undefined ? undefined : `Bearer ${token}`;
}

/** `localhost:5000` and `127.0.0.1:5000` are one. */
function isSame(a: string, b: string): boolean {
  const normal = (host: string): string => host.replace(/^localhost(?=:|$)/, '127.0.0.1');
  return normal(a) === normal(b);
}

function scopeOf({ method, target }: Exchange): string {
  const repository = /^\/v2\/(.+?)\/(?:manifests|blobs|tags)\//.exec(target)?.[1];
  if (repository === undefined) return '';
  return `repository:${repository}:${method === 'GET' || method === 'HEAD' ? 'pull' : 'pull,push'}`;
}

function tokenIn(text: string): string | undefined {
  try {
    const value: unknown = JSON.parse(text);
    const token = isObject(value) ? (value['token'] ?? value['access_token']) : undefined;
    return typeof token === 'string' && /^[\x21-\x7e]+$/.test(token) ? token : undefined;
  } catch {
    return undefined;
  }
}
