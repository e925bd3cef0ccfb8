import { sha256 } from '@noble/hashes/sha2.js';
import { encodeUtf8 } from '../core/utf8.js';

/** The name of some bytes: `sha256:` and 64 hexadecimal digits. */
export type Digest = string;

/** The digest of bytes or of a text's UTF-8. */
export function digestOf(data: Uint8Array | string): Digest {
  return `sha256:${hexOfBytes(sha256(typeof data === 'string' ? encodeUtf8(data) : data))}`;
}

/** Digests and counts bytes that come in pieces, without holding them. */
export class Digester {
  readonly #hash = sha256.create();
  sizeBytes = 0;

  update(piece: Uint8Array): this {
    this.#hash.update(piece);
    this.sizeBytes += piece.length;
    return this;
  }

  digest(): Digest {
    return `sha256:${hexOfBytes(this.#hash.digest())}`;
  }
}

/** The digest and the size of bytes that come in pieces. */
export function digestPieces(pieces: Iterable<Uint8Array>): { readonly digest: Digest; readonly sizeBytes: number } {
  const digester = new Digester();
  for (const piece of pieces) digester.update(piece);
  return { digest: digester.digest(), sizeBytes: digester.sizeBytes };
}

/** The first twelve digits, without the algorithm: how Docker shows ids. */
export function shortId(digest: Digest): string {
  return hexOf(digest).slice(0, 12);
}

/** The digits alone. */
export function hexOf(digest: Digest): string {
  return digest.slice(digest.indexOf(':') + 1);
}

/** Whether text is a sha256 digest. */
export function isDigest(text: string): boolean {
  return /^sha256:[a-f0-9]{64}$/.test(text);
}

/** Lower-case hexadecimal digits. */
export function hexOfBytes(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex;
}
