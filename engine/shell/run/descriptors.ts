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
    const saved = sys.isOpen(fd) ? sys.dup(fd, undefined, savedFrom) : undefined;
    if (saved !== undefined) sys.setCloseOnExec(saved, true);
    const entry = { fd, saved, inherited };
    this.#entries.push(entry);
    if (shell.dialect.name === 'ash') shell.keptDescriptors = [...shell.keptDescriptors, entry];
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
    this.#end();
  }

  /** Lets the changes stay (`exec > file`). */
  forget(): void {
    const { sys } = this.#execution;
    for (const { saved } of this.#entries) if (saved !== undefined) sys.close(saved);
    this.#end();
  }

  #end(): void {
    const { shell } = this.#execution;
    if (shell.keptDescriptors.length > 0)
      shell.keptDescriptors = shell.keptDescriptors.filter(kept => !this.#entries.some(entry => entry === kept));
    this.#entries.length = 0;
  }
}

/** Puts back, in a subshell that ends, what redirections around it in other processes have changed (exitreset in ash.c). */
export function restoreKept({ sys, shell }: Execution): void {
  for (const { fd, saved } of shell.keptDescriptors.toReversed()) {
    if (saved !== undefined && sys.isOpen(saved)) sys.dup(saved, fd);
    else if (sys.isOpen(fd)) sys.close(fd);
  }
}
