import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { WriteError } from '../../output.js';
import { yumCommands } from './commands.js';
import { parseYumOptions, YumUsageError, type YumOptions } from './options.js';
import { Yum, YumError } from './session.js';

/** yum 3.4.3 of CentOS 7. */
export const yum: Main = function* (sys, argv) {
  let options: YumOptions;
  try {
    options = parseYumOptions(argv.slice(1));
  } catch (error) {
    if (!(error instanceof YumUsageError)) throw error;
    const isOurs = error.message.startsWith('drydock: ');
    yield* sys.write(2, encodeUtf8(isOurs ? `${error.message}\n` : `${usage}\n\n${error.message}\n`));
    return 1;
  }
  const session = new Yum(sys, options);
  try {
    const code = yield* run(session);
    yield* session.out.flush();
    return code;
  } catch (error) {
    if (error instanceof WriteError) return 1;
    if (!(error instanceof YumError) && !isErrno(error)) throw error;
    yield* session.complain(`${error instanceof YumError ? error.message : `Error: ${error.message}`}\n`);
    return 1;
  }
};

/** What the real one has besides. */
const unsimulated: ReadonlySet<string> = new Set(
  'autoremove check deplist distribution-synchronization distro-sync downgrade fs fssnapshot groupinfo groupinstall grouplist groupremove groups groupupdate help history install-n install-na install-nevra langavailable langinfo langinstall langlist langremove load-transaction localinstall localupdate reinstall remove-n repo-pkgs repoinfo resolvedep shell swap update-minimal updateinfo upgrade-minimal version'.split(
    ' ',
  ),
);

const usage = 'Usage: yum [options] COMMAND';

function* run(session: Yum): Task<number> {
  const { options } = session;
  const [word, ...words] = options.words;
  if (options.version) {
    yield* session.out.line('3.4.3');
    return 0;
  }
  yield* session.line('Loaded plugins: fastestmirror, ovl');
  const command = word !== undefined && Object.hasOwn(yumCommands, word) ? yumCommands[word] : undefined;
  if (!command || options.help) {
    if (word !== undefined && !options.help) {
      if (unsimulated.has(word)) throw new YumError(`drydock: yum ${word} is not simulated`);
      yield* session.complain(`No such command: ${word}. Please use /usr/bin/yum --help\n`);
      return 1;
    }
    if (!options.help) yield* session.complain('You need to give some command\n');
    yield* session.out.write(helpText());
    return options.help ? 0 : 1;
  }
  if (command.needsRoot && !isRoot(session.sys)) {
    yield* session.complain('You need to be root to perform this command.\n');
    return 1;
  }
  return yield* command.run(session, words);
}

function isRoot(sys: Sys): boolean {
  return sys.credentials().uid === 0;
}

function helpText(): string {
  const rows = Object.entries(yumCommands).map(([name, { about }]) => `${name.padEnd(14)} ${about}\n`);
  return `${usage}\n\nList of Commands:\n\n${rows.join('')}`;
}
