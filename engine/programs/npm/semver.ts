type Triple = readonly [number, number, number];

/** Whether a version is in a range: `^4.18.0`, `~1.2`, `1.x`, `>=1 <3`, `1.2.3`, `latest`, joined by `||`. */
export function satisfies(version: string, range: string): boolean {
  const triple = parse(version);
  if (!triple) return false;
  const text = range.trim();
  if (text === '' || text === '*' || text === 'latest' || text === 'x') return true;
  return text.split('||').some(part => {
    const words = part
      .trim()
      .replace(/([<>=^~]+)\s+/g, '$1')
      .split(/\s+/);
    return words.every(word => inComparator(triple, word));
  });
}

function inComparator(version: Triple, word: string): boolean {
  const match = /^(\^|~|>=|<=|>|<|=|v)?\s*v?(\d+|x|\*)(?:\.(\d+|x|\*))?(?:\.(\d+|x|\*))?/.exec(word);
  if (!match) return false;
  const [, sign = '', ...parts] = match;
  const numbers = parts.map((part: string | undefined) => (part !== undefined && /^\d+$/.test(part) ? Number(part) : undefined));
  const [major, minor, patch] = numbers;
  const low: Triple = [major ?? 0, minor ?? 0, patch ?? 0];
  const order = compare(version, low);
  if (sign === '>=') return order >= 0;
  if (sign === '>') return order > 0;
  if (sign === '<') return order < 0;
  if (sign === '<=') return order <= 0;
  return order >= 0 && compare(version, upperBound(sign, major, minor, patch)) < 0;
}

/** The first version that a caret, a tilde, an incomplete or a whole version does not mean any more. */
function upperBound(sign: string, major: number | undefined, minor: number | undefined, patch: number | undefined): Triple {
  if (major === undefined) return [Infinity, 0, 0];
  if (minor === undefined) return [major + 1, 0, 0];
  if (sign === '^') return major > 0 ? [major + 1, 0, 0] : minor > 0 || patch === undefined ? [0, minor + 1, 0] : [0, 0, patch + 1];
  if (sign === '~' || patch === undefined) return [major, minor + 1, 0];
  return [major, minor, patch + 1];
}

function parse(version: string): Triple | undefined {
  const match = /^(\d+)\.(\d+)\.(\d+)/.exec(version);
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : undefined;
}

function compare(a: Triple, b: Triple): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

/** Negative when `a` is the older version. */
export function compareVersions(a: string, b: string): number {
  return compare(parse(a) ?? [0, 0, 0], parse(b) ?? [0, 0, 0]);
}

/** The newest of some versions that a range allows: a tag, or a range. */
export function newestOf(versions: readonly string[], range: string): string | undefined {
  return versions
    .filter(version => satisfies(version, range))
    .sort(compareVersions)
    .at(-1);
}
