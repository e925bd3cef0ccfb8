import type { ApiRequest } from '../../engine/index.js';
import type { RequestHead } from './http/head.js';

/** A parameter that is not percent-encoded properly; the words are those of Go's net/url. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

const methods: readonly ApiRequest['method'][] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

/** Headers of a request that mean something to the API. */
const apiHeaders = ['x-registry-auth', 'x-registry-config'];

/** The request that a head stands for, without its body. Undefined for methods that the API does not have. Throws BadQuery. */
export function parseApiRequest({ method: name, target, headers }: RequestHead): ApiRequest | undefined {
  const method = methods.find(known => known === name);
  if (!method) return undefined;
  const mark = target.indexOf('?');
  const path = decodePath(mark < 0 ? target : target.slice(0, mark));
  const passed = apiHeaders.flatMap(header => (headers.has(header) ? [[header, headers.get(header) ?? ''] as const] : []));
  return {
    method,
    path,
    ...(mark < 0 ? {} : { query: parseQuery(target.slice(mark + 1)) }),
    ...(passed.length > 0 ? { headers: Object.fromEntries(passed) } : {}),
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function parseQuery(text: string): Readonly<Record<string, readonly string[]>> {
  const query = new Map<string, string[]>();
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decodeValue(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodeValue(pair.slice(equals + 1));
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return Object.fromEntries(query);
}

function decodeValue(text: string): string {
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(text);
  if (bad) throw new BadQuery(`invalid URL escape ${JSON.stringify(bad[0])}`);
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}

const resourceOf = (path: string): string => path.replace(/^\/v\d+(\.\d+)*(?=\/)/, '');

/** Whether what follows the head is an archive or the like rather than JSON. */
export function hasBytesBody({ method, path, query = {} }: ApiRequest): boolean {
  const resource = resourceOf(path);
  if (method === 'PUT') return /^\/containers\/[^/]+\/archive$/.test(resource);
  if (method !== 'POST') return false;
  return resource === '/build' || resource === '/images/load' || (resource === '/images/create' && query['fromSrc'] !== undefined);
}

/** Whether an answer may take the connection over: then everything after the request belongs to the stream. */
export function mayTakeOver({ method, path }: ApiRequest): boolean {
  return method === 'POST' && /^\/(containers\/[^/]+\/attach|exec\/[^/]+\/start)$/.test(resourceOf(path));
}
