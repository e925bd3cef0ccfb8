/** The length of a field as Lucene keeps it: in one byte, of which three bits are the mantissa (SmallFloat.floatToByte315). */
export function lengthNorm(length: number): number {
  if (length === 0) return 0;
  const view = new DataView(new ArrayBuffer(4));
  view.setFloat32(0, 1 / Math.sqrt(length));
  const small = view.getInt32(0) >> 21;
  const byte = small <= (63 - 15) << 3 ? 1 : Math.min(255, small - ((63 - 15) << 3));
  view.setInt32(0, (byte << 21) + ((63 - 15) << 24));
  return view.getFloat32(0);
}
