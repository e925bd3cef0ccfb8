import { decodeUtf8 } from '../../core/utf8.js';
import type { Task } from '../../core/task.js';
import { shellLimits } from '../limits.js';
import type { CommandReader } from '../syntax/parsed-texts.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';
import type { Execution } from './execution.js';
import { markLast } from './last-command.js';
import { readLine } from './read-line.js';
import { failSyntax, parserFor } from './text.js';

/** Runs a script that is all there: a file, or the argument of `-c`. */
export function* runScript(execution: Execution, text: string, options: { readonly label?: string }): Task<number> {
  const { shell } = execution;
  const parser = parserFor(execution, text);
  let status = 0;
  while (!shell.flow) {
    const next = yield* step(execution, parser, options.label);
    if (next === 'end') return status;
    status = next;
  }
  return status;
}

/** Reads and runs one complete command. bash goes on with the next line after most errors. */
function* step(execution: Execution, parser: CommandReader, label: string | undefined): Task<number | 'end'> {
  const { shell } = execution;
  try {
    const start = parser.position;
    parser.extendedPatterns = shell.extendedPatterns;
    const list = parser.next();
    if (!list) return 'end';
    if (shell.options.verbose && !(label !== undefined && shell.dialect.name !== 'bash')) {
      yield* execution.complainRaw(parser.source.slice(start, parser.position).replace(/\n?$/, '\n'));
    }
    yield* warnOfHereDocuments(execution, parser);
    if (shell.options.noexec) return 0;
    if (label !== undefined && parser.atEnd) markLast(execution, list);
    const outcome = execution.runList(list);
    const status = typeof outcome === 'number' ? outcome : yield* outcome;
    shell.status = status;
    return endLine(execution, status);
  } catch (error) {
    shell.conditions = 0;
    shell.loops = 0;
    if (error instanceof ShellSyntaxError) {
      const status = yield* failSyntax(execution, error, parser.source, label);
      shell.flow ??= { kind: 'exit', status };
      return status;
    }
    return endLine(execution, yield* execution.fail(error));
  }
}

/** `break` outside of a loop and an interrupted line end with the line. */
export function endLine({ shell }: Execution, status: number): number {
  const { flow } = shell;
  if (flow && flow.kind !== 'exit' && flow.kind !== 'return') {
    shell.flow = undefined;
    if (flow.kind === 'line') shell.status = flow.status;
    return flow.kind === 'line' ? flow.status : status;
  }
  return status;
}

export function* warnOfHereDocuments(execution: Execution, parser: CommandReader): Task<void> {
  if (execution.shell.dialect.name !== 'bash') return;
  for (const { line, endLine: last, delimiter } of parser.unclosedHereDocuments) {
    execution.shell.line = last;
    yield* execution.complain(`warning: here-document at line ${String(line)} delimited by end-of-file (wanted \`${delimiter}')`);
  }
}

/**
 * Runs commands from standard input. bash reads no further than the line that it runs, so that commands can read what
 * follows; the others read ahead.
 */
export function* runStandardInput(execution: Execution): Task<number> {
  const { shell, sys } = execution;
  if (!shell.dialect.readsInputByLine) return yield* runScript(execution, yield* readAllInput(execution), {});
  let status = 0;
  let line = 1;
  for (let text = yield* nextLine(execution); text !== undefined && !shell.flow; text = yield* nextLine(execution)) {
    const result = yield* runInputLine(execution, text, line);
    status = result.status;
    line += result.lines;
    yield* sys.tick();
  }
  return status;
}

/** Runs a line, reading more of them while the command is not complete. */
function* runInputLine(execution: Execution, first: string, firstLine: number): Task<{ status: number; lines: number }> {
  let text = first;
  for (;;) {
    const parser = parserFor(execution, text, { firstLine, moreMayCome: true });
    const missing = unfinished(parser, text);
    if (missing === undefined) break;
    let more = yield* nextLine(execution);
    const awaited = missing.awaitedLine;
    text += more ?? '';
    // A here-document is read to its end before anything is parsed again.
    while (more !== undefined && awaited !== undefined && more.replace(/\n$/, '').replace(/^\t+/, '') !== awaited) {
      more = yield* nextLine(execution);
      text += more ?? '';
      if (text.length > shellLimits.sourceCharacters) break;
    }
    if (more === undefined) break;
  }
  const parser = parserFor(execution, text, { firstLine });
  let status = 0;
  for (;;) {
    const next = yield* step(execution, parser, undefined);
    if (next === 'end') break;
    status = next;
    if (execution.shell.flow) break;
  }
  return { status, lines: text.split('\n').length - 1 };
}

/** Why a text is no complete command yet; undefined when it is one, or is wrong in a way that no further line can mend. */
export function unfinished(parser: CommandReader, text: string): { readonly awaitedLine: string | undefined } | undefined {
  if (/(?:^|[^\\])(?:\\\\)*\\\n$/.test(text)) return { awaitedLine: undefined };
  try {
    while (parser.next()) continue;
    return undefined;
  } catch (error) {
    if (!(error instanceof ShellSyntaxError)) throw error;
    return error.incomplete ? { awaitedLine: error.awaitedLine } : undefined;
  }
}

function* nextLine({ sys }: Execution): Task<string | undefined> {
  if (!sys.isOpen(0)) return undefined;
  const line = yield* readLine(sys, 0);
  return line === undefined ? undefined : `${line}\n`;
}

function* readAllInput({ sys }: Execution): Task<string> {
  if (!sys.isOpen(0)) return '';
  let text = '';
  for (;;) {
    const bytes = yield* sys.read(0, 65536);
    if (bytes.length === 0) return text;
    text += decodeUtf8(bytes);
    if (text.length > shellLimits.sourceCharacters) return text;
  }
}
