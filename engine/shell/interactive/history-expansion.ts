/** What became of a line: its new text (only to be shown, after `:p`), or what is not there. */
export type Expanded = { readonly text: string; readonly printOnly?: boolean } | { readonly missing: string; readonly reason: string };

/** Something that a history expansion asks for and that is not there. */
class NotThere extends Error {
  override readonly name = 'NotThere';
  readonly source: string;
  readonly reason: string;

  constructor(source: string, reason: string) {
    super(reason);
    this.source = source;
    this.reason = reason;
  }
}

/** Carries out `!!`, `!5`, `!-2`, `!word`, `!?text?`, `!#`, with words (`:2`, `:1-3`, `$`) and changes (`:h`, `:s/a/b/`), and `^old^new`. */
export function expandHistory(line: string, history: readonly string[]): Expanded {
  try {
    return new HistoryExpansion(line.startsWith('^') ? quickSubstitution(line) : line, history).expand();
  } catch (error) {
    if (!(error instanceof NotThere)) throw error;
    const quick = line.startsWith('^') && error.reason === 'substitution failed';
    return { missing: quick ? `:s${line}` : error.source, reason: error.reason };
  }
}

function quickSubstitution(line: string): string {
  const [, old = '', replacement = '', rest = ''] = /^\^((?:[^^\\]|\\.)*)(?:\^((?:[^^\\]|\\.)*))?\^?(.*)$/s.exec(line) ?? [];
  return `!!:s^${old}^${replacement}^${rest}`;
}

class HistoryExpansion {
  readonly #line: string;
  readonly #history: readonly string[];
  #at = 0;
  #result = '';
  #printOnly = false;
  #substitution: { readonly old: string; readonly replacement: string } | undefined;

  constructor(line: string, history: readonly string[]) {
    this.#line = line;
    this.#history = history;
  }

  expand(): Expanded {
    let quoted = false;
    let doubled = false;
    while (this.#at < this.#line.length) {
      const character = this.#line[this.#at] ?? '';
      if (character === '\\') {
        this.#result += this.#line.slice(this.#at, this.#at + 2);
        this.#at += 2;
        continue;
      }
      if (character === "'" && !doubled) quoted = !quoted;
      if (character === '"' && !quoted) doubled = !doubled;
      if (character === '!' && !quoted && this.#expandEvent(doubled)) continue;
      this.#result += character;
      this.#at++;
    }
    return { text: this.#result, ...(this.#printOnly ? { printOnly: true } : {}) };
  }

  #rest(): string {
    return this.#line.slice(this.#at);
  }

  /** Takes the event, its words and its changes; false when the `!` is only a `!`. */
  #expandEvent(doubled: boolean): boolean {
    const match = /^!(?:(!)|(#)|(-?\d+)|\?([^?\n]+)(?:\?|$)|(?=[$^*%]|:[-\d$^*%])|([^\s!=(;&|<>"':^$*%?#\d-][^\s:;&|<>"'()^$*%]*))/.exec(
      this.#rest(),
    );
    if (!match || (doubled && this.#rest().startsWith('!"'))) return false;
    const [source, again, own, number, contained, start] = match;
    this.#at += source.length;
    const text = this.#eventText(source, { again, own, number, contained, start });
    this.#result += this.#changed(this.#wordsOf(text));
    return true;
  }

  #eventText(source: string, given: Readonly<Record<'again' | 'own' | 'number' | 'contained' | 'start', string | undefined>>): string {
    const history = this.#history;
    const { own, number, contained, start } = given;
    let found: string | undefined;
    if (own !== undefined) found = this.#result;
    else if (number !== undefined) found = Number(number) > 0 ? history[Number(number) - 1] : history.at(Number(number));
    else if (contained !== undefined) found = history.findLast(line => line.includes(contained));
    else if (start !== undefined) found = history.findLast(line => line.startsWith(start));
    else found = history.at(-1);
    if (found === undefined) throw new NotThere(source, 'event not found');
    return found;
  }

  /** The words that are meant: all of them, unless a designator follows. */
  #wordsOf(text: string): string {
    const match = /^(?::(\d+-\d+|\d+-\$|\d+-|\d+\*|\d+|-\d+|[\^$*%])|([\^$*%]))(?:-(\$|\d+))?/.exec(this.#rest());
    if (!match) return text;
    const words = splitWords(text);
    const last = words.length - 1;
    const designator = `${match[1] ?? match[2] ?? ''}${match[3] === undefined ? '' : `-${match[3]}`}`;
    this.#at += match[0].length;
    const place = (one: string): number => (one === '$' ? last : one === '^' ? 1 : Number(one));
    if (designator === '*') return words.slice(1).join(' ');
    const star = /^(\d+)\*$/.exec(designator);
    const [from = '', to] = star ? [star[1] ?? '', '$'] : designator.split(/-(.*)/s);
    const first = from === '' ? 0 : place(from);
    const end = to === undefined ? first : to === '' ? last - 1 : place(to);
    if (first > last || end > last || end < first)
      throw new NotThere(match[1] === undefined ? designator : `:${designator}`, 'bad word specifier');
    return words.slice(first, end + 1).join(' ');
  }

  /** The changes that follow, one after the other. */
  #changed(given: string): string {
    let text = given;
    for (;;) {
      const match = /^:(g?)(?:([htrepqx])|(&)|s(.))/s.exec(this.#rest());
      if (!match) return text;
      this.#at += match[0].length;
      const [source, global, letter, again, delimiter] = match;
      if (delimiter !== undefined) this.#readSubstitution(delimiter);
      if (letter === 'p') this.#printOnly = true;
      else if (letter !== undefined) text = modified(letter, text);
      else if (again !== undefined || delimiter !== undefined) text = this.#substituted(source, text, global === 'g');
    }
  }

  #readSubstitution(delimiter: string): void {
    const part = (): string => {
      let text = '';
      for (; this.#at < this.#line.length && this.#line[this.#at] !== delimiter; this.#at++) {
        if (this.#line[this.#at] === '\\' && this.#line[this.#at + 1] === delimiter) this.#at++;
        text += this.#line[this.#at] ?? '';
      }
      this.#at++;
      return text;
    };
    const old = part();
    this.#substitution = { old, replacement: part() };
  }

  #substituted(source: string, text: string, everywhere: boolean): string {
    const { old = '', replacement = '' } = this.#substitution ?? {};
    if (old === '' || !text.includes(old)) throw new NotThere(source, 'substitution failed');
    const shown = replacement.replace(/\\&|&/g, found => (found === '&' ? old : '&'));
    return everywhere ? text.replaceAll(old, () => shown) : text.replace(old, () => shown);
  }
}

function modified(letter: string, text: string): string {
  switch (letter) {
    case 'h':
      return text.includes('/') ? text.slice(0, Math.max(text.lastIndexOf('/'), text.startsWith('/') ? 1 : 0)) || '/' : text;
    case 't':
      return text.slice(text.lastIndexOf('/') + 1);
    case 'r':
      return text.includes('.') ? text.slice(0, text.lastIndexOf('.')) : text;
    case 'e':
      return text.includes('.') ? text.slice(text.lastIndexOf('.')) : '';
    case 'q':
      return `'${text.replaceAll("'", "'\\''")}'`;
    default:
      return splitWords(text)
        .map(word => `'${word.replaceAll("'", "'\\''")}'`)
        .join(' ');
  }
}

/** The last word of a line, as `!$` and Alt-. have it. */
export function lastWord(line: string): string {
  return splitWords(line).at(-1) ?? '';
}

/** Words as the shell sees them: quotes keep them together, operators are words of their own. */
function splitWords(text: string): readonly string[] {
  return text.match(/(?:[^\s"'\\;&|<>()]|\\[^]|"(?:[^"\\]|\\[^])*"|'[^']*')+|&&|\|\||>>|<<|[;&|<>()]/g) ?? [];
}
