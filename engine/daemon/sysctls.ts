import { createContainerFailed, notSimulated } from './errors.js';
import type { HostConfig } from './host-config.js';

/** Kernel settings of a namespace that a container can have its own of here; all of them are numbers. */
const simulated = new Set([
  'kernel.msgmax',
  'kernel.msgmnb',
  'kernel.msgmni',
  'kernel.shmall',
  'kernel.shmmax',
  'kernel.shmmni',
  'net.core.somaxconn',
  'net.ipv4.ip_forward',
  'net.ipv4.ip_unprivileged_port_start',
]);

/** `--sysctl`: refuses those that are not simulated. */
export function validateSysctls({ Sysctls }: HostConfig): void {
  for (const name of Object.keys(Sysctls ?? {})) if (!simulated.has(name)) throw notSimulated(`--sysctl ${name}`);
}

const none: ReadonlyMap<string, string> = new Map();

/** The settings of a container that starts; throws what runc says to bad ones. */
export function sysctlsOf({ Sysctls, NetworkMode }: HostConfig): ReadonlyMap<string, string> {
  if (!Sysctls) return none;
  const settings = new Map(Object.entries(Sysctls));
  for (const [name, value] of settings) {
    if (NetworkMode === 'host' && name.startsWith('net.'))
      throw createContainerFailed(`sysctl ${JSON.stringify(name)} not allowed in host network namespace`);
    if (!/^\s*-?\d+\s*$/.test(value)) {
      const file = name.replaceAll('.', '/');
      throw createContainerFailed(
        `unable to start container process: error during container init: failed to write sysctl ${name} = ${JSON.stringify(value)}: write fsmount:fscontext:proc/./sys/${file}: invalid argument`,
      );
    }
  }
  return settings;
}
