import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { define, Fatal } from '../tool.js';
import { findUser, loadAccounts } from '../accounts.js';
import { AccountFiles } from './account-files.js';
import { isPassword } from './crypt.js';
import { askHidden, callerOf } from './passwords.js';
import { exists } from '../files/presence.js';

export const chsh = define<'shell' | 'root'>({
  name: 'chsh',
  options: { root: refused('-R, --root=CHROOT_DIR'), shell: ['-s, --shell=SHELL', 'new login shell'] },
  gnu: { usage: ['[options] [LOGIN]'], about: 'Change the login shell of an account.' },
  usageHint: () => '',
  usageStatus: 2,
  *run(tool) {
    const { args, sys, out } = tool;
    const files = yield* AccountFiles.load(sys);
    const caller = callerOf(tool);
    const name = args.operands[0] ?? files.nameOfUser(caller) ?? '';
    if (!files.user(name)) throw new Fatal(`user '${name}' does not exist`);
    if (caller !== 0 && files.user(name)?.uid !== caller) throw new Fatal(`You may not change the shell for '${name}'.`);
    const lines = new LineReader(sys, 0);
    if (caller !== 0) {
      const password = yield* askHidden(tool, lines, 'Password: ', '');
      if (!(yield* isPassword(sys, password ?? '', files.shadowOf(name)?.[1] ?? '!'))) throw new Fatal('PAM: Authentication failure');
    }
    let shell = args.value('shell');
    if (shell === undefined) {
      const old = findUser(yield* loadAccounts(sys), name)?.shell ?? '';
      yield* out.write(
        `Changing the login shell for ${name}\nEnter the new value, or press ENTER for the default\n\tLogin Shell [${old}]: `,
      );
      yield* out.flush();
      const typed = (yield* lines.next())?.trim() ?? '';
      shell = typed === '' ? old : typed;
    }
    if (caller !== 0 && !exists(sys, shell)) throw new Fatal(`${shell} is an invalid shell`);
    if (!exists(sys, shell)) yield* tool.warn(`Warning: ${shell} does not exist`);
    files.changeUser(name, { shell });
    yield* files.save();
  },
});
