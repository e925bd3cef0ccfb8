import { define } from '../tool.js';

/** The shell of accounts that nobody logs in to. */
export const nologin = define({
  name: 'nologin',
  options: {},
  gnu: { usage: ['[options]'], about: 'Politely refuse a login.' },
  busybox: { usage: [], about: 'Politely refuse a login' },
  version: 'from util-linux 2.38.1',
  *run({ out }) {
    yield* out.line('This account is currently not available.');
    return 1;
  },
});
