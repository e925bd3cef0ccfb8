import type { Task } from '../../../core/task.js';
import type { Sys } from '../../../process/sys.js';
import { compilePhp } from '../compiler/compile.js';
import { builtInConstants } from '../functions/constants.js';
import { standardFunctions } from '../functions/index.js';
import type { Ini } from '../runtime/ini.js';
import { parseSize } from '../runtime/ini.js';
import { internalClass, internalFunction } from '../runtime/internal-classes.js';
import { Vm } from '../runtime/vm.js';

const natives = standardFunctions();

/** A machine with PHP's functions, constants and classes. */
export function makeVm(of: {
  readonly sys: Sys;
  readonly ini: Ini;
  readonly sapi: string;
  readonly write: (text: string) => Task<void>;
  readonly log: (line: string) => Task<void>;
}): Vm {
  // Whoever writes to what nobody reads hears of it instead of dying.
  of.sys.onSignal('SIGPIPE', 'ignore');
  const vm = new Vm({ ...of, natives, constants: builtInConstants(of.sapi), internalClass, internalFunction, parse: compilePhp });
  vm.memory.limit = Math.max(-1, parseSize(of.ini.get('memory_limit') ?? '128M'));
  const level = of.ini.get('error_reporting') ?? '';
  if (level !== '') vm.errors.level = Number(level);
  return vm;
}
