import type { Main } from '../../process/sys.js';
import { busyboxStty } from '../system/stty.js';
import { declared } from '../declared.js';
import { busyboxKill } from '../process/kill.js';
import { busyboxPs } from '../process/busybox-ps.js';
import { falseMain, trueMain } from '../system/constants.js';
import { busyboxExpr } from '../system/expr.js';
import { busyboxTest } from '../system/test.js';
import { echoMain } from '../text/echo.js';

const declaredApplets: readonly (readonly [string, Main])[] = [...declared, busyboxPs].flatMap(program =>
  program.busybox ? [[program.name, program.busybox] as const] : [],
);

/** What the `busybox` program can be, by the name it is called by. */
export const busyboxApplets: ReadonlyMap<string, Main> = new Map<string, Main>([
  ...declaredApplets,
  ['true', trueMain],
  ['false', falseMain],
  ['echo', echoMain],
  ['stty', busyboxStty],
  ['test', busyboxTest],
  ['[', busyboxTest],
  ['[[', busyboxTest],
  ['expr', busyboxExpr],
  ['kill', busyboxKill],
]);
