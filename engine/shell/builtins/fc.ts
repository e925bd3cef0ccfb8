import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { historyEntries } from '../interactive/history-lines.js';
import type { Builtin, Execution } from '../run/execution.js';
import { readFile } from './evaluation.js';
import { invalidOption } from './help.js';

interface Request {
  readonly letters: string;
  readonly editor: string | undefined;
  readonly operands: readonly string[];
}

/** bash's `fc`: lists commands of the history, runs one again, or lets an editor change some and runs them. */
export const fc: Builtin = {
  run: (execution, args) => {
    const request = parse(args);
    if (typeof request === 'string') return invalidOption(execution, request);
    if (request.letters.includes('l')) return listTask(execution, request);
    if (request.letters.includes('s') || request.editor === '-') return repeatTask(execution, request);
    return editTask(execution, request);
  },
};

function parse(args: readonly string[]): Request | string {
  let letters = '';
  let editor: string | undefined;
  let at = 0;
  for (; /^-[a-zA-Z]/.test(args[at] ?? ''); at++) {
    const option = args[at] ?? '';
    if (option.startsWith('-e')) editor = option.length > 2 ? option.slice(2) : args[++at];
    else if (/^-[lnrs]+$/.test(option)) letters += option.slice(1);
    else return option.replace(/^-[lnrs]*/, '-').slice(0, 2);
  }
  return { letters, editor, operands: args.slice(args[at] === '--' ? at + 1 : at) };
}

/** The lines that fc may speak of: not the one that it stands in. */
function known({ shell }: Execution): readonly string[] {
  return shell.interactive ? shell.history.slice(0, -1) : shell.history;
}

/** The index that a number, a number from the end or the beginning of a command stands for. */
function indexOf(lines: readonly string[], operand: string): number | undefined {
  if (/^-?\d+$/.test(operand)) {
    const index = Number(operand) > 0 ? Number(operand) - 1 : lines.length + Number(operand);
    return Math.max(0, Math.min(lines.length - 1, operand === '0' ? lines.length - 1 : index));
  }
  const found = lines.findLastIndex(line => line.startsWith(operand));
  return found < 0 ? undefined : found;
}

/** First and last index that the operands mean. */
function rangeOf(lines: readonly string[], { operands, letters }: Request): readonly [number, number] | undefined {
  const [first, last] = operands;
  const listing = letters.includes('l');
  const from = first === undefined ? Math.max(0, listing ? lines.length - 16 : lines.length - 1) : indexOf(lines, first);
  const to = last === undefined ? (listing ? lines.length - 1 : from) : indexOf(lines, last);
  return from === undefined || to === undefined ? undefined : [from, to];
}

function* listTask(execution: Execution, request: Request): Task<number> {
  const lines = known(execution);
  if (lines.length === 0) return 0;
  const range = rangeOf(lines, request);
  if (!range) return yield* execution.complain('no command found');
  const [from, to] = range;
  const low = Math.min(from, to);
  const shown = lines
    .slice(low, Math.max(from, to) + 1)
    .map((line, index) => `${request.letters.includes('n') ? '' : String(low + index + 1)}\t ${line}\n`);
  return yield* execution.print((to < from !== request.letters.includes('r') ? shown.reverse() : shown).join(''));
}

/** `fc -s old=new command` */
function* repeatTask(execution: Execution, { operands }: Request): Task<number> {
  const changes = operands.filter(operand => operand.includes('='));
  const lines = known(execution);
  const index = indexOf(lines, operands.slice(changes.length)[0] ?? '-1');
  let line = index === undefined ? undefined : lines[index];
  if (line === undefined) return yield* execution.complain('no command found');
  for (const change of changes) {
    const [before = '', after = ''] = change.split(/=(.*)/s);
    line = line.replaceAll(before, () => after);
  }
  return yield* runAgain(execution, line);
}

function* editTask(execution: Execution, request: Request): Task<number> {
  const { shell, sys } = execution;
  const lines = known(execution);
  const range = lines.length === 0 ? undefined : rangeOf(lines, request);
  if (!range) return yield* execution.complain('no command found');
  const [from, to] = range;
  const chosen = lines.slice(Math.min(from, to), Math.max(from, to) + 1);
  const editor = request.editor ?? shell.variables.get('FCEDIT') ?? shell.variables.get('EDITOR') ?? 'vi';
  const path = `/tmp/bash-fc.${String(sys.random.uint32())}`;
  try {
    const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o600 });
    yield* sys.write(fd, encodeUtf8(chosen.map(line => `${line}\n`).join('')));
    sys.close(fd);
    const status = yield* execution.runText(`${editor} ${path}`);
    if (status !== 0) return 1;
    const text = (yield* readFile(execution, path)).replace(/\n+$/, '');
    return yield* runEntries(execution, text === '' ? [] : historyEntries(execution, text));
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return yield* execution.complain(`${path}: cannot open temp file: ${error.message}`);
  } finally {
    if (sys.access(path, { read: true })) sys.unlink(path);
  }
}

function* runEntries(execution: Execution, entries: readonly string[]): Task<number> {
  const { shell } = execution;
  let status = 0;
  for (const [index, entry] of entries.entries()) {
    if (index > 0 && shell.interactive) shell.history.push(entry);
    status = yield* runAgain(execution, entry);
    if (shell.flow) break;
  }
  return status;
}

/** Shows the command, puts it into the history in place of `fc`, and runs it. */
function* runAgain(execution: Execution, text: string): Task<number> {
  const { shell } = execution;
  yield* execution.complainRaw(`${text}\n`);
  if (shell.interactive) shell.history[shell.history.length - 1] = text;
  shell.builtin = undefined;
  return yield* execution.runText(text);
}
