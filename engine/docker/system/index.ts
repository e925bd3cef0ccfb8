import type { Command } from '../command.js';
import { version } from './version.js';

/** Commands about the daemon and the client. */
export const systemCommands: readonly Command[] = [version];
