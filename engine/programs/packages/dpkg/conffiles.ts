import { md5 } from '@noble/hashes/legacy.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { baseName } from '../../files/paths.js';
import { LineReader, readFile } from '../../input.js';
import type { Output } from '../../output.js';
import type { Stanza } from '../control.js';
import { exists } from '../../files/presence.js';

/** What to do about settings that both sides have changed, when not to ask. */
export type ConffileRule = 'ask' | 'old' | 'new' | 'default';

/** Nobody answered. */
export class NoAnswer extends Error {
  override readonly name = 'NoAnswer';
  constructor() {
    super('end of file on stdin at conffile prompt');
  }
}

/** Settings files of a package by their path, with the digest of what came with it. */
export function conffilesOf(stanza: Stanza): ReadonlyMap<string, string> {
  const lines = (stanza.get('Conffiles') ?? '').split('\n').map(line => line.trim().split(' '));
  return new Map(lines.flatMap(([path, digest]) => (path && digest ? [[path, digest] as const] : [])));
}

export function formatConffiles(conffiles: ReadonlyMap<string, string>): string {
  return [...conffiles].map(([path, digest]) => `\n ${path} ${digest}`).join('');
}

/** Settles one settings file that came as `PATH.dpkg-new`; the digest of what came. Throws NoAnswer. */
export function* settle(sys: Sys, out: Output, path: string, old: string | undefined, rule: ConffileRule): Task<string> {
  const fresh = `${path}.dpkg-new`;
  if (!exists(sys, fresh)) return old ?? '';
  const digest = yield* digestOf(sys, fresh);
  const current = exists(sys, path) ? yield* digestOf(sys, path) : undefined;
  if (current === digest || (current === undefined && old === undefined)) {
    sys.rename(fresh, path);
    return digest;
  }
  const isEdited = current !== old;
  if (!isEdited || old === digest) {
    if (isEdited) sys.unlink(fresh);
    else yield* take(sys, out, path, false);
    return digest;
  }
  const takes = yield* decide(sys, out, path, { isNew: old === undefined, isGone: current === undefined }, rule);
  if (takes) yield* take(sys, out, path, current !== undefined);
  else sys.rename(fresh, `${path}.dpkg-dist`);
  return digest;
}

function* take(sys: Sys, out: Output, path: string, keepsOld: boolean): Task<void> {
  yield* out.line(`Installing new version of config file ${path} ...`);
  if (keepsOld) sys.rename(path, `${path}.dpkg-old`);
  sys.rename(`${path}.dpkg-new`, path);
}

function* digestOf(sys: Sys, path: string): Task<string> {
  return [...md5(yield* readFile(sys, path))].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

interface Situation {
  readonly isNew: boolean;
  readonly isGone: boolean;
}

/** Whether the package's version is taken. */
function* decide(sys: Sys, out: Output, path: string, situation: Situation, rule: ConffileRule): Task<boolean> {
  const answers = new LineReader(sys, 0);
  for (;;) {
    yield* out.flush();
    yield* sys.write(2, encodeUtf8(headOf(path, situation)));
    if (rule !== 'ask') {
      const what =
        rule === 'new'
          ? 'Using new file as you requested.'
          : rule === 'old'
            ? 'Using current old file as you requested.'
            : 'Keeping old config file as default.';
      yield* sys.write(2, encodeUtf8(` ==> ${what}\n`));
      return rule === 'new';
    }
    yield* sys.write(2, encodeUtf8(question(path)));
    const answer = yield* answers.next();
    if (answer === undefined) throw new NoAnswer();
    const letter = answer.trim().charAt(0).toLowerCase();
    if (letter === 'y' || letter === 'i') return true;
    if (letter === 'n' || letter === 'o' || letter === '') return false;
    if (letter === 'd') yield* showDifferences(sys, path);
    if (letter === 'z') yield* openShell(sys, path);
  }
}

function headOf(path: string, { isNew, isGone }: Situation): string {
  const reasons = isNew
    ? [' ==> File on system created by you or by a script.', ' ==> File also in package provided by package maintainer.']
    : [
        ` ==> ${isGone ? 'Deleted' : 'Modified'} (by you or by a script) since installation.`,
        ' ==> Package distributor has shipped an updated version.',
      ];
  return `\nConfiguration file '${path}'\n${reasons.join('\n')}\n`;
}

function question(path: string): string {
  return `   What would you like to do about it ?  Your options are:
    Y or I  : install the package maintainer's version
    N or O  : keep your currently-installed version
      D     : show the differences between the versions
      Z     : start a shell to examine the situation
 The default action is to keep your current version.
*** ${baseName(path)} (Y/I/N/O/D/Z) [default=N] ? `;
}

function* showDifferences(sys: Sys, path: string): Task<void> {
  yield* runAndWait(sys, ['diff', '-Nu', path, `${path}.dpkg-new`], sys.env);
}

function* openShell(sys: Sys, path: string): Task<void> {
  yield* sys.write(
    2,
    encodeUtf8(
      "Useful environment variables:\n - DPKG_SHELL_REASON\n - DPKG_CONFFILE_OLD\n - DPKG_CONFFILE_NEW\nType 'exit' when you're done.\n",
    ),
  );
  const env = new Map([
    ...sys.env,
    ['DPKG_SHELL_REASON', 'conffile-prompt'],
    ['DPKG_CONFFILE_OLD', path],
    ['DPKG_CONFFILE_NEW', `${path}.dpkg-new`],
  ]);
  yield* runAndWait(sys, [sys.env.get('SHELL') ?? 'sh', '-i'], env);
}

function* runAndWait(sys: Sys, argv: readonly string[], env: ReadonlyMap<string, string>): Task<void> {
  try {
    const pid = sys.spawn({ argv, env });
    for (let ended = yield* sys.wait(pid); !ended || ended === 'interrupted'; ) ended = yield* sys.wait(pid);
  } catch (error) {
    if (!isErrno(error)) throw error;
    yield* sys.write(2, encodeUtf8(`dpkg: error: ${error.message}\n`));
  }
}
