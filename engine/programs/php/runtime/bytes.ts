import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';

/** Bytes as text of one character each, PHP's own form. */
export function latin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 4096) text += String.fromCharCode(...bytes.subarray(i, i + 4096));
  return text;
}

export function toBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

/** Text of the host (names of files, arguments) in PHP's form. */
export function fromHost(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return latin1(encodeUtf8(text));
  return text;
}

export function toHost(text: string): string {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 127) return decodeUtf8(toBytes(text));
  return text;
}
