import type { Task } from '../../core/task.js';
import type { ByteReader } from './byte-reader.js';
import { HttpHeaders, MAX_HEADER_LINE_BYTES } from './http-message.js';

export interface HttpResponse {
  readonly version: string;
  readonly status: number;
  readonly reason: string;
  readonly headers: HttpHeaders;
  /** Status line and header lines as they came, without line ends. */
  readonly lines: readonly string[];
}

/** The head of a response; `'empty'` when the server closed without a word, `'not-http'` for anything else that is none. */
export function* readResponse(reader: ByteReader): Task<HttpResponse | 'empty' | 'not-http'> {
  const first = (yield* reader.line(MAX_HEADER_LINE_BYTES))?.replace(/\r$/, '');
  if (first === undefined) return 'empty';
  const match = /^HTTP\/(\d(?:\.\d)?) (\d{3})(?: (.*))?$/.exec(first);
  if (!match) return 'not-http';
  const lines = [first];
  const fields: (readonly [string, string])[] = [];
  for (;;) {
    const line = (yield* reader.line(MAX_HEADER_LINE_BYTES))?.replace(/\r$/, '');
    if (line === undefined || line === '' || lines.length > 200) break;
    lines.push(line);
    const colon = line.indexOf(':');
    if (colon > 0) fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return { version: match[1] ?? '', status: Number(match[2]), reason: match[3] ?? '', headers: new HttpHeaders(fields), lines };
}
