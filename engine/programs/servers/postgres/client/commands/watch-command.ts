import type { Task } from '../../../../../core/task.js';
import { strftime } from '../../../../time/strftime.js';
import { utc } from '../../../../time/calendar.js';
import type { Psql } from '../psql-shell.js';
import type { Command } from './command.js';
import { takeQuery } from './query-commands.js';

interface Rhythm {
  readonly seconds: number;
  readonly times: number;
}

/** `\watch [SECONDS]`, and from 16 on `i=SECONDS c=TIMES`; text: what is wrong. */
function rhythmOf(args: readonly string[], major: number): Rhythm | string {
  let rhythm: Rhythm = { seconds: 2, times: Infinity };
  for (const arg of args) {
    const [, name = 'i', value = ''] = /^(?:([a-z]+)=)?(.*)$/.exec(arg) ?? [];
    const number = Number(value);
    if (name === 'c' && major >= 16) {
      if (!Number.isInteger(number) || number <= 0) return `\\watch: incorrect iteration count "${value}"`;
      rhythm = { ...rhythm, times: number };
    } else if (value === '' || Number.isNaN(number) || number < 0) {
      if (major >= 16) return `\\watch: incorrect interval value "${value}"`;
      rhythm = { ...rhythm, seconds: 1 };
    } else rhythm = { ...rhythm, seconds: number };
  }
  return rhythm;
}

/** \watch: the statement again and again, until ^C. */
export const watch: Command = function* (shell, args) {
  const query = takeQuery(shell);
  const rhythm = rhythmOf(args, Number(shell.release.major));
  if (typeof rhythm === 'string') {
    yield* shell.complain(rhythm);
    return false;
  }
  if (query.trim() === '') {
    yield* shell.complain('\\watch cannot be used with an empty query');
    return false;
  }
  for (let i = 0; i < rhythm.times; i++) {
    if (i > 0 && (yield* interrupted(shell, rhythm.seconds))) break;
    const result = yield* shell.ask(query);
    if (!result) return false;
    yield* shell.show({ title: titleOf(shell, rhythm.seconds), ...result });
  }
  return true;
};

/** Waits for the next time; true when ^C came first. */
function* interrupted(shell: Psql, seconds: number): Task<boolean> {
  const { sys } = shell;
  yield* sys.sleep(seconds * 1000);
  let isInterrupt = false;
  for (let signal = sys.takeSignal(); signal; signal = sys.takeSignal()) isInterrupt ||= signal === 'SIGINT';
  if (isInterrupt) yield* shell.print('\n');
  return isInterrupt;
}

/** As `%c` in the language of the environment, of which English and none are known. */
function titleOf({ sys }: Psql, seconds: number): string {
  const language = ['LC_ALL', 'LC_TIME', 'LANG'].map(name => sys.env.get(name) ?? '').find(value => value !== '') ?? 'C';
  const format = language.startsWith('en_') ? '%a %d %b %Y %I:%M:%S %p %Z' : '%a %b %e %H:%M:%S %Y';
  return `${strftime(format, sys.clock.epochMsOf(sys.clock.now()), utc)} (every ${String(seconds)}s)\n`;
}
