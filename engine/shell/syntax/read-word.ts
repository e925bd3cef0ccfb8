import type { Word, WordPart } from './ast.js';
import type { Cursor } from './cursor.js';
import { PartList } from './part-list.js';
import { isProcessSubstitution, plainRun, readPart } from './read-parts.js';
import { makeWord } from './word.js';

const plain = { quoting: 'plain', stops: () => false } as const;

/** Reads a word, which may be empty, up to a blank or an operator. */
export function readWord(cursor: Cursor, options: { readonly extendedPatterns: boolean }): Word {
  const start = cursor.position;
  const list = new PartList();
  for (; !cursor.ended; ) {
    const run = plainRun(cursor);
    if (run !== '') list.text(run, false);
    const character = cursor.at();
    if (endsWord(cursor, character)) break;
    if (options.extendedPatterns && isExtendedPattern(cursor)) readExtendedPattern(cursor, list);
    else readPart(cursor, character, list, plain);
  }
  return finishWord(cursor, list.finish(), start, options);
}

function finishWord(cursor: Cursor, parts: readonly WordPart[], start: number, options: { readonly extendedPatterns: boolean }): Word {
  const source = cursor.text.slice(start, cursor.position);
  const braces = cursor.dialect.braceExpansion && /\{[^]*(?:,|\.\.)[^]*\}/.test(source);
  return makeWord(markTilde(parts, cursor.dialect.name === 'bash'), source, { braces, extendedPatterns: options.extendedPatterns });
}

/** A value after `=`: tildes count after each colon too, braces do not expand. */
export function readAssignedWord(cursor: Cursor): Word {
  const start = cursor.position;
  const list = new PartList();
  for (; !cursor.ended; ) {
    const run = plainRun(cursor);
    if (run !== '') list.text(run, false);
    const character = cursor.at();
    if (endsWord(cursor, character)) break;
    readPart(cursor, character, list, plain);
  }
  return makeWord(markTildesInValue(list.finish()), cursor.text.slice(start, cursor.position));
}

function endsWord(cursor: Cursor, character: string): boolean {
  if (!' \t\n|&;<>()'.includes(character)) return false;
  return !isProcessSubstitution(cursor);
}

export function isExtendedPattern(cursor: Cursor): boolean {
  return cursor.at(1) === '(' && '?*+@!'.includes(cursor.at());
}

/** `@(a|b)`: unquoted text up to the parenthesis that closes it. */
export function readExtendedPattern(cursor: Cursor, list: PartList): void {
  const start = cursor.position;
  list.text(cursor.at() + cursor.at(1), false);
  cursor.position += 2;
  cursor.nested(() => {
    while (cursor.at() !== ')') {
      if (cursor.ended) throw cursor.unterminated('(', start);
      if (isExtendedPattern(cursor)) readExtendedPattern(cursor, list);
      else readPart(cursor, cursor.at(), list, plain);
    }
  });
  list.text(')', false);
  cursor.position++;
}

/** Turns a leading `~user` into a tilde part. bash also looks after the `=` of a word like `name=~`. */
function markTilde(parts: readonly WordPart[], afterEquals: boolean): readonly WordPart[] {
  const [first, ...rest] = parts;
  if (first?.kind !== 'text' || first.quoted) return parts;
  if (first.text.startsWith('~')) return [...splitTilde(first.text, '/', rest.length === 0), ...rest];
  const name = afterEquals ? /^[A-Za-z_][A-Za-z0-9_]*=(?=~)/.exec(first.text)?.[0] : undefined;
  if (name === undefined) return parts;
  return [{ kind: 'text', text: name, quoted: false }, ...splitTilde(first.text.slice(name.length), '/', rest.length === 0), ...rest];
}

/** `~user/rest` as parts; when more parts follow without a slash between, the name is not known and nothing changes. */
function splitTilde(text: string, ends: string, isLast: boolean): WordPart[] {
  let end = 1;
  while (end < text.length && !ends.includes(text[end] ?? '')) end++;
  if (end === text.length && !isLast) return [{ kind: 'text', text, quoted: false }];
  const tilde: WordPart = { kind: 'tilde', user: text.slice(1, end) };
  return end === text.length ? [tilde] : [tilde, { kind: 'text', text: text.slice(end), quoted: false }];
}

function markTildesInValue(parts: readonly WordPart[]): readonly WordPart[] {
  if (!parts.some(part => part.kind === 'text' && !part.quoted && part.text.includes('~'))) return parts;
  return parts.flatMap((part, index) => {
    if (part.kind !== 'text' || part.quoted) return [part];
    const isLast = index === parts.length - 1;
    const pieces = part.text.split(/(?<=:)/);
    return pieces.flatMap((piece, at): WordPart[] => {
      const begins = piece.startsWith('~') && (at > 0 || index === 0);
      return begins ? splitTilde(piece, '/:', isLast || at < pieces.length - 1) : [{ kind: 'text', text: piece, quoted: false }];
    });
  });
}
