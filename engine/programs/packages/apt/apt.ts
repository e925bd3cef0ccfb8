import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { WriteError } from '../../output.js';
import { aptCommands, type AptCommand } from './commands.js';
import { AptUsageError, parseAptOptions, type AptOptions } from './options.js';
import { Apt, AptError } from './session.js';
import { aptStyles, type AptStyle } from './style.js';

/** Which of apt's programs it is. */
type AptProgram = 'apt-get' | 'apt' | 'apt-cache';

/** Every program of every release: `apt-get-1.0.1`, `apt-2.6.1` …, and plain names for the usual release. */
export const aptPrograms: ReadonlyMap<string, Main> = new Map(
  aptStyles.flatMap(style =>
    (['apt-get', 'apt', 'apt-cache'] as const).flatMap(program => {
      const main: Main = (sys, argv) => run(sys, argv, program, style);
      const id = [`${program}-${style.number}`, main] as const;
      return style.number === '2.6.1' ? [id, [program, main] as const] : [id];
    }),
  ),
);

function* run(sys: Sys, argv: readonly string[], program: AptProgram, style: AptStyle): Task<number> {
  let options: AptOptions;
  try {
    options = parseAptOptions(argv.slice(1));
  } catch (error) {
    if (!(error instanceof AptUsageError)) throw error;
    yield* sys.write(2, encodeUtf8(error.message.startsWith('drydock') ? `${error.message}\n` : `E: ${error.message}\n`));
    return 100;
  }
  const apt = new Apt(sys, style, options);
  try {
    const status = yield* runCommand(apt, program);
    yield* apt.out.flush();
    return status;
  } catch (error) {
    if (error instanceof WriteError) return 100;
    if (error instanceof AptError) {
      yield* apt.complain(error.lines.map(line => `E: ${line}\n`).join(''));
      return 100;
    }
    if (!isErrno(error)) throw error;
    yield* apt.complain(`E: ${error.message}\n`);
    return 100;
  }
}

/** What the real ones have besides. */
const unsimulated: ReadonlySet<string> = new Set(
  'build-dep changelog depends dselect-upgrade edit-sources moo pkgnames rdepends reinstall satisfy showsrc source'.split(' '),
);

function* runCommand(apt: Apt, program: AptProgram): Task<number> {
  const [word] = apt.options.words;
  if (apt.options.version) {
    yield* apt.out.line(apt.style.banner);
    return 0;
  }
  const commands = aptCommands[program];
  if (word === undefined || apt.options.help) {
    yield* apt.out.write(formatUsage(program, apt.style, commands));
    return word === undefined && !apt.options.help ? 1 : 0;
  }
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command && unsimulated.has(word)) {
    yield* apt.complain(`drydock: ${program} ${word} is not simulated\n`);
    return 100;
  }
  if (!command) throw new AptError(`Invalid operation ${word}`);
  if (program === 'apt' && !apt.out.isTerminal)
    yield* apt.complain('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  return yield* command.run(apt);
}

function formatUsage(program: AptProgram, { banner }: AptStyle, commands: Readonly<Record<string, AptCommand>>): string {
  const rows = Object.entries(commands).flatMap(([name, { about }]) => (about === '' ? [] : [`  ${name} - ${about}\n`]));
  return `${banner}\nUsage: ${program} [options] command\n\nMost used commands:\n${rows.join('')}`;
}
