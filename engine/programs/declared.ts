import { awk, mawk } from './awk/awk.js';
import { basename } from './files/basename.js';
import { chmod } from './files/chmod.js';
import { chgrp, chown } from './files/chown.js';
import { cp } from './files/cp.js';
import { dirname } from './files/dirname.js';
import { ln } from './files/ln.js';
import { ls } from './files/ls.js';
import { mkdir } from './files/mkdir.js';
import { mktemp } from './files/mktemp.js';
import { mv } from './files/mv.js';
import { pwd } from './files/pwd.js';
import { readlink } from './files/readlink.js';
import { realpath } from './files/realpath.js';
import { rm } from './files/rm.js';
import { rmdir } from './files/rmdir.js';
import { stat } from './files/stat.js';
import { touch } from './files/touch.js';
import { find } from './find/find.js';
import { egrep, fgrep, grep } from './grep/grep.js';
import { killall } from './process/killall.js';
import { nice } from './process/nice.js';
import { nohup } from './process/nohup.js';
import { pgrep, pkill } from './process/pgrep.js';
import { pidof } from './process/pidof.js';
import { timeout } from './process/timeout.js';
import { xargs } from './process/xargs.js';
import { sed } from './sed/sed.js';
import { env } from './system/env.js';
import { groups } from './system/groups.js';
import { hostname } from './system/hostname.js';
import { id } from './system/id.js';
import { printenv } from './system/printenv.js';
import { sleep } from './system/sleep.js';
import { uname } from './system/uname.js';
import { which } from './system/which.js';
import { whoami } from './system/whoami.js';
import { cat } from './text/cat.js';
import { comm } from './text/comm.js';
import { cut } from './text/cut.js';
import { head } from './text/head.js';
import { join } from './text/join.js';
import { nl } from './text/nl.js';
import { paste } from './text/paste.js';
import { printf } from './text/printf.js';
import { rev } from './text/rev.js';
import { seq } from './text/seq.js';
import { sort } from './text/sort.js';
import { tac } from './text/tac.js';
import { tail } from './text/tail.js';
import { tee } from './text/tee.js';
import { tr } from './text/tr.js';
import { uniq } from './text/uniq.js';
import { wc } from './text/wc.js';
import { yes } from './text/yes.js';
import { date } from './time/date.js';
import type { Program } from './tool.js';

/** All programs with declared options. */
export const declared: readonly Program[] = [
  awk, mawk,
  basename, chmod, chgrp, chown, cp, dirname, ln, ls, mkdir, mktemp, mv, pwd, readlink, realpath, rm, rmdir, stat, touch,
  find,
  egrep, fgrep, grep,
  killall, nice, nohup, pgrep, pkill, pidof, timeout, xargs,
  sed,
  env, groups, hostname, id, printenv, sleep, uname, which, whoami,
  cat, comm, cut, head, join, nl, paste, printf, rev, seq, sort, tac, tail, tee, tr, uniq, wc, yes,
  date,
];
