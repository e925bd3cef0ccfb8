import { PhpArray } from '../runtime/array.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';

function missing(a: Args, doing: string): Value {
  a.vm.errors.notice(`${a.fn.name}(): Failed to ${doing} buffer. No buffer to ${doing}`);
  return false;
}

export const outputFunctions: Natives = {
  'ob_start(?callable $callback = null, int $chunk_size = 0, int $flags = 112)': a => {
    a.vm.output.buffers.push({ text: '', callback: a.callable(0) });
    return true;
  },
  'ob_get_contents()': a => a.vm.output.buffers.at(-1)?.text ?? false,
  'ob_get_length()': a => a.vm.output.buffers.at(-1)?.text.length ?? false,
  'ob_get_level()': a => a.vm.output.buffers.length,
  'ob_clean()': a => {
    const top = a.vm.output.buffers.at(-1);
    if (!top) return missing(a, 'delete');
    top.text = '';
    return true;
  },
  'ob_list_handlers()': a => PhpArray.of(a.vm.output.buffers.map(() => 'default output handler')),
  'ob_implicit_flush(bool $enable = true)': () => null,
  'ob_get_status(bool $full_status = false)': () => new PhpArray(),
};

export const outputTasks: NativeTasks = {
  *'ob_end_clean()'(a) {
    if (a.vm.output.buffers.length === 0) return missing(a, 'delete');
    a.vm.output.buffers.pop();
    yield* a.vm.sys.tick();
    return true;
  },
  *'ob_end_flush()'(a) {
    if (a.vm.output.buffers.length === 0) return missing(a, 'delete and flush');
    yield* a.vm.output.endBuffer();
    return true;
  },
  *'ob_get_clean()'(a) {
    const top = a.vm.output.buffers.pop();
    yield* a.vm.sys.tick();
    return top?.text ?? false;
  },
  *'ob_get_flush()'(a) {
    const text = a.vm.output.buffers.at(-1)?.text;
    if (text === undefined) return missing(a, 'delete and flush');
    yield* a.vm.output.endBuffer();
    return text;
  },
  *'ob_flush()'(a) {
    const top = a.vm.output.buffers.at(-1);
    if (!top) return missing(a, 'flush');
    yield* a.vm.output.endBuffer();
    a.vm.output.buffers.push({ text: '', callback: top.callback });
    return true;
  },
  *'flush()'(a) {
    yield* a.vm.output.flush();
    return null;
  },
};
