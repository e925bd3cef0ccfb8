import type { Main } from '../process/sys.js';
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

/** `dir` and `vdir` are ls with columns, or long lines, and with escapes for what cannot be printed. */
function lsAs(layout: string): Main {
  return function* (sys, [name = 'ls', ...args]) {
    return ls.gnu ? yield* ls.gnu(sys, [name, layout, '-b', ...args]) : 127;
  };
}

/** The programs of Debian and its kin, by id; the id is the usual name. */
export const gnuMains: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...declaredMains,
  ['true', trueMain],
  ['false', falseMain],
  ['echo', echoMain],
  ['stty', stty],
  ['test', test],
  ['[', test],
  ['expr', expr],
  ['kill', kill],
  ['ps', ps],
  ['dir', lsAs('-C')],
  ['vdir', lsAs('-l')],
]);
