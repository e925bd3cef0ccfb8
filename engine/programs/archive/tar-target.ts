import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Fd } from '../../process/sys.js';
import { Fatal, type Tool } from '../tool.js';
import { NOTHING } from './packing/filter.js';
import type { Packing } from './tar-packing.js';
import { checkChild, childFailed } from './tar-source.js';

/** Where an archive goes. */
export interface TarTarget {
  write(bytes: Uint8Array): Task<void>;
  /** Throws when what packs has failed. */
  close(): Task<void>;
}

/** Opens the file that is to be written, or standard output; GNU's tar has a program pack it, BusyBox's does it itself. */
export function openTarget(tool: Tool, path: string, packing: Packing | undefined): TarTarget {
  const { isGnu } = tool;
  const fd = path === '-' ? 1 : createFile(tool, path, packing !== undefined);
  if (!packing) return plain(tool, fd);
  return isGnu ? throughProgram(tool, fd, packing) : throughFilter(tool, fd, packing);
}

function createFile(tool: Tool, path: string, inChild: boolean): Fd {
  try {
    return tool.sys.open(path, { write: true, create: true, truncate: true });
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (!tool.isGnu) throw new Fatal(`can't open '${path}': ${error.message}`);
    const failure = `${path}: Cannot open: ${error.message}`;
    throw inChild ? childFailed(tool, failure) : new Fatal(`${failure}\n${tool.name}: Error is not recoverable: exiting now`, 2);
  }
}

function plain({ sys }: Tool, fd: Fd): TarTarget {
  return {
    write: bytes => sys.write(fd, bytes),
    *close() {
      yield* sys.tick();
      if (fd !== 1) sys.close(fd);
    },
  };
}

function throughProgram(tool: Tool, fd: Fd, { program }: Packing): TarTarget {
  const { sys } = tool;
  const { read, write } = sys.pipe();
  const child = sys.spawn({
    path: '/bin/sh',
    argv: ['/bin/sh', '-c', program],
    fds: new Map([
      [0, read],
      [1, fd],
      [2, 2],
    ]),
  });
  sys.close(read);
  if (fd !== 1) sys.close(fd);
  sys.onSignal('SIGPIPE', 'ignore');
  return {
    *write(bytes) {
      try {
        yield* sys.write(write, bytes);
      } catch (error) {
        // The program is gone; how it ended says why.
        if (!isErrno(error, 'EPIPE')) throw error;
      }
    },
    *close() {
      sys.close(write);
      yield* checkChild(tool, child);
    },
  };
}

function throughFilter(tool: Tool, fd: Fd, packing: Packing): TarTarget {
  const filter = packing.pack?.();
  if (!filter) throw new Fatal(`drydock: packing with ${packing.program} is not simulated`);
  let step = filter.next(NOTHING);
  const drain = function* (): Task<void> {
    for (; !step.done && step.value !== 'more'; step = filter.next(NOTHING)) yield* tool.sys.write(fd, step.value);
  };
  const feed = function* (bytes: Uint8Array): Task<void> {
    yield* drain();
    step = filter.next(bytes);
    yield* drain();
  };
  return {
    write: feed,
    *close() {
      yield* feed(NOTHING);
      if (fd !== 1) tool.sys.close(fd);
    },
  };
}
