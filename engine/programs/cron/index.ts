import type { Program } from '../tool.js';
import { cron } from './cron.js';
import { crond } from './crond.js';
import { crontab } from './crontab.js';
import { runParts } from './run-parts.js';

/** What runs programs at certain times. */
export const cronPrograms: readonly Program[] = [cron, crond, crontab, runParts];
