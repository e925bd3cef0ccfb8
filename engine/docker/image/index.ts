import type { Command } from '../command.js';
import { ls } from './ls.js';

/** Commands about images. */
export const imageCommands: readonly Command[] = [ls];
