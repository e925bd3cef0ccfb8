import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { INFO } from './database.js';
import type { DpkgSession } from './session.js';
import { exists } from '../../files/presence.js';

/** What a package's scripts are called in messages. */
const kinds = { preinst: 'pre-installation', postinst: 'post-installation', prerm: 'pre-removal', postrm: 'post-removal' } as const;
export type ScriptKind = keyof typeof kinds;

/** A script ended badly: what dpkg says of it. */
export class ScriptFailure extends Error {
  override readonly name = 'ScriptFailure';
}

/** Runs a script of the package that is here, if it has one. Throws ScriptFailure. */
export function* runInstalled(
  session: DpkgSession,
  base: string,
  kind: ScriptKind,
  packageName: string,
  args: readonly string[],
): Task<void> {
  const path = `${base}.${kind}`;
  if (!exists(session.sys, path)) return;
  yield* run(session, path, args, { kind, which: 'installed', packageName });
}

/** Runs a script of a package that is on its way in. Throws ScriptFailure. */
export function* runNew(
  session: DpkgSession,
  text: string | undefined,
  kind: ScriptKind,
  packageName: string,
  args: readonly string[],
): Task<void> {
  if (text === undefined) return;
  const { sys } = session;
  const folder = INFO.replace(/info$/, 'tmp.ci');
  if (!exists(sys, folder)) sys.mkdir(folder, 0o755);
  const path = `${folder}/${kind}`;
  const fd = sys.open(path, { write: true, create: true, truncate: true, mode: 0o755 });
  yield* sys.write(fd, encodeUtf8(text));
  sys.close(fd);
  try {
    yield* run(session, path, args, { kind, which: 'new', packageName });
  } finally {
    sys.unlink(path);
    sys.rmdir(folder);
  }
}

interface Described {
  readonly kind: ScriptKind;
  readonly which: 'installed' | 'new' | 'old';
  readonly packageName: string;
}

function* run(session: DpkgSession, path: string, args: readonly string[], { kind, which, packageName }: Described): Task<void> {
  const { sys, out, options } = session;
  yield* out.flush();
  const env = new Map([
    ...sys.env,
    ['DPKG_MAINTSCRIPT_PACKAGE', packageName],
    ['DPKG_MAINTSCRIPT_NAME', kind],
    ['DPKG_MAINTSCRIPT_ARCH', 'amd64'],
  ]);
  const script = `${which} ${packageName} package ${kinds[kind]} script subprocess`;
  const ending = yield* statusOf(sys, path, args, env, options.errorFd);
  if (ending !== '') throw new ScriptFailure(`${script} ${ending}`);
}

/** How it ended; '' for well. */
function* statusOf(sys: Sys, path: string, args: readonly string[], env: ReadonlyMap<string, string>, errorFd: number): Task<string> {
  try {
    const pid = sys.spawn({
      path,
      argv: [path, ...args],
      env,
      cwd: '/',
      fds: new Map([
        [0, 0],
        [1, 1],
        [2, errorFd],
      ]),
    });
    let ended = yield* sys.wait(pid);
    while (!ended || ended === 'interrupted') ended = yield* sys.wait(pid);
    const { status } = ended;
    if (status.kind === 'exited') return status.code === 0 ? '' : `returned error exit status ${String(status.code)}`;
    return status.kind === 'signaled' ? `was killed by signal (${status.signal})` : '';
  } catch (error) {
    if (!isErrno(error)) throw error;
    return `failed to execute: ${error.message}`;
  }
}
