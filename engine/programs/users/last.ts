import { isErrno } from '../../core/errno.js';
import { noEffect } from '../options.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, type Program } from '../tool.js';

type Key = 'file' | 'limit';

/** Nobody writes down here who logs in, so there is no file to tell of it, unless somebody makes one. */
function lister(name: string, path: string): Program {
  return define<Key>({
    name,
    options: {
      file: ['-f FILE, --file=FILE', `use a specific file instead of ${path}`],
      limit: noEffect('-n NUMBER, --limit=NUMBER', 'there are no rows', undefined, 'how many lines to show'),
    },
    gnu: { usage: ['[options] [<username>...] [<tty>...]'], about: 'Show a listing of last logged in users.' },
    origin: utilLinux,
    *run({ args, sys }) {
      const file = args.value('file') ?? path;
      try {
        sys.close(sys.open(file, { read: true }));
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw new Fatal(`cannot open ${file}: ${error.message}`);
      }
      throw new Fatal('drydock: records of logins are not simulated');
    },
  });
}

export const last = lister('last', '/var/log/wtmp');
export const lastb = lister('lastb', '/var/log/btmp');
