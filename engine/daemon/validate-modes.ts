import type { ContainerConfig } from './container-config.js';
import { conflictingOptions, invalid } from './errors.js';
import type { HostConfig } from './host-config.js';

/** Options that contradict a network or namespace mode. */
export function validateModes(config: ContainerConfig, host: HostConfig): void {
  if (host.NetworkMode === 'container:') throw invalid('invalid network mode: invalid container format container:<name|id>');
  const isShared = host.NetworkMode.startsWith('container:');
  if (host.NetworkMode === 'container' || host.NetworkMode === 'container:')
    throw invalid('invalid network mode: invalid container format container:<name|id>');
  if (isShared) validateShared(config, host);
  if (host.NetworkMode === 'host' && (host.Links?.length ?? 0) > 0) {
    throw conflictingOptions("host type networking can't be used with links. This would result in undefined behavior");
  }
  if (!['', 'host'].includes(host.PidMode) && !/^container:./.test(host.PidMode)) throw invalid(`invalid PID mode: ${host.PidMode}`);
  const isKnownIpc = ['', 'none', 'host', 'private', 'shareable'].includes(host.IpcMode) || host.IpcMode.startsWith('container:');
  if (!isKnownIpc) throw invalid(`invalid IPC mode: ${host.IpcMode}`);
  if (host.UTSMode !== '' && host.UTSMode !== 'host') throw invalid(`invalid UTS mode: ${host.UTSMode}`);
  if (!['', 'host', 'private'].includes(host.CgroupnsMode)) throw invalid(`invalid cgroup namespace mode: ${host.CgroupnsMode}`);
  if (!['', 'default'].includes(host.Isolation.toLowerCase()))
    throw invalid(`invalid isolation (${host.Isolation}): linux only supports 'default'`);
  if (host.UTSMode === 'host' && config.Hostname !== '') throw conflictingOptions('hostname and the UTS mode');
}

function validateShared(config: ContainerConfig, host: HostConfig): void {
  if (config.Hostname !== '') throw conflictingOptions('hostname and the network mode');
  if ((host.Links?.length ?? 0) > 0)
    throw conflictingOptions("container type network can't be used with links. This would result in undefined behavior");
  if ((host.Dns?.length ?? 0) > 0) throw conflictingOptions('dns and the network mode');
  if ((host.ExtraHosts?.length ?? 0) > 0) throw conflictingOptions('custom host-to-IP mapping and the network mode');
  const publishes = Object.keys(host.PortBindings ?? {}).length > 0 || host.PublishAllPorts;
  if (publishes) throw conflictingOptions('port publishing and the container type network mode');
  if (config.ExposedPorts) throw conflictingOptions('port exposing and the container type network mode');
}
