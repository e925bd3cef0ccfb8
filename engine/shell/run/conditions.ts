import { RE2JS } from 're2js';
import type { Task } from '../../core/task.js';
import { evaluateText, withoutQuotes } from '../expand/arithmetic.js';
import { shellLimits } from '../limits.js';
import { compilePattern } from '../pattern/pattern.js';
import { IndexedArray } from '../state/shell-array.js';
import { ShellError } from '../state/shell-error.js';
import type { Command, Conditional, Word } from '../syntax/ast.js';
import { compareTexts, testFile, testFiles } from '../builtins/test-operators.js';
import { ArithmeticError } from '../arithmetic/arithmetic-error.js';
import { arithmeticMessage } from '../dialect-messages.js';
import { elementOf } from '../expand/parameters.js';
import { withRedirects } from './branches.js';
import type { Execution, Outcome } from './execution.js';
import { afterDebugTrap, showCommand } from './debug-trap.js';
import { traceText } from './trace.js';

type ArithmeticCommand = Extract<Command, { kind: 'arithmetic' }>;
type ConditionalCommand = Extract<Command, { kind: 'conditional' }>;

/** `(( expression ))` */
export function runArithmeticCommand(execution: Execution, command: ArithmeticCommand): Outcome {
  execution.shell.line = command.line;
  if (showCommand(execution, command)) return afterDebugTrap(execution, () => runArithmetic(execution, command));
  return runArithmetic(execution, command);
}

function runArithmetic(execution: Execution, command: ArithmeticCommand): Outcome {
  if (command.redirects.length > 0) return withRedirects(execution, command, () => arithmeticTask(execution, command));
  if (!command.expression.pure || execution.shell.options.xtrace) return arithmeticTask(execution, command);
  try {
    return execution.expander.arithmeticPure(command.expression) === 0 ? 1 : 0;
  } catch (error) {
    return arithmeticFailure(execution, error, '((');
  }
}

function* arithmeticTask(execution: Execution, command: ArithmeticCommand): Task<number> {
  try {
    const status = (yield* tracedArithmetic(execution, command.expression)) === 0 ? 1 : 0;
    execution.shell.pipeStatus = [status];
    return status;
  } catch (error) {
    return yield* arithmeticFailure(execution, error, '((');
  }
}

/** The value of an expression, which `set -x` shows expanded. */
export function* tracedArithmetic(execution: Execution, expression: Word, show = (text: string) => text): Task<number | bigint> {
  const { shell, expander } = execution;
  if (!shell.options.xtrace) return yield* expander.arithmetic(expression);
  const text = yield* expander.string(expression);
  yield* traceText(execution, `(( ${show(text)} ))`);
  return evaluateText(shell, withoutQuotes(shell, text));
}

/** A wrong expression in `((`, `let` or `[[` fails that command only. */
export function arithmeticFailure(execution: Execution, error: unknown, label: string): Task<number> {
  if (error instanceof ArithmeticError) return execution.complain(`${label}: ${arithmeticMessage(error, execution.shell.dialect.name)}`, 1);
  if (error instanceof ShellError && error.scope === 'line') throw error;
  return execution.fail(error);
}

/** `[[ expression ]]` */
export function runConditionalCommand(execution: Execution, command: ConditionalCommand): Outcome {
  execution.shell.line = command.line;
  if (showCommand(execution, command)) return afterDebugTrap(execution, () => runConditional(execution, command));
  return runConditional(execution, command);
}

function runConditional(execution: Execution, command: ConditionalCommand): Outcome {
  if (command.redirects.length > 0) return withRedirects(execution, command, () => conditionalTask(execution, command));
  return conditionalTask(execution, command);
}

function* conditionalTask(execution: Execution, command: ConditionalCommand): Task<number> {
  try {
    const status = (yield* holds(execution, command.expression)) ? 0 : 1;
    execution.shell.pipeStatus = [status];
    return status;
  } catch (error) {
    if (error instanceof ArithmeticError) return yield* arithmeticFailure(execution, error, '[[');
    if (error instanceof ShellError && error.scope === 'command') {
      if (error.message !== '') yield* execution.complain(error.message);
      return error.status;
    }
    throw error;
  }
}

function* holds(execution: Execution, expression: Conditional, negation = ''): Task<boolean> {
  switch (expression.kind) {
    case 'not':
      return !(yield* holds(execution, expression.operand, '! '));
    case 'and':
      return (yield* holds(execution, expression.left)) && (yield* holds(execution, expression.right));
    case 'or':
      return (yield* holds(execution, expression.left)) || (yield* holds(execution, expression.right));
    case 'unary': {
      const operand = yield* execution.expander.string(expression.operand);
      if (execution.shell.options.xtrace) yield* traceText(execution, `[[ ${negation}${expression.operator} ${shownText(operand)} ]]`);
      return holdsUnary(execution, expression.operator, operand);
    }
    case 'binary':
      return yield* holdsBinary(execution, expression, negation);
  }
}

function holdsUnary(execution: Execution, operator: string, operand: string): boolean {
  const { shell, sys } = execution;
  switch (operator) {
    case '-n':
      return operand !== '';
    case '-z':
      return operand === '';
    case '-v':
      return isSet(execution, operand);
    case '-R':
      return shell.variables.isReference(operand);
    case '-o':
      return Object.entries(shell.options).some(([name, on]) => name === operand && on);
    default:
      return testFile(sys, operator, operand);
  }
}

/** `-v name` and `-v name[key]` */
export function isSet({ shell }: Execution, operand: string): boolean {
  const match = /^([A-Za-z_][A-Za-z0-9_]*)\[(.*)\]$/s.exec(operand);
  if (!match) return shell.variables.get(operand) !== undefined;
  const [, name = '', key = ''] = match;
  if (key === '@' || key === '*') return (shell.variables.find(name)?.array?.size ?? 0) > 0;
  return elementOf(shell, name, key) !== undefined;
}

function* holdsBinary(
  execution: Execution,
  { operator, left, right }: Extract<Conditional, { kind: 'binary' }>,
  negation: string,
): Task<boolean> {
  const { expander, shell, sys } = execution;
  const subject = yield* expander.string(left);
  if (shell.options.xtrace)
    yield* traceText(execution, `[[ ${negation}${shownText(subject)} ${operator} ${yield* shownOperand(execution, operator, right)} ]]`);
  switch (operator) {
    case '=':
    case '==':
    case '!=': {
      const nocase = shell.shopt.has('nocasematch');
      const text = yield* expander.pattern(right);
      const pattern = compilePattern(nocase ? text.toLowerCase() : text, { extended: true });
      return pattern.matches(nocase ? subject.toLowerCase() : subject) === (operator !== '!=');
    }
    case '=~':
      return matchRegex(execution, subject, yield* expander.regex(right));
    case '<':
      return compareTexts(subject, yield* expander.string(right)) < 0;
    case '>':
      return compareTexts(subject, yield* expander.string(right)) > 0;
    case '-nt':
    case '-ot':
    case '-ef':
      return testFiles(sys, operator, subject, yield* expander.string(right));
    default:
      return compareNumbers(execution, operator, subject, yield* expander.string(right));
  }
}

function shownText(text: string): string {
  return text === '' ? "''" : text;
}

/** The right side as `set -x` shows it: patterns as they are. */
function* shownOperand({ expander }: Execution, operator: string, right: Word): Task<string> {
  if (operator === '=~') return yield* expander.regex(right);
  const isPattern = operator === '=' || operator === '==' || operator === '!=';
  return shownText(isPattern ? yield* expander.pattern(right, backslashed) : yield* expander.string(right));
}

/** As bash shows what was quoted in a pattern. */
function backslashed(text: string): string {
  return text.replace(/[^]/gu, '\\$&');
}

function compareNumbers({ shell }: Execution, operator: string, left: string, right: string): boolean {
  const a = evaluateText(shell, left);
  const b = evaluateText(shell, right);
  switch (operator) {
    case '-eq':
      return a === b;
    case '-ne':
      return a !== b;
    case '-lt':
      return a < b;
    case '-le':
      return a <= b;
    case '-gt':
      return a > b;
    default:
      return a >= b;
  }
}

const compiledRegexes = new Map<string, RE2JS>();

/** `=~`, with the groups left in BASH_REMATCH. */
function matchRegex({ shell }: Execution, subject: string, expression: string): boolean {
  const matcher = compileRegex(expression, shell.shopt.has('nocasematch')).matcher(subject);
  const found = matcher.find();
  const groups = new IndexedArray();
  if (found) {
    for (let group = 0; group <= matcher.groupCount(); group++) groups.set(group, matcher.group(group) ?? '');
  }
  shell.variables.setArray('BASH_REMATCH', groups);
  return found;
}

/** Whether an expression is found in a text. */
export function searchRegex(expression: string, subject: string): boolean {
  return compileRegex(expression, false).matcher(subject).find();
}

/** A POSIX extended expression as RE2 writes it; they differ in backslashes before letters and in brackets. */
function compileRegex(expression: string, ignoreCase: boolean): RE2JS {
  const key = `${ignoreCase ? 'i' : 'c'}${expression}`;
  const known = compiledRegexes.get(key);
  if (known) return known;
  let compiled: RE2JS;
  try {
    compiled = RE2JS.compile(translateBrackets(expression), RE2JS.DOTALL | RE2JS.LONGEST_MATCH | (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0));
  } catch {
    // Whatever the library throws, the expression is what is wrong; bash says nothing and gives 2.
    throw new ShellError('', { status: 2, scope: 'command' });
  }
  if (compiledRegexes.size >= shellLimits.cachedTexts) compiledRegexes.clear();
  compiledRegexes.set(key, compiled);
  return compiled;
}

/** In a POSIX bracket expression a backslash and a `[` stand for themselves. */
function translateBrackets(expression: string): string {
  let result = '';
  for (let at = 0; at < expression.length; at++) {
    const character = expression[at] ?? '';
    if (character === '\\') {
      const next = expression[++at] ?? '';
      result += /[A-Za-z0-9]/.test(next) && !'wWsSbB'.includes(next) ? next : `\\${next}`;
    } else if (character === '[') {
      const end = bracketEnd(expression, at);
      if (end < 0) return expression;
      result += translateBracket(expression.slice(at, end + 1));
      at = end;
    } else result += character;
  }
  return result;
}

function bracketEnd(expression: string, start: number): number {
  let at = start + 1;
  if (expression[at] === '^') at++;
  if (expression[at] === ']') at++;
  for (; at < expression.length; at++) {
    if (expression[at] === ']') return at;
    if (expression[at] === '[' && ':.='.includes(expression[at + 1] ?? ' ')) {
      const close = expression.indexOf(`${expression[at + 1] ?? ''}]`, at + 2);
      if (close > 0) at = close + 1;
    }
  }
  return -1;
}

function translateBracket(bracket: string): string {
  return bracket.replace(/\[:\w+:\]|\\|(?!^)\[|(?<=^\[\^?)\]/g, found => (found.startsWith('[:') ? found : `\\${found}`));
}
