import { decodeUtf8 } from '../../core/utf8.js';

/** The text of a script: shells leave out the NUL bytes in it. */
export function scriptText(bytes: Uint8Array): string {
  const text = decodeUtf8(bytes);
  return text.includes('\0') ? text.replaceAll('\0', '') : text;
}

/** bash looks for a NUL byte in the first line, and no further than 80 bytes. */
export function isBinary(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 80);
  const newline = start.indexOf(10);
  return start.subarray(0, newline < 0 ? start.length : newline).includes(0);
}
