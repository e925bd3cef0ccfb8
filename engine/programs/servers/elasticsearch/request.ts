import { decodeUtf8 } from '../../../core/utf8.js';
import { EsError } from './errors.js';

/** A request of the API, taken apart. */
export interface EsRequest {
  readonly method: string;
  readonly parts: readonly string[];
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly text: string;
}

/** What is answered: JSON, or a text of _cat. */
export interface EsAnswer {
  readonly status: number;
  readonly body: unknown;
}

export function parseRequest(method: string, target: string, body: Uint8Array): EsRequest {
  const [path = '/', query = ''] = target.split('?');
  const pairs = query
    .split('&')
    .filter(pair => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return at < 0 ? [unescape(pair), ''] : [unescape(pair.slice(0, at)), unescape(pair.slice(at + 1))];
    });
  return {
    method,
    path,
    parts: path
      .split('/')
      .filter(part => part !== '')
      .map(part => unescape(part, false)),
    query: new Map(pairs),
    text: decodeUtf8(body),
  };
}

function unescape(text: string, isQuery = true): string {
  try {
    return decodeURIComponent(isQuery ? text.replaceAll('+', ' ') : text);
  } catch {
    throw new EsError(400, 'illegal_argument_exception', `partial escape sequence at end of string: ${text}`);
  }
}

/** The body as JSON; nothing is an empty object. */
export function jsonBody({ text }: EsRequest, where: 'document' | 'search' | 'other' = 'other'): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch {
    const [, token = text.trim().slice(0, 1)] = /([^\s{}[\]:,"]+)/.exec(text) ?? [];
    const reason = `Unrecognized token '${token}': was expecting ('true', 'false' or 'null')\n at [Source: [B@0; line: 1, column: ${String(token.length + 1)}]`;
    if (where === 'document')
      throw new EsError(400, 'mapper_parsing_exception', 'failed to parse', { caused_by: { type: 'json_parse_exception', reason } });
    throw new EsError(
      400,
      where === 'search' ? 'search_parse_exception' : 'json_parse_exception',
      where === 'search' ? `Failed to parse search source [${text}]` : reason,
    );
  }
}

export function flag(query: ReadonlyMap<string, string>, name: string): boolean {
  const value = query.get(name);
  return value !== undefined && value !== 'false';
}
