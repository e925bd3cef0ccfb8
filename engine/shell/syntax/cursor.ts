import type { Dialect } from '../dialect.js';
import { shellLimits } from '../limits.js';
import type { List, Word, WordPart } from './ast.js';
import type { PartStyle } from './part-list.js';
import { ShellSyntaxError, type SyntaxFault } from './syntax-error.js';

/** A here-document whose body begins after the next newline. */
export interface PendingHereDocument {
  readonly delimiter: string;
  readonly quoted: boolean;
  readonly stripTabs: boolean;
  readonly line: number;
  fill(body: Word): void;
}

export interface UnclosedHereDocument {
  readonly line: number;
  readonly endLine: number;
  readonly delimiter: string;
}

export interface CursorOptions {
  readonly dialect: Dialect;
  readonly grammar: Grammar;
  readonly firstLine?: number;
  readonly extendedPatterns?: boolean;
  readonly depth?: number;
  readonly moreMayCome?: boolean;
  /** Looked up for every command word; left out, no aliases are expanded. */
  readonly alias?: ((name: string) => string | undefined) | undefined;
}

/** What the readers of words ask of the grammar: they contain each other. */
export interface Grammar {
  /** Parts of a word up to a stop. */
  parts(cursor: Cursor, style: PartStyle): readonly WordPart[];
  /** Commands up to the `)` that closes a substitution, which is consumed. */
  commandsToParenthesis(cursor: Cursor): List;
  /** All commands of a text of its own (between backquotes). */
  commandsOf(text: string, cursor: Cursor): List;
}

/** Where the parser is in the source, and what it has yet to read. */
export class Cursor {
  text: string;
  position = 0;
  readonly dialect: Dialect;
  readonly grammar: Grammar;
  /** Recognise `@(a|b)` patterns everywhere (`shopt -s extglob`). */
  extendedPatterns: boolean;
  readonly firstLine: number;
  readonly alias: CursorOptions['alias'];
  readonly pendingHereDocuments: PendingHereDocument[] = [];
  /** Here-documents that the end of the input closed; bash warns of them. */
  readonly unclosedHereDocuments: UnclosedHereDocument[] = [];
  /** The input may go on: an unclosed here-document waits for more of it. */
  readonly moreMayCome: boolean;
  /** Where `((` turned out to be two parentheses, so that nobody tries again. */
  readonly notArithmetic = new Set<number>();
  #depth = 0;
  #knownPosition = 0;
  #knownLine: number;

  constructor(text: string, options: CursorOptions) {
    this.text = text;
    this.alias = options.alias;
    this.moreMayCome = options.moreMayCome ?? false;
    this.dialect = options.dialect;
    this.grammar = options.grammar;
    this.firstLine = options.firstLine ?? 1;
    this.extendedPatterns = options.extendedPatterns ?? false;
    this.#knownLine = this.firstLine;
    this.#depth = options.depth ?? 0;
  }

  /** The character `ahead` places on; '' at the end. */
  at(ahead = 0): string {
    return this.text[this.position + ahead] ?? '';
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.position);
  }

  get ended(): boolean {
    return this.position >= this.text.length;
  }

  get depth(): number {
    return this.#depth;
  }

  /** The line of a position, counted from the last one asked for. */
  lineAt(position: number): number {
    if (position < this.#knownPosition) {
      this.#knownPosition = 0;
      this.#knownLine = this.firstLine;
    }
    for (;;) {
      const newline = this.text.indexOf('\n', this.#knownPosition);
      if (newline < 0 || newline >= position) return this.#knownLine;
      this.#knownPosition = newline + 1;
      this.#knownLine++;
    }
  }

  get line(): number {
    return this.lineAt(this.position);
  }

  /** Runs a reader one level deeper; scripts nested beyond the limit are refused rather than overflow the stack. */
  nested<T>(read: () => T): T {
    if (this.#depth >= shellLimits.nesting) throw this.fault({ kind: 'too-deep', token: this.at() });
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  fault(
    fault: SyntaxFault,
    options: { line?: number; offset?: number; incomplete?: boolean; awaitedLine?: string | undefined } = {},
  ): ShellSyntaxError {
    const offset = options.offset ?? this.position;
    return new ShellSyntaxError(fault, {
      line: options.line ?? this.lineAt(offset),
      offset,
      incomplete: options.incomplete ?? false,
      awaitedLine: options.awaitedLine,
    });
  }

  /** The input ended inside of something that `start` opened. */
  unterminated(what: Extract<SyntaxFault, { kind: 'unterminated' }>['what'], start: number): ShellSyntaxError {
    // bash gives the line of the opening quote, and for `$(` as the others the one where the text ends.
    const atEnd = this.dialect.name !== 'bash' || what === '$(';
    const line = this.lineAt(atEnd ? this.text.length : start);
    return this.fault({ kind: 'unterminated', what }, { offset: start, line, incomplete: true });
  }
}
