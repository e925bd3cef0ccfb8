import { joined } from '../../../net/packet.js';

/** A frame of a file: when it was, in microseconds since 1970, and how long it was before it was cut. */
export interface SavedFrame {
  readonly micros: number;
  readonly bytes: Uint8Array;
  readonly length: number;
}

export interface SavedCapture {
  readonly linkType: number;
  readonly snapshot: number;
  readonly frames: readonly SavedFrame[];
  /** What the file ends with, when it ends too early. */
  readonly complaint?: string;
}

const MAGIC = 0xa1b2_c3d4;

function little(...values: readonly (readonly [size: 2 | 4, value: number])[]): Uint8Array {
  return Uint8Array.from(values.flatMap(([size, value]) => Array.from({ length: size }, (_, index) => (value >>> (8 * index)) & 255)));
}

/** The header of a file (pcap-savefile(5)). */
export function fileHeader(linkType: number, snapshot: number): Uint8Array {
  return little([4, MAGIC], [2, 2], [2, 4], [4, 0], [4, 0], [4, snapshot], [4, linkType]);
}

export function fileRecord({ micros, bytes, length }: SavedFrame): Uint8Array {
  return joined(little([4, Math.floor(micros / 1_000_000)], [4, micros % 1_000_000], [4, bytes.length], [4, length]), bytes);
}

/** Reads a file; a text says what is wrong with it. */
export function readCapture(file: Uint8Array): SavedCapture | string {
  if (file.length < 4) return `truncated dump file; tried to read 4 file header bytes, only got ${String(file.length)}`;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const isLittle = view.getUint32(0, true) === MAGIC;
  if (!isLittle && view.getUint32(0, false) !== MAGIC) return 'unknown file format';
  if (file.length < 24) return `truncated dump file; tried to read 20 file header bytes, only got ${String(file.length - 4)}`;
  const frames: SavedFrame[] = [];
  const result = { linkType: view.getUint32(20, isLittle), snapshot: view.getUint32(16, isLittle), frames };
  let at = 24;
  for (; at + 16 <= file.length; ) {
    const [seconds, micros, kept, length] = [0, 4, 8, 12].map(offset => view.getUint32(at + offset, isLittle));
    if (seconds === undefined || micros === undefined || kept === undefined || length === undefined) break;
    const bytes = file.subarray(at + 16, at + 16 + kept);
    if (bytes.length < kept)
      return {
        ...result,
        complaint: `truncated dump file; tried to read ${String(kept)} captured bytes, only got ${String(bytes.length)}`,
      };
    frames.push({ micros: seconds * 1_000_000 + micros, bytes, length });
    at += 16 + kept;
  }
  if (at === file.length) return result;
  return { ...result, complaint: `truncated dump file; tried to read 16 header bytes, only got ${String(file.length - at)}` };
}
