/** The beginning of a long text on one line, for a sentence. */
export function excerpt(text: string, limit = 60): string {
  const line = text.replaceAll(/\s+/g, ' ').trim();
  return line.length > limit ? `${line.slice(0, limit - 1)}…` : line;
}
