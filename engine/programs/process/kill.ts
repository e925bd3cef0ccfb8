import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { parseSignal, signalNumbers, signalOf, type Signal } from '../../process/signals.js';
import type { Main, Sys } from '../../process/sys.js';
import type { Flavour } from '../flavour.js';
import { busyboxBanner } from '../flavour.js';
import { procps, versionText } from '../origins.js';
import { signalNames } from './ps-options.js';

const procpsUsage = `
Usage:
 kill [options] <pid> [...]

Options:
 <pid> [...]            send signal to every <pid> listed
 -<signal>, -s, --signal <signal>
                        specify the <signal> to be sent
 -q, --queue <value>    integer value to be sent with the signal
 -l, --list=[<signal>]  list all signal names, or convert one to a name
 -L, --table            list all signal names in a nice table

 -h, --help     display this help and exit
 -V, --version  output version information and exit

For more details see kill(1).
`;
const busyboxUsage = `${busyboxBanner}\n\nUsage: kill [-l] [-SIG] PID...\n\nSend a signal (default: TERM) to given PIDs\n`;

/** `kill` reads signals as options, so it has a parser of its own. */
function killMain(flavour: Flavour): Main {
  return function* (sys, argv, release) {
    const [first, ...rest] = argv.slice(1);
    if (first === undefined) return yield* complain(sys, flavour === 'gnu' ? procpsUsage : busyboxUsage, 1);
    if (first === '-l' || first === '--list') return yield* list(sys, flavour, rest, 'list');
    if (first === '-L' || first === '--table') return yield* list(sys, flavour, rest, 'table');
    if (flavour === 'gnu' && (first === '-V' || first === '--version'))
      return yield* print(sys, versionText(procps, 'kill', release) ?? '');
    if (first === '--help') return yield* print(sys, flavour === 'gnu' ? procpsUsage : busyboxUsage);
    const { signal, pids, bad } = readSignal(first, rest);
    const name = argv[0] ?? 'kill';
    if (bad !== undefined)
      return yield* complain(
        sys,
        flavour === 'gnu' ? `${name}: invalid argument ${bad}\n${procpsUsage}` : `kill: bad signal name '${bad}'\n`,
        1,
      );
    if (pids.length === 0) return yield* complain(sys, flavour === 'gnu' ? procpsUsage : 'kill: you need to specify whom to kill\n', 1);
    return yield* send(sys, flavour, name, signal, pids);
  };
}

export const kill: Main = killMain('gnu');
export const busyboxKill: Main = killMain('busybox');

function readSignal(
  first: string,
  rest: readonly string[],
): { readonly signal: Signal | 0; readonly pids: readonly string[]; readonly bad?: string } {
  const separate = first === '-s' || first === '-n' || first === '--signal';
  const text = separate
    ? (rest[0] ?? '')
    : first.startsWith('--signal=')
      ? first.slice(9)
      : /^-s./.test(first) && parseSignal(first.slice(1)) === undefined
        ? first.slice(2)
        : first.startsWith('-') && first !== '--'
          ? first.slice(1)
          : undefined;
  const pids = (separate ? rest.slice(1) : text === undefined && first !== '--' ? [first, ...rest] : rest).filter(word => word !== '--');
  if (text === undefined) return { signal: 'SIGTERM', pids };
  const signal = text === '0' ? 0 : parseSignal(text);
  return signal === undefined ? { signal: 0, pids, bad: text } : { signal, pids };
}

function* send(sys: Sys, flavour: Flavour, name: string, signal: Signal | 0, pids: readonly string[]): Task<number> {
  let status = 0;
  for (const pid of pids) {
    if (!/^-?\d+$/.test(pid)) {
      status = yield* complain(
        sys,
        flavour === 'gnu' ? `${name}: failed to parse argument: '${pid}'\n` : `kill: invalid number '${pid}'\n`,
        1,
      );
      continue;
    }
    try {
      sys.kill(Number(pid), signal);
    } catch (error) {
      if (!isErrno(error)) throw error;
      status = yield* complain(
        sys,
        flavour === 'gnu' ? `${name}: (${pid}): ${error.message}\n` : `kill: can't kill pid ${pid}: ${error.message}\n`,
        1,
      );
    }
  }
  return status;
}

function* list(sys: Sys, flavour: Flavour, words: readonly string[], form: 'list' | 'table'): Task<number> {
  if (words.length > 0) {
    for (const word of words) {
      const signal = /^\d+$/.test(word) ? signalOf(Number(word) & 0x7f) : parseSignal(word);
      if (!signal)
        return yield* complain(sys, flavour === 'gnu' ? `kill: unknown signal name ${word}\n` : `kill: unknown signal '${word}'\n`, 1);
      yield* print(sys, /^\d+$/.test(word) ? `${signal.slice(3)}\n` : `${String(signalNumbers[signal])}\n`);
    }
    return 0;
  }
  if (flavour === 'busybox') return yield* print(sys, names.map((name, i) => `${String(i + 1).padStart(2)}) ${name}\n`).join(''));
  if (form === 'table') return yield* print(sys, table());
  let line = '';
  const lines: string[] = [];
  for (const name of names) {
    if (line.length + name.length + 1 > 78) {
      lines.push(line);
      line = '';
    }
    line += line === '' ? name : ` ${name}`;
  }
  return yield* print(sys, `${[...lines, line].join('\n')}\n`);
}

/** Seven in a row, with their numbers. */
function table(): string {
  const cells = names.map((name, index) => `${String(index + 1).padStart(2)} ${name.padEnd(8)}`);
  return cells
    .map(
      (cell, index) =>
        cell.slice(0, index % 7 === 6 ? cell.trimEnd().length : cell.length) + (index % 7 === 6 || index === cells.length - 1 ? '\n' : ''),
    )
    .join('');
}

/** SIGIO has a second name, which these programs use. */
const names = signalNames.map(name => (name === 'IO' ? 'POLL' : name));

function* print(sys: Sys, text: string): Task<number> {
  yield* sys.write(1, encodeUtf8(text));
  return 0;
}

function* complain(sys: Sys, text: string, code: number): Task<number> {
  yield* sys.write(2, encodeUtf8(text));
  return code;
}
