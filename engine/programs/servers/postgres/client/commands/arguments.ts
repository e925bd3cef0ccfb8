import { valueAt, type Variables } from '../variables.js';

/** Words of a command. Quotes are taken away, values put in. */
export function readArguments(text: string, variables: Variables): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let i = 0;
  while (i < text.length) {
    const char = text.charAt(i);
    if (/\s/.test(char)) {
      if (word !== undefined) words.push(word);
      word = undefined;
      i++;
      continue;
    }
    const part = partAt(text, i, variables);
    word = (word ?? '') + part.text;
    i += part.length;
  }
  if (word !== undefined) words.push(word);
  return words;
}

/** A piece of a word: a quoted text, a value, or a character. */
function partAt(text: string, at: number, variables: Variables): { readonly text: string; readonly length: number } {
  const char = text.charAt(at);
  if (char === ':') {
    const found = valueAt(text, at, variables);
    if (found) return { text: found.text ?? text.slice(at, at + found.length), length: found.length };
  }
  if (char === "'") {
    const [whole, inner = ''] = /^'((?:''|\\[\s\S]|[^'\\])*)'?/.exec(text.slice(at)) ?? [];
    if (whole !== undefined) return { text: unescape(inner.replaceAll("''", "'")), length: whole.length };
  }
  if (char === '"') {
    const whole = /^"[^"]*"?/.exec(text.slice(at))?.[0] ?? char;
    return { text: whole, length: whole.length };
  }
  return { text: char, length: 1 };
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f' };

function unescape(text: string): string {
  return text.replace(/\\([0-7]{1,3}|x[0-9a-fA-F]{1,2}|[\s\S])/g, (_, code: string) => {
    if (/^[0-7]/.test(code)) return String.fromCharCode(parseInt(code, 8));
    return /^x./.test(code) ? String.fromCharCode(parseInt(code.slice(1), 16)) : (escapes[code] ?? code);
  });
}
