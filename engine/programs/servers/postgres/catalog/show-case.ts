/** Lays CASE out over lines, as it stands in definitions of views. */
export function breakCases(text: string, indent: number): string {
  let depth = 0;
  const line = (deeper: number): string => `\n${' '.repeat(indent + 4 * (2 * (depth - 1) + deeper))}`;
  return text.replace(/'(?:[^']|'')*'|"(?:[^"]|"")*"| ?\b(CASE|WHEN|ELSE|END)\b/g, (whole: string, word: string | undefined) => {
    if (word === undefined) return whole;
    if (word === 'CASE') depth++;
    if (depth === 0) return whole;
    const broken = `${line(word === 'WHEN' || word === 'ELSE' ? 1 : 0)}${word}`;
    if (word === 'END') depth--;
    return broken;
  });
}
