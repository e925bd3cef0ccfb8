import type { Command } from '../command.js';
import { attach } from './attach.js';
import { commit } from './commit.js';
import { cp } from './cp.js';
import { create } from './create.js';
import { diff } from './diff.js';
import { exec } from './exec.js';
import { exportCommand } from './export.js';
import { inspect } from './inspect.js';
import { kill } from './kill.js';
import { logs } from './logs.js';
import { ls } from './ls.js';
import { pause, unpause } from './pause.js';
import { port } from './port.js';
import { prune } from './prune.js';
import { rename } from './rename.js';
import { rm } from './rm.js';
import { run } from './run.js';
import { start } from './start.js';
import { stats } from './stats.js';
import { restart, stop } from './stop.js';
import { top } from './top.js';
import { update } from './update.js';
import { wait } from './wait.js';

/** Commands about containers. */
export const containerCommands: readonly Command[] = [
  attach,
  commit,
  cp,
  create,
  diff,
  exec,
  exportCommand,
  inspect,
  kill,
  logs,
  ls,
  pause,
  port,
  prune,
  rename,
  restart,
  rm,
  run,
  start,
  stats,
  stop,
  top,
  unpause,
  update,
  wait,
];
