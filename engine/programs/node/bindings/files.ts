import { Errno } from '../../../core/errno.js';
import { concatBytes } from '../../../core/streams.js';
import { READY, type Task } from '../../../core/task.js';
import type { Stat } from '../../../fs/stat.js';
import type { Fd, Sys } from '../../../process/sys.js';
import type { Bindings } from '../engine.js';
import { MAX_FILE_BYTES } from '../limits.js';
import { Suspension } from '../suspension.js';
import { bytes, number, path, text } from './argument.js';

const CHUNK_BYTES = 65_536;
const MAX_TURNS = 4;

/** Files: everything that node does synchronously. Flags are the letters r, w, a(ppend), c(reate), x, t(runcate). */
export function fileBindings(sys: Sys): Bindings {
  return {
    open: (name, flags, mode) => open(sys, path(name), text(flags), number(mode)),
    close: fd => sys.close(number(fd)),
    read: (fd, max, position) => soon(readAt(sys, number(fd), number(max), number(position))),
    readFile: name => soon(readWhole(sys, path(name))),
    writeAt: (fd, data, position) => {
      if (number(position) >= 0) sys.seek(number(fd), number(position), 'start');
      now(sys.write(number(fd), bytes(data)));
      return undefined;
    },
    truncate: (fd, size) => sys.truncate(number(fd), number(size)),
    stat: name => describe(sys, sys.stat(path(name))),
    lstat: name => describe(sys, sys.lstat(path(name))),
    fstat: fd => describe(sys, sys.fstat(number(fd))),
    readdir: name => JSON.stringify(sys.readdir(path(name)).map(entry => [entry.name, entry.kind])),
    mkdir: (name, mode) => sys.mkdir(path(name), number(mode)),
    rmdir: name => sys.rmdir(path(name)),
    unlink: name => sys.unlink(path(name)),
    rename: (from, to) => sys.rename(path(from), path(to)),
    symlink: (target, name) => sys.symlink(path(target), path(name)),
    link: (from, to) => sys.link(path(from), path(to)),
    readlink: name => sys.readlink(path(name)),
    realpath: name => sys.realpath(path(name)),
    chmod: (name, mode) => sys.chmod(path(name), number(mode)),
    chown: (name, uid, gid) => sys.chown(path(name), number(uid), number(gid)),
    utimes: (name, accessed, modified) =>
      sys.utimes(path(name), sys.clock.instantOf(number(accessed)), sys.clock.instantOf(number(modified))),
    access: (name, mode) => {
      const bits = number(mode);
      sys.stat(path(name));
      return sys.access(path(name), { read: (bits & 4) !== 0, write: (bits & 2) !== 0, execute: (bits & 1) !== 0 });
    },
  };
}

function open(sys: Sys, name: string, flags: string, mode: number): Fd {
  const has = (letter: string): boolean => flags.includes(letter);
  return sys.open(name, {
    read: has('r'),
    write: has('w') || has('a'),
    append: has('a'),
    create: has('c'),
    exclusive: has('x'),
    truncate: has('t'),
    mode,
  });
}

/** Runs a call that need not wait; EAGAIN when it would have to. */
function now<T>(task: Task<T>): T {
  for (let turns = 0; ; turns++) {
    const result = task.next(READY);
    if (result.done) return result.value;
    if (result.value.kind !== 'reschedule' || turns >= MAX_TURNS) throw new Errno('EAGAIN');
  }
}

/** The outcome of a call, or the call itself where it has to wait: a pipe or a terminal that gives nothing yet. */
function soon(task: Task<Uint8Array>): Uint8Array | Suspension {
  for (let turns = 0; ; turns++) {
    const result = task.next(READY);
    if (result.done) return result.value;
    if (result.value.kind !== 'reschedule' || turns >= MAX_TURNS) return new Suspension(task, result.value);
  }
}

function* readAt(sys: Sys, fd: Fd, max: number, position: number): Task<Uint8Array> {
  if (position < 0) return yield* sys.read(fd, max);
  const before = sys.seek(fd, 0, 'current');
  sys.seek(fd, position, 'start');
  try {
    return yield* sys.read(fd, max);
  } finally {
    sys.seek(fd, before, 'start');
  }
}

function* readWhole(sys: Sys, name: string): Task<Uint8Array> {
  const fd = sys.open(name, { read: true });
  try {
    if (sys.fstat(fd).kind === 'directory') throw new Errno('EISDIR');
    const parts: Uint8Array[] = [];
    let length = 0;
    for (;;) {
      const part = yield* sys.read(fd, CHUNK_BYTES);
      if (part.length === 0) return concatBytes(parts);
      parts.push(part);
      length += part.length;
      if (length > MAX_FILE_BYTES) throw new Errno('ENOMEM');
    }
  } finally {
    sys.close(fd);
  }
}

const KIND_BITS = {
  file: 0o100000,
  directory: 0o040000,
  symlink: 0o120000,
  character: 0o020000,
  block: 0o060000,
  fifo: 0o010000,
  socket: 0o140000,
} as const;

function describe(sys: Sys, stat: Stat): string {
  const epoch = (instant: number): number => sys.clock.epochMsOf(instant);
  return JSON.stringify({
    dev: stat.dev,
    mode: KIND_BITS[stat.kind] | stat.mode,
    nlink: stat.nlink,
    uid: stat.uid,
    gid: stat.gid,
    rdev: stat.device ? stat.device.major * 256 + stat.device.minor : 0,
    blksize: 4096,
    ino: stat.ino,
    size: stat.sizeBytes,
    blocks: Math.ceil(stat.sizeBytes / 4096) * 8,
    atimeMs: epoch(stat.accessedAt),
    mtimeMs: epoch(stat.modifiedAt),
    ctimeMs: epoch(stat.changedAt),
    birthtimeMs: epoch(stat.changedAt),
  });
}
