import type { Task } from '../../core/task.js';
import { shellLimits } from '../limits.js';
import type { CommandReader } from '../syntax/parsed-texts.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';
import type { Execution } from './execution.js';
import { readLine } from './read-line.js';
import { step } from './script.js';
import { scriptText } from './script-text.js';
import { parserFor } from './text.js';

/**
 * Runs commands from standard input as they come. bash reads no further than the line that it runs, so that commands can read
 * what follows; the others take what there is.
 */
export function* runStandardInput(execution: Execution): Task<number> {
  const { shell, sys } = execution;
  const input = shell.dialect.readsInputByLine ? new LineInput(execution) : new BlockInput(execution);
  let status = 0;
  let line = 1;
  while (!isLeaving(execution)) {
    const text = yield* input.next();
    if (text === undefined) break;
    const result = yield* runInput(execution, input, text, line);
    status = result.status;
    line += result.lines;
    yield* sys.tick();
  }
  return status;
}

/** `exit` was run, or an error ended the shell. */
function isLeaving({ shell }: Execution): boolean {
  return shell.flow !== undefined;
}

interface Input {
  /** Some whole lines; undefined at the end. */
  next(): Task<string | undefined>;
}

/** Line by line. */
class LineInput implements Input {
  readonly #execution: Execution;

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  *next(): Task<string | undefined> {
    const { sys } = this.#execution;
    if (!sys.isOpen(0)) return undefined;
    const line = yield* readLine(sys, 0);
    return line === undefined ? undefined : `${line.replaceAll('\0', '')}\n`;
  }
}

/** As many whole lines as have come. */
class BlockInput implements Input {
  readonly #execution: Execution;
  #rest = '';
  #ended = false;

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  *next(): Task<string | undefined> {
    const { sys } = this.#execution;
    while (!this.#ended && sys.isOpen(0) && this.#rest.length <= shellLimits.sourceCharacters) {
      const bytes = yield* sys.read(0, 8192);
      if (bytes.length === 0) break;
      this.#rest += scriptText(bytes);
      const end = this.#rest.lastIndexOf('\n') + 1;
      if (end === 0) continue;
      const lines = this.#rest.slice(0, end);
      this.#rest = this.#rest.slice(end);
      return lines;
    }
    this.#ended = true;
    const last = this.#rest;
    this.#rest = '';
    return last === '' ? undefined : last;
  }
}

/** Runs what has come, reading on while it ends in the middle of a command. */
function* runInput(execution: Execution, input: Input, first: string, firstLine: number): Task<{ status: number; lines: number }> {
  let text = first;
  let line = firstLine;
  let status = 0;
  while (!isLeaving(execution)) {
    const missing = unfinished(parserFor(execution, text, { firstLine: line, moreMayCome: true }), text);
    if (missing === undefined) break;
    if (missing.after > 0) {
      // What is complete need not wait for the rest.
      const complete = text.slice(0, missing.after);
      status = yield* runText(execution, complete, line);
      text = text.slice(missing.after);
      line += linesOf(complete);
    }
    // Nothing is parsed again before what it waits for may have come.
    let more: string | undefined;
    do {
      more = isLeaving(execution) ? undefined : yield* input.next();
      text += more ?? '';
    } while (more !== undefined && !mayEnd(missing, more) && text.length <= shellLimits.sourceCharacters);
    if (more === undefined) break;
  }
  if (!isLeaving(execution)) status = yield* runText(execution, text, line);
  return { status, lines: line - firstLine + linesOf(text) };
}

function* runText(execution: Execution, text: string, firstLine: number): Task<number> {
  const parser = parserFor(execution, text, { firstLine });
  let status = 0;
  while (!isLeaving(execution)) {
    const next = yield* step(execution, parser, undefined);
    if (next === 'end') break;
    status = next;
  }
  return status;
}

function linesOf(text: string): number {
  return text.split('\n').length - 1;
}

/** What an unfinished command waits for: a line of its own, or some text; anything when neither is known. */
export interface Missing {
  /** Where the commands end that are complete. */
  readonly after: number;
  readonly line?: string | undefined;
  readonly text?: string | undefined;
}

function mayEnd({ line, text }: Missing, more: string): boolean {
  if (line !== undefined) return more.split('\n').some(one => one.replace(/^\t+/, '') === line);
  return text === undefined || more.includes(text);
}

/** Why a text is no complete command yet; undefined when it is one, or is wrong in a way that no further line can mend. */
export function unfinished(parser: CommandReader, text: string): Missing | undefined {
  if (/(?:^|[^\\])(?:\\\\)*\\\n$/.test(text)) return { after: 0 };
  let after = 0;
  try {
    while (parser.next()) after = parser.position;
    return undefined;
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return error.incomplete ? { after, ...missingOf(error) } : undefined;
  }
}

function missingOf({ fault, awaitedLine }: ShellSyntaxError): Omit<Missing, 'after'> {
  if (awaitedLine !== undefined) return { line: awaitedLine };
  if (fault.kind === 'unexpected') return { text: fault.expecting === 'word' ? undefined : fault.expecting };
  if (fault.kind !== 'unterminated') return {};
  return { text: '"\'`'.includes(fault.what) ? fault.what : undefined };
}
