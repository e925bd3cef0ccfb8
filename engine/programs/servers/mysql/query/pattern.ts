import { compileRegex, RegexError, type Regex } from '../../../regex/regex.js';
import { SqlError } from '../sql-error.js';
import { collationKey, isCaseSensitive } from '../values/collation.js';

interface Piece {
  readonly kind: 'character' | 'any' | 'one';
  readonly text: string;
}

/** LIKE: `%` is anything, `_` one character. */
export function matchesLike(text: string, pattern: string, escape: string, collation: string): boolean {
  const fold = (piece: string): string => (isCaseSensitive(collation) ? piece : collationKey(piece, 'utf8mb4_0900_ai_ci'));
  const pieces = piecesOf(pattern, escape).map(piece => (piece.kind === 'character' ? { ...piece, text: fold(piece.text) } : piece));
  const characters = [...text].map(fold);
  let [at, piece] = [0, 0];
  let back: { at: number; piece: number } | undefined;
  while (at < characters.length) {
    const wanted = pieces[piece];
    if (wanted?.kind === 'any') {
      back = { at, piece: ++piece };
      continue;
    }
    if (wanted && (wanted.kind === 'one' || wanted.text === characters[at])) {
      at++;
      piece++;
      continue;
    }
    if (!back) return false;
    at = ++back.at;
    ({ piece } = back);
  }
  return pieces.slice(piece).every(({ kind }) => kind === 'any');
}

function piecesOf(pattern: string, escape: string): readonly Piece[] {
  const pieces: Piece[] = [];
  const characters = [...pattern];
  for (let i = 0; i < characters.length; i++) {
    const character = characters[i] ?? '';
    if (escape !== '' && character === escape && i + 1 < characters.length) pieces.push({ kind: 'character', text: characters[++i] ?? '' });
    else pieces.push({ kind: character === '%' ? 'any' : character === '_' ? 'one' : 'character', text: character });
  }
  return pieces;
}

/** The regular expression of REGEXP; throws SqlError. */
export function sqlRegex(pattern: string, ignoreCase: boolean): Regex {
  if (pattern === '') throw new SqlError(3685, 'HY000', 'Illegal argument to a regular expression.');
  try {
    return compileRegex(pattern.replaceAll('[[:<:]]', '\\b').replaceAll('[[:>:]]', '\\b'), { syntax: 'perl', ignoreCase });
  } catch (error) {
    if (!(error instanceof RegexError) && !(error instanceof Error)) throw error;
    throw new SqlError(3692, 'HY000', `Incorrect description of a {min,max} interval.`);
  }
}
