import { isErrno } from '../core/errno.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import type { Daemon } from './daemon.js';
import { DaemonError, failed, notSimulated } from './errors.js';
import type { HostConfig } from './host-config.js';
import { decodeFields, listOf, strings, text } from './json.js';

const device = (
  value: unknown,
  field: string,
): { readonly PathOnHost: string; readonly PathInContainer: string; readonly CgroupPermissions: string } =>
  decodeFields({ PathOnHost: text, PathInContainer: text, CgroupPermissions: text }, value, field);
const request = (
  value: unknown,
  field: string,
): { readonly Driver: string; readonly Capabilities: readonly (readonly string[] | null)[] | null } =>
  decodeFields({ Driver: text, Capabilities: listOf(strings, '[][]string') }, value, field);

/** `--device`: puts devices of the host into the /dev of a container that starts. */
export function addDevices(daemon: Daemon, { Devices }: HostConfig, mounts: MountNamespace): void {
  for (const { PathOnHost: source, PathInContainer: target, CgroupPermissions: permissions } of listOf(device)(Devices, 'Devices') ?? []) {
    const { kind, mode, device: numbers } = statOf(daemon, source);
    if ((kind !== 'character' && kind !== 'block') || !numbers) throw deviceFailed(source, 'not a device node');
    // What every container may use is not taken away by asking for less of it; of all other devices a limit would have to act.
    const isCommon = kind === 'character' && (numbers.major === 1 || numbers.major === 5);
    if (!isCommon && !['r', 'w', 'm'].every(letter => permissions.includes(letter)))
      throw notSimulated('--device with other rights than rwm');
    if (mounts.exists(superuser, target)) continue;
    mounts.ensureMountPoint(target.slice(0, target.lastIndexOf('/')) || '/', 'directory');
    mounts.mknod({ ...superuser, umask: 0 }, target, kind, numbers, mode);
  }
}

function statOf(daemon: Daemon, path: string): ReturnType<MountNamespace['stat']> {
  try {
    return daemon.tree.mounts.stat(superuser, path);
  } catch (error) {
    throw isErrno(error) ? deviceFailed(path, error.message.toLowerCase()) : error;
  }
}

const deviceFailed = (path: string, cause: string): DaemonError =>
  failed(`error gathering device information while adding custom device ${JSON.stringify(path)}: ${cause}`);

/** `--gpus`: no driver answers for any, as on a machine without them. */
export function refuseDeviceRequests({ DeviceRequests }: HostConfig): void {
  for (const { Driver, Capabilities } of listOf(request)(DeviceRequests, 'DeviceRequests') ?? []) {
    const sets = (Capabilities ?? []).map(set => `[${(set ?? []).join(' ')}]`);
    throw failed(`could not select device driver ${JSON.stringify(Driver)} with capabilities: [${sets.join(' ')}]`);
  }
}
