import { Errno, isErrno } from '../core/errno.js';
import type { Opened } from '../fs/open-path.js';
import { findMemoryDevice, MemoryDeviceFile } from './device-file.js';
import { FifoFile } from './fifo-file.js';
import { OpenDescription, type AccessMode } from './open-description.js';
import type { ProcessRecord } from './process-record.js';
import { DirectoryFile, RegularFile } from './regular-file.js';
import type { OpenOptions } from './sys.js';
import { TerminalFile, TerminalMasterFile } from './terminal-file.js';
import type { Terminal } from './terminal.js';

const TTY_MAJOR = 5;
const PTS_MAJOR = 136;

/** open(2): the description that a new descriptor refers to. */
export function openDescription(process: ProcessRecord, path: string, options: OpenOptions): OpenDescription {
  const opened = process.namespaces.mounts.open(process, path, options);
  const mode = { read: options.read === true, write: options.write === true || options.append === true };
  switch (opened.kind) {
    case 'file':
      return new RegularFile(opened.file);
    case 'directory':
      return new DirectoryFile(opened.path, opened.directory);
    case 'fifo':
      return new FifoFile(opened.path, mode, opened.slot, opened.stat);
    case 'device':
      return openDevice(process, opened, mode);
    case 'object':
      return reopen(process, opened.object, options);
  }
}

/** Follows /proc/<pid>/fd/<n>: a file is opened anew, with an offset of its own; anything else is shared. */
function reopen(process: ProcessRecord, object: unknown, options: OpenOptions): OpenDescription {
  if (!(object instanceof OpenDescription)) throw new Errno('ENXIO');
  if (!(object instanceof RegularFile)) return object.retain();
  try {
    return openDescription(process, object.description, { ...options, create: false });
  } catch (error) {
    // The file may have lost its name; what is open of it can still be used.
    if (isErrno(error, 'ENOENT')) return object.retain();
    throw error;
  }
}

function openDevice(process: ProcessRecord, opened: Extract<Opened, { kind: 'device' }>, mode: AccessMode): OpenDescription {
  const { device, path, stat } = opened;
  const memory = opened.type === 'character' ? findMemoryDevice(device) : undefined;
  if (memory) return new MemoryDeviceFile(path, mode, memory, process.kernel.random, stat);
  const terminal = findTerminal(process, opened);
  if (terminal) return openTerminal(process, terminal, mode);
  if (device.major !== TTY_MAJOR || device.minor !== 2) throw new Errno('ENXIO');
  const { credentials, kernel, namespaces } = process;
  return new TerminalMasterFile(kernel.openTerminal(namespaces.mounts, { columns: 80, rows: 24 }, { uid: credentials.uid, gid: 5 }));
}

/** /dev/tty and /dev/console are the controlling terminal, /dev/pts/N the one of that number. */
function findTerminal(process: ProcessRecord, { device, type }: Extract<Opened, { kind: 'device' }>): Terminal | undefined {
  if (type !== 'character') return undefined;
  const { major, minor } = device;
  if (major === PTS_MAJOR) return process.kernel.terminals(process.namespaces.mounts).find(minor);
  return major === TTY_MAJOR && minor < 2 ? process.group.session.terminal : undefined;
}

/** The first terminal that the leader of a session without one opens becomes its controlling terminal. */
function openTerminal(process: ProcessRecord, terminal: Terminal, mode: AccessMode): TerminalFile {
  const { session } = process.group;
  if (session.leader === process && !session.terminal && !terminal.session) {
    session.terminal = terminal;
    terminal.session = session;
    terminal.foreground = process.group;
  }
  return new TerminalFile(terminal, mode);
}
