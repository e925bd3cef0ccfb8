import { LineReader } from '../input.js';
import { refused } from '../options.js';
import { define, Fatal } from '../tool.js';
import { AccountFiles } from './account-files.js';
import { encrypted } from './crypt.js';

export const chpasswd = define<'encrypted' | 'method' | 'md5' | 'root' | 'rounds'>({
  name: 'chpasswd',
  options: {
    method: refused('-c, --crypt-method=METHOD'),
    encrypted: ['-e, --encrypted', 'what is given is encrypted already'],
    md5: refused('-m, --md5'),
    root: refused('-R, --root=CHROOT_DIR'),
    rounds: refused('-s, --sha-rounds=SHA_ROUNDS', 'gnu'),
  },
  gnu: { usage: ['[options]'], about: 'Set passwords that standard input has, a line a user: name:password.' },
  busybox: { usage: ['[--md5|--encrypted|--crypt-method|--root]'], about: 'Read user:password from stdin and update /etc/passwd' },
  usageHint: () => '',
  *run(tool) {
    const { sys, args, isGnu } = tool;
    if (sys.credentials().uid !== 0) throw new Fatal(isGnu ? 'Cannot determine your user name.' : 'must be run by root');
    const files = yield* AccountFiles.load(sys);
    const lines = new LineReader(sys, 0);
    let number = 0;
    for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
      number++;
      const colon = line.indexOf(':');
      if (colon < 0) {
        if (!isGnu) throw new Fatal('missing new password');
        yield* tool.fail(`line ${String(number)}: missing new password`);
        continue;
      }
      const name = line.slice(0, colon);
      const password = line.slice(colon + 1);
      if (!files.user(name)) {
        if (!isGnu) throw new Fatal(`unknown user ${name}`);
        yield* tool.fail(`(user ${name}) pam_chauthtok() failed, error:\nAuthentication token manipulation error`);
        yield* tool.fail(`(line ${String(number)}, user ${name}) password not changed`);
        continue;
      }
      files.setPassword(name, args.has('encrypted') ? password : yield* encrypted(sys, password));
      if (!isGnu) yield* tool.warn(`password for '${name}' changed`);
    }
    yield* files.save();
  },
});
