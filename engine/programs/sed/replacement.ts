import type { Flavour } from '../flavour.js';
import type { ReplacementPart } from './script.js';

/** Text of the `y` command: only a few escapes mean something. */
export function unescapePlain(text: string): string {
  return text.replace(/\\([\s\S])/g, (all: string, letter: string) =>
    letter === 'n' ? '\n' : letter === 't' ? '\t' : letter === '\\' ? '\\' : letter === '\n' ? '\n' : all,
  );
}

const controls: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', f: '\f', v: '\v', a: '\x07' };

/** The parts of the right side of `s`; changing case is GNU's alone. */
export function parseReplacement(text: string, flavour: Flavour): ReplacementPart[] {
  const parts: ReplacementPart[] = [];
  let plain = '';
  const flush = (): void => {
    if (plain !== '') parts.push(plain);
    plain = '';
  };
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '&') {
      flush();
      parts.push({ group: 0 });
    } else if (character === '\\') {
      const letter = text[++i] ?? '';
      if (/\d/.test(letter)) {
        flush();
        parts.push({ group: Number(letter) });
      } else if (flavour === 'gnu' && (letter === 'U' || letter === 'L' || letter === 'u' || letter === 'l' || letter === 'E')) {
        flush();
        parts.push({ letterCase: letter });
      } else plain += controls[letter] ?? letter;
    } else plain += character;
  }
  flush();
  return parts;
}
