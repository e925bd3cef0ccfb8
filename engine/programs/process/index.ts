import { flock } from './flock.js';
import { free } from './free.js';
import { fuser } from './fuser.js';
import { killall } from './killall.js';
import { lsof } from './lsof.js';
import { nice } from './nice.js';
import { nohup } from './nohup.js';
import { pgrep, pkill } from './pgrep.js';
import { pidof } from './pidof.js';
import { pstree } from './pstree.js';
import { chrt, ionice, renice, taskset } from './scheduling.js';
import { setsid } from './setsid.js';
import { time } from './time.js';
import { timeout } from './timeout.js';
import { top } from './top.js';
import { uptime } from './uptime.js';
import { vmstat } from './vmstat.js';
import { w } from './w.js';
import { watch } from './watch.js';
import { xargs } from './xargs.js';
import type { Program } from '../tool.js';

/** Programs that start, show, stop and schedule processes. */
export const processPrograms: readonly Program[] = [
  chrt,
  flock,
  free,
  fuser,
  ionice,
  killall,
  lsof,
  nice,
  nohup,
  pgrep,
  pidof,
  pkill,
  pstree,
  renice,
  setsid,
  taskset,
  time,
  timeout,
  top,
  uptime,
  vmstat,
  w,
  watch,
  xargs,
];
