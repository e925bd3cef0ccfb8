import { decodeUtf8 } from '../core/utf8.js';
import { decodeBase64 } from '../image/base64.js';
import type { Credentials } from '../image/registry.js';
import { isObject } from '../daemon/json.js';
import type { ApiRequest } from './message.js';

/** The credentials that a client sends along in `X-Registry-Auth`: JSON in base64. Nothing readable means none, as in Docker. */
export function registryAuth({ headers = {} }: ApiRequest): Credentials | undefined {
  const name = Object.keys(headers).find(header => header.toLowerCase() === 'x-registry-auth');
  const text = name === undefined ? undefined : headers[name];
  if (text === undefined || text === '') return undefined;
  return credentialsOf(parse(decodeUtf8(decodeBase64(text))));
}

/** A user name and a password from a JSON object; undefined without a name. */
export function credentialsOf(value: unknown): Credentials | undefined {
  if (!isObject(value)) return undefined;
  const { username, password, auth } = value;
  if (typeof username === 'string' && username !== '') return { username, password: typeof password === 'string' ? password : '' };
  if (typeof auth !== 'string' || auth === '') return undefined;
  const pair = decodeUtf8(decodeBase64(auth));
  const colon = pair.indexOf(':');
  return colon < 0 ? undefined : { username: pair.slice(0, colon), password: pair.slice(colon + 1) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
