import type { ProcProcess, ProcSource } from '../fs/proc-file-system.js';
import type { Kernel } from './kernel.js';
import type { Namespaces } from './launch.js';
import { machineFiles } from './proc-machine.js';
import { procProcess } from './proc-process.js';

/** What a /proc shows that is mounted for these namespaces. */
export function procSource(kernel: Kernel, namespaces: Pick<Namespaces, 'pid' | 'uts' | 'sysctls'>): ProcSource {
  const namespace = namespaces.pid;
  return {
    self: () => {
      const process = kernel.current;
      return process && namespace.contains(process.namespaces.pid) ? process.pids[namespace.level] : undefined;
    },
    pids: () => Array.from(namespace.members(), process => process.pids[namespace.level] ?? 0),
    process: (pid): ProcProcess | undefined => {
      const process = namespace.find(pid);
      return process && procProcess(process, namespace);
    },
    files: () => machineFiles(kernel, namespaces),
  };
}
