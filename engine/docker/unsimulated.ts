import type { Command } from './command.js';
import { manifestCommands } from './unsimulated/manifest.js';
import { pluginCommands } from './unsimulated/plugin.js';
import { swarmCommands } from './unsimulated/swarm.js';
import { trustCommands } from './unsimulated/trust.js';

/** Commands that Drydock knows but cannot carry out. */
export const unsimulatedCommands: readonly Command[] = [...manifestCommands, ...pluginCommands, ...trustCommands, ...swarmCommands];
