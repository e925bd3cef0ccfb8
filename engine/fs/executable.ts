import { decodeUtf8, encodeUtf8 } from '../core/utf8.js';
import { Content } from './content.js';

const ELF_HEADER_BYTES = 64;
const PROGRAM_HEADER_BYTES = 56;
const NOTE_AT = ELF_HEADER_BYTES + PROGRAM_HEADER_BYTES;
const OWNER = 'Drydock\0';
const NOTE_HEADER_BYTES = 12;
const PT_NOTE = 4;
/** Longest id that is looked for. */
const MAX_ID_BYTES = 255;

/**
 * The data of a program file: an ELF header for x86-64 whose only segment is a note with the program's id, then a hole up
 * to `sizeBytes`. So `cp`, `head -c 4`, `file` and tar treat it as the binary that it stands for.
 */
export function executable(programId: string, sizeBytes: number): Content {
  const id = encodeUtf8(programId);
  const bytes = new Uint8Array(NOTE_AT + NOTE_HEADER_BYTES + OWNER.length + id.length);
  const view = new DataView(bytes.buffer);
  // e_ident: magic, 64-bit, little-endian, version 1; then a position-independent executable for x86-64.
  bytes.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  view.setUint16(16, 3, true);
  view.setUint16(18, 62, true);
  view.setUint32(20, 1, true);
  view.setUint32(32, ELF_HEADER_BYTES, true);
  view.setUint16(52, ELF_HEADER_BYTES, true);
  view.setUint16(54, PROGRAM_HEADER_BYTES, true);
  view.setUint16(56, 1, true);
  view.setUint32(ELF_HEADER_BYTES, PT_NOTE, true);
  view.setUint32(ELF_HEADER_BYTES + 8, NOTE_AT, true);
  view.setUint32(NOTE_AT, OWNER.length, true);
  view.setUint32(NOTE_AT + 4, id.length, true);
  view.setUint32(NOTE_AT + 8, 1, true);
  bytes.set(encodeUtf8(OWNER), NOTE_AT + NOTE_HEADER_BYTES);
  bytes.set(id, NOTE_AT + NOTE_HEADER_BYTES + OWNER.length);
  return new Content(bytes, sizeBytes);
}

/** Which program a file stands for; undefined when it is none of ours (a script, a text, somebody else's binary). */
export function programOf(content: Content): string | undefined {
  return content.derive(readProgramId);
}

function readProgramId(content: Content): string | undefined {
  const bytes = content.read(0, NOTE_AT + NOTE_HEADER_BYTES + OWNER.length + MAX_ID_BYTES);
  const idAt = NOTE_AT + NOTE_HEADER_BYTES + OWNER.length;
  if (!isElf(bytes) || bytes.length < idAt) return undefined;
  if (decodeUtf8(bytes.subarray(idAt - OWNER.length, idAt)) !== OWNER) return undefined;
  const idBytes = new DataView(bytes.buffer, bytes.byteOffset).getUint32(NOTE_AT + 4, true);
  if (idBytes > MAX_ID_BYTES || idAt + idBytes > bytes.length) return undefined;
  return decodeUtf8(bytes.subarray(idAt, idAt + idBytes));
}

/** Whether a file begins as an ELF binary does. */
export function isElf(bytes: Uint8Array): boolean {
  return bytes[0] === 0x7f && bytes[1] === 0x45 && bytes[2] === 0x4c && bytes[3] === 0x46;
}
