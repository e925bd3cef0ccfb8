/** The beginning of a long text on one line, for a sentence. */
export function excerpt(text: string, limit = 60): string {
  const letters = [
    ...text
      .slice(0, limit * 8)
      .replaceAll(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
      .trim(),
  ];
  return letters.length > limit ? `${letters.slice(0, limit - 1).join('')}…` : letters.join('');
}

/** Docker's messages go from the general to the particular: the last two parts tell what is wrong. */
export function lastClauses(message: string): string {
  return excerpt(message.split(': ').slice(-2).join(': '), 160);
}
