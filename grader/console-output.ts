/**
 * Compares printed output with what a console block expects. Tokens stand for values that differ from run to run, as in the
 * conformance corpus: `<ID12>`, `<TIME>`, `<*>` within a line, and a line `<...>` for any lines.
 */
const stamp = String.raw`\d{4}[-/]\d\d[-/]\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?(?: ?[+-]\d\d:?\d\d|Z)?(?: UTC)?|\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}`;
const span = String.raw`(?:Less than a second|About a minute|About an hour|\d+ (?:second|minute|hour|day|week|month|year)s?)`;

const tokens: Readonly<Record<string, string>> = {
  ID64: '[0-9a-f]{64}',
  ID12: '[0-9a-f]{12}',
  DIGEST: 'sha256:[0-9a-f]{64}',
  NAME: '[a-z]+_[a-z0-9]+',
  MAC: '(?:[0-9a-f]{2}:){5}[0-9a-f]{2}',
  IP: String.raw`\d+\.\d+\.\d+\.\d+`,
  PORT: String.raw`\d{4,5}`,
  TIME: `(?:${stamp})`,
  AGO: `${span} ago`,
  UPTIME: span,
  SIZE: String.raw`\d+(?:\.\d+)? ?[kMGT]?i?B`,
  PCT: String.raw`\d+(?:\.\d+)?%`,
  N: String.raw`\d+`,
  '*': '.*',
};

/** Whether the printed lines are what the block shows. Runs of blanks count as equal, blanks at the end do not count. */
export function outputMatches(expected: readonly string[], printed: string): boolean {
  const lines = printed.replaceAll('\r', '').split('\n');
  while (lines.at(-1)?.trim() === '') lines.pop();
  return matchLines(expected.map(squeeze), lines.map(squeeze));
}

function squeeze(line: string): string {
  return line.replaceAll(/(\S)\s{2,}/g, '$1  ').trimEnd();
}

/** Backtracks over `<...>` lines by filling a table of (expected, printed) positions, so it is quadratic at worst. */
function matchLines(expected: readonly string[], printed: readonly string[]): boolean {
  let reachable = new Set([0]);
  for (const line of expected) {
    const next = new Set<number>();
    if (line.trim() === '<...>') {
      // Places are added in their order, so the first one is the least.
      const [first = 0] = reachable;
      for (let at = first; at <= printed.length; at++) next.add(at);
    } else {
      const pattern = compile(line);
      for (const at of reachable) if (at < printed.length && pattern.test(printed[at] ?? '')) next.add(at + 1);
    }
    if (next.size === 0) return false;
    reachable = next;
  }
  return reachable.has(printed.length);
}

function compile(line: string): RegExp {
  const pattern = line.split(/(<(?:[A-Z]+[0-9]*|\*)(?::[a-z0-9]+)?>)/).map(part => {
    const name = /^<([A-Z]+[0-9]*|\*)(?::[a-z0-9]+)?>$/.exec(part)?.[1];
    return (name !== undefined && tokens[name]) || part.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
  });
  return new RegExp(`^${pattern.join('')}$`);
}
