import { builtinsModule } from '../builtins/module.js';
import type { NativeModules } from '../vm/vm.js';
import { atexitModule } from './atexit.js';
import { mathModule } from './math.js';
import { pipModule } from './pip.js';
import { posixModule } from './posix.js';
import { randomModule } from './random.js';
import { reModule } from './re.js';
import { socketModule } from './socket.js';
import { binaryModule, signalModule } from './binary.js';
import { sysModule } from './sys.js';
import { threadModule } from './thread.js';
import { timeModule } from './time.js';
import { zlibModule } from './zlib.js';

/**
 * The modules that are written in TypeScript, by the name under which they are imported. A loader makes the module for one
 * interpreter (what it may change is its own): `nativeModule(name, functions, values)` of objects/define.ts says what is in it. A
 * function is `[parameters, run]`: `run(vm, ...args)` answers a value, or is a generator (`Native`) where it calls Python
 * (`yield* call(fn, args)`), asks protocols (`yield* str(vm, value)`, vm/protocol.ts) or waits (`yield* vm.sys.read(…)`). It fails with
 * `throw raised('ValueError', message)`. Classes in TypeScript are `builtinType` + `construct`, `methods`, `getters`.
 *
 * Modules written in Python lie as texts in ../lib (see library.ts there); they import from here what only TypeScript can do,
 * by names such as `_socket`.
 */
export const nativeModules: NativeModules = new Map([
  ['_random', randomModule],
  ['atexit', atexitModule],
  ['builtins', builtinsModule],
  ['math', mathModule],
  ['_pip', pipModule],
  ['posix', posixModule],
  ['_re', reModule],
  ['_binary', binaryModule],
  ['_signal', signalModule],
  ['_socket', socketModule],
  ['sys', sysModule],
  ['_thread', threadModule],
  ['_time', timeModule],
  ['_zlib', zlibModule],
]);
