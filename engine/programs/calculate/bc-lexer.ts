import type { Task } from '../../core/task.js';
import { BcSyntaxError } from './bc-syntax.js';

export type Token =
  | { readonly kind: 'number' | 'name' | 'word' | 'string'; readonly text: string }
  | { readonly kind: 'operator'; readonly text: string }
  | { readonly kind: 'newline' | 'end' };

const keywords = new Set(
  'auto break continue define else for halt ibase if last length limits obase print quit read return scale sqrt void warranty while'.split(
    ' ',
  ),
);

const operators = ['<=', '>=', '==', '!=', '&&', '||', '++', '--', '+=', '-=', '*=', '/=', '%=', '^=', ...'+-*/%^=<>!(){}[];,.'];

/** Cuts input into tokens, a line at a time, as far as the parser asks for them. */
export class BcLexer {
  /** The next line with its end; undefined at the end of the input. */
  readonly #read: () => Task<string | undefined>;
  #text = '';
  #at = 0;
  line = 1;

  constructor(read: () => Task<string | undefined>) {
    this.#read = read;
  }

  *next(): Task<Token> {
    for (;;) {
      if (this.#at >= this.#text.length && !(yield* this.#more())) return { kind: 'end' };
      const rest = this.#text.slice(this.#at);
      const blank = /^(?:[ \t]+|\\\n|#[^\n]*)/.exec(rest);
      if (blank) this.#take(blank[0]);
      else if (rest.startsWith('/*')) yield* this.#comment();
      else return yield* this.#token(rest);
    }
  }

  *#more(): Task<boolean> {
    const line = yield* this.#read();
    if (line === undefined) return false;
    this.#text = line;
    this.#at = 0;
    return true;
  }

  #take(text: string): string {
    this.#at += text.length;
    for (const character of text) if (character === '\n') this.line++;
    return text;
  }

  *#comment(): Task<void> {
    this.#take('/*');
    for (;;) {
      const end = this.#text.indexOf('*/', this.#at);
      if (end >= 0) {
        this.#take(this.#text.slice(this.#at, end + 2));
        return;
      }
      this.#take(this.#text.slice(this.#at));
      if (!(yield* this.#more())) throw new BcSyntaxError('EOF encountered in a comment.');
    }
  }

  *#token(rest: string): Task<Token> {
    if (rest.startsWith('\n')) {
      this.#take('\n');
      return { kind: 'newline' };
    }
    const number = /^(?:[0-9A-Z]+(?:\\\n[0-9A-Z]+)*\.?[0-9A-Z]*|\.[0-9A-Z]+)/.exec(rest);
    if (number) return { kind: 'number', text: this.#take(number[0]).replaceAll('\\\n', '') };
    const name = /^[a-z][a-z0-9_]*/.exec(rest);
    if (name) return { kind: keywords.has(name[0]) ? 'word' : 'name', text: this.#take(name[0]) };
    if (rest.startsWith('"')) return yield* this.#string();
    const operator = operators.find(each => rest.startsWith(each));
    if (operator === undefined) {
      const character = this.#take([...rest][0] ?? '');
      throw new BcSyntaxError(`illegal character: ${character}`);
    }
    return { kind: 'operator', text: this.#take(operator) };
  }

  *#string(): Task<Token> {
    let text = '';
    this.#take('"');
    for (;;) {
      const end = this.#text.indexOf('"', this.#at);
      if (end >= 0) {
        text += this.#take(this.#text.slice(this.#at, end));
        this.#take('"');
        return { kind: 'string', text };
      }
      const line = this.line;
      text += this.#take(this.#text.slice(this.#at));
      if (yield* this.#more()) continue;
      this.line = line;
      throw new BcSyntaxError('illegal character: "');
    }
  }

  /** Leaves the rest of a line that made no sense. */
  skipLine(): void {
    if (this.#at === 0 || this.#text[this.#at - 1] === '\n') return;
    this.#take(this.#text.slice(this.#at));
  }
}
