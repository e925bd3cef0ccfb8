/** UTF-16 code units, two bytes each, the lower one first. */
export function unitsOf(text: string): ArrayBuffer {
  const units = new Uint16Array(text.length);
  for (let at = 0; at < text.length; at++) units[at] = text.charCodeAt(at);
  return units.buffer;
}

export function textOfUnits(bytes: Uint8Array): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += UNITS_A_CALL * 2) {
    const piece = bytes.slice(at, at + UNITS_A_CALL * 2);
    pieces.push(String.fromCharCode(...new Uint16Array(piece.buffer, 0, piece.length >> 1)));
  }
  return pieces.join('');
}

const UNITS_A_CALL = 4096;
