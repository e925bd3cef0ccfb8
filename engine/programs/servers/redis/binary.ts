import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';

/** Redis keeps bytes. Here they are texts of which each character is one byte, so lengths and places count bytes. */
export function binaryOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return text;
}

export function bytesOf(binary: string): Uint8Array {
  const bytes = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) bytes[i] = binary.charCodeAt(i);
  return bytes;
}

/** What somebody typed, as its bytes. */
export function toBinary(text: string): string {
  return binaryOf(encodeUtf8(text));
}

/** Bytes as somebody reads them. */
export function toText(binary: string): string {
  return decodeUtf8(bytesOf(binary));
}
