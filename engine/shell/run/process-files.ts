import type { Execution } from './execution.js';

/** Closes what `<( … )` opened for a command that has ended; those up to `kept` belong to commands around it. */
export function closeProcessFiles({ sys, shell }: Execution, kept: number): void {
  if (shell.processFiles.length <= kept) return;
  for (const fd of shell.processFiles.splice(kept)) {
    shell.extraFds.delete(fd);
    if (sys.isOpen(fd)) sys.close(fd);
  }
}
