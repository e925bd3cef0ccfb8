import { latin1Of } from '../../../core/latin1.js';
import { encodeUtf8 } from '../../../core/utf8.js';
import type { Task } from '../../../core/task.js';
import { compilePhp } from '../compiler/compile.js';
import { Frame } from '../runtime/code.js';
import { guarded } from '../runtime/run-script.js';
import { CompileError } from '../syntax/ast.js';
import type { Vm } from '../runtime/vm.js';

const FILE = 'php shell code';

/** `php -a`: reads statements, runs each when it is complete. Without a terminal all of the input is a file. */
export function* interactive(vm: Vm): Task<number> {
  const { sys } = vm;
  const prompts = sys.isTerminal(0);
  yield* sys.write(1, encodeUtf8('Interactive shell\n\n'));
  vm.scriptFile = FILE;
  const lines = readLines(vm);
  let code = '';
  for (;;) {
    if (prompts) yield* sys.write(1, encodeUtf8(code === '' ? 'php > ' : 'php { '));
    const line = yield* lines();
    if (line === undefined) break;
    code += line;
    if (code.trim() === '') {
      code = '';
      continue;
    }
    if (/^\s*(?:exit|quit)\s*;?\s*$/.test(code)) return 0;
    if (!isComplete(code)) continue;
    const ended = yield* runPiece(vm, code);
    if (ended !== undefined) return ended;
    code = '';
  }
  if (prompts) yield* sys.write(1, encodeUtf8('\n'));
  return 0;
}

function readLines(vm: Vm): () => Task<string | undefined> {
  let rest = '';
  return function* () {
    for (;;) {
      const end = rest.indexOf('\n');
      if (end >= 0) {
        const line = rest.slice(0, end + 1);
        rest = rest.slice(end + 1);
        return line;
      }
      const bytes = yield* vm.sys.read(0, 4096);
      if (bytes.length === 0) {
        const last = rest;
        rest = '';
        return last === '' ? undefined : last;
      }
      rest += latin1Of(bytes);
    }
  };
}

/** Whether more has to be typed: an open bracket, or no semicolon yet. */
function isComplete(code: string): boolean {
  if (!/[;}]\s*$/.test(code)) return false;
  try {
    compilePhp(code, FILE, 'code');
    return true;
  } catch (error) {
    return !(error instanceof CompileError) || !/^Unclosed|unexpected end of file/.test(error.message);
  }
}

function* runPiece(vm: Vm, code: string): Task<number | undefined> {
  let exited: number | undefined;
  const status = yield* guarded(vm, function* () {
    const compiled = compilePhp(code, FILE, 'code');
    const frame = new Frame(compiled, { name: '', code: compiled });
    frame.scope = vm.globals;
    frame.syncLocals();
    vm.memory.enter();
    yield* vm.loop.execute(frame);
  });
  yield* vm.output.flush();
  if (status !== 0 && status !== 255) exited = status;
  return exited;
}
