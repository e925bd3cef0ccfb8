import type { Task } from '../../core/task.js';
import { LineReader } from '../input.js';
import type { Tool } from '../tool.js';

/** Asks on standard error and reads the answer from standard input; only y is yes. */
export function* ask(tool: Tool, question: string): Task<boolean> {
  yield* tool.complain(`${tool.name}: ${question} `);
  return /^[yY]/.test((yield* new LineReader(tool.sys, 0).next()) ?? '');
}
