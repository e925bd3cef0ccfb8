import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';

/** Text of the host (names of files, arguments) in PHP's form. */
export function fromHost(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return latin1Of(encodeUtf8(text));
  return text;
}

export function toHost(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return decodeUtf8(bytesOfLatin1(text));
  return text;
}
