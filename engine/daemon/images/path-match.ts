/**
 * Whether a text matches a shell pattern as Go's path.Match reads it: `*` and `?` stop at slashes, `[a-z]` and `[^a]` are sets,
 * a backslash quotes. Undefined for a pattern that is malformed. Takes time proportional to pattern × text.
 */
export function pathMatch(pattern: string, text: string): boolean | undefined {
  const parts = parsePattern(pattern);
  if (!parts) return undefined;
  let states = new Set(expand(parts, [0]));
  for (const character of text) {
    const next: number[] = [];
    for (const state of states) {
      const part = parts[state];
      if (part === undefined || !part.accepts(character)) continue;
      next.push(part.repeats ? state : state + 1);
    }
    states = new Set(expand(parts, next));
    if (states.size === 0) return false;
  }
  return states.has(parts.length);
}

interface Part {
  readonly repeats: boolean;
  readonly accepts: (character: string) => boolean;
}

/** All states that can be had without a character: a star may match nothing. */
function expand(parts: readonly Part[], states: readonly number[]): readonly number[] {
  return states.flatMap(state => {
    const reached = [state];
    for (let at = state; parts[at]?.repeats; at++) reached.push(at + 1);
    return reached;
  });
}

function parsePattern(pattern: string): readonly Part[] | undefined {
  const parts: Part[] = [];
  const characters = [...pattern];
  for (let at = 0; at < characters.length; at++) {
    const character = characters[at] ?? '';
    if (character === '*') parts.push({ repeats: true, accepts: c => c !== '/' });
    else if (character === '?') parts.push({ repeats: false, accepts: c => c !== '/' });
    else if (character === '[') {
      const set = parseSet(characters, at + 1);
      if (!set) return undefined;
      parts.push({ repeats: false, accepts: set.accepts });
      at = set.end;
    } else {
      const literal = character === '\\' ? characters[++at] : character;
      if (literal === undefined) return undefined;
      parts.push({ repeats: false, accepts: c => c === literal });
    }
  }
  return parts;
}

function parseSet(
  characters: readonly string[],
  start: number,
): { readonly accepts: (c: string) => boolean; readonly end: number } | undefined {
  const isNegated = characters[start] === '^';
  const ranges: (readonly [string, string])[] = [];
  let at = isNegated ? start + 1 : start;
  const one = (): string | undefined => {
    if (characters[at] === '\\') at++;
    return characters[at++];
  };
  while (ranges.length === 0 || characters[at] !== ']') {
    const low = one();
    if (low === undefined || (low === '-' && characters[at - 2] !== '\\')) return undefined;
    let high: string | undefined = low;
    if (characters[at] === '-') {
      at++;
      high = one();
    }
    if (high === undefined) return undefined;
    ranges.push([low, high]);
  }
  return { accepts: c => ranges.some(([low, high]) => low <= c && c <= high) !== isNegated, end: at };
}
