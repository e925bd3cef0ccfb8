import { latin1Of } from '../../../core/latin1.js';
import type { Task } from '../../../core/task.js';
import type { Vm } from './vm.js';

const CHUNK = 65_536;

/** All bytes of a file, counted against the program's memory. */
export function* readWhole(vm: Pick<Vm, 'sys' | 'memory'>, path: string): Task<string> {
  const fd = vm.sys.open(path, { read: true });
  try {
    return yield* readDescriptor(vm, fd);
  } finally {
    vm.sys.close(fd);
  }
}

export function* readDescriptor(vm: Pick<Vm, 'sys' | 'memory'>, fd: number, max = Infinity): Task<string> {
  let text = '';
  while (text.length < max) {
    const bytes = yield* vm.sys.read(fd, Math.min(CHUNK, max - text.length));
    if (bytes.length === 0) break;
    text += latin1Of(bytes);
    if (text.length > 1_000_000) vm.memory.reserve(text.length);
  }
  return text;
}
