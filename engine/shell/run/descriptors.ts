import type { Execution } from './execution.js';

/** Where the shell keeps descriptors that a redirection has taken the place of: out of the way of users' numbers. */
const savedFrom = 64;

/** What redirections changed, so that it can be put back. */
export class SavedDescriptors {
  readonly #execution: Execution;
  readonly #entries: { readonly fd: number; readonly saved: number | undefined; readonly inherited: boolean }[] = [];

  constructor(execution: Execution) {
    this.#execution = execution;
  }

  /** Remembers a descriptor before it is changed for the first time. */
  save(fd: number): void {
    if (this.#entries.some(entry => entry.fd === fd)) return;
    const { sys, shell } = this.#execution;
    const inherited = shell.extraFds.has(fd);
    if (!sys.isOpen(fd)) {
      this.#entries.push({ fd, saved: undefined, inherited });
      return;
    }
    const saved = sys.dup(fd, undefined, savedFrom);
    sys.setCloseOnExec(saved, true);
    this.#entries.push({ fd, saved, inherited });
  }

  /** Where a descriptor is kept that was changed. */
  keptAt(fd: number): number | undefined {
    return this.#entries.find(entry => entry.fd === fd)?.saved;
  }

  restore(): void {
    const { sys, shell } = this.#execution;
    for (const { fd, saved, inherited } of this.#entries.reverse()) {
      if (saved !== undefined) {
        sys.dup(saved, fd);
        sys.close(saved);
      } else if (sys.isOpen(fd)) sys.close(fd);
      if (inherited) shell.extraFds.add(fd);
      else shell.extraFds.delete(fd);
    }
    this.#entries.length = 0;
  }

  /** Lets the changes stay (`exec > file`). */
  forget(): void {
    const { sys } = this.#execution;
    for (const { saved } of this.#entries) if (saved !== undefined) sys.close(saved);
    this.#entries.length = 0;
  }
}
