import { basename } from './files/basename.js';
import { chgrp, chown } from './files/chown.js';
import { chmod } from './files/chmod.js';
import { cp } from './files/cp.js';
import { dirname } from './files/dirname.js';
import { ln } from './files/ln.js';
import { ls } from './files/ls.js';
import { mkdir } from './files/mkdir.js';
import { mv } from './files/mv.js';
import { pwd } from './files/pwd.js';
import { rm } from './files/rm.js';
import { rmdir } from './files/rmdir.js';
import { touch } from './files/touch.js';
import { egrep, fgrep, grep } from './grep/grep.js';
import { env } from './system/env.js';
import { groups } from './system/groups.js';
import { hostname } from './system/hostname.js';
import { id } from './system/id.js';
import { printenv } from './system/printenv.js';
import { sleep } from './system/sleep.js';
import { uname } from './system/uname.js';
import { whoami } from './system/whoami.js';
import { cat } from './text/cat.js';
import { head } from './text/head.js';
import { printf } from './text/printf.js';
import { seq } from './text/seq.js';
import { tail } from './text/tail.js';
import { wc } from './text/wc.js';
import { yes } from './text/yes.js';
import { date } from './time/date.js';
import type { Program } from './tool.js';

/** All programs with declared options, in alphabetical order of their folders. */
export const declared: readonly Program[] = [
  basename, chgrp, chmod, chown, cp, dirname, ln, ls, mkdir, mv, pwd, rm, rmdir, touch,
  egrep, fgrep, grep,
  env, groups, hostname, id, printenv, sleep, uname, whoami,
  cat, head, printf, seq, tail, wc, yes,
  date,
];
