import type { Command, Commands } from './command.js';

const setVariable: Command = function* (shell, [name, ...values]) {
  if (name === undefined)
    yield* shell.print(
      [...shell.variables]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => `${key} = '${value}'\n`)
        .join(''),
    );
  else shell.variables.set(name, values.join(''));
  return true;
};

export const variableCommands: Commands = {
  set: setVariable,
  unset: function* (shell, [name]) {
    shell.variables.delete(name ?? '');
    return true;
  },
  echo: function* (shell, args) {
    yield* shell.print(args[0] === '-n' ? args.slice(1).join(' ') : `${args.join(' ')}\n`);
    return true;
  },
  warn: function* (shell, args) {
    yield* shell.printError(`${args.join(' ')}\n`);
    return true;
  },
};
