import { define } from '../tool.js';

/** The shell of accounts that nobody logs in to. */
export const nologin = define({
  name: 'nologin',
  options: {},
  // It is called as a shell is, with `-c COMMAND` or anything else.
  rewrite: () => [],
  gnu: { usage: ['[options]'], about: 'Politely refuse a login.' },
  busybox: { usage: [], about: 'Politely refuse a login' },
  *run({ out, isGnu }) {
    yield* out.line(`This account is ${isGnu ? 'currently ' : ''}not available`.concat(isGnu ? '.' : ''));
    return 1;
  },
});
