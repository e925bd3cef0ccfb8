/** Whether a file name fits a pattern with `*`, `?` and `[…]`. */
export function matchesGlob(pattern: string, name: string): boolean {
  // Positions of the last star in the pattern, and of the name when it was met.
  let star = -1;
  let resume = 0;
  let p = 0;
  for (let n = 0; n < name.length; ) {
    const piece = pieceAt(pattern, p);
    if (piece?.kind === 'star') {
      star = p++;
      resume = n;
    } else if (piece?.accepts(name[n] ?? '')) {
      p += piece.length;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

type Piece = { readonly kind: 'star' } | { readonly kind: 'one'; readonly length: number; readonly accepts: (char: string) => boolean };

function pieceAt(pattern: string, at: number): (Piece & { readonly accepts?: (char: string) => boolean }) | undefined {
  const char = pattern[at];
  if (char === undefined) return undefined;
  if (char === '*') return { kind: 'star' };
  if (char === '?') return { kind: 'one', length: 1, accepts: () => true };
  const close = char === '[' ? pattern.indexOf(']', at + 2) : -1;
  if (close < 0) return { kind: 'one', length: 1, accepts: other => other === char };
  const negated = /^[!^]/.test(pattern.slice(at + 1));
  const body = pattern.slice(at + (negated ? 2 : 1), close);
  return { kind: 'one', length: close + 1 - at, accepts: other => inClass(body, other) !== negated };
}

function inClass(body: string, char: string): boolean {
  for (let i = 0; i < body.length; i++) {
    const from = body[i] ?? '';
    if (body[i + 1] === '-' && i + 2 < body.length) {
      if (char >= from && char <= (body[i + 2] ?? '')) return true;
      i += 2;
    } else if (char === from) return true;
  }
  return false;
}
