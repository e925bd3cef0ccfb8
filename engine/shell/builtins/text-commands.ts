import type { Task } from '../../core/task.js';
import type { Builtin, Execution } from '../run/execution.js';
import { isName } from '../state/variable-names.js';
import { compilePattern } from '../pattern/pattern.js';
import { isSet, searchRegex } from '../run/conditions.js';
import { assignElement } from '../expand/assign.js';
import { formatPrintf, type PrintfComplaint } from './printf.js';
import { formatTime } from './time-format.js';
import { evaluateTest, TestError, type TestExtras } from './test.js';

export const printf: Builtin = {
  run: (execution, args) => {
    const bash = execution.shell.dialect.name === 'bash';
    const variable = bash && args[0] === '-v' ? args[1] : undefined;
    const rest = args.slice(variable === undefined ? 0 : 2);
    const operands = rest[0] === '--' ? rest.slice(1) : rest;
    const [format] = operands;
    if (format === undefined) return usage(execution);
    if (variable !== undefined && !isName(variable.replace(/\[.*\]$/s, '')))
      return execution.complain(`\`${variable}': not a valid identifier`, 2);
    return printfTask(execution, format, operands.slice(1), variable);
  },
};

function usage(execution: Execution): Task<number> {
  switch (execution.shell.dialect.name) {
    case 'bash':
      return rawStatus(execution, 'printf: usage: printf [-v var] format [arguments]\n', 2);
    case 'dash':
      return execution.complain('usage: printf format [arg ...]', 2);
    case 'ash':
      return rawStatus(execution, `${execution.shell.applet}: usage: printf FORMAT [ARGUMENT...]\n`, 2);
  }
}

/** Writes a line to stderr as it is. */
export function* rawStatus(execution: Execution, text: string, status: number): Task<number> {
  yield* execution.complainRaw(text);
  return status;
}

function* printfTask(execution: Execution, format: string, args: readonly string[], variable: string | undefined): Task<number> {
  const { shell } = execution;
  const dialect = shell.dialect.name;
  const { output, complaints } = formatPrintf(format, args, {
    quoting: dialect === 'bash',
    hex: dialect !== 'dash',
    emptyIsWrong: dialect === 'ash',
    ...(dialect === 'bash' ? { time: (text: string, moment: bigint) => timeOf(execution, text, moment) } : {}),
  });
  let printed = 0;
  for (const complaint of complaints) {
    // bash's output is buffered by lines: what stood before the message is there already.
    // ash flushes all of it.
    const lines = dialect === 'ash' ? (complaint.after ?? 0) : output.lastIndexOf('\n', (complaint.after ?? 0) - 1) + 1;
    const end = dialect !== 'dash' && variable === undefined ? lines : 0;
    if (end > printed && (complaint.after ?? 0) > 0) yield* execution.print(output.slice(printed, end));
    printed = Math.max(printed, (complaint.after ?? 0) > 0 ? end : 0);
    yield* complainPrintf(execution, complaint);
  }
  if (variable === undefined) {
    const status = output.length === printed ? 0 : yield* execution.print(output.slice(printed));
    if (status !== 0) return status;
  } else {
    const [, name = variable, key] = /^([^[]+)\[(.*)\]$/s.exec(variable) ?? [];
    assignElement(shell, name, key, output);
  }
  if (complaints.every(({ kind }) => kind === 'range' && dialect === 'bash')) return 0;
  return dialect === 'dash' && complaints.some(({ kind }) => kind === 'directive' || kind === 'missing') ? 2 : 1;
}

/** The end of the last year that 32 bits can count, about. */
const LAST_SECOND = 6.7e16;

/** `%(…)T`: a Unix time, -1 for now, -2 for when the shell began. */
function timeOf({ shell, sys }: Execution, format: string, moment: bigint): string {
  // Where localtime(3) has no year for a number, bash shows the first second of all.
  const seconds = Math.abs(Number(moment)) > LAST_SECOND ? 0 : Number(moment);
  const epochMs =
    seconds === -1 ? sys.clock.epochMsOf(sys.clock.now()) : seconds === -2 ? sys.clock.epochMsOf(shell.startedAt) : seconds * 1000;
  return formatTime(format === '' ? '%X' : format, epochMs);
}

/** What bash takes a wrong number for. */
function numeralKind(text: string): string {
  return /^0\d/.test(text) ? 'octal ' : text.startsWith('0x') ? 'hex ' : '';
}

function* complainPrintf(execution: Execution, { kind, text }: PrintfComplaint): Task<void> {
  const { dialect } = execution.shell;
  const messages: Readonly<Record<PrintfComplaint['kind'], string>> =
    dialect.name === 'bash'
      ? {
          number: `${text}: invalid ${numeralKind(text)}number`,
          incomplete: `${text}: invalid ${numeralKind(text)}number`,
          directive: `\`${text}': invalid format character`,
          missing: `\`${text}': missing format character`,
          range: `warning: ${text}: Numerical result out of range`,
        }
      : dialect.name === 'dash'
        ? {
            number: `${text}: expected numeric value`,
            incomplete: `${text}: not completely converted`,
            directive: `${text}: invalid directive`,
            missing: 'missing format character',
            range: `${text}: Numerical result out of range`,
          }
        : {
            number: `invalid number '${text}'`,
            incomplete: `invalid number '${text}'`,
            directive: `${text}: invalid format`,
            missing: `${text}: invalid format`,
            range: `${text}: Numerical result out of range`,
          };
  if (dialect.name === 'ash') yield* execution.complainRaw(`${execution.shell.applet}: ${messages[kind]}\n`);
  else yield* execution.complain(messages[kind]);
}

export const test: Builtin = { run: (execution, args, { name }) => runTest(execution, args, name) };

/** `[ … ]` */
export const bracket: Builtin = {
  run: (execution, args, { name }) => {
    const close = name === '[[' ? ']]' : ']';
    if (args.at(-1) === close) return runTest(execution, args.slice(0, -1), name);
    return complainTest(execution, { bash: `missing \`${close}'`, dash: `missing ${close}`, ash: `missing ${close}` });
  },
};

function runTest(execution: Execution, args: readonly string[], name: string): number | Task<number> {
  const { shell, sys } = execution;
  try {
    return evaluateTest(
      args,
      sys,
      name === '[['
        ? conditionalTests
        : shell.dialect.name !== 'bash'
          ? strictTests
          : /^-[vo]$/.test(args.at(-2) ?? '')
            ? bashTests(execution)
            : plainTests,
    )
      ? 0
      : 1;
  } catch (error) {
    if (!(error instanceof TestError)) throw error;
    return complainTest(execution, testMessages(error, name));
  }
}

const strictTests: TestExtras = { strictTimes: true };

/** ash's `[[`: the right side is a pattern, quoted or not. */
const conditionalTests: TestExtras = {
  strictTimes: true,
  conditional: (operator, left, right) => {
    if (operator === '=~') return searchRegex(right, left);
    return compilePattern(right).matches(left) === (operator !== '!=');
  },
};
const plainTests: TestExtras = {};

/** Tests that ask the shell itself. */
function bashTests(execution: Execution): TestExtras {
  const { options } = execution.shell;
  return {
    isSet: variable => isSet(execution, variable),
    isOptionOn: option => Object.entries(options).some(([known, on]) => known === option && on),
  };
}

interface ByDialect {
  readonly bash: string;
  readonly dash: string;
  readonly ash: string;
}

function testMessages({ fault, token, first }: TestError, name: string): ByDialect {
  switch (fault) {
    case 'not-a-number':
      return { bash: `${token}: integer expression expected`, dash: `Illegal number: ${token}`, ash: `${token}: bad number` };
    case 'operator':
      return { bash: `${token}: binary operator expected`, dash: `${first}: unexpected operator`, ash: `${token}: unknown operand` };
    case 'unary':
      return { bash: `${token}: unary operator expected`, dash: `${token}: unexpected operator`, ash: `${first}: unknown operand` };
    case 'half':
      return { bash: `${token}: unary operator expected`, dash: `${first}: argument expected`, ash: `${first}: argument expected` };
    case 'too-many':
      return { bash: 'too many arguments', dash: `${first}: unexpected operator`, ash: `${token}: unknown operand` };
    case 'parenthesis':
      return { bash: "`)' expected", dash: 'closing paren expected', ash: 'closing paren expected' };
    case 'missing':
    case 'operand':
      return { bash: 'argument expected', dash: 'argument expected', ash: `${name}: argument expected` };
  }
}

function* complainTest(execution: Execution, messages: ByDialect): Task<number> {
  const { shell } = execution;
  const message = messages[shell.dialect.name];
  // ash's test is an applet inside the shell: it names the shell only.
  if (shell.dialect.name === 'ash') return yield* rawStatus(execution, `${shell.applet}: ${message}\n`, 2);
  return yield* execution.complain(message, 2);
}
