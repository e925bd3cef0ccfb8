import { Errno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { expandHistory } from '../interactive/history-expansion.js';
import { historyFile } from '../interactive/history-file.js';
import { shellLimits } from '../limits.js';
import type { Builtin, Execution, Outcome } from '../run/execution.js';
import { readFile } from './evaluation.js';
import { invalidOption } from './help.js';

/** `history` */
export const history: Builtin = {
  run: (execution, args): Outcome => {
    const { shell } = execution;
    const [first = '', ...rest] = args;
    switch (first) {
      case '-c':
        shell.history.length = 0;
        shell.unsavedHistory = [];
        return 0;
      case '-s':
        if (rest.length > 0) shell.history.push(rest.join(' '));
        return 0;
      case '-d':
        return deleteEntries(execution, rest[0]);
      case '-p':
        return printExpanded(execution, rest);
      case '-a':
      case '-n':
      case '-r':
      case '-w':
        return exchange(execution, first, rest[0]);
    }
    if (/^-[^0-9]/.test(first) && shell.dialect.name === 'bash') return invalidOption(execution, first.slice(0, 2));
    const count = first === '' ? shell.history.length : Number(first);
    if (Number.isNaN(count)) return execution.complain(`${first}: numeric argument required`);
    return execution.print(listing(execution, Math.max(0, count)));
  },
};

function listing({ shell }: Execution, count: number): string {
  const start = Math.max(0, shell.history.length - count);
  const bash = shell.dialect.name === 'bash';
  return shell.history
    .slice(start)
    .map((line, index) => (bash ? `${String(start + index + 1).padStart(5)}  ${line}\n` : `${String(start + index).padStart(4)} ${line}\n`))
    .join('');
}

/** `-d n`, `-d -n` from the end, `-d n-m` */
function deleteEntries(execution: Execution, text: string | undefined): Outcome {
  const list = execution.shell.history;
  if (text === undefined) return execution.complain('-d: option requires an argument', 2);
  const range = /^(-?\d+)(?:-(-?\d+))?$/.exec(text);
  const at = (offset: string): number => (offset.startsWith('-') ? list.length + Number(offset) : Number(offset) - 1);
  const from = range ? at(range[1] ?? '') : -1;
  const to = range?.[2] === undefined ? from : at(range[2]);
  if (list[from] === undefined || list[to] === undefined || to < from) return execution.complain(`${text}: history position out of range`);
  list.splice(from, to - from + 1);
  return 0;
}

function* printExpanded(execution: Execution, words: readonly string[]): Task<number> {
  for (const word of words) {
    const expanded = expandHistory(word, execution.shell.history);
    if ('missing' in expanded) return yield* execution.complain(`${expanded.missing}: history expansion failed`);
    yield* execution.print(`${expanded.text}\n`);
  }
  return 0;
}

/** `-a`, `-n`, `-r` and `-w`: between memory and file. */
function* exchange(execution: Execution, option: string, file: string | undefined): Task<number> {
  const { shell, sys } = execution;
  const path = file ?? historyFile(shell);
  if (path === undefined) return 0;
  try {
    if (option === '-a' || option === '-w') {
      const lines = option === '-a' ? shell.unsavedHistory : shell.history;
      const fd = sys.open(path, { write: true, create: true, mode: 0o600, ...(option === '-a' ? { append: true } : { truncate: true }) });
      yield* sys.write(fd, encodeUtf8(lines.map(line => `${line}\n`).join('')));
      sys.close(fd);
      shell.unsavedHistory = [];
      return 0;
    }
    const lines = (yield* readFile(execution, path)).split('\n').filter(line => line !== '');
    const known = new Set(option === '-n' ? shell.history : []);
    shell.history.push(...lines.filter(line => !known.has(line)).slice(-shellLimits.history));
    return 0;
  } catch (error) {
    if (!(error instanceof Errno)) throw error;
    return yield* execution.complain(`${path}: cannot ${option === '-r' || option === '-n' ? 'read' : 'create'}: ${error.message}`);
  }
}
