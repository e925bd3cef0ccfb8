import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Sys } from '../../process/sys.js';
import type { CommandLine } from './command-line.js';
import { projectFolder } from './project.js';
import type { NpmRelease } from './release.js';

/** A command of npm, taken apart. */
export interface Session extends CommandLine {
  readonly sys: Sys;
  readonly release: NpmRelease;
}

export function isGlobal({ flags, values }: Session): boolean {
  return flags.has('g') || flags.has('global') || values.get('location') === 'global';
}

/** Whose node_modules a command is about: the project's, or that of the whole machine. */
export function targetFolder(session: Session): string {
  if (isGlobal(session)) return `${prefixOf(session)}/lib`;
  return session.values.get('prefix') ?? session.values.get('C') ?? projectFolder(session.sys);
}

export function prefixOf({ sys, release }: Session): string {
  return sys.env.get('NPM_CONFIG_PREFIX') ?? sys.env.get('npm_config_prefix') ?? release.prefix;
}

export function* say(sys: Sys, fd: number, text: string): Task<void> {
  yield* sys.write(fd, encodeUtf8(text));
}
