import type { Dialect } from './dialect.js';
import type { Completer } from './interactive/completion.js';
import type { Main } from '../process/sys.js';
import { ashDialect, bashDialect, dashDialect } from './dialect.js';
import { shellMain } from './main.js';

/** bash 5.2, of the host, Debian, Ubuntu and CentOS. */
export const bash: Main = shellMain(bashDialect);
/** /bin/sh of Debian and Ubuntu. */
export const dash: Main = shellMain(dashDialect);
/** BusyBox's ash: /bin/sh of Alpine. */
export const ash: Main = shellMain(ashDialect);

export type { Completer };

/** A shell that completes the arguments of some commands by more than file names. */
export function shellWith(name: Dialect['name'], completers: ReadonlyMap<string, Completer>): Main {
  return shellMain({ bash: bashDialect, dash: dashDialect, ash: ashDialect }[name], completers);
}

export { formatEcho, type EchoStyle } from './builtins/echo.js';
export { expandEscapes, type EscapeOptions } from './builtins/escapes.js';
export { parseKill, translateSignal, type KillRequest } from './builtins/kill.js';
export { formatPrintf, type PrintfComplaint, type PrintfOptions, type PrintfResult } from './builtins/printf.js';
export { evaluateTest, TestError, type TestExtras } from './builtins/test.js';
export type { TestFiles } from './builtins/test-operators.js';
export { formatTime } from './builtins/time-format.js';
export { compilePattern, Pattern } from './pattern/pattern.js';
export { expandPathname } from './expand/glob.js';
