import { isErrno } from '../../../core/errno.js';
import { decodeUtf8, encodeUtf8 } from '../../../core/utf8.js';
import { exceptionType, isThrown, type PyException, type PyTraceback, Thrown } from '../objects/exception.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { intOf, PyList, textOf } from '../objects/values.js';
import { qualifiedName } from '../builtins/object.js';
import { systemFile } from '../builtins/input.js';
import { readFile } from '../../input.js';
import { caretLine } from './carets.js';
import { Frame, type Runner } from './frame.js';
import { callMethod, str } from './protocol.js';
import { moduleSource } from '../lib/library.js';
import { libraryFolder } from './import.js';
import { suggestion } from './suggestions.js';
import type { Vm } from './vm.js';

/** Writes an exception with all that led to it to `sys.stderr`. */
export function* displayException(vm: Vm, exception: PyException): Native {
  const text = yield* exceptionReport(vm, exception);
  const stdout = systemFile(vm, 'stdout');
  if (stdout !== undefined && stdout !== null) yield* quietly(callMethod(vm, stdout, 'flush'));
  const stderr = systemFile(vm, 'stderr');
  if (stderr === undefined || stderr === null) {
    yield* vm.sys.write(2, encodeUtf8(text));
    return null;
  }
  return yield* callMethod(vm, stderr, 'write', text);
}

function* quietly(work: Native): Native {
  try {
    return yield* work;
  } catch (error) {
    if (!(error instanceof Thrown)) throw error;
    return null;
  }
}

/** The text of a traceback, causes first. */
export function* exceptionReport(vm: Vm, exception: PyException, seen = new Set<PyException>(), indent = ''): Native<string> {
  seen.add(exception);
  let text = '';
  const { cause, context, suppressContext } = exception;
  if (cause && !seen.has(cause))
    text = `${yield* exceptionReport(vm, cause, seen, indent)}\n${indent}The above exception was the direct cause of the following exception:\n\n`;
  else if (!cause && context && !suppressContext && !seen.has(context))
    text = `${yield* exceptionReport(vm, context, seen, indent)}\n${indent}During handling of the above exception, another exception occurred:\n\n`;
  if (exception.members) return text + (yield* groupReport(vm, exception, seen, indent));
  return text + indented((yield* tracebackText(vm, exception)) + (yield* headline(vm, exception)), indent);
}

function indented(text: string, indent: string): string {
  return indent === '' ? text : text.replace(/^(?=.)/gm, indent);
}

function* groupReport(vm: Vm, exception: PyException, seen: Set<PyException>, indent: string): Native<string> {
  const isOuter = indent === '';
  const margin = isOuter ? '  | ' : indent;
  const head = (yield* tracebackText(vm, exception)) + (yield* headline(vm, exception));
  let text = indented(head, margin);
  if (isOuter) text = text.replace(/^ {2}\| (?=Exception Group Traceback)/, '  + ');
  const members = exception.members ?? [];
  const outer = isOuter ? '  ' : indent.slice(0, -2);
  for (const [index, member] of members.entries()) {
    text += `${outer}${index === 0 ? '+-+' : '  +'}---------------- ${index + 1} ----------------\n`;
    text += yield* exceptionReport(vm, member, seen, `${outer}  | `);
  }
  return `${text}${outer}  +------------------------------------\n`;
}

interface Step {
  readonly file: string;
  readonly line: number;
  readonly name: string;
  readonly source: string;
}

/** `Traceback (most recent call last):` and a step for each frame. */
export function* tracebackText(vm: Vm, exception: PyException): Native<string> {
  const { traceback } = exception;
  if (!traceback) return '';
  const first = exception.members ? 'Exception Group Traceback (most recent call last):\n' : 'Traceback (most recent call last):\n';
  return first + (yield* stepsText(vm, traceback));
}

export function* stepsText(vm: Vm, traceback: PyTraceback | undefined): Native<string> {
  let text = '';
  let last: Step | undefined;
  let repeats = 0;
  const told = (): string => (repeats > 3 ? `  [Previous line repeated ${repeats - 3} more time${repeats - 3 === 1 ? '' : 's'}]\n` : '');
  for (let at = traceback; at; at = at.next) {
    const step = yield* stepOf(vm, at);
    if (last && step.file === last.file && step.line === last.line && step.name === last.name) repeats++;
    else {
      text += told();
      repeats = 1;
    }
    last = step;
    if (repeats <= 3) text += `  File "${step.file}", line ${step.line}, in ${step.name}\n${step.source}`;
  }
  return text + told();
}

function* stepOf(vm: Vm, { frame, at }: PyTraceback): Native<Step> {
  const { parts } = frame.code;
  const span = parts.spans[at];
  const line = span?.start.line ?? parts.firstLine;
  const text = yield* sourceLine(vm, parts.file, line);
  const carets = span && text !== undefined ? caretLine(text, span) : '';
  const trimmed = text?.trim() ?? '';
  return { file: parts.file, line, name: shownName(frame), source: trimmed === '' ? '' : `    ${trimmed}\n${carets}` };
}

/** A comprehension is a part of the function around it. */
function shownName(frame: Frame): string {
  let at: Runner | undefined = frame;
  while (at instanceof Frame && at.code.parts.isInlined && at.back instanceof Frame) at = at.back;
  const { parts } = at.code;
  return parts.name;
}

/** The text of a module of the library, which lies in no file. */
function librarySource(vm: Vm, file: string): string | undefined {
  const folder = `${libraryFolder(vm)}/`;
  if (!file.startsWith(folder)) return undefined;
  const name = file.slice(folder.length).replace(/(\/__init__)?\.py$/, '');
  return moduleSource(name.replaceAll('/', '.'))?.text;
}

/** Lines are read from the file again, as Python does: what was typed or given with -c has none. */
function* sourceLine(vm: Vm, file: string, line: number): Native<string | undefined> {
  if (file.startsWith('<')) return undefined;
  let lines = vm.sourceLines.get(file);
  if (!lines) {
    try {
      lines = decodeUtf8(yield* readFile(vm.sys, file)).split('\n');
    } catch (error) {
      if (!isErrno(error)) throw error;
      lines = librarySource(vm, file)?.split('\n') ?? [];
    }
    vm.sourceLines.set(file, lines);
  }
  return lines[line - 1];
}

/** The last line: the class and what it says, the place of a SyntaxError before. */
export function* headline(vm: Vm, exception: PyException): Native<string> {
  const place = exception.type.isSubtypeOf(exceptionType('SyntaxError')) ? syntaxPlace(exception) : undefined;
  const name = qualifiedName(exception.type).replace(/^__main__\./, '');
  let message: string;
  try {
    message = place ? (textOf(exception.attrs?.get('msg')) ?? '') : yield* str(vm, exception);
  } catch (error) {
    if (!isThrown(error, 'Exception')) throw error;
    message = '<exception str() failed>';
  }
  const hint = suggestion(vm, exception);
  const notes = exception.attrs?.get('__notes__');
  const lines = notes instanceof PyList ? notes.items.map(note => `${textOf(note) ?? ''}\n`).join('') : '';
  return `${place ?? ''}${name}${message === '' ? '' : `: ${message}`}${hint}\n${lines}`;
}

function syntaxPlace(exception: PyException): string | undefined {
  const get = (name: string): Value => exception.attrs?.get(name);
  const line = intOf(get('lineno'));
  if (line === undefined) return undefined;
  const head = `  File "${textOf(get('filename')) ?? '<string>'}", line ${line}\n`;
  const text = textOf(get('text'));
  if (text === undefined || text.trim() === '') return head;
  const shown = text.replace(/\n[^]*$/, '');
  const stripped = shown.replace(/^[ \t\f]+/, '');
  const cut = shown.length - stripped.length;
  const offset = Number(intOf(get('offset')) ?? 0);
  const isSameLine = intOf(get('end_lineno')) === line;
  const end = isSameLine ? Number(intOf(get('end_offset')) ?? 0) : shown.length + 1;
  const column = offset - 1 - cut;
  if (offset < 1) return `${head}    ${stripped.trimEnd()}\n`;
  const width = Math.max(1, end <= offset ? 1 : end - offset);
  return `${head}    ${stripped}\n    ${' '.repeat(Math.max(0, column))}${'^'.repeat(width)}\n`;
}
