const hunkColours: readonly (readonly [RegExp, string])[] = [
  [/^(?:@@|\d)/, '36'],
  [/^[-<]/, '31'],
  [/^[+>]/, '32'],
];

/** Colours the two lines of a head. */
export function paintHead(text: string): string {
  return text.replace(/[^\n]+/g, line => paint('1', line));
}

/** Colours a hunk of either format, line by line. */
export function paintHunk(text: string): string {
  return text.replace(/[^\n]+/g, line => {
    const colour = line === '---' ? undefined : hunkColours.find(([start]) => start.test(line))?.[1];
    return colour === undefined ? line : paint(colour, line);
  });
}

function paint(colour: string, line: string): string {
  return `\u001b[${colour}m${line}\u001b[0m`;
}
