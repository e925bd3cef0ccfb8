import { noEffect, refused } from '../options.js';
import { define } from '../tool.js';
import { runMake, type Key } from './run-make.js';

const VERSION = `GNU Make 4.3
Built for x86_64-pc-linux-gnu
Copyright (C) 1988-2020 Free Software Foundation, Inc.
License GPLv3+: GNU GPL version 3 or later <http://gnu.org/licenses/gpl.html>
This is free software: you are free to change and redistribute it.
There is NO WARRANTY, to the extent permitted by law.
`;

/** GNU make 4.3. */
export const make = define<Key>({
  name: 'make',
  options: {
    file: ['-f FILE, --file=FILE, --makefile=FILE', 'Read FILE as a makefile'],
    directory: ['-C DIRECTORY, --directory=DIRECTORY', 'Change to DIRECTORY before doing anything'],
    dry: ['-n, --just-print, --dry-run, --recon', "Don't actually run any recipe; just print them"],
    silent: ['-s, --silent, --quiet', "Don't echo recipes"],
    keep: ['-k, --keep-going', "Keep going when some targets can't be made"],
    stop: ['-S, --no-keep-going, --stop', 'Turns off -k'],
    ignore: ['-i, --ignore-errors', 'Ignore errors from recipes'],
    jobs: noEffect('-j[N], --jobs[=N]', 'one job runs at a time', 'gnu', 'Allow N jobs at once'),
    always: ['-B, --always-make', 'Unconditionally make all targets'],
    question: ['-q, --question', 'Run no recipe; exit status says if up to date'],
    touch: ['-t, --touch', 'Touch targets instead of remaking them'],
    noBuiltIn: ['-r, --no-builtin-rules', 'Disable the built-in implicit rules'],
    noVariables: ['-R, --no-builtin-variables', 'Disable the built-in variable settings'],
    environment: ['-e, --environment-overrides', 'Environment variables override makefiles'],
    shows: ['-w, --print-directory', 'Print the current directory'],
    hides: ['--no-print-directory', 'Turn off -w'],
    eval: ['--eval=STRING', 'Evaluate STRING as a makefile statement'],
    version: ['-v, --version', 'Print the version number of make and exit'],
    others: refused(
      '-d, --debug, -p, --print-data-base, -I DIR, --include-dir=DIR, -o FILE, --old-file=FILE, -W FILE, --what-if=FILE, -O, --output-sync, -l N, --load-average=N, --trace, -L, --warn-undefined-variables',
      'gnu',
    ),
  },
  gnu: { usage: ['[options] [target] ...'], about: '' },
  usageStatus: 2,
  usageHint: () => 'Usage: make [options] [target] ...\n',
  *run(tool) {
    if (tool.args.has('version')) {
      yield* tool.out.write(VERSION);
      return 0;
    }
    return yield* runMake(tool);
  },
});
