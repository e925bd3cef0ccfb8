import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { readAll } from '../input.js';
import { define, Fatal, type Program, type Tool } from '../tool.js';

type Key = 'toUnix' | 'toDos';

const RETURN = 0x0d;
const NEWLINE = 0x0a;

/** BusyBox's, which has no counterpart in Debian's usual packages. */
function converter(name: 'dos2unix' | 'unix2dos'): Program {
  const [from, to] = name === 'dos2unix' ? ['DOS', 'Unix'] : ['Unix', 'DOS'];
  return define<Key>({
    name,
    options: { toUnix: ['-u', 'dos2unix'], toDos: ['-d', 'unix2dos'] },
    busybox: { usage: ['[-ud] [FILE]'], about: `Convert FILE in-place from ${from} to ${to} format.\nWithout FILE: stdin to stdout.` },
    *run(tool) {
      const toDos = (tool.args.last('toUnix', 'toDos') ?? (name === 'unix2dos' ? 'toDos' : 'toUnix')) === 'toDos';
      const [path] = tool.args.operands;
      if (path === undefined) yield* tool.out.bytes(converted(yield* readAll(tool.sys, 0), toDos));
      else yield* inPlace(tool, path, toDos);
    },
  });
}

export const dos2unix = converter('dos2unix');
export const unix2dos = converter('unix2dos');

function* inPlace(tool: Tool<Key>, path: string, toDos: boolean): Task<void> {
  const { sys } = tool;
  try {
    const source = sys.open(path, { read: true });
    const bytes = converted(yield* readAll(sys, source), toDos);
    sys.close(source);
    const target = sys.open(path, { write: true, truncate: true });
    yield* sys.write(target, bytes);
    sys.close(target);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new Fatal(`can't open '${path}': ${error.message}`);
  }
}

/** Without carriage returns, or with one before every newline. */
function converted(bytes: Uint8Array, toDos: boolean): Uint8Array {
  const plain = bytes.filter(byte => byte !== RETURN);
  if (!toDos) return plain;
  const result = new Uint8Array(plain.length + plain.filter(byte => byte === NEWLINE).length);
  let at = 0;
  for (const byte of plain) {
    if (byte === NEWLINE) result[at++] = RETURN;
    result[at++] = byte;
  }
  return result;
}
