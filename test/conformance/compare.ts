/** Values that a transcript has bound to labels: `<ID64:a>`. */
export type Bindings = ReadonlyMap<string, string>;

const stamp = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?[+-]\d\d:?\d\d|Z)?(?: UTC)?|\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}|[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]?\d \d\d:\d\d:\d\d(?:\.\d+)?(?: UTC)? \d{4}|[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT|\d{10}(?:\d{9})?`;
const span = String.raw`(?:Less than a second|About a minute|About an hour|\d+ (?:second|minute|hour|day|week|month|year)s?)`;

const tokens: Readonly<Record<string, string>> = {
  ID64: '[0-9a-f]{64}',
  ID12: '[0-9a-f]{12}',
  DIGEST: 'sha256:[0-9a-f]{64}',
  TIME: `(?:${stamp})`,
  AGO: `(?:${span} ago|N/A)`,
  UPTIME: span,
  NAME: '[a-z]+_[a-z0-9]+',
  IP: String.raw`\d+\.\d+\.\d+\.\d+`,
  MAC: '(?:[0-9a-f]{2}:){5}[0-9a-f]{2}',
  SIZE: String.raw`\d+(?:\.\d+)?(?:e\+\d+)? ?[kMGT]?i?B`,
  PORT: String.raw`\d{4,5}`,
  PCT: String.raw`\d+(?:\.\d+)?%`,
  N: String.raw`\d+`,
  CWD: String.raw`/[^\s"',:]+`,
  HOME: String.raw`/[^\s"',:]+`,
  HOST: String.raw`[\w.-]+`,
  '*': '.*?',
};
const token = /<(ID64|ID12|DIGEST|TIME|AGO|UPTIME|NAME|MAC|SIZE|PORT|PCT|HOST|HOME|CWD|IP|N|\*)(?::([a-z0-9]+))?>/g;

interface Pattern {
  readonly expression: RegExp;
  readonly labels: readonly string[];
}

function compile(line: string): Pattern {
  const labels: string[] = [];
  let source = '';
  let at = 0;
  for (const match of line.matchAll(token)) {
    const [whole, name = '', label] = match;
    source += literal(line.slice(at, match.index));
    at = match.index + whole.length;
    const bound = label ?? (name === 'CWD' || name === 'HOME' ? name : undefined);
    if (bound !== undefined) labels.push(bound);
    source += bound === undefined ? `(?:${tokens[name] ?? ''})` : `(${tokens[name] ?? ''})`;
  }
  return { expression: new RegExp(`^${source}${literal(line.slice(at))}$`), labels };
}

function literal(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}

/** Runs of blanks compare as equal; those at the end do not count. */
function squeeze(line: string): string {
  return line
    .replaceAll(/(\S)\s{2,}/g, '$1  ')
    .replace(/^\s{2,}/, '  ')
    .trimEnd();
}

/** Matches printed lines with the expected ones; the bindings afterwards, or undefined when they differ. */
export function matchLines(expected: readonly string[], printed: readonly string[], bound: Bindings): Bindings | undefined {
  const wanted = foldProgress(expected).map(squeeze);
  const patterns = wanted.map(compile);
  const lines = foldProgress(printed).map(squeeze);
  const go = (i: number, j: number, bindings: Bindings): Bindings | undefined => {
    const pattern = patterns[i];
    if (!pattern) return j === lines.length ? bindings : undefined;
    if (wanted[i]?.trim() === '<...>') {
      for (let k = j; k <= lines.length; k++) {
        const rest = go(i + 1, k, bindings);
        if (rest) return rest;
      }
      return undefined;
    }
    const match = j < lines.length ? pattern.expression.exec(lines[j] ?? '') : null;
    const next = match && bind(pattern.labels, match.slice(1), bindings);
    return next ? go(i + 1, j + 1, next) : undefined;
  };
  return go(0, 0, bound);
}

function bind(labels: readonly string[], values: readonly string[], bound: Bindings): Bindings | undefined {
  const next = new Map(bound);
  for (const [index, label] of labels.entries()) {
    const value = values[index] ?? '';
    const old = next.get(label);
    if (old !== undefined && !isSame(old, value)) return undefined;
    if (old === undefined || value.length > old.length) next.set(label, value);
  }
  return next;
}

/** Equal, or one the short form of the other: `<ID12:a>` and `<DIGEST:a>` are the same thing. */
function isSame(a: string, b: string): boolean {
  const x = a.replace(/^sha256:/, '');
  const y = b.replace(/^sha256:/, '');
  const isId = (text: string): boolean => /^[0-9a-f]{12,}$/.test(text);
  return x === y || (isId(x) && isId(y) && (x.startsWith(y) || y.startsWith(x)));
}

const interim = /^\S+: (Pulling fs layer|Waiting|Verifying Checksum|Download complete|Downloading.*|Extracting.*|Preparing|Pushing.*)$/;
const final = /^\S+: (Pull complete|Already exists|Pushed|Layer already exists|Mounted from \S+)$/;
const deleted = /^deleted: (sha256:[0-9a-f]{64}|<DIGEST(:\w+)?>|ID)$/i;

/** Layers finish in any order, so their progress compares as the set of final states; runs of `Deleted:` as one line. */
function foldProgress(lines: readonly string[]): readonly string[] {
  const folded: string[] = [];
  let states: Set<string> | undefined;
  const flush = (): void => {
    if (!states) return;
    if (states.has('<LAYER>: Mounted from <*>')) states.delete('<LAYER>: Pushed');
    folded.push(...[...states].sort());
    states = undefined;
  };
  for (const line of lines) {
    if (interim.test(line) || (deleted.test(line) && deleted.test(folded.at(-1) ?? ''))) continue;
    const state = final.exec(line)?.[1];
    if (state === undefined) {
      flush();
      folded.push(line);
      continue;
    }
    states ??= new Set();
    states.add(`<LAYER>: ${state.replace(/from .*/, 'from <*>').replace(/^Already exists/, 'Pull complete')}`);
  }
  flush();
  return folded;
}
