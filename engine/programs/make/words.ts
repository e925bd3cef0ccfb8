/** The words of a list. */
export function wordsOf(text: string): string[] {
  return text.split(/[ \t\n]+/).filter(word => word !== '');
}

/** What % stands for in a word that fits a pattern; undefined when it does not fit. */
export function stemOf(pattern: string, word: string): string | undefined {
  const at = pattern.indexOf('%');
  if (at < 0) return pattern === word ? '' : undefined;
  const [before, after] = [pattern.slice(0, at), pattern.slice(at + 1)];
  const fits = word.length >= before.length + after.length && word.startsWith(before) && word.endsWith(after);
  return fits ? word.slice(before.length, word.length - after.length) : undefined;
}

export function withStem(pattern: string, stem: string): string {
  return pattern.includes('%') ? pattern.replace('%', () => stem) : pattern;
}

/** `$(patsubst from,to,word)`. */
export function replacePattern(from: string, to: string, word: string): string {
  const stem = stemOf(from, word);
  if (stem === undefined) return word;
  return from.includes('%') ? withStem(to, stem) : to;
}

/** The index of the bracket that closes the one before `from`; -1 when there is none. */
export function closingBracket(text: string, from: number, open: string, close: string): number {
  let depth = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === open) depth++;
    else if (text[at] === close && --depth === 0) return at;
  }
  return -1;
}

/** Where one of some characters stands outside of references and brackets; -1 when nowhere. */
export function outside(text: string, isWanted: (at: number) => boolean, from = 0): number {
  for (let at = from; at < text.length; at++) {
    const open = text[at + 1];
    if (text[at] === '$' && (open === '(' || open === '{')) {
      const end = closingBracket(text, at + 2, open, open === '(' ? ')' : '}');
      if (end < 0) return -1;
      at = end;
    } else if (isWanted(at)) return at;
  }
  return -1;
}

/** Arguments of a function: commas inside brackets do not count; the last one keeps the rest. */
export function splitArguments(text: string, most: number): string[] {
  const parts: string[] = [];
  let [depth, start] = [0, 0];
  for (let at = 0; at < text.length && parts.length < most - 1; at++) {
    const character = text[at];
    if (character === '(' || character === '{') depth++;
    else if (character === ')' || character === '}') depth--;
    else if (character === ',' && depth === 0) {
      parts.push(text.slice(start, at));
      start = at + 1;
    }
  }
  return [...parts, text.slice(start)];
}
