import type { Task } from '../../core/task.js';
import { ShellError } from '../state/shell-error.js';
import type { Shell } from '../state/shell.js';
import type { List, ParameterOperation, ParameterPart, Word, WordPart } from '../syntax/ast.js';
import type { Integer } from '../arithmetic/integer.js';
import { evaluateDirectly, evaluateText, withoutQuotes } from './arithmetic.js';
import { compilePattern, type Pattern } from '../pattern/pattern.js';
import { expandBraces } from './braces.js';
import { expandPathname } from './glob.js';
import { parameterValue } from './parameters.js';
import {
  badSubstitution,
  finishParameter,
  operandFailure,
  operandsWanted,
  type OperandKind,
  type Operands,
} from './parameter-expansion.js';
import { FieldSink, HereDocumentSink, PatternSink, StringSink, escapeRegex, type Field, type Sink } from './sinks.js';

/** What expansion asks of whoever runs commands. */
export interface SubstitutionRunner {
  substitute(part: Extract<WordPart, { readonly kind: 'command' }>): Task<string>;
  processFile(direction: '<' | '>', body: List): Task<string>;
  /** Lines of /etc/passwd, none when it cannot be read. */
  passwd(): readonly string[];
}

/**
 * Expands words. Words without substitutions are expanded by plain functions, all others by tasks; both walk the same
 * parts and share everything but the walking.
 */
export class Expander {
  readonly #shell: Shell;
  readonly #runner: SubstitutionRunner;

  constructor(shell: Shell, runner: SubstitutionRunner) {
    this.#shell = shell;
    this.#runner = runner;
  }

  // ── fields ─────────────────────────────────────────────────────────────────────────────────────────────────────────

  /** Adds the fields of a word that needs no task. */
  fieldsPure(word: Word, into: string[]): void {
    if (word.literal !== undefined) into.push(word.literal);
    else if (word.variable) this.#variableFields(word, word.variable.name, word.variable.quoted, into);
    else if (word.braces && this.#shell.options.braceexpand) for (const one of expandBraces(word)) this.fieldsPure(one, into);
    else {
      const sink = this.#fieldSink();
      this.#walkPure(word.parts, sink, false);
      this.#glob(sink.finish(), into);
    }
  }

  *fields(word: Word, into: string[]): Task<void> {
    if (word.pure) {
      this.fieldsPure(word, into);
      return;
    }
    if (word.braces && this.#shell.options.braceexpand) {
      for (const one of expandBraces(word)) yield* this.fields(one, into);
      return;
    }
    const sink = this.#fieldSink();
    yield* this.#walk(word.parts, sink, false);
    this.#glob(sink.finish(), into);
  }

  #variableFields(word: Word, name: string, quoted: boolean, into: string[]): void {
    const value = this.#shell.variables.get(name);
    if (value !== undefined && (quoted || (value !== '' && !needsSplitting.test(value) && this.#shell.ifs === ' \t\n'))) {
      into.push(value);
      return;
    }
    const sink = this.#fieldSink();
    this.#walkPure(word.parts, sink, false);
    this.#glob(sink.finish(), into);
  }

  #fieldSink(): FieldSink {
    return new FieldSink(this.#shell.ifs, { extendedPatterns: this.#shell.extendedPatterns });
  }

  #glob(fields: readonly Field[], into: string[]): void {
    for (const field of fields) {
      if (field.pattern === undefined || this.#shell.options.noglob) into.push(field.text);
      else this.#addMatches(field.text, field.pattern, into);
    }
  }

  #addMatches(text: string, pattern: string, into: string[]): void {
    const { shopt, sys } = this.#shell;
    const ignored = this.#ignoredNames();
    const found = expandPathname(pattern, sys, {
      dotNames: !shopt.has('globskipdots'),
      dotFiles: shopt.has('dotglob') || ignored.length > 0,
      ...this.#shell.patternOptions,
      recursive: shopt.has('globstar'),
      ignoreCase: shopt.has('nocaseglob'),
    });
    const names =
      ignored.length === 0 ? found : found.filter(name => !ignored.some(one => one.matches(name)) && !/(?:^|\/)\.\.?$/.test(name));
    if (names.length > 0) for (const name of names) into.push(name);
    else if (shopt.has('failglob')) throw new ShellError(`no match: ${text}`, { status: 1, scope: 'line' });
    else if (!shopt.has('nullglob')) into.push(text);
  }

  /** GLOBIGNORE: names that bash leaves out, where it is set. */
  #ignoredNames(): readonly Pattern[] {
    const { dialect, variables, patternOptions } = this.#shell;
    const ignored = dialect.name === 'bash' ? variables.get('GLOBIGNORE') : undefined;
    if (ignored === undefined || ignored === '') return [];
    return ignored.split(':').map(one => compilePattern(one, patternOptions));
  }

  // ── single texts ───────────────────────────────────────────────────────────────────────────────────────────────────

  /** The word as one text: no splitting, no file names. */
  stringPure(word: Word): string {
    if (word.literal !== undefined) return word.literal;
    const sink = new StringSink();
    this.#walkPure(word.parts, sink, false);
    return sink.text;
  }

  *string(word: Word): Task<string> {
    if (word.pure) return this.stringPure(word);
    const sink = new StringSink();
    yield* this.#walk(word.parts, sink, false);
    return sink.text;
  }

  /** The text of a here-document. */
  *hereDocument(word: Word): Task<string> {
    if (word.literal !== undefined) return word.literal;
    const sink = this.#shell.dialect.name === 'bash' ? new HereDocumentSink() : new StringSink();
    yield* this.#walk(word.parts, sink, false);
    return sink.text;
  }

  /** The word as a pattern in which what was quoted stands for itself. */
  patternPure(word: Word): string {
    const sink = new PatternSink();
    this.#walkPure(word.parts, sink, false);
    return sink.text;
  }

  /** `escape`: how quoted text is written in it. */
  *pattern(word: Word, escape?: (text: string) => string): Task<string> {
    if (word.pure && !escape) return this.patternPure(word);
    const sink = new PatternSink(escape);
    yield* this.#walk(word.parts, sink, false);
    return sink.text;
  }

  *regex(word: Word): Task<string> {
    const sink = new PatternSink(escapeRegex);
    yield* this.#walk(word.parts, sink, false);
    return sink.text;
  }

  arithmeticPure(word: Word): Integer {
    const value = evaluateDirectly(this.#shell, word, this.#read);
    if (value !== undefined) return value;
    return evaluateText(this.#shell, withoutQuotes(this.#shell, this.#expressionText(word)));
  }

  *arithmetic(word: Word): Task<Integer> {
    if (word.pure) return this.arithmeticPure(word);
    const sink = new StringSink();
    yield* this.#walk(word.parts, sink, true);
    return evaluateText(this.#shell, withoutQuotes(this.#shell, sink.text));
  }

  #expressionText(word: Word): string {
    const sink = new StringSink();
    this.#walkPure(word.parts, sink, true);
    return sink.text;
  }

  readonly #read = (name: string): string | undefined => parameterValue(this.#shell, name);

  // ── walking the parts ──────────────────────────────────────────────────────────────────────────────────────────────

  #walkPure(parts: readonly WordPart[], sink: Sink, quoted: boolean): void {
    for (const part of parts) this.#partPure(part, sink, quoted);
  }

  *#walk(parts: readonly WordPart[], sink: Sink, quoted: boolean): Task<void> {
    for (const part of parts) {
      if (part.kind === 'command') this.#add(yield* this.#runner.substitute(part), sink, quoted);
      else if (part.kind === 'process') sink.quoted(yield* this.#runner.processFile(part.direction, part.body));
      else if (part.kind === 'double' && !part.pure) {
        if (part.parts.length !== 1) sink.quoted('');
        yield* this.#walk(part.parts, sink, true);
      } else if (part.kind === 'arithmetic' && !part.expression.pure)
        this.#add(String(yield* this.arithmetic(part.expression)), sink, quoted);
      else if (part.kind === 'parameter' && !part.pure) yield* this.#parameter(part, sink, quoted);
      else this.#partPure(part, sink, quoted);
    }
  }

  #partPure(part: WordPart, sink: Sink, quoted: boolean): void {
    switch (part.kind) {
      case 'text':
        if (quoted || part.quoted) sink.quoted(part.text);
        else sink.literal(part.text);
        return;
      case 'double':
        this.#doublePure(part.parts, sink);
        return;
      case 'parameter':
        this.#parameterPure(part, sink, quoted);
        return;
      case 'arithmetic':
        this.#add(String(this.arithmeticPure(part.expression)), sink, quoted);
        return;
      case 'tilde':
        this.#tilde(part.user, sink);
        return;
      case 'bad':
        throw badSubstitution(this.#shell, part.text, 'line');
      case 'command':
      case 'process':
        // These are never pure, and `walk` has taken them.
        return;
    }
  }

  #doublePure(parts: readonly WordPart[], sink: Sink): void {
    const [only] = parts;
    // `"$@"` alone gives no field when there are no parameters.
    const vanishes =
      only !== undefined && isAll(only) && (parts.length === 1 || (this.#shell.dialect.name === 'bash' && parts.every(isAll)));
    if (!vanishes) sink.quoted('');
    this.#walkPure(parts, sink, true);
  }

  #add(text: string, sink: Sink, quoted: boolean): void {
    if (quoted) sink.quoted(text);
    else sink.value(text);
  }

  #tilde(user: string, sink: Sink): void {
    const home = this.#homeOf(user);
    if (home === undefined) sink.literal(`~${user}`);
    else sink.quoted(home);
  }

  #homeOf(user: string): string | undefined {
    const { variables, sys, dialect } = this.#shell;
    if (user === '') {
      const home = variables.get('HOME');
      if (home !== undefined || dialect.name !== 'bash') return home;
      return homeInPasswd(this.passwd(), fields => fields[2] === String(sys.credentials().uid));
    }
    if (dialect.name === 'bash' && user === '+') return variables.get('PWD');
    if (dialect.name === 'bash' && user === '-') return variables.get('OLDPWD');
    return homeInPasswd(this.passwd(), fields => fields[0] === user);
  }

  passwd(): readonly string[] {
    return this.#runner.passwd();
  }

  // ── parameters ─────────────────────────────────────────────────────────────────────────────────────────────────────

  #parameterPure(part: ParameterPart, sink: Sink, quoted: boolean): void {
    const key = typeof part.subscript === 'object' ? this.stringPure(part.subscript) : undefined;
    const wanted = operandsWanted(this.#shell, part, key);
    if (wanted === 'emit' && part.operation && 'word' in part.operation) {
      this.#emitWordPure(part.operation.word, sink, quoted);
      return;
    }
    let texts: Operands['texts'] = [];
    try {
      if (typeof wanted !== 'string') texts = wanted.map(operand => this.#operandPure(operand.word, operand.as));
    } catch (error) {
      throw operandFailure(this.#shell, part, error);
    }
    finishParameter(this.#shell, { part, key, sink, quoted, operands: { texts } });
  }

  *#parameter(part: ParameterPart, sink: Sink, quoted: boolean): Task<void> {
    const key = typeof part.subscript === 'object' ? yield* this.string(part.subscript) : undefined;
    const wanted = operandsWanted(this.#shell, part, key);
    if (wanted === 'emit' && part.operation && 'word' in part.operation) {
      yield* this.#emitWord(part.operation, sink, quoted);
      return;
    }
    const texts: string[] = [];
    try {
      if (typeof wanted !== 'string') for (const { word, as } of wanted) texts.push(yield* this.#operand(word, as));
    } catch (error) {
      throw operandFailure(this.#shell, part, error);
    }
    finishParameter(this.#shell, { part, key, sink, quoted, operands: { texts } });
  }

  /** The word after `:-` or `:+` takes the parameter's place. Its own text is split where an expansion would be. */
  #emitWordPure(word: Word, sink: Sink, quoted: boolean): void {
    for (const part of word.parts) {
      if (part.kind === 'text' && !part.quoted && !quoted) sink.value(part.text);
      else this.#partPure(part, sink, quoted);
    }
    if (quoted && word.parts.length === 0) sink.quoted('');
  }

  *#emitWord(operation: Extract<ParameterOperation, { word: Word }>, sink: Sink, quoted: boolean): Task<void> {
    for (const part of operation.word.parts) {
      if (part.kind === 'text' && !part.quoted && !quoted) sink.value(part.text);
      else yield* this.#walk([part], sink, quoted);
    }
  }

  /** In bash an `&` in a replacement means what matched, unless it was quoted. */
  #replacementSink(): PatternSink | StringSink {
    return this.#shell.dialect.name === 'bash' && this.#shell.shopt.has('patsub_replacement')
      ? new PatternSink(text => text.replace(/[&\\]/g, '\\$&'))
      : new StringSink();
  }

  #operandPure(word: Word, as: OperandKind): string {
    if (as === 'pattern') return this.patternPure(word);
    if (as === 'replacement') {
      const sink = this.#replacementSink();
      this.#walkPure(word.parts, sink, false);
      return sink.text;
    }
    return as === 'string' ? this.stringPure(word) : String(this.arithmeticPure(word));
  }

  *#operand(word: Word, as: OperandKind): Task<string> {
    if (as === 'pattern') return yield* this.pattern(word);
    if (as === 'replacement') {
      const sink = this.#replacementSink();
      yield* this.#walk(word.parts, sink, false);
      return sink.text;
    }
    return as === 'string' ? yield* this.string(word) : String(yield* this.arithmetic(word));
  }
}

/** Anything that default splitting or pathname expansion would act on. */
const needsSplitting = /[ \t\n*?[\\]|[+@!]\(/;

/** `$@` and its like for arrays. */
function isAll(part: WordPart): boolean {
  return part.kind === 'parameter' && (part.name === '@' || part.subscript === '@');
}

function homeInPasswd(lines: readonly string[], isThem: (fields: readonly string[]) => boolean): string | undefined {
  return lines.map(line => line.split(':')).find(isThem)?.[5];
}
