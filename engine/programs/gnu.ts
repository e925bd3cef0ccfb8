import { encodeUtf8 } from '../core/utf8.js';
import { zTools } from './archive/z-tools.js';
import type { Main } from '../process/sys.js';
import { hostname } from './system/hostname.js';
import { coreutils, versionText } from './origins.js';
import { stty } from './system/stty.js';
import { ls } from './files/ls.js';
import { declared } from './declared.js';
import { kill } from './process/kill.js';
import { ps } from './process/ps.js';
import { falseMain, trueMain } from './system/constants.js';
import { expr } from './system/expr.js';
import { test } from './system/test.js';
import { echoMain } from './text/echo.js';

const declaredMains: readonly (readonly [string, Main])[] = declared.flatMap(program =>
  program.gnu ? [[program.name, program.gnu] as const] : [],
);

/** Programs that take all words as they are, but `--version` when it stands alone. */
function alone(name: string, main: Main): Main {
  return function* (sys, argv, release) {
    if (argv.length !== 2 || argv[1] !== '--version') return yield* main(sys, argv, release);
    yield* sys.write(1, encodeUtf8(versionText(coreutils, name, release) ?? ''));
    // Whatever it is asked, `false` fails.
    return name === 'false' ? 1 : 0;
  };
}

/** `dir` and `vdir` are ls with columns, or long lines, and with escapes for what cannot be printed. */
function lsAs(layout: string): Main {
  return function* (sys, [name = 'ls', ...args]) {
    return ls.gnu ? yield* ls.gnu(sys, [name, layout, '-b', ...args]) : 127;
  };
}

/** `hostname -d` by another name. */
const dnsdomainname: Main = function* (sys, [name = 'dnsdomainname', ...args], release) {
  return hostname.gnu ? yield* hostname.gnu(sys, [name, ...args, '-d'], release) : 127;
};

/** The programs of Debian and its kin, by id; the id is the usual name. */
export const gnuMains: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...declaredMains,
  ['true', alone('true', trueMain)],
  ['false', alone('false', falseMain)],
  ['echo', alone('echo', echoMain)],
  ['stty', alone('stty', stty)],
  ['test', test],
  ['[', alone('[', test)],
  ['expr', alone('expr', expr)],
  ...zTools,
  ['dnsdomainname', dnsdomainname],
  ['kill', kill],
  ['ps', ps],
  ['dir', alone('dir', lsAs('-C'))],
  ['vdir', alone('vdir', lsAs('-l'))],
]);
