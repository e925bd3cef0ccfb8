import { formatBinarySize } from '../formatter/units.js';
import { asList, boolAt, listAt, numberAt, recordAt, textAt, textsAt, type JsonRecord } from '../json-view.js';

/** The server's part of `docker info`, with the lines that the client leaves out when they say nothing. */
export function serverInfoText(info: JsonRecord): string {
  const lines = [
    ...counts(info),
    ` Server Version: ${textAt(info, 'ServerVersion')}`,
    ...storage(info),
    ` Logging Driver: ${textAt(info, 'LoggingDriver')}`,
    ` Cgroup Driver: ${textAt(info, 'CgroupDriver')}`,
    ` Cgroup Version: ${textAt(info, 'CgroupVersion')}`,
    ...plugins(info),
    ` Swarm: ${textAt(info, 'Swarm', 'LocalNodeState') || 'inactive'}`,
    ...runtimes(info),
    ...security(info),
    ...machine(info),
    ...network(info),
  ];
  return lines.map(line => `${line}\n`).join('');
}

function counts(info: JsonRecord): readonly string[] {
  return [
    ` Containers: ${String(numberAt(info, 'Containers'))}`,
    `  Running: ${String(numberAt(info, 'ContainersRunning'))}`,
    `  Paused: ${String(numberAt(info, 'ContainersPaused'))}`,
    `  Stopped: ${String(numberAt(info, 'ContainersStopped'))}`,
    ` Images: ${String(numberAt(info, 'Images'))}`,
  ];
}

function storage(info: JsonRecord): readonly string[] {
  const status = listAt(info, 'DriverStatus').map(pair => {
    const [name, value] = textsAt({ pair }, 'pair');
    return `  ${name ?? ''}: ${value ?? ''}`;
  });
  return [` Storage Driver: ${textAt(info, 'Driver')}`, ...status];
}

function plugins(info: JsonRecord): readonly string[] {
  const names = recordAt(info, 'Plugins');
  const line = (kind: string): readonly string[] =>
    textsAt(names, kind).length === 0 ? [] : [`  ${kind}: ${textsAt(names, kind).join(' ')}`];
  const directories = textsAt(info, 'CDISpecDirs');
  return [
    ' Plugins:',
    `  Volume: ${textsAt(names, 'Volume').join(' ')}`,
    `  Network: ${textsAt(names, 'Network').join(' ')}`,
    ...line('Authorization'),
    `  Log: ${textsAt(names, 'Log').join(' ')}`,
    ...(directories.length > 0 ? [' CDI spec directories:', ...directories.map(directory => `  ${directory}`)] : []),
  ];
}

function runtimes(info: JsonRecord): readonly string[] {
  const names = Object.keys(recordAt(info, 'Runtimes'));
  return [
    ...(names.length > 0 ? [` Runtimes: ${names.sort().join(' ')}`, ` Default Runtime: ${textAt(info, 'DefaultRuntime')}`] : []),
    ` Init Binary: ${textAt(info, 'InitBinary')}`,
    ` containerd version: ${textAt(info, 'ContainerdCommit', 'ID')}`,
    ` runc version: ${textAt(info, 'RuncCommit', 'ID')}`,
    ` init version: ${textAt(info, 'InitCommit', 'ID')}`,
  ];
}

/** `name=seccomp,profile=builtin` becomes a name with its settings below. */
function security(info: JsonRecord): readonly string[] {
  const options = textsAt(info, 'SecurityOptions');
  if (options.length === 0) return [];
  const lines = options.flatMap(option => {
    const pairs = option.split(',').map(pair => pair.split('='));
    const name = pairs.find(([key]) => key === 'name')?.[1] ?? option;
    const settings = pairs.filter(([key]) => key === 'profile').map(([, value]) => `   Profile: ${value ?? ''}`);
    return [`  ${name}`, ...settings];
  });
  return [' Security Options:', ...lines];
}

function machine(info: JsonRecord): readonly string[] {
  return [
    ` Kernel Version: ${textAt(info, 'KernelVersion')}`,
    ` Operating System: ${textAt(info, 'OperatingSystem')}`,
    ` OSType: ${textAt(info, 'OSType')}`,
    ` Architecture: ${textAt(info, 'Architecture')}`,
    ` CPUs: ${String(numberAt(info, 'NCPU'))}`,
    ` Total Memory: ${formatBinarySize(numberAt(info, 'MemTotal'))}`,
    ` Name: ${textAt(info, 'Name')}`,
    ` ID: ${textAt(info, 'ID')}`,
    ` Docker Root Dir: ${textAt(info, 'DockerRootDir')}`,
    ` Debug Mode: ${String(boolAt(info, 'Debug'))}`,
  ];
}

function network(info: JsonRecord): readonly string[] {
  const proxies = (['HttpProxy', 'HttpsProxy', 'NoProxy'] as const).filter(key => textAt(info, key) !== '');
  const titles = { HttpProxy: 'HTTP Proxy', HttpsProxy: 'HTTPS Proxy', NoProxy: 'No Proxy' };
  const registries = recordAt(info, 'RegistryConfig', 'IndexConfigs');
  const insecure = [
    ...Object.values(registries)
      .filter(registry => !boolAt(registry, 'Secure'))
      .map(registry => textAt(registry, 'Name')),
    ...textsAt(info, 'RegistryConfig', 'InsecureRegistryCIDRs'),
  ];
  const mirrors = textsAt(info, 'RegistryConfig', 'Mirrors');
  const labels = textsAt(info, 'Labels');
  return [
    ...proxies.map(key => ` ${titles[key]}: ${textAt(info, key)}`),
    ...(labels.length > 0 ? [' Labels:', ...labels.map(label => `  ${label}`)] : []),
    ` Experimental: ${String(boolAt(info, 'ExperimentalBuild'))}`,
    ...(insecure.length > 0 ? [' Insecure Registries:', ...insecure.map(registry => `  ${registry}`)] : []),
    ...(mirrors.length > 0 ? [' Registry Mirrors:', ...mirrors.map(mirror => `  ${mirror}`)] : []),
    ` Live Restore Enabled: ${String(boolAt(info, 'LiveRestoreEnabled'))}`,
    ...(textAt(info, 'ProductLicense') === '' ? [] : [` Product License: ${textAt(info, 'ProductLicense')}`]),
    ...addressPools(info),
  ];
}

function addressPools(info: JsonRecord): readonly string[] {
  const pools = asList(info['DefaultAddressPools']);
  if (pools.length === 0) return [];
  return [' Default Address Pools:', ...pools.map(pool => `   Base: ${textAt(pool, 'Base')}, Size: ${String(numberAt(pool, 'Size'))}`)];
}
