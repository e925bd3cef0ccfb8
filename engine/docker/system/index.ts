import type { Command } from '../command.js';
import { df } from './df.js';
import { events } from './events.js';
import { info } from './info.js';
import { inspect } from './inspect.js';
import { prune } from './prune.js';
import { version } from './version.js';

/** Commands about the daemon and the client. */
export const systemCommands: readonly Command[] = [df, events, info, inspect, prune, version];
