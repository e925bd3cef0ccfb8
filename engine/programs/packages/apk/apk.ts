import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Main, Sys } from '../../../process/sys.js';
import { WriteError } from '../../output.js';
import { apkCommands } from './commands.js';
import { ApkUsageError, parseApkOptions, type ApkOptions } from './options.js';
import { Apk, ApkError } from './session.js';
import { apkStyles, type ApkStyle } from './style.js';

/** Alpine's package manager by program id: `apk-2.14.0` …, and `apk` for the usual release. */
export const apkPrograms: ReadonlyMap<string, Main> = new Map(
  apkStyles.flatMap((style, index) => [
    [`apk-${style.number}`, apk(style)] as const,
    ...(index === 0 ? [['apk', apk(style)] as const] : []),
  ]),
);

function apk(style: ApkStyle): Main {
  return (sys, argv) => main(sys, argv, style);
}

function* main(sys: Sys, argv: readonly string[], style: ApkStyle): Task<number> {
  let options: ApkOptions;
  try {
    options = parseApkOptions(argv.slice(1));
  } catch (error) {
    if (!(error instanceof ApkUsageError)) throw error;
    const isOurs = error.message.startsWith('drydock: ');
    yield* sys.write(2, encodeUtf8(isOurs ? `${error.message}\n` : `apk: ${error.message}\n${usage(style)}`));
    return 1;
  }
  const session = new Apk(sys, options, style);
  try {
    const code = yield* run(session);
    yield* session.out.flush();
    return code;
  } catch (error) {
    if (error instanceof WriteError) return 1;
    if (!(error instanceof ApkError) && !isErrno(error)) throw error;
    yield* session.complain(`${error instanceof ApkError ? error.message : `ERROR: ${error.message}`}\n`);
    return error instanceof ApkError ? 99 : 1;
  }
}

/** What the real one has besides. */
const unsimulated: ReadonlySet<string> = new Set([
  'audit',
  'cache',
  'convdb',
  'convndx',
  'dot',
  'extract',
  'fetch',
  'index',
  'manifest',
  'mkndx',
  'mkpkg',
  'stats',
  'verify',
  'version',
]);

function* run(session: Apk): Task<number> {
  const { options, out } = session;
  const [word, ...words] = options.words;
  if (options.version) {
    yield* out.line(banner(session.style));
    return 0;
  }
  if (word === undefined || options.help) {
    yield* out.write(usage(session.style));
    return options.help ? 0 : 1;
  }
  const command = Object.hasOwn(apkCommands, word) ? apkCommands[word] : undefined;
  if (!command && unsimulated.has(word)) {
    yield* session.complain(`drydock: apk ${word} is not simulated\n`);
    return 1;
  }
  if (!command) {
    yield* session.complain(`ERROR: '${word}' is not an apk command. See 'apk --help'.\n`);
    return 1;
  }
  return yield* command.run(session, words);
}

function banner({ number }: ApkStyle): string {
  return `apk-tools ${number}, compiled for x86_64.`;
}

function usage(style: ApkStyle): string {
  const rows = Object.entries(apkCommands).map(([name, { about }]) => `  ${name.padEnd(11)}${about}\n`);
  return `${banner(style)}\n\nusage: apk [<OPTIONS>...] COMMAND [<ARGUMENTS>...]\n\nCommands:\n${rows.join('')}`;
}
