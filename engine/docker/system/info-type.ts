import { any, bool, listOf, mapOf, number, pointer, struct, text, textMap, texts, type GoType } from '../template/go-type.js';

const commit = struct('system.Commit', { ID: text });
const pair = listOf(text);

const plugins = struct('system.PluginsInfo', { Volume: texts, Network: texts, Authorization: texts, Log: texts });

const runtime = struct('system.RuntimeWithStatus', { 'Path:path': text, 'Args:runtimeArgs': texts, 'Status:status': textMap });

const swarm = struct('swarm.Info', {
  NodeID: text,
  NodeAddr: text,
  LocalNodeState: text,
  ControlAvailable: bool,
  Error: text,
  RemoteManagers: listOf(any),
  Nodes: number,
  Managers: number,
  Cluster: pointer(struct('swarm.ClusterInfo', {})),
  Warnings: texts,
});

const registry = struct('registry.ServiceConfig', {
  InsecureRegistryCIDRs: texts,
  IndexConfigs: mapOf(pointer(struct('registry.IndexInfo', { Name: text, Mirrors: texts, Secure: bool, Official: bool }))),
  Mirrors: texts,
});

const containerd = struct('system.ContainerdInfo', {
  Address: text,
  Namespaces: struct('system.ContainerdNamespaces', { Containers: text, Plugins: text }),
});

const firewall = struct('system.FirewallInfo', { Driver: text, Info: listOf(pair) });

/** `GET /info` as the client decodes it (api/types/system, Info). */
export const infoType: GoType = struct('*system.Info', {
  ID: text,
  Containers: number,
  ContainersRunning: number,
  ContainersPaused: number,
  ContainersStopped: number,
  Images: number,
  Driver: text,
  DriverStatus: listOf(pair),
  SystemStatus: listOf(pair),
  Plugins: plugins,
  MemoryLimit: bool,
  SwapLimit: bool,
  KernelMemory: bool,
  KernelMemoryTCP: bool,
  'CPUCfsPeriod:CpuCfsPeriod': bool,
  'CPUCfsQuota:CpuCfsQuota': bool,
  CPUShares: bool,
  CPUSet: bool,
  PidsLimit: bool,
  IPv4Forwarding: bool,
  Debug: bool,
  NFd: number,
  OomKillDisable: bool,
  NGoroutines: number,
  SystemTime: text,
  LoggingDriver: text,
  CgroupDriver: text,
  CgroupVersion: text,
  NEventsListener: number,
  KernelVersion: text,
  OperatingSystem: text,
  OSVersion: text,
  OSType: text,
  Architecture: text,
  IndexServerAddress: text,
  RegistryConfig: pointer(registry),
  NCPU: number,
  MemTotal: number,
  GenericResources: listOf(any),
  DockerRootDir: text,
  'HTTPProxy:HttpProxy': text,
  'HTTPSProxy:HttpsProxy': text,
  NoProxy: text,
  Name: text,
  Labels: texts,
  ExperimentalBuild: bool,
  ServerVersion: text,
  Runtimes: mapOf(runtime),
  DefaultRuntime: text,
  Swarm: swarm,
  LiveRestoreEnabled: bool,
  Isolation: text,
  InitBinary: text,
  ContainerdCommit: commit,
  RuncCommit: commit,
  InitCommit: commit,
  SecurityOptions: texts,
  ProductLicense: text,
  DefaultAddressPools: listOf(any),
  FirewallBackend: pointer(firewall),
  CDISpecDirs: texts,
  DiscoveredDevices: listOf(any),
  Containerd: pointer(containerd),
  Warnings: texts,
});
