import { isErrno } from '../../core/errno.js';
import type { Sys } from '../../process/sys.js';
import { MAX_DEPTH } from '../limits.js';
import { noEffect } from '../options.js';
import { define, Fatal } from '../tool.js';
import { AccountFiles } from './account-files.js';

export const userdel = define<'force' | 'remove'>({
  name: 'userdel',
  options: {
    force: noEffect('-f, --force', 'nobody is ever logged in'),
    remove: ['-r, --remove', 'remove the home directory and the mail spool'],
  },
  gnu: { usage: ['[options] LOGIN'], about: 'Delete a user.' },
  usageStatus: 2,
  *run(tool) {
    const { args, sys } = tool;
    const [name = ''] = args.operands;
    const files = yield* AccountFiles.load(sys);
    const user = files.user(name);
    if (!user) throw new Fatal(`user '${name}' does not exist`, 6);
    forget(files, name, user.gid);
    yield* files.save();
    if (!args.has('remove')) return;
    if (removeTree(sys, user.home, 0)) yield* tool.warn(`${name} mail spool (/var/mail/${name}) not found`);
    else yield* tool.warn(`${name} home directory (${user.home}) not found`);
  },
});

/** The user goes, and the group of the same name when it was its alone. */
export function forget(files: AccountFiles, name: string, gid: number): void {
  files.removeUser(name);
  if (files.nameOfGroup(gid) === name && files.usersOf(gid).length === 0 && files.membersOf(name).length === 0) files.removeGroup(name);
}

/** Removes a directory with all in it; false when there is none. */
export function removeTree(sys: Sys, path: string, depth: number): boolean {
  try {
    for (const { name, kind } of sys.readdir(path)) {
      if (kind !== 'directory') sys.unlink(`${path}/${name}`);
      else if (depth < MAX_DEPTH) removeTree(sys, `${path}/${name}`, depth + 1);
    }
    sys.rmdir(path);
    return true;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}
