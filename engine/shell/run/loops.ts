import { largestOf } from '../../core/extremes.js';
import { ArithmeticError } from '../arithmetic/arithmetic-error.js';
import { arithmeticFailure, tracedArithmetic } from './conditions.js';
import { textWidth } from '../../core/character-width.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { commandText, wordText } from '../syntax/command-text.js';
import type { Command, ForCommand, List, LoopCommand, Word } from '../syntax/ast.js';
import { withRedirects, type Redirected } from './branches.js';
import { debugTrap, isLeft, showCommand } from './debug-trap.js';
import type { Execution, Outcome } from './execution.js';
import { traceText } from './trace.js';
import { readLine } from './read-line.js';

type ArithmeticFor = Extract<Command, { kind: 'arithmetic-for' }>;
type Select = Extract<Command, { kind: 'select' }>;

export function runLoop(execution: Execution, command: LoopCommand): Outcome {
  return looping(execution, command, () => loopTask(execution, command));
}

export function runFor(execution: Execution, command: ForCommand): Outcome {
  return looping(execution, command, () => forTask(execution, command));
}

export function runArithmeticFor(execution: Execution, command: ArithmeticFor): Outcome {
  return looping(execution, command, () => arithmeticForTask(execution, command));
}

export function runSelect(execution: Execution, command: Select): Outcome {
  return looping(execution, command, () => selectTask(execution, command));
}

function looping(execution: Execution, command: Redirected, run: () => Outcome): Outcome {
  return command.redirects.length > 0 ? withRedirects(execution, command, run) : run();
}

function* loopTask(execution: Execution, command: LoopCommand): Task<number> {
  const { shell } = execution;
  let status = 0;
  shell.loops++;
  try {
    for (;;) {
      shell.conditions++;
      const test = execution.runList(command.test);
      const tested = typeof test === 'number' ? test : yield* test;
      shell.conditions--;
      if (shell.flow ? endsTurn(execution) : (tested !== 0) !== command.until) return status;
      const turn = execution.runList(command.body);
      status = typeof turn === 'number' ? turn : yield* turn;
      if (shell.flow && endsTurn(execution)) return status;
      if (execution.mustTick()) yield* pause(execution);
    }
  } finally {
    shell.loops--;
  }
}

/** Lets others run, and hears of signals that came meanwhile. */
function* pause(execution: Execution): Task<void> {
  yield* execution.sys.tick();
  if (execution.traps.active) yield* execution.handleSignals();
}

/** What `break`, `continue` and all else that changes the flow mean for the innermost loop: true ends it. */
function endsTurn({ shell }: Execution): boolean {
  const { flow } = shell;
  if (flow?.kind !== 'break' && flow?.kind !== 'continue') return flow !== undefined;
  if (flow.levels > 1) {
    flow.levels--;
    return true;
  }
  shell.flow = undefined;
  return flow.kind === 'break';
}

function* forTask(execution: Execution, command: ForCommand): Task<number> {
  const { shell } = execution;
  shell.line = command.line;
  if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(command.variable))
    return yield* execution.complain(`\`${command.variable}': not a valid identifier`);
  const words = yield* wordsOf(execution, command.words);
  const bash = shell.dialect.name === 'bash';
  let status = 0;
  shell.loops++;
  try {
    for (const word of words) {
      shell.line = command.line;
      if (showCommand(execution, command)) yield* debugTrap(execution);
      if (isLeft(execution)) return shell.status;
      if (shell.options.xtrace && bash)
        yield* traceText(execution, `for ${command.variable} in ${(command.words ?? []).map(wordText).join(' ')}`);
      if (bash && shell.variables.find(command.variable)?.readonly)
        return yield* execution.complain(`${command.variable}: readonly variable`);
      shell.variables.set(command.variable, word);
      const turn = execution.runList(command.body);
      status = typeof turn === 'number' ? turn : yield* turn;
      if (shell.flow && endsTurn(execution)) return status;
      if (execution.mustTick()) {
        yield* pause(execution);
        if (shell.flow && endsTurn(execution)) return status;
      }
    }
  } finally {
    shell.loops--;
  }
  return status;
}

function* wordsOf(execution: Execution, words: ForCommand['words']): Task<readonly string[]> {
  if (!words) return execution.shell.positional;
  const fields: string[] = [];
  for (const word of words) yield* execution.expander.fields(word, fields);
  return fields;
}

function* arithmeticForTask(execution: Execution, command: ArithmeticFor): Task<number> {
  const { shell } = execution;
  let status = 0;
  shell.line = command.line;
  shell.loops++;
  try {
    if ((yield* traced(execution, command.start)) === 'wrong') return 1;
    for (;;) {
      const test = yield* traced(execution, command.test);
      if (test === 'wrong') return 1;
      if (test === 0) break;
      const turn = execution.runList(command.body);
      status = typeof turn === 'number' ? turn : yield* turn;
      if (shell.flow && endsTurn(execution)) return status;
      if ((yield* traced(execution, command.step)) === 'wrong') return 1;
      if (execution.mustTick()) {
        yield* pause(execution);
        if (shell.flow && endsTurn(execution)) return status;
      }
    }
  } finally {
    shell.loops--;
  }
  return status;
}

/** One of the three expressions; a wrong one is told, and ends the loop. */
function* traced(execution: Execution, expression: Word): Task<number | bigint | 'wrong'> {
  const text = expression.source.trim();
  if (text === '') return 1;
  if (showCommand(execution, `((${text}))`)) yield* debugTrap(execution);
  if (isLeft(execution)) return 'wrong';
  try {
    return yield* tracedArithmetic(execution, expression, shown => shown.trimStart());
  } catch (error) {
    if (!(error instanceof ArithmeticError)) throw error;
    yield* arithmeticFailure(execution, error, '((');
    return 'wrong';
  }
}

function* selectTask(execution: Execution, command: Select): Task<number> {
  const { shell } = execution;
  const debugged = showCommand(execution, command);
  if (shell.options.xtrace) yield* traceText(execution, commandText(command));
  if (debugged) yield* debugTrap(execution);
  const words = yield* wordsOf(execution, command.words);
  if (words.length === 0) return 0;
  let status = 0;
  let showMenu = true;
  shell.loops++;
  try {
    for (;;) {
      if (showMenu) yield* showError(execution, menu(words, Number(shell.variables.get('COLUMNS') ?? '80')));
      yield* showError(execution, shell.variables.get('PS3') ?? '#? ');
      const line = yield* readLine(execution.sys, 0);
      if (line === undefined) {
        yield* execution.print('\n');
        return 1;
      }
      shell.variables.set('REPLY', line);
      showMenu = line === '';
      if (showMenu) continue;
      shell.variables.set(command.variable, words[Number(line) - 1] ?? '');
      status = yield* turnOf(execution, command.body);
      if (shell.flow && endsTurn(execution)) return status;
      if (execution.mustTick()) yield* pause(execution);
    }
  } finally {
    shell.loops--;
  }
}

function* turnOf(execution: Execution, body: List): Task<number> {
  const outcome = execution.runList(body);
  return typeof outcome === 'number' ? outcome : yield* outcome;
}

/** The words in columns, as many as fit into the width of the terminal; one below the other when they are few. */
function menu(words: readonly string[], columns: number): string {
  const digits = String(words.length).length;
  const longest = largestOf(words.map(textWidth)) + digits + 2;
  const cell = longest + 2;
  const most = Math.max(1, Math.floor(columns / cell));
  const tall = Math.ceil(words.length / most);
  const across = Math.ceil(words.length / tall);
  const rows = tall === 1 ? across : tall;
  const count = tall === 1 ? 1 : across;
  const width = count > 1 ? digits : String(words.length).length;
  return Array.from({ length: rows }, (_, row) => {
    let line = '';
    let at = 0;
    for (let index = row; index < words.length; index += rows) {
      const label = `${String(index + 1).padStart(index < rows ? String(Math.min(rows, words.length)).length : width)}) ${words[index] ?? ''}`;
      line += label;
      at += textWidth(label);
      if (index + rows >= words.length) break;
      const end = (Math.floor(index / rows) + 1) * cell;
      for (; at < end; at = Math.floor(at / 8) * 8 + 8 <= end ? Math.floor(at / 8) * 8 + 8 : at + 1)
        line += Math.floor(at / 8) * 8 + 8 <= end && end - at > 1 ? '\t' : ' ';
      at = end;
    }
    return `${line}\n`;
  }).join('');
}

function* showError({ sys }: Execution, text: string): Task<void> {
  yield* sys.write(2, encodeUtf8(text));
}
