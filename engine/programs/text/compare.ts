/** The order of the C locale: by bytes of UTF-8. Only characters beyond U+FFFF differ from the order of UTF-16 units. */
export function compareBytes(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let i = 0; i < length; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return rank(x) - rank(y);
  }
  return a.length - b.length;
}

/** Surrogates sort after everything else of the basic plane; bytes that are no UTF-8 (U+DC80…) sort by their value, roughly there too. */
function rank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** The order of `sort -V` and `ls -v`: runs of digits by their value. */
export function compareVersions(a: string, b: string): number {
  const x = a.match(/\d+|\D+/g) ?? [];
  const y = b.match(/\d+|\D+/g) ?? [];
  for (let i = 0; i < Math.min(x.length, y.length); i++) {
    const p = x[i] ?? '';
    const q = y[i] ?? '';
    const order = /^\d/.test(p) && /^\d/.test(q) ? compareNumbers(p, q) : compareBytes(p, q);
    if (order !== 0) return order;
  }
  return x.length - y.length || compareBytes(a, b);
}

function compareNumbers(a: string, b: string): number {
  const x = a.replace(/^0+/, '');
  const y = b.replace(/^0+/, '');
  return x.length - y.length || compareBytes(x, y);
}
