import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';

// Redis keeps bytes. Here they are texts of which each character is one byte, so lengths and places count bytes.

/** What somebody typed, as its bytes. */
export function toBinary(text: string): string {
  return latin1Of(encodeUtf8(text));
}

/** Bytes as somebody reads them. */
export function toText(binary: string): string {
  return decodeUtf8(bytesOfLatin1(binary));
}
