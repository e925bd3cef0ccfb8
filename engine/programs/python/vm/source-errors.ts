import { exceptionType, PyException, Thrown } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { PyTuple } from '../objects/values.js';
import { SourceError } from '../syntax/span.js';

/** What is thrown for text that is no Python: SyntaxError with its place, everything else as it is. */
export function syntaxError(error: unknown, text: string, file: string): unknown {
  if (!(error instanceof SourceError)) return error;
  const { start, end } = error.span;
  const lines = text.split('\n');
  const line = lines[start.line - 1] ?? '';
  const isSameLine = end.line === start.line;
  // Of these CPython knows the line only.
  const hasPlace = !/^unexpected indent|^inconsistent use/.test(error.message) && start.column >= 0;
  const offset = hasPlace ? start.column + 1 : 0;
  const endOffset = error.kind === 'IndentationError' ? offset : end.column + 1;
  const details: readonly Value[] = [
    file,
    start.line,
    offset,
    `${line}\n`,
    isSameLine || error.kind === 'SyntaxError' ? end.line : start.line,
    endOffset,
  ];
  const exception = new PyException(exceptionType(error.kind), [error.message, new PyTuple(details)]);
  exception.attrs = new Map<string, Value>([
    ['msg', error.message],
    ['filename', file],
    ['lineno', start.line],
    ['offset', offset],
    ['text', text === '' ? '' : `${line}\n`],
    ['end_lineno', end.line],
    ['end_offset', endOffset],
    ['print_file_and_line', null],
  ]);
  return new Thrown(exception);
}
