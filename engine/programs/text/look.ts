import { isErrno } from '../../core/errno.js';
import { LineReader } from '../input.js';
import { utilLinux } from '../origins.js';
import { define, Fatal, UsageError } from '../tool.js';

const DICTIONARY = '/usr/share/dict/words';

export const look = define<'alternative' | 'alphanumeric' | 'ignoreCase' | 'terminate'>({
  name: 'look',
  options: {
    alternative: ['-a, --alternative', 'use the alternative dictionary'],
    alphanumeric: ['-d, --alphanum', 'compare only blanks, letters and digits'],
    ignoreCase: ['-f, --ignore-case', 'ignore case differences'],
    terminate: ['-t CHAR, --terminate=CHAR', 'compare up to and with this character of the string'],
  },
  gnu: { usage: ['[options] <string> [<file>...]'], about: 'Display lines that begin with a string.' },
  origin: utilLinux,
  *run({ args, sys, out }) {
    const [word, path = args.has('alternative') ? '/usr/share/dict/web2' : DICTIONARY] = args.operands;
    if (word === undefined) throw new UsageError('bad usage');
    // Whoever names no file looks in the dictionary, where only letters count.
    const isDictionary = args.operands.length === 1;
    const end = args.value('terminate');
    const wanted = end === undefined || !word.includes(end) ? word : word.slice(0, word.indexOf(end) + 1);
    const shape = (text: string): string => {
      const kept = isDictionary || args.has('alphanumeric') ? text.replace(/[^A-Za-z0-9 \t]/g, '') : text;
      return isDictionary || args.has('ignoreCase') ? kept.toLowerCase() : kept;
    };
    let found = false;
    try {
      const lines = new LineReader(sys, sys.open(path, { read: true }));
      for (let line = yield* lines.next(); line !== undefined; line = yield* lines.next()) {
        yield* sys.tick();
        if (!shape(line).startsWith(shape(wanted))) continue;
        found = true;
        yield* out.line(line);
      }
    } catch (error) {
      if (!isErrno(error)) throw error;
      throw new Fatal(`${path}: ${error.message}`, 2);
    }
    return found ? 0 : 1;
  },
});
