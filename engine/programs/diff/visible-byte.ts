/** A byte as `cat -v` shows it, newlines and tabs too: `a`, `^J`, `M-^?`. */
export function visibleByte(byte: number): string {
  if (byte >= 128) return `M-${visibleByte(byte - 128)}`;
  if (byte === 127) return '^?';
  return byte < 32 ? `^${String.fromCharCode(byte + 64)}` : String.fromCharCode(byte);
}
