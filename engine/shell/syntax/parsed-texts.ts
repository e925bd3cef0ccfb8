import type { Dialect } from '../dialect.js';
import { shellLimits } from '../limits.js';
import type { List } from './ast.js';
import type { UnclosedHereDocument } from './cursor.js';
import { Parser } from './parser.js';
import { ShellSyntaxError } from './syntax-error.js';

/** Where commands come from, one complete command at a time. */
export interface CommandReader {
  /** The next complete command; undefined at the end. Throws ShellSyntaxError alone. */
  next(): List | undefined;
  /** Where the source goes on after what `next` has read. */
  readonly position: number;
  /** Nothing but blanks and comments is left. */
  readonly atEnd: boolean;
  readonly source: string;
  readonly unclosedHereDocuments: readonly UnclosedHereDocument[];
  /** `shopt -s extglob` counts from the next command on. */
  extendedPatterns: boolean;
}

export interface ReadingOptions {
  readonly dialect: Dialect;
  readonly extendedPatterns: boolean;
  readonly firstLine?: number;
  /** The aliases that are expanded; they may come while the text is being run. Left out, none are. */
  readonly aliases?: Pick<ReadonlyMap<string, string>, 'get' | 'size'>;
}

/** What a parser has read of a text so far, for all who run the same text. */
interface ParsedText {
  readonly parser: Parser;
  readonly commands: ParsedCommand[];
  ended: boolean;
}

interface ParsedCommand {
  readonly list: List | undefined;
  readonly error: ShellSyntaxError | undefined;
  readonly position: number;
  readonly atEnd: boolean;
  readonly unclosedHereDocuments: readonly UnclosedHereDocument[];
}

/** Parsed texts are the same whoever runs them, so all hosts share them; the one used longest ago goes first. */
const texts = new Map<string, Texts>();
let kept = 0;

/** Reads a text; an entrypoint that every container runs is parsed once. */
export function readerOf(source: string, options: ReadingOptions): CommandReader {
  const { aliases } = options;
  // Most texts begin at line 1; others come from prompts and traps.
  const isUsual = source.length <= shellLimits.cachedTextCharacters && (options.firstLine ?? 1) === 1;
  if (!isUsual || (aliases && aliases.size > 0)) return parserWithAliases(source, options);
  return new ReplayingReader(parsedText(source, options), source, options);
}

/** Goes on after the first `skipped` commands, in which no aliases were known. */
function parserWithAliases(source: string, { aliases, ...options }: ReadingOptions, skipped = 0): Parser {
  let known = false;
  const parser = Parser.forText(source, {
    ...options,
    ...(aliases ? { alias: (name: string) => (known ? aliases.get(name) : undefined) } : {}),
  });
  for (let i = 0; i < skipped; i++) parser.next();
  known = true;
  return parser;
}

/** Texts read alike, by the text. */
type Texts = Map<string, ParsedText>;

function textsFor(grammar: string): Texts {
  const known = texts.get(grammar) ?? new Map<string, ParsedText>();
  texts.set(grammar, known);
  return known;
}

function parsedText(source: string, { dialect, extendedPatterns }: ReadingOptions): ParsedText {
  const alike = textsFor(extendedPatterns ? `${dialect.name} extglob` : dialect.name);
  const known = alike.get(source);
  if (known) {
    alike.delete(source);
    alike.set(source, known);
    return known;
  }
  const made: ParsedText = { parser: Parser.forText(source, { dialect, extendedPatterns }), commands: [], ended: false };
  alike.set(source, made);
  kept += source.length;
  for (const oldest of alike.keys()) {
    if (kept <= shellLimits.cachedSourceCharacters || oldest === source) break;
    alike.delete(oldest);
    kept -= oldest.length;
  }
  return made;
}

/** Gives what was read before, and reads on where nobody has been yet: a script that exits early is never read to its end. */
class ReplayingReader implements CommandReader {
  readonly #text: ParsedText;
  readonly #source: string;
  readonly #options: ReadingOptions;
  /** From the moment at which there are aliases. */
  #own: Parser | undefined;
  #next = 0;
  #last: ParsedCommand | undefined;
  #warned = true;

  constructor(text: ParsedText, source: string, options: ReadingOptions) {
    this.#text = text;
    this.#source = source;
    this.#options = options;
  }

  next(): List | undefined {
    const { aliases } = this.#options;
    if (aliases && aliases.size > 0) this.#own ??= parserWithAliases(this.#source, this.#options, this.#next);
    return this.#own ? this.#own.next() : this.#replay();
  }

  #replay(): List | undefined {
    const { commands, ended } = this.#text;
    if (this.#next === commands.length && !ended) readOn(this.#text);
    const command = commands[this.#next];
    if (!command) return undefined;
    this.#next++;
    this.#last = command;
    this.#warned = false;
    if (command.error !== undefined) throw command.error;
    return command.list;
  }

  get extendedPatterns(): boolean {
    return this.#own?.extendedPatterns ?? this.#options.extendedPatterns;
  }

  set extendedPatterns(on: boolean) {
    if (on === this.extendedPatterns) return;
    this.#own ??= parserWithAliases(this.#source, this.#options, this.#next);
    this.#own.extendedPatterns = on;
  }

  get position(): number {
    return this.#own?.position ?? this.#last?.position ?? 0;
  }

  get atEnd(): boolean {
    return this.#own?.atEnd ?? this.#last?.atEnd ?? false;
  }

  get source(): string {
    return this.#own?.source ?? this.#source;
  }

  get unclosedHereDocuments(): readonly UnclosedHereDocument[] {
    if (this.#own) return this.#own.unclosedHereDocuments;
    if (this.#warned) return [];
    this.#warned = true;
    return this.#last?.unclosedHereDocuments ?? [];
  }
}

function readOn(text: ParsedText): void {
  const { parser, commands } = text;
  let list: List | undefined;
  let error: ShellSyntaxError | undefined;
  try {
    list = parser.next();
  } catch (thrown) {
    if (!(thrown instanceof ShellSyntaxError)) throw thrown;
    error = thrown;
  }
  text.ended = list === undefined;
  if (text.ended && error === undefined) return;
  const { position, unclosedHereDocuments } = parser;
  commands.push({ list, error, position, atEnd: error === undefined && restIsBlank(parser), unclosedHereDocuments });
}

/** Looking for the end may meet what is no token at all; whoever reads on will hear of it. */
function restIsBlank(parser: Parser): boolean {
  try {
    return parser.atEnd;
  } catch {
    return false;
  }
}
