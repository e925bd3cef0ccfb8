import { isErrno } from '../core/errno.js';
import { invariant } from '../core/invariant.js';
import type { Duplex } from '../core/duplex.js';
import type { Stat } from '../fs/stat.js';
import { BorrowedDuplex } from './borrowed-duplex.js';
import { effectiveCapabilities } from './capabilities.js';
import { DescriptorTable } from './descriptor-table.js';
import { findMemoryDevice, MemoryDeviceFile } from './device-file.js';
import { enterDirectory } from './directories.js';
import { DuplexFile } from './duplex-file.js';
import { loadProgram, searchPath, startProgram, type Executor, type Program } from './exec.js';
import type { Kernel } from './kernel.js';
import { LaunchError, type LaunchFailure } from './launch-error.js';
import type { LaunchSpec } from './launch.js';
import { CONTAINER_FILES_SHARE, OPEN_FILES } from './limits.js';
import { anonymousStat, OpenDescription, type AccessMode } from './open-description.js';
import { ProcessRecord, type ResourceLimits } from './process-record.js';
import { TerminalFile } from './terminal-file.js';

export const defaultResourceLimits: ResourceLimits = { nofile: OPEN_FILES, nproc: Infinity, fsize: Infinity, cpu: Infinity };

/** Starts a process that nobody forked, in a session of its own: see `Kernel.launch`. */
export function launchProcess(kernel: Kernel, spec: LaunchSpec): ProcessRecord {
  const program = prepare(kernel, spec);
  if (kernel.isFull || spec.cgroup.isFull) throw new LaunchError('fork', spec.argv[0] ?? '', 'EAGAIN');
  if (spec.namespaces.pid.isDead) throw new LaunchError('fork', spec.argv[0] ?? '', 'ENOMEM');
  const parent = spec.parent instanceof ProcessRecord ? spec.parent : kernel.root.init;
  const process = kernel.create({
    namespaces: spec.namespaces,
    parent,
    cgroup: spec.cgroup,
    argv: spec.argv,
    env: spec.env,
    cwd: spec.cwd,
    credentials: spec.credentials,
    descriptors: standardStreams(kernel, spec),
    limits: spec.limits ? { ...defaultResourceLimits, ...spec.limits } : defaultResourceLimits,
    umask: 0o022,
    isAutoReaped: true,
  });
  if ('terminal' in spec.stdio) takeTerminal(process, spec.stdio.terminal);
  startProgram(process, program);
  return process;
}

/** Looks everything up before anything is made. */
function prepare(kernel: Kernel, spec: LaunchSpec): Program {
  const { credentials, cwd } = spec;
  const { mounts } = spec.namespaces;
  const executor: Executor = { kernel, mounts, credentials, capabilities: effectiveCapabilities(credentials), cwd, umask: 0o022 };
  attempt('chdir', spec.cwd, () => enterDirectory(mounts, executor, spec.cwd));
  const name = spec.argv[0] ?? '';
  const path = name.includes('/') ? name : findInPath(executor, name, spec.env);
  return attempt('exec', name, () => loadProgram(executor, path, spec.argv, spec.env));
}

function findInPath(executor: Executor, name: string, env: ReadonlyMap<string, string>): string {
  try {
    return searchPath(executor, name, env.get('PATH'));
  } catch (error) {
    if (isErrno(error, 'ENOENT')) throw new LaunchError('not-in-path', name, error.code);
    if (isErrno(error)) throw new LaunchError('exec', name, error.code);
    throw error;
  }
}

function attempt<T>(failure: LaunchFailure, path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (isErrno(error)) throw new LaunchError(failure, path, error.code);
    throw error;
  }
}

function takeTerminal(process: ProcessRecord, terminal: TerminalFile['terminal']): void {
  const { group } = process;
  group.session.terminal = terminal;
  terminal.session = group.session;
  terminal.foreground = group;
}

/** Descriptors 0, 1 and 2. Streams that are one object stay one description, so they are closed once. */
function standardStreams(kernel: Kernel, { stdio, namespaces }: LaunchSpec): DescriptorTable {
  const table = new DescriptorTable(kernel.descriptors, namespaces.pid === kernel.root ? 1 : CONTAINER_FILES_SHARE);
  if ('terminal' in stdio) {
    const file = new TerminalFile(stdio.terminal);
    table.add(file, OPEN_FILES);
    table.add(file.retain(), OPEN_FILES);
    table.add(file.retain(), OPEN_FILES);
    return table;
  }
  const known = new Map<Duplex, OpenDescription>();
  const { stdin, stdout, stderr } = stdio;
  if (stdin === 'null') table.add(nullFile(kernel), OPEN_FILES);
  for (const stream of stdin === 'null' ? [stdout, stderr] : [stdin, stdout, stderr]) {
    const mode = { read: stream === stdin, write: stream === stdout || stream === stderr };
    const file = known.get(stream)?.retain() ?? describe(kernel, stream, mode);
    known.set(stream, file);
    table.add(file, OPEN_FILES);
  }
  return table;
}

/** /dev/null, whatever the process finds under that name itself. */
function nullFile(kernel: Kernel): OpenDescription {
  const device = { major: 1, minor: 3 };
  const behaviour = findMemoryDevice(device);
  invariant(behaviour, 'there is a null device');
  const stat = (): Stat => ({ ...anonymousStat('character', 4, 0o666), device });
  return new MemoryDeviceFile('/dev/null', { read: true, write: true }, behaviour, kernel.random, stat);
}

/** A description of a process (handed over with `duplex`) stays what it is; anything else looks like a pipe. */
function describe(kernel: Kernel, stream: Duplex, mode: AccessMode): OpenDescription {
  if (stream instanceof OpenDescription) return stream.retain();
  if (stream instanceof BorrowedDuplex) return stream.description.retain();
  return new DuplexFile(stream, 'fifo', mode, kernel.nextInode());
}
