import type { ApiRequest } from '../../engine/index.js';
import type { RequestHead } from './http/head.js';

const methods: readonly ApiRequest['method'][] = ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'];

/** Headers of a request that mean something to the API. */
const apiHeaders = ['x-registry-auth', 'x-registry-config'];

export interface ParsedRequest {
  readonly request: ApiRequest;
  /** What Go's net/url says about the first parameter that is not encoded as it should be. */
  readonly queryProblem: string | undefined;
}

/** The request that a head stands for, without its body. Undefined for methods that the API does not have. */
export function parseApiRequest({ method: name, target, headers }: RequestHead): ParsedRequest | undefined {
  const method = methods.find(known => known === name);
  if (!method) return undefined;
  const mark = target.indexOf('?');
  const path = decodePath(mark < 0 ? target : target.slice(0, mark));
  const passed = apiHeaders.flatMap(header => (headers.has(header) ? [[header, headers.get(header) ?? ''] as const] : []));
  const { query, problem } = parseQuery(mark < 0 ? '' : target.slice(mark + 1));
  return {
    request: {
      method,
      path,
      ...(mark < 0 ? {} : { query }),
      ...(passed.length > 0 ? { headers: Object.fromEntries(passed) } : {}),
    },
    queryProblem: problem,
  };
}

function decodePath(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

interface ParsedQuery {
  readonly query: Readonly<Record<string, readonly string[]>>;
  readonly problem: string | undefined;
}

/** As url.ParseQuery: what can be read is, and the first problem is told. */
function parseQuery(text: string): ParsedQuery {
  const query = new Map<string, string[]>();
  let problem: string | undefined;
  for (const pair of text.split('&')) {
    if (pair === '') continue;
    const trouble = pairProblem(pair);
    problem ??= trouble;
    if (trouble !== undefined) continue;
    const equals = pair.indexOf('=');
    const name = decodeValue(equals < 0 ? pair : pair.slice(0, equals));
    const value = equals < 0 ? '' : decodeValue(pair.slice(equals + 1));
    query.set(name, [...(query.get(name) ?? []), value]);
  }
  return { query: Object.fromEntries(query), problem };
}

function pairProblem(pair: string): string | undefined {
  if (pair.includes(';')) return 'invalid semicolon separator in query';
  const bad = /%(?![0-9A-Fa-f]{2}).{0,2}/.exec(pair);
  return bad ? `invalid URL escape ${JSON.stringify(bad[0])}` : undefined;
}

function decodeValue(text: string): string {
  const plain = text.replaceAll('+', ' ');
  try {
    return decodeURIComponent(plain);
  } catch {
    return plain;
  }
}
