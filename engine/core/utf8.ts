/**
 * Text and bytes. Bytes that are no UTF-8 become lone surrogates U+DC80…U+DCFF and turn back into the same bytes, as in
 * Python's surrogateescape, so file names and arguments survive whatever is in them.
 */
export function decodeUtf8(bytes: Uint8Array): string {
  const plain = asciiLength(bytes);
  let text = decodeAscii(bytes, plain);
  if (plain === bytes.length) return text;
  const units: number[] = [];
  for (let i = plain; i < bytes.length; ) {
    i += decodeOne(bytes, i, units);
    if (units.length >= 4096) {
      text += String.fromCharCode(...units);
      units.length = 0;
    }
  }
  return text + String.fromCharCode(...units);
}

/** How many bytes at the beginning are ASCII: nearly always all of them. */
function asciiLength(bytes: Uint8Array): number {
  let i = 0;
  while (i < bytes.length && (bytes[i] ?? 0) < 0x80) i++;
  return i;
}

/** Eight at a time, as numbers rather than as an array: nothing is allocated but the text. */
function decodeAscii(bytes: Uint8Array, length: number): string {
  let text = '';
  for (let start = 0; start < length; start += PIECE) text += decodePiece(bytes, start, Math.min(length, start + PIECE));
  return text;
}

const PIECE = 4096;

function decodePiece(bytes: Uint8Array, start: number, end: number): string {
  const { fromCharCode } = String;
  const at = (i: number): number => bytes[i] ?? 0;
  let text = '';
  let i = start;
  for (; i + 8 <= end; i += 8) text += fromCharCode(at(i), at(i + 1), at(i + 2), at(i + 3), at(i + 4), at(i + 5), at(i + 6), at(i + 7));
  for (; i < end; i++) text += fromCharCode(at(i));
  // Looking at a character joins what was put together, so that no text drags its pieces along.
  return text.charCodeAt(0) === -1 ? '' : text;
}

/** Reads one character at `at` into UTF-16 units; returns how many bytes it took. */
function decodeOne(bytes: Uint8Array, at: number, units: number[]): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) {
    units.push(first);
    return 1;
  }
  const length = first >= 0xf0 && first <= 0xf4 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  let code = length === 4 ? first & 0x07 : length === 3 ? first & 0x0f : first & 0x1f;
  let valid = length > 0 && first <= 0xf4 && at + length <= bytes.length;
  for (let k = 1; valid && k < length; k++) {
    const next = bytes[at + k] ?? 0;
    if ((next & 0xc0) !== 0x80) valid = false;
    code = (code << 6) | (next & 0x3f);
  }
  const smallest = length === 4 ? 0x10000 : length === 3 ? 0x800 : 0x80;
  if (!valid || code < smallest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) {
    units.push(0xdc00 + first);
    return 1;
  }
  if (code >= 0x10000) units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + ((code - 0x10000) & 0x3ff));
  else units.push(code);
  return length;
}

/** The inverse of `decodeUtf8`. */
export function encodeUtf8(text: string): Uint8Array {
  const plain = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 0x80) return encodeFrom(text, i, plain);
    plain[i] = code;
  }
  return plain;
}

/** Goes on where the text is no longer ASCII. */
function encodeFrom(text: string, start: number, plain: Uint8Array): Uint8Array {
  const bytes = new Uint8Array(start + (text.length - start) * 3);
  bytes.set(plain.subarray(0, start));
  let n = start;
  for (let i = start; i < text.length; i++) {
    let code = text.charCodeAt(i);
    if (code < 0x80) {
      bytes[n++] = code;
      continue;
    }
    if (code >= 0xdc80 && code <= 0xdcff) {
      bytes[n++] = code - 0xdc00;
      continue;
    }
    if (code >= 0xd800 && code <= 0xdbff) {
      const low = text.charCodeAt(i + 1);
      if (low >= 0xdc00 && low <= 0xdfff) {
        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
        i++;
      }
    }
    n = encodeOne(code, bytes, n);
  }
  return bytes.slice(0, n);
}

function encodeOne(code: number, bytes: Uint8Array, at: number): number {
  let n = at;
  if (code < 0x800) {
    bytes[n++] = 0xc0 | (code >> 6);
  } else if (code < 0x10000) {
    bytes[n++] = 0xe0 | (code >> 12);
    bytes[n++] = 0x80 | ((code >> 6) & 0x3f);
  } else {
    bytes[n++] = 0xf0 | (code >> 18);
    bytes[n++] = 0x80 | ((code >> 12) & 0x3f);
    bytes[n++] = 0x80 | ((code >> 6) & 0x3f);
  }
  bytes[n++] = 0x80 | (code & 0x3f);
  return n;
}
