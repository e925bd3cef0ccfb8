import type { Task } from '../../../core/task.js';
import type { FunctionCode } from './code.js';
import { CompileError } from '../syntax/ast.js';
import { ExitRequest, FatalError, Thrown } from './signals.js';
import type { Vm } from './vm.js';
import { destructAll } from './destructors.js';

/** Runs a program to its end, shutdown functions and buffers included, and says what went wrong. Its status is returned. */
export function* runProgram(vm: Vm, compile: () => FunctionCode): Task<number> {
  let status = yield* guarded(vm, function* () {
    vm.returned = yield* vm.includes.main(compile());
  });
  for (let each = vm.shutdown.shift(); each; each = vm.shutdown.shift()) {
    const { callable, args } = each;
    const result = yield* guarded(vm, function* () {
      yield* vm.calls.invoke(callable, args);
    });
    if (result !== 0) status = result;
  }
  status = (yield* guarded(vm, () => destructAll(vm))) || status;
  while (vm.output.buffers.length > 0) {
    const ended = yield* guarded(vm, () => vm.output.endBuffer());
    if (ended !== 0) status = ended;
  }
  for (const end of vm.endings) status = (yield* guarded(vm, end)) || status;
  return (yield* guarded(vm, () => vm.output.flush())) || status;
}

/** Runs something of a program; 255 after an error that ends it. */
export function* guarded(vm: Vm, work: () => Task<void>): Task<number> {
  try {
    yield* work();
    return 0;
  } catch (error) {
    return yield* ended(vm, error);
  }
}

function* ended(vm: Vm, error: unknown): Task<number> {
  vm.current = undefined;
  if (error instanceof ExitRequest) return error.status;
  if (error instanceof CompileError) {
    vm.errors.print(error.isParseError ? 'Parse error' : 'Fatal error', error.message, vm.scriptFile, error.line);
    return 255;
  }
  if (error instanceof FatalError) {
    vm.errors.last = { level: 1, message: error.message, file: error.file, line: error.line };
    vm.output.buffers.length = Math.min(vm.output.buffers.length, 20);
    vm.errors.print(error.label, error.message, error.file, error.line);
    return 255;
  }
  if (!(error instanceof Thrown)) throw error;
  const handler = vm.errors.exceptionHandler;
  if (handler) {
    vm.errors.exceptionHandler = undefined;
    const status = yield* guarded(vm, function* () {
      yield* vm.calls.invoke(handler.callable, [error.object]);
    });
    return status === 0 ? 255 : status;
  }
  uncaught(vm, error);
  return 255;
}

function uncaught(vm: Vm, { object }: Thrown): void {
  const file = vm.text(object.get('file') ?? '');
  const line = Number(vm.text(object.get('line') ?? 0));
  if (object.cls.lower === 'parseerror') {
    vm.errors.print('Parse error', vm.text(object.get('message') ?? ''), file, line);
    return;
  }
  const text = `Uncaught ${vm.errors.describe(object)}\n  thrown`;
  vm.errors.last = { level: 1, message: text, file, line };
  vm.errors.print('Fatal error', text, file, line);
}
