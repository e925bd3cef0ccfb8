import { exportNames, readonlyNames } from './attributes.js';
import type { Dialect } from '../dialect.js';
import type { Builtin, Execution } from '../run/execution.js';
import type { Shell } from '../state/shell.js';
import { declare } from './declare.js';
import { cd, dirs, popd, pushd, pwd } from './directories.js';
import { echo } from './echo.js';
import { builtin, command, evaluate, exec, source } from './evaluation.js';
import { breakLoop, colon, continueLoop, exit, falsehood, returnFrom, truth } from './flow.js';
import { background, disown, foreground, jobs, wait } from './jobs.js';
import { getopts } from './getopts.js';
import { kill } from './kill.js';
import { local } from './local.js';
import { help, ashHelp } from './help.js';
import { history } from './history.js';
import { compgen, complete, compopt } from './complete.js';
import { bind } from './bind.js';
import { enableOf, logoutOf, suspend } from './enable.js';
import { fc } from './fc.js';
import { caller, letBuiltin, mapfile } from './miscellaneous.js';
import { alias, describeNames, hash, typeBuiltin, unalias, type IsBuiltin } from './naming.js';
import { times, ulimit, umask } from './process-limits.js';
import { withOptionCheck } from './option-check.js';
import { read } from './read.js';
import { set, shift, shopt } from './set.js';
import { bracket, printf, test } from './text-commands.js';
import { trap } from './trap.js';
import { unset } from './variables.js';

const type = typeBuiltin(isBuiltinOf);

const posix: Readonly<Record<string, Builtin>> = {
  '.': source,
  ':': colon,
  '[': bracket,
  alias,
  bg: background,
  break: breakLoop,
  cd,
  command,
  continue: continueLoop,
  echo,
  eval: evaluate,
  exec,
  exit,
  export: exportNames,
  false: falsehood,
  fg: foreground,
  getopts,
  hash,
  jobs,
  kill,
  local,
  printf,
  pwd,
  read,
  readonly: readonlyNames,
  return: returnFrom,
  set,
  shift,
  test,
  times,
  trap,
  true: truth,
  type,
  ulimit,
  umask,
  unalias,
  unset,
  wait,
};

const bash: Readonly<Record<string, Builtin>> = {
  ...posix,
  builtin,
  caller,
  declare,
  dirs,
  disown,
  history,
  let: letBuiltin,
  logout: logoutOf(exit),
  mapfile,
  popd,
  pushd,
  readarray: mapfile,
  shopt,
  source,
  typeset: declare,
  bind,
  compgen,
  complete,
  compopt,
  enable: enableOf(() => Object.keys(bash)),
  fc,
  help,
  suspend,
};

const ashBuiltins = { ...posix, chdir: cd, history, let: letBuiltin, source, '[[': bracket };

const tables: Readonly<Record<Dialect['name'], ReadonlyMap<string, Builtin>>> = {
  bash: tableOf('bash', bash),
  dash: tableOf('dash', { ...posix, chdir: cd }),
  ash: tableOf('ash', { ...ashBuiltins, help: ashHelp([...Object.keys(ashBuiltins), 'help']) }),
};

function tableOf(dialect: Dialect['name'], builtins: Readonly<Record<string, Builtin>>): ReadonlyMap<string, Builtin> {
  return new Map(Object.entries(builtins).map(([name, one]) => [name, withOptionCheck(name, one, dialect)]));
}

/** The builtins of a dialect by name. */
export function builtinsOf(dialect: Dialect): ReadonlyMap<string, Builtin> {
  return tables[dialect.name];
}

/** The builtin of this name, unless it is switched off. */
export function builtinNamed({ dialect, disabledBuiltins }: Shell, name: string): Builtin | undefined {
  if (disabledBuiltins.size > 0 && disabledBuiltins.has(name)) return undefined;
  return tables[dialect.name].get(name);
}

/** Says of a name whether it is a builtin of the shell that runs. */
export function isBuiltinOf(execution: Execution): IsBuiltin {
  return name => {
    const found = builtinNamed(execution.shell, name);
    return found && { special: found.special ?? false };
  };
}

/** `command -v` and `-V` for a shell. */
export function describe(execution: Execution, names: readonly string[], mode: 'v' | 'V'): ReturnType<typeof describeNames> {
  return describeNames(execution, names, mode, isBuiltinOf(execution));
}
