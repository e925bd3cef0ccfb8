import type { Task } from '../../core/task.js';
import type { CommandReader } from '../syntax/parsed-texts.js';
import { ShellSyntaxError } from '../syntax/syntax-error.js';
import type { Execution } from './execution.js';
import { markLast } from './last-command.js';
import { failSyntax, parserFor, warnOfHereDocuments } from './text.js';

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
export function* step(execution: Execution, parser: CommandReader, label: string | undefined): Task<number | 'end'> {
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
