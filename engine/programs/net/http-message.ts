import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { ByteReader } from './byte-reader.js';

/** Longest header line and most header lines that anybody here accepts. */
export const MAX_HEADER_LINE_BYTES = 8192;
const MAX_HEADER_LINES = 100;

/** Header fields in order, found without regard to case. */
export class HttpHeaders {
  readonly fields: readonly (readonly [name: string, value: string])[];

  constructor(fields: readonly (readonly [name: string, value: string])[]) {
    this.fields = fields;
  }

  get(name: string): string | undefined {
    const wanted = name.toLowerCase();
    return this.fields.find(([field]) => field.toLowerCase() === wanted)?.[1];
  }

  /** Whether a list such as Connection names this value. */
  lists(name: string, value: string): boolean {
    return (this.get(name) ?? '')
      .toLowerCase()
      .split(',')
      .some(part => part.trim() === value);
  }
}

/** Reads header lines up to the empty one; undefined for what is no header, or when the stream ends in between. */
export function* readHeaders(reader: ByteReader): Task<HttpHeaders | undefined> {
  const fields: (readonly [string, string])[] = [];
  for (let count = 0; count <= MAX_HEADER_LINES; count++) {
    const line = (yield* reader.line(MAX_HEADER_LINE_BYTES))?.replace(/\r$/, '');
    if (line === undefined) return undefined;
    if (line === '') return new HttpHeaders(fields);
    const colon = line.indexOf(':');
    if (colon <= 0) return undefined;
    fields.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
  return undefined;
}

/** How the length of a body is told. */
export type BodyFraming =
  | { readonly kind: 'length'; readonly bytes: number }
  | { readonly kind: 'chunked' }
  | { readonly kind: 'until-close' }
  | { readonly kind: 'none' };

export function framingOf(headers: HttpHeaders, fallback: 'none' | 'until-close'): BodyFraming {
  if (headers.lists('Transfer-Encoding', 'chunked')) return { kind: 'chunked' };
  const length = headers.get('Content-Length');
  if (length !== undefined && /^\d{1,15}$/.test(length)) return { kind: 'length', bytes: Number(length) };
  return { kind: fallback };
}

/** The pieces of a body as they come. */
export class BodyReader {
  readonly #reader: ByteReader;
  readonly #framing: BodyFraming;
  #left: number;
  #done = false;

  constructor(reader: ByteReader, framing: BodyFraming) {
    this.#reader = reader;
    this.#framing = framing;
    this.#left = framing.kind === 'length' ? framing.bytes : 0;
  }

  /** Whether the whole body came. */
  get isComplete(): boolean {
    return this.#done;
  }

  /** Bytes of a body of known length that are still to come. */
  get missing(): number {
    return this.#framing.kind === 'length' ? this.#left : 0;
  }

  /** The next piece; empty at the end, complete or not. */
  *next(): Task<Uint8Array> {
    if (this.#done || this.#framing.kind === 'none') return this.#finish();
    if (this.#framing.kind === 'until-close') {
      const bytes = yield* this.#reader.some();
      return bytes.length === 0 ? this.#finish() : bytes;
    }
    if (this.#left === 0 && (this.#framing.kind === 'length' || !(yield* this.#nextChunk()))) return this.#finish();
    const bytes = yield* this.#reader.some(this.#left);
    this.#left -= bytes.length;
    if (this.#framing.kind === 'chunked' && this.#left === 0) yield* this.#reader.line(2);
    return bytes;
  }

  #finish(): Uint8Array {
    this.#done = this.#left === 0;
    return new Uint8Array(0);
  }

  *#nextChunk(): Task<boolean> {
    const size = yield* this.#reader.line(MAX_HEADER_LINE_BYTES);
    const digits = /^[0-9a-fA-F]{1,8}/.exec(size ?? '')?.[0];
    if (digits === undefined) throw new Errno('EIO');
    this.#left = parseInt(digits, 16);
    if (this.#left > 0) return true;
    while (((yield* this.#reader.line(MAX_HEADER_LINE_BYTES)) ?? '').replace(/\r$/, '') !== '');
    return false;
  }
}
