import { escapePattern } from '../pattern/parse-pattern.js';
import { shellLimits } from '../limits.js';
import { OutOfMemory, ShellError } from '../state/shell-error.js';

/** Where the expansion of a word goes: it becomes fields, one string, or a pattern. */
export interface Sink {
  /** Text of the word itself, not quoted. */
  literal(text: string): void;
  /** Anything quoted; even the empty text makes a field. */
  quoted(text: string): void;
  /** What an unquoted expansion gave. */
  value(text: string): void;
  /** Between the elements of `$@`. */
  separate(): void;
}

/** All parts joined, without splitting: assignments, here-documents, redirections. */
export class StringSink implements Sink {
  text = '';

  literal(text: string): void {
    this.#add(text);
  }

  quoted(text: string): void {
    this.#add(text);
  }

  value(text: string): void {
    this.#add(text);
  }

  separate(): void {
    this.text += ' ';
  }

  #add(text: string): void {
    this.text += text;
    checkLength(this.text.length);
  }
}

/** A here-document of bash, in which `$*` has blanks between its words whatever IFS is. */
export class HereDocumentSink extends StringSink {}

/** A pattern in which what was quoted stands for itself. */
export class PatternSink implements Sink {
  text = '';
  readonly #escape: (text: string) => string;

  constructor(escape: (text: string) => string = escapePattern) {
    this.#escape = escape;
  }

  literal(text: string): void {
    this.text += text;
  }

  quoted(text: string): void {
    this.text += this.#escape(text);
    checkLength(this.text.length);
  }

  value(text: string): void {
    this.text += text;
    checkLength(this.text.length);
  }

  separate(): void {
    this.text += ' ';
  }
}

/** Quoted text in a regular expression. */
export function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

export interface Field {
  readonly text: string;
  /** The same as a pattern, when it has unquoted special characters. */
  readonly pattern: string | undefined;
}

const special = /[*?[]/;

/** Fields, split at IFS where the shell splits. */
export class FieldSink implements Sink {
  readonly fields: Field[] = [];
  readonly #ifs: string;
  #text = '';
  #pattern: string | undefined;
  #started = false;
  /** A field was just ended by IFS white space: one more IFS character belongs to the same separation. */
  #afterBlank = false;
  readonly #isSpecial: RegExp;

  constructor(ifs: string, options: { readonly extendedPatterns: boolean }) {
    this.#ifs = ifs;
    this.#isSpecial = options.extendedPatterns ? /[*?[]|[+@!]\(/ : special;
  }

  literal(text: string): void {
    this.#append(text, text);
  }

  quoted(text: string): void {
    this.#started = true;
    this.#afterBlank = false;
    this.#text += text;
    if (this.#pattern !== undefined) this.#pattern += escapePattern(text);
    checkLength(this.#text.length);
  }

  value(text: string): void {
    if (this.#ifs === '') {
      if (text !== '') this.#append(text, text);
      return;
    }
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const character = text[at] ?? '';
      if (!this.#ifs.includes(character)) continue;
      if (at > from) this.#appendValue(text.slice(from, at));
      from = at + 1;
      this.#delimit(character);
    }
    if (from < text.length) this.#appendValue(from === 0 ? text : text.slice(from));
  }

  separate(): void {
    if (this.#started) this.#end();
  }

  finish(): readonly Field[] {
    if (this.#started) this.#end();
    return this.fields;
  }

  #appendValue(text: string): void {
    this.#append(text, text.includes('\\') ? text.replaceAll('\\', '\\\\') : text);
  }

  #append(text: string, pattern: string): void {
    this.#started = true;
    this.#afterBlank = false;
    if (this.#pattern !== undefined) this.#pattern += pattern;
    else if (this.#isSpecial.test(text)) this.#pattern = escapePattern(this.#text) + pattern;
    this.#text += text;
    checkLength(this.#text.length);
  }

  #delimit(character: string): void {
    const blank = character === ' ' || character === '\t' || character === '\n';
    if (blank) {
      if (!this.#started) return;
      this.#end();
      this.#afterBlank = true;
      return;
    }
    if (this.#afterBlank) this.#afterBlank = false;
    else this.#end();
  }

  #end(): void {
    if (this.fields.length >= shellLimits.fields) throw new ShellError('Argument list too long', { status: 126, scope: 'line' });
    // A bracket that nothing closes is no pattern.
    const pattern = this.#pattern !== undefined && /[*?(]|\[[^]*\]/.test(this.#pattern) ? this.#pattern : undefined;
    this.fields.push({ text: this.#text, pattern });
    this.#text = '';
    this.#pattern = undefined;
    this.#started = false;
  }
}

export function checkLength(length: number): void {
  if (length > shellLimits.expansionCharacters) throw new OutOfMemory();
}
