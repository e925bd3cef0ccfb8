import { Errno } from '../core/errno.js';
import { findGroup } from './jobs.js';
import { ProcessCalls } from './sys-processes.js';
import type { Fd, Pid, ShellMark, TerminalModes, WindowSize } from './sys.js';
import { TerminalMasterFile } from './terminal-file.js';
import type { Terminal } from './terminal.js';

/** Fifth layer: terminals. */
export class TerminalCalls extends ProcessCalls {
  isTerminal(fd: Fd): boolean {
    return this.process.descriptors.isOpen(fd) && this.either(fd) !== undefined;
  }

  terminalName(fd: Fd): string {
    return `/dev/${this.terminal(fd).name}`;
  }

  terminalModes(fd: Fd): TerminalModes {
    return this.terminal(fd).modes;
  }

  setTerminalModes(fd: Fd, modes: Partial<TerminalModes>): void {
    this.terminal(fd).setModes(modes);
  }

  windowSize(fd: Fd): WindowSize {
    return this.terminal(fd).size;
  }

  setWindowSize(fd: Fd, size: WindowSize): void {
    this.terminal(fd).resize(size);
  }

  foregroundGroup(fd: Fd): Pid {
    const terminal = this.controlling(fd);
    return terminal.foreground?.pids[this.process.namespaces.pid.level] ?? 0;
  }

  setForegroundGroup(fd: Fd, processGroup: Pid): void {
    const { group, namespaces } = this.process;
    this.controlling(fd).foreground = findGroup(processGroup, group.session, namespaces.pid);
  }

  openTerminal(size: WindowSize): { readonly master: Fd; readonly name: string } {
    const { kernel, namespaces, credentials } = this.process;
    const terminal = kernel.openTerminal(namespaces.mounts, size, { uid: credentials.uid, gid: 5 });
    return { master: this.install(new TerminalMasterFile(terminal)), name: `/dev/${terminal.name}` };
  }

  mark(mark: ShellMark): void {
    for (const listener of this.process.kernel.markListeners) listener(mark, this.process);
  }

  private terminal(fd: Fd): Terminal {
    const terminal = this.either(fd);
    if (!terminal) throw new Errno('ENOTTY');
    return terminal;
  }

  /** The terminal behind a descriptor, from either side. */
  private either(fd: Fd): Terminal | undefined {
    const file = this.file(fd);
    return file instanceof TerminalMasterFile ? file.held : file.terminal;
  }

  private controlling(fd: Fd): Terminal {
    const terminal = this.terminal(fd);
    if (terminal.session !== this.process.group.session) throw new Errno('ENOTTY');
    return terminal;
  }
}
