import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { LineReader, readText } from '../input.js';
import { Output } from '../output.js';
import { Fatal, type Tool } from '../tool.js';
import { formatList } from './list.js';
import { substitute } from './replace.js';
import type { Action, Command, Substitution } from './script.js';
import { Selector } from './selector.js';
import type { SedInput } from './sed-input.js';

export interface SedRules {
  readonly quiet: boolean;
  readonly delimiter: string;
  readonly lineLength: number;
  /** Write out the output of every cycle at once (-u). */
  readonly unbuffered: boolean;
}

type Outcome = { readonly kind: 'next' } | { readonly kind: 'restart' } | { readonly kind: 'quit'; readonly code: number };

/** Runs a script over an input: pattern space, hold space and the queue of text to append. */
export class SedMachine {
  readonly #tool: Tool;
  readonly #commands: readonly Command[];
  readonly #rules: SedRules;
  readonly #labels = new Map<string, number>();
  readonly #selector = new Selector();
  readonly #files = new Map<string, Output>();
  readonly #readers = new Map<string, LineReader>();
  #pattern = '';
  #hold = '';
  /** Whether what is held ended with a newline; it goes along with the text. */
  #holdTerminated = true;
  /** What was printed last had no newline. */
  #unended = false;
  #substituted = false;
  #appended: { readonly text?: string; readonly path?: string; readonly line?: string }[] = [];
  #out: Output;

  constructor(tool: Tool, commands: readonly Command[], rules: SedRules) {
    this.#tool = tool;
    this.#commands = commands;
    this.#rules = rules;
    this.#out = tool.out;
    commands.forEach(({ action }, i) => {
      if (action.kind === 'label') this.#labels.set(action.name, i);
    });
    for (const { action } of commands) {
      if (action.kind === 'branch' && action.label !== '' && !this.#labels.has(action.label))
        throw new Fatal(
          tool.isGnu ? `can't find label for jump to \`${action.label}'` : `can't find label for jump to '${action.label}'`,
          tool.isGnu ? 4 : 1,
        );
    }
  }

  /** Works through the input and writes to `out`; the exit code when the script quit. */
  *run(input: SedInput, out: Output): Task<number | undefined> {
    this.#out = out;
    this.#unended = false;
    let restart = false;
    for (;;) {
      if (!restart) {
        const line = yield* input.next();
        if (line === undefined) break;
        this.#pattern = line;
        this.#substituted = false;
      }
      yield* this.#tool.sys.tick();
      const outcome = yield* this.#cycle(input);
      if (outcome.kind === 'quit') {
        yield* this.#finish();
        return outcome.code;
      }
      restart = outcome.kind === 'restart';
    }
    yield* this.#finish();
    return undefined;
  }

  *#finish(): Task<void> {
    for (const file of this.#files.values()) yield* file.flush();
  }

  *#cycle(input: SedInput): Task<Outcome> {
    for (let at = 0; at < this.#commands.length; at++) {
      const command = this.#commands[at];
      if (!command) break;
      if (this.#selector.selects(command, input, this.#pattern) === command.negated) {
        if (command.action.kind === 'block') at = command.action.end;
        continue;
      }
      const { action } = command;
      if (action.kind === 'branch') {
        if (!this.#branches(action)) continue;
        yield* this.#tool.sys.tick();
        if (action.label === '') break;
        at = this.#labels.get(action.label) ?? at;
        continue;
      }
      const outcome = yield* this.#perform(command, action, input);
      if (outcome) return outcome;
    }
    yield* this.#endCycle(input);
    return { kind: 'next' };
  }

  #branches({ when }: Extract<Action, { kind: 'branch' }>): boolean {
    if (when === 'always') return true;
    const taken = this.#substituted === (when === 'substituted');
    this.#substituted = false;
    return taken;
  }

  *#endCycle(input: SedInput): Task<void> {
    if (!this.#rules.quiet) yield* this.#print(this.#pattern, input);
    yield* this.#flushAppended();
    if (this.#rules.unbuffered) yield* this.#out.flush();
  }

  *#flushAppended(): Task<void> {
    if (this.#appended.length === 0) return;
    for (const { text, path, line } of this.#appended.splice(0)) {
      if (text !== undefined) yield* this.#emit(text);
      if (line !== undefined) yield* this.#emit(`${line}\n`);
      if (path !== undefined) yield* this.#emit(yield* this.#fileText(path));
    }
  }

  *#fileText(path: string): Task<string> {
    try {
      const text = yield* readText(this.#tool.sys, path);
      return this.#tool.isGnu || text === '' || text.endsWith('\n') ? text : `${text}\n`;
    } catch (error) {
      if (isErrno(error)) return '';
      throw error;
    }
  }

  *#print(text: string, input: SedInput): Task<void> {
    const end = input.terminated || !input.isLast ? this.#rules.delimiter : '';
    yield* this.#emit(text + end);
    this.#unended = end === '';
  }

  /** Writes, after the newline that the last line of the input lacked. */
  *#emit(text: string): Task<void> {
    if (text === '') return;
    yield* this.#out.write(this.#unended ? this.#rules.delimiter + text : text);
    this.#unended = false;
  }

  /** What one command does; undefined: go on with the next. */
  *#perform(command: Command, action: Action, input: SedInput): Task<Outcome | undefined> {
    switch (action.kind) {
      case 'text':
        return yield* this.#text(command, action.what, action.text);
      case 'substitute':
        return yield* this.#substitute(action.substitution, input);
      case 'transliterate':
        this.#pattern = [...this.#pattern].map(character => action.map.get(character) ?? character).join('');
        return undefined;
      case 'file':
        return yield* this.#file(action.what, action.path);
      case 'quit':
        if (action.print) yield* this.#endCycle(input);
        return { kind: 'quit', code: action.code };
      case 'list':
        yield* this.#emit(formatList(this.#pattern, action.width ?? this.#rules.lineLength));
        return undefined;
      case 'simple':
        return yield* this.#simple(action.letter, input);
      default:
        return undefined;
    }
  }

  *#text(command: Command, what: 'a' | 'i' | 'c', text: string): Task<Outcome | undefined> {
    if (what === 'a') this.#appended.push({ text });
    if (what === 'i') yield* this.#emit(text);
    if (what !== 'c') return undefined;
    // A changed range is replaced as a whole, at its end.
    if (!command.to || command.negated || !this.#selector.isInRange(command)) yield* this.#emit(text);
    yield* this.#flushAppended();
    return { kind: 'next' };
  }

  *#simple(letter: string, input: SedInput): Task<Outcome | undefined> {
    const cut = this.#pattern.indexOf('\n');
    switch (letter) {
      case 'd':
        yield* this.#flushAppended();
        return { kind: 'next' };
      case 'D':
        yield* this.#flushAppended();
        if (cut < 0) return { kind: 'next' };
        this.#pattern = this.#pattern.slice(cut + 1);
        return { kind: 'restart' };
      case 'n':
        return yield* this.#nextLine(input, false);
      case 'N':
        return yield* this.#nextLine(input, true);
      case 'p':
        yield* this.#print(this.#pattern, input);
        break;
      case 'P':
        yield* this.#emit(`${cut < 0 ? this.#pattern : this.#pattern.slice(0, cut)}\n`);
        break;
      case '=':
        yield* this.#emit(`${String(input.lineNumber)}\n`);
        break;
      case 'F':
        yield* this.#emit(`${input.path}\n`);
        break;
      case 'z':
        this.#pattern = '';
        break;
      default:
        this.#holdCommand(letter, input);
    }
    return undefined;
  }

  /** `g`, `G`, `h`, `H` and `x`: between pattern space and hold space. */
  #holdCommand(letter: string, input: SedInput): void {
    switch (letter) {
      case 'g':
        this.#pattern = this.#hold;
        input.terminated = this.#holdTerminated;
        break;
      case 'G':
        this.#pattern += `\n${this.#hold}`;
        input.terminated = this.#holdTerminated;
        break;
      case 'h':
        this.#hold = this.#pattern;
        this.#holdTerminated = input.terminated;
        break;
      case 'H':
        this.#hold += `\n${this.#pattern}`;
        this.#holdTerminated = input.terminated;
        break;
      case 'x':
        [this.#pattern, this.#hold] = [this.#hold, this.#pattern];
        [input.terminated, this.#holdTerminated] = [this.#holdTerminated, input.terminated];
        break;
    }
  }

  *#nextLine(input: SedInput, append: boolean): Task<Outcome | undefined> {
    if (input.isLast) {
      // GNU prints the pattern space when there is no next line, POSIX (and `n` with -n) does not.
      if (!this.#rules.quiet) yield* this.#print(this.#pattern, input);
      yield* this.#flushAppended();
      return { kind: 'quit', code: 0 };
    }
    if (!append && !this.#rules.quiet) yield* this.#print(this.#pattern, input);
    yield* this.#flushAppended();
    const line = (yield* input.next()) ?? '';
    this.#pattern = append ? `${this.#pattern}\n${line}` : line;
    return undefined;
  }

  *#substitute(substitution: Substitution, input: SedInput): Task<undefined> {
    const regex = this.#selector.regex(substitution.regex);
    const result = substitute(this.#pattern, regex, substitution);
    if (result === undefined) return undefined;
    this.#pattern = result;
    this.#substituted = true;
    if (substitution.print) yield* this.#print(this.#pattern, input);
    if (substitution.file !== undefined) yield* this.#writeTo(substitution.file, this.#pattern);
    return undefined;
  }

  *#file(what: 'r' | 'R' | 'w' | 'W', path: string): Task<undefined> {
    if (what === 'r') this.#appended.push({ path });
    if (what === 'w') yield* this.#writeTo(path, this.#pattern);
    if (what === 'W') yield* this.#writeTo(path, this.#pattern.split('\n')[0] ?? '');
    if (what === 'R') {
      const line = yield* this.#readLine(path);
      if (line !== undefined) this.#appended.push({ line });
    }
    return undefined;
  }

  *#readLine(path: string): Task<string | undefined> {
    try {
      const reader = this.#readers.get(path) ?? new LineReader(this.#tool.sys, this.#tool.sys.open(path, { read: true }));
      this.#readers.set(path, reader);
      return yield* reader.next();
    } catch (error) {
      if (isErrno(error)) return undefined;
      throw error;
    }
  }

  *#writeTo(path: string, text: string): Task<void> {
    if (path === '/dev/stdout') return yield* this.#emit(`${text}\n`);
    if (path === '/dev/stderr') return yield* this.#tool.sys.write(2, encodeUtf8(`${text}\n`));
    let file = this.#files.get(path);
    if (!file) {
      file = new Output(this.#tool.sys, this.#tool.sys.open(path, { write: true, create: true, truncate: true }));
      this.#files.set(path, file);
    }
    yield* file.line(text);
  }
}
