/** A line of a makefile with those that it goes on in. */
export interface LogicalLine {
  readonly text: string;
  readonly number: number;
  readonly isRecipe: boolean;
}

/** Joins lines that end with a backslash; in recipes both stay, for the shell reads them. */
export function logicalLines(text: string): readonly LogicalLine[] {
  const raw = text.split('\n');
  const lines: LogicalLine[] = [];
  for (let at = 0; at < raw.length; at++) {
    const number = at + 1;
    let line = (raw[at] ?? '').replace(/\r$/, '');
    const isRecipe = line.startsWith('\t');
    while (endsOpen(line) && at + 1 < raw.length) {
      const next = (raw[++at] ?? '').replace(/\r$/, '');
      line = isRecipe ? `${line}\n${next.replace(/^\t/, '')}` : `${line.slice(0, -1).trimEnd()} ${next.trimStart()}`;
    }
    lines.push({ text: line, number, isRecipe });
  }
  if (lines.at(-1)?.text === '') lines.pop();
  return lines;
}

/** An odd number of backslashes. */
function endsOpen(line: string): boolean {
  return (/\\*$/.exec(line)?.[0].length ?? 0) % 2 === 1;
}

/** Without what follows an unescaped #. */
export function withoutRemark(line: string): string {
  for (let at = line.indexOf('#'); at >= 0; at = line.indexOf('#', at + 1)) {
    const escapes = /\\*$/.exec(line.slice(0, at))?.[0].length ?? 0;
    if (escapes % 2 === 0) return line.slice(0, at);
    line = line.slice(0, at - 1) + line.slice(at);
  }
  return line;
}
