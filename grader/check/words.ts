/** Splits a command into words at blanks; quotes hold a word together. Used for patterns in checks, not for shells. */
export function splitWords(text: string): readonly string[] {
  const words: string[] = [];
  for (const match of text.matchAll(/(?:"([^"]*)"|'([^']*)'|[^\s"']+)+/g)) {
    words.push(
      match[0].replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double: string | undefined, single: string | undefined) => double ?? single ?? ''),
    );
  }
  return words;
}
