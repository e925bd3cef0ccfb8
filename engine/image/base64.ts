const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 in its usual and its URL-safe form; other characters are skipped. */
export function decodeBase64(text: string): Uint8Array {
  const bytes: number[] = [];
  let bits = 0;
  let count = 0;
  for (const character of text.replaceAll('-', '+').replaceAll('_', '/')) {
    const value = alphabet.indexOf(character);
    if (value < 0) continue;
    bits = ((bits << 6) | value) & 0xffff;
    count += 6;
    if (count < 8) continue;
    count -= 8;
    bytes.push((bits >> count) & 0xff);
  }
  return Uint8Array.from(bytes);
}

/** RFC 4648 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 3) {
    const group = ((bytes[i] ?? 0) << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    const digits = [18, 12, 6, 0].map(shift => alphabet.charAt((group >> shift) & 63));
    text += digits
      .slice(0, Math.min(3, bytes.length - i) + 1)
      .join('')
      .padEnd(4, '=');
  }
  return text;
}
