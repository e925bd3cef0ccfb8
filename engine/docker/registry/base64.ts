import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Standard base64 of a text's UTF-8 bytes. */
export function encodeBase64(text: string): string {
  const bytes = encodeUtf8(text);
  let result = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const letters = [18, 12, 6, 0].map(shift => alphabet[(group >> shift) & 63] ?? '');
    const count = Math.min(3, bytes.length - i) + 1;
    result += letters.slice(0, count).join('').padEnd(4, '=');
  }
  return result;
}

/** The text behind standard or URL-safe base64; what is no base64 is skipped. */
export function decodeBase64(encoded: string): string {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const char of encoded.replace(/-/g, '+').replace(/_/g, '/')) {
    const value = alphabet.indexOf(char);
    if (value < 0) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 255);
  }
  return decodeUtf8(Uint8Array.from(bytes));
}
