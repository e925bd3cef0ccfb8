import type { Task } from '../../../../../core/task.js';
import type { Psql } from '../psql-shell.js';
import { readArguments } from './arguments.js';
import { notSimulated, type Command } from './command.js';
import { conditionCommands } from './condition-commands.js';
import { connectionCommands } from './connection-commands.js';
import { copy } from './copy-command.js';
import { describeCommands, functions, relations } from './describe-commands.js';
import { edit } from './edit-command.js';
import { formatCommands } from './format-commands.js';
import { outputCommands } from './output-commands.js';
import { queryCommands } from './query-commands.js';
import { environmentCommands } from './environment-commands.js';
import { resultCommands } from './result-commands.js';
import { sourceCommands } from './source-commands.js';
import { sessionCommands } from './session-commands.js';
import { variableCommands } from './variable-commands.js';
import { watch } from './watch-command.js';

const commands: ReadonlyMap<string, Command> = new Map(
  [
    describeCommands,
    connectionCommands,
    formatCommands,
    variableCommands,
    conditionCommands,
    outputCommands,
    queryCommands,
    sessionCommands,
    sourceCommands,
    environmentCommands,
    resultCommands,
    { copy, e: edit, edit, watch },
  ].flatMap(family => Object.entries(family)),
);

/** What Tab offers after a backslash. */
export const commandNames: readonly string[] = [...commands.keys()].filter(name => /^[a-z]/i.test(name)).sort();

const leftOut = new Set(
  'ef ev lo_import lo_export lo_list da do dC dc dF db dO dL drds dX dy dd dD ddp dl dA dE des det deu dew dRp dRs dconfig bind'.split(' '),
);

/** Commands that take a semicolon at the end of a word as a part of it. */
const keepsSemicolons = new Set(['echo', 'qecho', 'warn', 'set']);

/** Commands whose letters say what they are about. */
function familyOf(name: string): Command | undefined {
  if (/^d[tvimsS]+$/.test(name)) return relations;
  return /^df[anptwS]*$/.test(name) ? functions : undefined;
}

/** A backslash command; whether it went well. */
export function* runCommand(shell: Psql, line: string): Task<boolean> {
  const [, name = '', rest = ''] = /^\\([a-zA-Z]\w*\+?|[?!])?\s*([\s\S]*)$/.exec(line) ?? [];
  const base = name.replace(/\+$/, '');
  const command = commands.get(name) ?? commands.get(base) ?? familyOf(base);
  if (!shell.conditions.isActive && !Object.hasOwn(conditionCommands, name)) {
    if (shell.isInteractive) yield* shell.complain(`\\${name} command ignored; use \\endif or Ctrl-C to exit current \\if block`);
    return true;
  }
  if (command) {
    if (name !== '!' && /^(?:[^'`]|'(?:[^'\\]|\\.)*')*`/.test(rest)) return yield* notSimulated(shell, 'a command in backquotes');
    const args = readArguments(rest, shell.variables);
    return yield* command(shell, keepsSemicolons.has(name) ? args : args.map(arg => arg.replace(/;+$/, '')), rest, name);
  }
  if (leftOut.has(base)) return yield* notSimulated(shell, `\\${name}`);
  yield* shell.complain(`invalid command \\${name}${shell.isInteractive ? '\nTry \\? for help.' : ''}`);
  return false;
}
