/** A shell pattern of a whole name, as fnmatch(3) without flags: `*` also matches `/` and leading dots. */
export function matchGlob(pattern: string, text: string, options: { readonly ignoreCase: boolean } = { ignoreCase: false }): boolean {
  return options.ignoreCase ? match(pattern.toLowerCase(), text.toLowerCase()) : match(pattern, text);
}

/** Goes back to the last star only, so the time is at most the product of the lengths. */
function match(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let starText = 0;
  while (t < text.length) {
    const step = pattern[p] === '*' ? undefined : matchOne(pattern, p, text, t);
    if (pattern[p] === '*') {
      star = p++;
      starText = t;
    } else if (step) {
      p = step.pattern;
      t = step.text;
    } else if (star >= 0) {
      p = star + 1;
      t = ++starText;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

function matchOne(pattern: string, p: number, text: string, t: number): { readonly pattern: number; readonly text: number } | undefined {
  const character = pattern[p];
  if (character === undefined) return undefined;
  const code = text.codePointAt(t) ?? 0;
  const next = t + (code > 0xffff ? 2 : 1);
  if (character === '?') return { pattern: p + 1, text: next };
  if (character === '[') {
    const set = readSet(pattern, p);
    if (set) return set.test(String.fromCodePoint(code)) ? { pattern: set.end, text: next } : undefined;
  }
  const at = character === '\\' && p + 1 < pattern.length ? p + 1 : p;
  return pattern[at] === text[t] ? { pattern: at + 1, text: t + 1 } : undefined;
}

const classes: Readonly<Record<string, RegExp>> = {
  alpha: /[a-zA-Z]/,
  digit: /\d/,
  alnum: /[a-zA-Z\d]/,
  upper: /[A-Z]/,
  lower: /[a-z]/,
  space: /\s/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[\da-fA-F]/,
  blank: /[ \t]/,
};

function readSet(pattern: string, start: number): { readonly end: number; test(character: string): boolean } | undefined {
  let at = start + 1;
  const negated = pattern[at] === '!' || pattern[at] === '^';
  if (negated) at++;
  const tests: ((character: string) => boolean)[] = [];
  for (let first = true; at < pattern.length; first = false) {
    if (pattern[at] === ']' && !first) return { end: at + 1, test: character => tests.some(test => test(character)) !== negated };
    const named = /^\[:([a-z]+):\]/.exec(pattern.slice(at));
    const known = classes[named?.[1] ?? ''];
    if (named && known) {
      tests.push(character => known.test(character));
      at += named[0].length;
      continue;
    }
    if (pattern[at] === '\\' && at + 1 < pattern.length) at++;
    const from = String.fromCodePoint(pattern.codePointAt(at) ?? 0);
    at += from.length;
    let to = from;
    if (pattern[at] === '-' && pattern[at + 1] !== ']' && at + 1 < pattern.length) {
      to = String.fromCodePoint(pattern.codePointAt(at + 1) ?? 0);
      at += 1 + to.length;
    }
    tests.push(character => character >= from && character <= to);
  }
  return undefined;
}
