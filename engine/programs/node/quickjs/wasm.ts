import { suspendableWasmText } from './wasm-suspendable-text.js';
import { wasmText } from './wasm-text.js';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** The WebAssembly of QuickJS. Half a megabyte: read in one pass over four characters at a time. */
export function decodeWasm(): Uint8Array {
  return decode(wasmText());
}

/** The same, made so that it can be put aside. */
export function decodeSuspendableWasm(): Uint8Array {
  return decode(suspendableWasmText());
}

function decode(text: string): Uint8Array {
  const values = new Uint8Array(128);
  for (let i = 0; i < ALPHABET.length; i++) values[ALPHABET.charCodeAt(i)] = i;
  const valueAt = (index: number): number => values[text.charCodeAt(index)] ?? 0;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3);
  for (let from = 0, to = 0; from < text.length; from += 4, to += 3) {
    const bits = (valueAt(from) << 18) | (valueAt(from + 1) << 12) | (valueAt(from + 2) << 6) | valueAt(from + 3);
    bytes[to] = bits >> 16;
    bytes[to + 1] = bits >> 8;
    bytes[to + 2] = bits;
  }
  return bytes.subarray(0, bytes.length - padding);
}
