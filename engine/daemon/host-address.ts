import { isErrno } from '../core/errno.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';

/** The address that the host's /etc/hosts has for a name. */
export function hostAddress(mounts: MountNamespace, name: string): string | undefined {
  const wanted = name.toLowerCase();
  const rows = hostsFile(mounts).map(line => line.replace(/#.*/, '').trim().split(/\s+/));
  return rows.find(([ip = '', ...names]) => !ip.includes(':') && names.some(one => one.toLowerCase() === wanted))?.[0];
}

function hostsFile(mounts: MountNamespace): readonly string[] {
  try {
    return mounts.readFile(superuser, '/etc/hosts').text().split('\n');
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}
