import type { Command } from '../command.js';
import { create } from './create.js';
import { logs } from './logs.js';
import { ls } from './ls.js';
import { rm } from './rm.js';
import { run } from './run.js';
import { start } from './start.js';
import { restart, stop } from './stop.js';

/** Commands about containers. */
export const containerCommands: readonly Command[] = [create, logs, ls, restart, rm, run, start, stop];
