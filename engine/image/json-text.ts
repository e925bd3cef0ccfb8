import { ImageArchiveError } from './archive-error.js';

/** Parses JSON from outside. What is cut off says `cutOff`, anything else what Go says about it. */
export function parseJson(text: string, cutOff = 'unexpected end of JSON input'): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const problem = firstProblem(text);
    throw new ImageArchiveError(problem === undefined ? cutOff : `invalid character ${quoted(problem)} looking for beginning of value`);
  }
}

/** The character at which text stops being the beginning of JSON; undefined when only its end is missing. */
function firstProblem(text: string): string | undefined {
  const open: string[] = [];
  let isText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? '';
    if (isText) {
      if (character === '\\') at++;
      else if (character === '"') isText = false;
    } else if (character === '"') isText = true;
    else if (character === '{' || character === '[') open.push(character === '{' ? '}' : ']');
    else if (character === '}' || character === ']') {
      if (open.pop() !== character) return character;
    } else if (!/[\s:,0-9.eE+\-a-z]/.test(character)) return character;
    else if (open.length === 0 && !/[\s0-9\-tfn]/.test(character)) return character;
  }
  return isText || open.length > 0 || text.trim() === '' ? undefined : (text.trim()[0] ?? '');
}

function quoted(character: string): string {
  return character === "'" ? String.raw`'\''` : `'${character}'`;
}
