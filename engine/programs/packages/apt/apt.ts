import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { WriteError } from '../../output.js';
import { aptCommands } from './commands.js';
import { SourcesError } from './sources.js';
import { formatUsage } from './usage.js';
import { AptUsageError, parseAptOptions, type AptOptions } from './options.js';
import { Apt, AptError } from './session.js';
import { aptStyles, type AptStyle } from './style.js';

/** Which of apt's programs it is. */
export type AptProgram = 'apt-get' | 'apt' | 'apt-cache' | 'apt-mark';

/** Every program of every release: `apt-get-1.0.1`, `apt-2.6.1` …, and plain names for the usual release. */
export const aptPrograms: ReadonlyMap<string, Main> = new Map(
  aptStyles.flatMap(style =>
    (['apt-get', 'apt', 'apt-cache', 'apt-mark'] as const).flatMap(program => {
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
  const apt = new Apt(sys, style, options, program);
  try {
    const status = yield* runCommand(apt, program);
    yield* apt.out.flush();
    return status;
  } catch (error) {
    if (error instanceof WriteError) return 100;
    if (error instanceof AptError) {
      for (const line of error.lines) yield* line.startsWith('N: ') ? apt.say('N', line.slice(3)) : apt.say('E', line);
      return 100;
    }
    if (error instanceof SourcesError) {
      yield* apt.say('E', error.message);
      yield* apt.say('E', 'The list of sources could not be read.');
      return 100;
    }
    if (!isErrno(error)) throw error;
    yield* apt.say('E', error.message);
    return 100;
  }
}

/** What the real ones have besides. */
const unsimulated: ReadonlySet<string> = new Set(
  'build-dep changelog dselect-upgrade edit-sources satisfy showsrc source dump stats unmet dotty'.split(' '),
);

function* runCommand(apt: Apt, program: AptProgram): Task<number> {
  const [word] = apt.options.words;
  if (apt.options.version) {
    yield* apt.out.line(apt.style.banner);
    return 0;
  }
  const commands = aptCommands[program];
  if (word === undefined || apt.options.help) {
    yield* apt.out.write(formatUsage(program, apt.style));
    return word === undefined && !apt.options.help ? 1 : 0;
  }
  if (program === 'apt' && !apt.out.isTerminal)
    yield* apt.complain('\nWARNING: apt does not have a stable CLI interface. Use with caution in scripts.\n\n');
  const command = Object.hasOwn(commands, word) ? commands[word] : undefined;
  if (!command && unsimulated.has(word)) {
    yield* apt.complain(`drydock: ${program} ${word} is not simulated\n`);
    return 100;
  }
  if (!command) throw new AptError(`Invalid operation ${word}`);
  return yield* command(apt);
}
