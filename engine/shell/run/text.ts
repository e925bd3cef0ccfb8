import type { Task } from '../../core/task.js';
import { syntaxMessages, toShellError } from '../dialect-messages.js';
import { readerOf, type CommandReader } from '../syntax/parsed-texts.js';
import { Parser } from '../syntax/parser.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';
import type { Execution, TextOptions } from './execution.js';
import { enterCall, leaveCall } from './functions.js';
import { prefixOf } from './messages.js';

/** What running a text inside of another costs of the stack. */
const cost = 6;

/** Runs commands given as text (`eval`, `.`, traps), line by line: what a line defines is known to the next. */
export function* runText(execution: Execution, text: string, options: TextOptions = {}): Task<number> {
  const { shell } = execution;
  enterCall(shell, cost);
  const { lastCommand } = execution;
  const { command } = shell;
  execution.lastCommand = undefined;
  shell.textDepth++;
  try {
    return yield* runLines(execution, text, options);
  } finally {
    execution.lastCommand = lastCommand;
    shell.command = command;
    shell.textDepth--;
    leaveCall(shell, cost);
  }
}

function* runLines(execution: Execution, text: string, options: TextOptions): Task<number> {
  const { shell } = execution;
  const parser = parserFor(execution, text, { firstLine: options.firstLine ?? shell.line });
  let status = 0;
  for (;;) {
    const { conditions, loops } = shell;
    try {
      parser.extendedPatterns = shell.extendedPatterns;
      const list = parser.next();
      if (!list) return status;
      yield* warnOfHereDocuments(execution, parser);
      if (shell.options.noexec) continue;
      const outcome = execution.runList(list);
      status = typeof outcome === 'number' ? outcome : yield* outcome;
      shell.status = status;
    } catch (error) {
      shell.conditions = conditions;
      shell.loops = loops;
      if (error instanceof ShellSyntaxError) return yield* failSyntax(execution, error, parser.source, options.label);
      const told = toShellError(error, shell.dialect);
      if (told?.scope === 'exit') {
        told.prefix ??= prefixOf(shell);
        throw told;
      }
      status = yield* execution.fail(error);
      // With the text bash gives up the subshell that it stands in (parse_and_execute in evalstring.c).
      if (shell.dialect.name === 'bash' && shell.isSubshell && !options.script && told?.scope === 'line')
        shell.flow ??= { kind: 'exit', status };
    }
    if (shell.flow) return status;
  }
}

/** Reads a text with the shell's dialect, options and aliases. */
export function parserFor(
  { shell }: Execution,
  text: string,
  options: { readonly firstLine?: number; readonly moreMayCome?: boolean } = {},
): CommandReader {
  const { dialect, extendedPatterns, aliases } = shell;
  const expandsAliases = dialect.name !== 'bash' || shell.interactive || shell.shopt.has('expand_aliases');
  if (options.moreMayCome !== true)
    return readerOf(text, { dialect, extendedPatterns, ...options, ...(expandsAliases ? { aliases } : {}) });
  return Parser.forText(text, {
    dialect,
    extendedPatterns,
    ...options,
    ...(expandsAliases ? { alias: (name: string) => aliases.get(name) } : {}),
  });
}

/** Prints a syntax error. It ends a POSIX shell; in bash the text that was being run ends. */
export function* failSyntax(execution: Execution, error: ShellSyntaxError, source: string, label?: string): Task<number> {
  const { shell } = execution;
  const line = shell.line;
  const dialect = shell.dialect.name;
  // bash ends the last line itself, and is on the one after it then.
  shell.line = error.line + (dialect === 'bash' && isAtEnd(error) && !source.endsWith('\n') ? 1 : 0);
  const builtin = shell.builtin;
  if (dialect === 'bash') {
    shell.builtin = undefined;
    const messages = syntaxMessages(error, dialect, source);
    // At a prompt the line is there to be seen.
    yield* complainBash(execution, shell.interactive ? messages.slice(0, 1) : messages, label);
  } else for (const message of syntaxMessages(error, dialect, source)) yield* execution.complain(message);
  shell.builtin = builtin;
  shell.line = line;
  shell.status = 2;
  if (dialect !== 'bash') shell.flow = shell.interactive ? { kind: 'line', status: 2 } : { kind: 'exit', status: 2 };
  return 2;
}

function isAtEnd({ fault }: ShellSyntaxError): boolean {
  if (fault.kind === 'unterminated') return fault.what === '$(';
  return fault.kind === 'unexpected' && fault.tokenKind === 'end' && !fault.inLine;
}

function* complainBash(execution: Execution, messages: readonly string[], label: string | undefined): Task<void> {
  const { shell } = execution;
  for (const message of messages) {
    if (shell.interactive) {
      yield* execution.complain(message);
      continue;
    }
    const prefix = prefixOf(shell, label);
    // bash puts the label before the line: `bash: -c: line 1: …`.
    const shown = label === undefined ? prefix : `${shell.frames.at(-1)?.file ?? shell.sourceName}: ${label}: line ${String(shell.line)}: `;
    yield* execution.complainRaw(`${shown}${message}\n`);
  }
}

/** bash tells of here-documents that the end of the text closed. */
export function* warnOfHereDocuments(execution: Execution, parser: CommandReader): Task<void> {
  if (execution.shell.dialect.name !== 'bash') return;
  for (const { line, endLine: last, delimiter } of parser.unclosedHereDocuments) {
    execution.shell.line = last;
    yield* execution.complain(`warning: here-document at line ${String(line)} delimited by end-of-file (wanted \`${delimiter}')`);
  }
}
