/** Order of texts in which runs of digits compare as numbers: `eth2` before `eth10`. */
export function compareNaturally(a: string, b: string): number {
  const left = a.match(/\d+|\D/g) ?? [];
  const right = b.match(/\d+|\D/g) ?? [];
  for (let i = 0; i < left.length && i < right.length; i++) {
    const difference = comparePart(left[i] ?? '', right[i] ?? '');
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

function comparePart(a: string, b: string): number {
  if (/^\d/.test(a) && /^\d/.test(b)) {
    const difference = Number(a) - Number(b);
    return difference !== 0 ? difference : a.length - b.length;
  }
  return a < b ? -1 : a > b ? 1 : 0;
}
