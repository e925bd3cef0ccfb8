/** Listpacks: how Redis packs many short texts and numbers into one string of bytes (listpack.c). */
const HEADER = 6;
const END = 0xff;

/** Packs texts; small whole numbers take one byte. */
export function packList(items: readonly string[]): string {
  const body = items.map(packItem).join('');
  const total = HEADER + body.length + 1;
  const count = Math.min(items.length, 0xffff);
  return littleEndian(total, 4) + littleEndian(count, 2) + body + String.fromCharCode(END);
}

function littleEndian(value: number, bytes: number): string {
  return Array.from({ length: bytes }, (_, i) => String.fromCharCode(Math.floor(value / 256 ** i) % 256)).join('');
}

function packItem(text: string): string {
  const encoded = /^(0|[1-9]\d{0,2})$/.test(text) && Number(text) < 128 ? String.fromCharCode(Number(text)) : headOf(text.length) + text;
  return encoded + backLength(encoded.length);
}

function headOf(length: number): string {
  if (length < 64) return String.fromCharCode(0x80 | length);
  if (length < 4096) return String.fromCharCode(0xe0 | (length >> 8), length & 0xff);
  return `\xf0${littleEndian(length, 4)}`;
}

/** How long the item before it is, to be read backwards: seven bits a byte, the highest first. */
function backLength(length: number): string {
  const bytes = [length & 0x7f];
  for (let rest = Math.floor(length / 128); rest > 0; rest = Math.floor(rest / 128)) bytes.push((rest & 0x7f) | 0x80);
  return String.fromCharCode(...bytes.reverse().map((byte, i) => (i === 0 ? byte & 0x7f : byte | 0x80)));
}

/** The texts of a listpack; numbers as their digits. */
export function unpackList(packed: string): readonly string[] {
  const items: string[] = [];
  let at = HEADER;
  while (at < packed.length && packed.charCodeAt(at) !== END) {
    const { text, size } = unpackItem(packed, at);
    items.push(text);
    at += size + backLength(size).length;
  }
  return items;
}

function unpackItem(packed: string, at: number): { readonly text: string; readonly size: number } {
  const first = packed.charCodeAt(at) || 0;
  const second = packed.charCodeAt(at + 1) || 0;
  const slice = (head: number, length: number) => ({ text: packed.slice(at + head, at + head + length), size: head + length });
  if (first < 0x80) return { text: String(first), size: 1 };
  if (first < 0xc0) return slice(1, first & 0x3f);
  if (first < 0xe0) return { text: String(signed(((first & 0x1f) << 8) | second, 13)), size: 2 };
  if (first < 0xf0) return slice(2, ((first & 0x0f) << 8) | second);
  if (first === 0xf0) return slice(5, Number(unsigned(packed, at + 1, 4)));
  const bytes = { 0xf1: 2, 0xf2: 3, 0xf3: 4, 0xf4: 8 }[first] ?? 0;
  return { text: String(BigInt.asIntN(bytes * 8, unsigned(packed, at + 1, bytes))), size: 1 + bytes };
}

function signed(value: number, bits: number): number {
  return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

function unsigned(packed: string, at: number, bytes: number): bigint {
  let value = 0n;
  for (let i = bytes - 1; i >= 0; i--) value = value * 256n + BigInt(packed.charCodeAt(at + i) || 0);
  return value;
}
