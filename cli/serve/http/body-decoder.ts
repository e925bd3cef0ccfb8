import type { BodyLength } from './head.js';

/** Longest line between two chunks: a length and extensions that nobody uses. */
const lineBytes = 4096;

/** A body that breaks the rules of chunks; the words are Go's. */
export class BadChunk extends Error {
  override readonly name = 'BadChunk';
}

type State = { readonly kind: 'data'; left: number } | { readonly kind: 'size' | 'after-data' | 'trailer' } | { readonly kind: 'end' };

/** Cuts the body of a request out of a stream of bytes. */
export class BodyDecoder {
  readonly #isChunked: boolean;
  #state: State;
  #line = '';

  constructor(length: BodyLength) {
    this.#isChunked = length.kind === 'chunked';
    this.#state = this.#isChunked ? { kind: 'size' } : length.kind === 'sized' ? { kind: 'data', left: length.bytes } : { kind: 'end' };
  }

  get isDone(): boolean {
    return this.#state.kind === 'end';
  }

  /** Takes bytes off the connection; `pieces` belong to the body, `rest` comes after it. Throws BadChunk. */
  push(bytes: Buffer): { readonly pieces: readonly Buffer[]; readonly rest: Buffer } {
    const pieces: Buffer[] = [];
    let at = 0;
    while (at < bytes.length && this.#state.kind !== 'end') {
      if (this.#state.kind === 'data') {
        const piece = bytes.subarray(at, at + this.#state.left);
        pieces.push(piece);
        at += piece.length;
        this.#state.left -= piece.length;
        if (this.#state.left === 0) this.#state = this.#isChunked ? { kind: 'after-data' } : { kind: 'end' };
        continue;
      }
      const newline = bytes.indexOf(10, at);
      const end = newline < 0 ? bytes.length : newline;
      this.#line += bytes.toString('latin1', at, end);
      if (this.#line.length > lineBytes) throw new BadChunk('http: chunk line too long');
      at = newline < 0 ? end : end + 1;
      if (newline >= 0) this.#endLine();
    }
    return { pieces, rest: bytes.subarray(at) };
  }

  #endLine(): void {
    const line = this.#line.replace(/\r$/, '');
    this.#line = '';
    switch (this.#state.kind) {
      case 'after-data':
        if (line !== '') throw new BadChunk('malformed chunked encoding');
        this.#state = { kind: 'size' };
        return;
      case 'trailer':
        if (line === '') this.#state = { kind: 'end' };
        return;
      case 'size':
        this.#state = afterSize(line);
        return;
      case 'data':
      case 'end':
        return;
    }
  }
}

function afterSize(line: string): State {
  const size = (line.split(';')[0] ?? '').trim();
  if (!/^[0-9a-fA-F]+$/.test(size)) throw new BadChunk('invalid byte in chunk length');
  if (size.length > 12) throw new BadChunk('http chunk length too large');
  const left = Number.parseInt(size, 16);
  return left === 0 ? { kind: 'trailer' } : { kind: 'data', left };
}
