/** Compares texts as people do: numbers in them by their value. */
export function naturalCompare(left: string, right: string, foldCase: boolean): number {
  const a = parts(foldCase ? left.toLowerCase() : left);
  const b = parts(foldCase ? right.toLowerCase() : right);
  for (let i = 0; i < Math.max(a.length, b.length); i++) {
    const x = a[i];
    const y = b[i];
    if (x === undefined || y === undefined) return x === undefined ? -1 : 1;
    if (/^\d/.test(x) && /^\d/.test(y)) {
      const difference = BigInt(x) - BigInt(y);
      if (difference !== 0n) return difference < 0n ? -1 : 1;
    } else if (x !== y) return x < y ? -1 : 1;
  }
  return 0;
}

function parts(text: string): readonly string[] {
  return text.match(/\d+|\D/g) ?? [];
}
