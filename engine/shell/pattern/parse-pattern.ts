/** One element of a pattern. */
export type PatternToken =
  | { readonly kind: 'character'; readonly character: string }
  | { readonly kind: 'any' }
  | { readonly kind: 'star' }
  | { readonly kind: 'set'; readonly has: (character: string) => boolean }
  | {
      readonly kind: 'extended';
      readonly operator: '?' | '*' | '+' | '@' | '!';
      readonly alternatives: readonly (readonly PatternToken[])[];
    };

export interface PatternOptions {
  /** `@(a|b)` and its kin. */
  readonly extended: boolean;
  /** `[^a]` is `[!a]`, everywhere but in dash. */
  readonly caret?: boolean;
}

/** Reads a pattern of pathname expansion; a backslash takes the meaning from the next character. */
export function parsePattern(pattern: string, options: PatternOptions): readonly PatternToken[] {
  return new PatternReader([...pattern], options).sequence('');
}

/** Takes every special meaning out of a text that is to be part of a pattern. */
export function escapePattern(text: string): string {
  return text.replace(/[\\*?[\]()|@!+^-]/g, '\\$&');
}

class PatternReader {
  readonly #characters: readonly string[];
  readonly #extended: boolean;
  readonly #caret: boolean;
  #at = 0;

  constructor(characters: readonly string[], { extended, caret }: PatternOptions) {
    this.#characters = characters;
    this.#extended = extended;
    this.#caret = caret ?? true;
  }

  /** Tokens up to one of the ending characters, or the end. */
  sequence(ends: string): PatternToken[] {
    const tokens: PatternToken[] = [];
    for (;;) {
      const character = this.#characters[this.#at];
      if (character === undefined || (ends !== '' && ends.includes(character))) return tokens;
      const token = this.#token(character);
      // Stars in a row are one, and the matcher relies on it.
      if (token.kind !== 'star' || tokens.at(-1)?.kind !== 'star') tokens.push(token);
    }
  }

  #token(character: string): PatternToken {
    const extended = this.#extended ? this.#extendedToken(character) : undefined;
    if (extended) return extended;
    this.#at++;
    if (character === '*') return { kind: 'star' };
    if (character === '?') return { kind: 'any' };
    if (character === '[') return this.#set() ?? { kind: 'character', character };
    if (character !== '\\') return { kind: 'character', character };
    const escaped = this.#characters[this.#at];
    if (escaped === undefined) return { kind: 'character', character };
    this.#at++;
    return { kind: 'character', character: escaped };
  }

  #extendedToken(operator: string): PatternToken | undefined {
    if (this.#characters[this.#at + 1] !== '(' || !isOperator(operator)) return undefined;
    const start = this.#at;
    this.#at += 2;
    const alternatives: PatternToken[][] = [];
    for (;;) {
      alternatives.push(this.sequence('|)'));
      const end = this.#characters[this.#at++];
      if (end === ')') return { kind: 'extended', operator, alternatives };
      if (end === undefined) {
        this.#at = start;
        return undefined;
      }
    }
  }

  /** The rest of a bracket expression; undefined when it is not closed and the bracket stands for itself. */
  #set(): PatternToken | undefined {
    const start = this.#at;
    const negated = this.#characters[this.#at] === '!' || (this.#caret && this.#characters[this.#at] === '^');
    if (negated) this.#at++;
    const members: ((character: string) => boolean)[] = [];
    for (let first = true; ; first = false) {
      const character = this.#characters[this.#at];
      if (character === undefined) {
        this.#at = start;
        return undefined;
      }
      if (character === ']' && !first) break;
      members.push(this.#member());
    }
    this.#at++;
    return { kind: 'set', has: character => members.some(member => member(character)) !== negated };
  }

  #member(): (character: string) => boolean {
    const named = this.#named();
    if (named) return named;
    const low = this.#bracketCharacter();
    if (this.#characters[this.#at] !== '-' || this.#characters[this.#at + 1] === ']' || this.#characters[this.#at + 1] === undefined) {
      return character => character === low;
    }
    this.#at++;
    const from = low.codePointAt(0) ?? 0;
    const to = this.#bracketCharacter().codePointAt(0) ?? 0;
    return character => {
      const code = character.codePointAt(0) ?? 0;
      return code >= from && code <= to;
    };
  }

  #bracketCharacter(): string {
    if (this.#characters[this.#at] === '\\' && this.#characters[this.#at + 1] !== undefined) this.#at++;
    return this.#characters[this.#at++] ?? '';
  }

  /** `[:class:]`, `[=x=]` or `[.x.]`. */
  #named(): ((character: string) => boolean) | undefined {
    const sort = this.#characters[this.#at + 1];
    if (this.#characters[this.#at] !== '[' || sort === undefined || !':=.'.includes(sort)) return undefined;
    for (let end = this.#at + 2; end + 1 < this.#characters.length; end++) {
      if (this.#characters[end] !== sort || this.#characters[end + 1] !== ']') continue;
      const name = this.#characters.slice(this.#at + 2, end).join('');
      if (sort === ':' && !Object.hasOwn(characterClasses, name)) return undefined;
      this.#at = end + 2;
      const known = characterClasses[name];
      return sort === ':' && known ? character => known.test(character) : character => character === name;
    }
    return undefined;
  }
}

function isOperator(character: string): character is '?' | '*' | '+' | '@' | '!' {
  return character.length === 1 && '?*+@!'.includes(character);
}

const characterClasses: Readonly<Record<string, RegExp>> = {
  alnum: /^[\p{L}\p{Nd}]$/u,
  alpha: /^\p{L}$/u,
  blank: /^[ \t]$/,
  cntrl: /^[\0-\x1f\x7f]$/,
  digit: /^[0-9]$/,
  graph: /^[^\0- \x7f\s]$/u,
  lower: /^\p{Ll}$/u,
  print: /^[^\0-\x1f\x7f]$/u,
  punct: /^[!-/:-@[-`{-~\p{P}\p{S}]$/u,
  space: /^\s$/,
  upper: /^\p{Lu}$/u,
  word: /^[\p{L}\p{Nd}_]$/u,
  xdigit: /^[0-9A-Fa-f]$/,
};
