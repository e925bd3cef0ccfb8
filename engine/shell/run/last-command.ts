import type { Command, SimpleCommand } from '../syntax/ast.js';
import type { Execution } from './execution.js';

/** Notes the simple command that ends this one, so that its program can take over the process. */
export function markLast(execution: Execution, command: Command): void {
  execution.lastCommand = lastOf(command);
}

function lastOf(command: Command | undefined): SimpleCommand | undefined {
  switch (command?.kind) {
    case 'simple':
      return command;
    case 'and-or':
      return lastOf(command.rest.at(-1)?.command);
    case 'list': {
      const item = command.items.at(-1);
      return item?.background ? undefined : lastOf(item?.command);
    }
    case 'subshell':
      return command.redirects.length === 0 ? lastOf(command.body) : undefined;
    case 'group':
      return command.redirects.length === 0 ? lastOf(command.body) : undefined;
    default:
      return undefined;
  }
}
