/** What can hide the end of a line, and the ends of lines. */
const INTERESTING = /"""|'''|["'#([{\])}\n\\]/g;

/** Where the lines end that are indented deeper than `columns`, from the beginning of a line on. Nothing is checked: the text is known to be Python. */
export function endOfBody(text: string, from: number, columns: number): number {
  let at = from;
  while (at < text.length) {
    const first = firstOfLine(text, at);
    const character = text.charAt(first);
    if (character !== '\n' && character !== '#' && character !== '' && first - at <= columns) return at;
    at = endOfLogicalLine(text, first);
  }
  return text.length;
}

function firstOfLine(text: string, from: number): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}

function endOfLogicalLine(text: string, from: number): number {
  let depth = 0;
  INTERESTING.lastIndex = from;
  for (let found = INTERESTING.exec(text); found; found = INTERESTING.exec(text)) {
    const [word] = found;
    if (word === '\n') {
      if (depth === 0) return found.index + 1;
    } else if (word === '#') INTERESTING.lastIndex = endOf(text, '\n', found.index) - 1;
    else if (word === '\\') INTERESTING.lastIndex++;
    else if (word.startsWith('"') || word.startsWith("'")) INTERESTING.lastIndex = endOfString(text, word, INTERESTING.lastIndex);
    else depth += word === '(' || word === '[' || word === '{' ? 1 : -1;
  }
  return text.length;
}

function endOfString(text: string, quote: string, from: number): number {
  let at = endOf(text, quote, from);
  while (isEscaped(text, at - quote.length)) at = endOf(text, quote, at - quote.length + 1);
  return at;
}

function isEscaped(text: string, at: number): boolean {
  let count = 0;
  while (text.charAt(at - 1 - count) === '\\') count++;
  return count % 2 === 1;
}

/** Behind the next place of a word, or the end. */
function endOf(text: string, word: string, from: number): number {
  const at = text.indexOf(word, from);
  return at < 0 ? text.length : at + word.length;
}
