import { isName } from '../state/variable-names.js';
import type { Task } from '../../core/task.js';
import { evaluateText } from '../expand/arithmetic.js';
import { assignElement } from '../expand/assign.js';
import { quoteSingle } from '../expand/operations.js';
import { IndexedArray } from '../state/shell-array.js';
import { toShellError } from '../dialect-messages.js';
import { invalidOption } from './help.js';
import type { Builtin, Execution } from '../run/execution.js';
import { arithmeticFailure } from '../run/conditions.js';
import { readUntil } from '../run/read-line.js';

/** `let` */
export const letBuiltin: Builtin = {
  run: (execution, args) => {
    if (args.length === 0) return execution.complain('expression expected');
    const { shell } = execution;
    let value: number | bigint = 0;
    try {
      for (const arg of args) value = evaluateText(shell, arg);
    } catch (error) {
      if (shell.dialect.name !== 'bash') return complainLet(execution, error);
      shell.builtin = undefined;
      return arithmeticFailure(execution, error, 'let');
    }
    return value === 0 ? 1 : 0;
  },
};

/** ash's `let` fails without ending the shell. */
function complainLet(execution: Execution, error: unknown): Task<number> {
  const known = toShellError(error, execution.shell.dialect);
  if (!known) throw error;
  return execution.complain(known.message, 2);
}

/** `caller` */
export const caller: Builtin = {
  run: (execution, [level]) => {
    const { frames, sourceName } = execution.shell;
    const frame = frames.at(-1 - Number(level ?? 0));
    if (!frame) return 1;
    const outer = frames.at(-2 - Number(level ?? 0));
    const name = outer?.name ?? 'main';
    return execution.print(
      level === undefined
        ? `${String(frame.line)} ${outer?.file ?? 'NULL'}\n`
        : `${String(frame.line)} ${name} ${outer?.file ?? sourceName}\n`,
    );
  },
};

/** `mapfile` and `readarray` */
export const mapfile: Builtin = { run: (execution, args) => mapfileTask(execution, args) };

/** What the numbers of options are called when they are none. */
const numbers: Readonly<Record<string, string>> = {
  '-n': 'invalid line count',
  '-s': 'invalid line count',
  '-O': 'invalid array origin',
  '-u': 'invalid file descriptor specification',
  '-c': 'invalid callback quantum',
};

function* mapfileTask(execution: Execution, args: readonly string[]): Task<number> {
  const { shell, sys } = execution;
  let strip = false;
  let delimiter = 10;
  let count = Infinity;
  let skip = 0;
  let origin: number | undefined;
  let fd = 0;
  let callback: string | undefined;
  let quantum = 5000;
  let at = 0;
  const wrongNumber: (readonly [what: string, text: string])[] = [];
  for (; /^-./.test(args[at] ?? ''); at++) {
    const option = args[at] ?? '';
    if (option === '-t') strip = true;
    else {
      const value = option.length > 2 ? option.slice(2) : (args[++at] ?? '');
      const what = numbers[option.slice(0, 2)];
      if (what !== undefined) wrongNumber.push([what, value]);
      if (option.startsWith('-d')) delimiter = value.charCodeAt(0) || 0;
      else if (option.startsWith('-n')) count = Number(value) || Infinity;
      else if (option.startsWith('-s')) skip = Number(value);
      else if (option.startsWith('-O')) origin = Number(value);
      else if (option.startsWith('-u')) fd = Number(value);
      else if (option.startsWith('-C')) callback = value;
      else if (option.startsWith('-c')) quantum = Number(value) || 5000;
      else return yield* invalidOption(execution, option.slice(0, 2));
    }
  }
  const name = args[at] ?? 'MAPFILE';
  const wrong = wrongNumber.find(([what, text]) => !/^\d+$/.test(text) || (what === 'invalid callback quantum' && Number(text) === 0));
  if (wrong) return yield* execution.complain(`${wrong[1]}: ${wrong[0]}`);
  if (!sys.isOpen(fd)) return yield* execution.complain(`${String(fd)}: invalid file descriptor: Bad file descriptor`);
  if (!isName(name)) return yield* execution.complain(`\`${name}': not a valid identifier`);
  if (shell.variables.find(name)?.array?.kind === 'associative') return yield* execution.complain(`${name}: not an indexed array`);
  if (origin === undefined) shell.variables.setArray(name, new IndexedArray());
  let index = origin ?? 0;
  for (let line = 0; ; line++) {
    if (index - (origin ?? 0) >= count) return 0;
    const record = yield* readUntil(sys, fd, delimiter);
    if (!record) return 0;
    if (line < skip) continue;
    const element = record.text + (strip || record.ended ? '' : String.fromCharCode(delimiter));
    if (callback !== undefined && (index - (origin ?? 0) + 1) % quantum === 0)
      yield* execution.runText(`${callback} ${String(index)} ${quoteSingle(element)}`);
    assignElement(shell, name, String(index++), element);
    if (execution.mustTick()) yield* sys.tick();
  }
}
