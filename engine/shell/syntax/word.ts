import type { ArrayLiteral, Word, WordPart } from './ast.js';

/** A bracket means something only when another closes it: `[` alone is a command. */
const globCharacters = /[*?]|\[[^]*\]/;

/** Puts parts together to a word and finds out what is known about it before it runs. */
export function makeWord(parts: readonly WordPart[], source: string, options: { braces?: boolean; extendedPatterns?: boolean } = {}): Word {
  const braces = options.braces === true && parts.some(part => part.kind === 'text' && !part.quoted && part.text.includes('{'));
  return {
    parts,
    source,
    pure: parts.every(isPure),
    literal: braces ? undefined : literalOf(parts, options.extendedPatterns ?? false),
    variable: variableOf(parts),
    braces,
  };
}

/** A word that is this text, quoted. */
export function quotedWord(text: string): Word {
  return makeWord([{ kind: 'text', text, quoted: true }], text);
}

export function isPure(part: WordPart): boolean {
  switch (part.kind) {
    case 'text':
    case 'tilde':
    case 'bad':
      return true;
    case 'double':
    case 'parameter':
      return part.pure;
    case 'arithmetic':
      return part.expression.pure;
    case 'command':
    case 'process':
      return false;
  }
}

export function isPureValue(value: Word | ArrayLiteral): boolean {
  return value.pure;
}

/** The text of a word without quotes, when nothing in it is expanded: names of here-document ends and functions. */
export function staticText(word: Word): string | undefined {
  let text = '';
  for (const part of word.parts) {
    if (part.kind === 'text') text += part.text;
    else if (part.kind === 'double') {
      for (const inner of part.parts) {
        if (inner.kind !== 'text') return undefined;
        text += inner.text;
      }
    } else return undefined;
  }
  return text;
}

/** The word as unquoted text; undefined when any of it is quoted or expanded. Keywords and assignments look like this. */
export function plainText(word: Word): string | undefined {
  if (word.parts.length !== 1) return undefined;
  const [part] = word.parts;
  return part?.kind === 'text' && !part.quoted ? part.text : undefined;
}

function literalOf(parts: readonly WordPart[], extendedPatterns: boolean): string | undefined {
  if (parts.length === 0) return undefined;
  let text = '';
  let unquoted = '';
  for (const part of parts) {
    if (part.kind === 'text') {
      if (!part.quoted) unquoted += part.text;
      text += part.text;
    } else if (part.kind === 'double') {
      for (const inner of part.parts) {
        if (inner.kind !== 'text') return undefined;
        text += inner.text;
      }
    } else return undefined;
  }
  return globCharacters.test(unquoted) || (extendedPatterns && unquoted.includes('(')) ? undefined : text;
}

function variableOf(parts: readonly WordPart[]): Word['variable'] {
  if (parts.length !== 1) return undefined;
  const [only] = parts;
  const quoted = only?.kind === 'double';
  const part = quoted ? (only.parts.length === 1 ? only.parts[0] : undefined) : only;
  if (part?.kind !== 'parameter' || part.operation || part.subscript !== undefined || part.indirect) return undefined;
  return /^[A-Za-z_]/.test(part.name) ? { name: part.name, quoted } : undefined;
}
