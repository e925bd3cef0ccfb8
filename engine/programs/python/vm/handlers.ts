import { operations } from '../compile/operations.js';
import { asyncHandlers } from './handle-async.js';
import { callHandlers } from './handle-calls.js';
import { containerHandlers } from './handle-containers.js';
import { exceptionHandlers } from './handle-exceptions.js';
import { flowHandlers } from './handle-flow.js';
import type { Handler, HandlerTable } from './handler.js';
import { importHandlers } from './handle-imports.js';
import { matchHandlers } from './handle-match.js';
import { nameHandlers } from './handle-names.js';

const table: HandlerTable = {
  ...nameHandlers,
  ...flowHandlers,
  ...containerHandlers,
  ...callHandlers,
  ...exceptionHandlers,
  ...importHandlers,
  ...matchHandlers,
  ...asyncHandlers,
};

const unknown: Handler = () => undefined;

/** What each instruction does, by its code. */
export const handlers: readonly Handler[] = operations.map(name => table[name] ?? unknown);
