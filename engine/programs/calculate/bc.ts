import { refused } from '../options.js';
import { define } from '../tool.js';
import { runBc, type BcKey } from './run-bc.js';

export const bc = define<BcKey>({
  name: 'bc',
  options: {
    interactive: refused('-i, --interactive', 'gnu'),
    math: ['-l, --mathlib', 'know s, c, a, l, e and j, and calculate 20 digits'],
    quiet: ['-q, --quiet', 'do not print the welcome'],
    standard: refused('-s, --standard'),
    warn: refused('-w, --warn'),
    version: ['-v, --version', 'print the version', 'gnu'],
  },
  gnu: { usage: ['[options] [file ...]'], about: 'A calculator with as many digits as one likes.' },
  busybox: { usage: ['[-sqlw] [FILE]...'], about: 'Arbitrary precision calculator' },
  usageHint: () => '',
  run: tool => runBc(tool),
});
