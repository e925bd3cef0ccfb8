import type { WordPart } from './ast.js';

/** In what surroundings parts of a word are read. */
export interface PartStyle {
  /** Ends the parts before this character; the caller says where they may end. */
  readonly stops: (character: string) => boolean;
  /** How backslash and quotes behave: as in plain words, between double quotes, or in a here-document. */
  readonly quoting: 'plain' | 'double' | 'here';
  /** A further character that a backslash escapes between double quotes. */
  readonly escapable?: string;
}

/** Collects text and expansions of one word. */
export class PartList {
  readonly #parts: WordPart[] = [];
  #text = '';
  #quoted = false;

  text(text: string, quoted: boolean): void {
    if (this.#text !== '' && this.#quoted !== quoted) this.#flush();
    this.#quoted = quoted;
    this.#text += text;
  }

  /** Something quoted that may be empty, which still makes a field. */
  quoted(text: string): void {
    if (text !== '') {
      this.text(text, true);
      return;
    }
    this.#flush();
    this.#parts.push({ kind: 'text', text: '', quoted: true });
  }

  part(part: WordPart): void {
    this.#flush();
    this.#parts.push(part);
  }

  finish(): readonly WordPart[] {
    this.#flush();
    return this.#parts;
  }

  #flush(): void {
    if (this.#text === '') return;
    this.#parts.push({ kind: 'text', text: this.#text, quoted: this.#quoted });
    this.#text = '';
  }
}
