import { notSimulated } from './errors.js';
import type { HostConfig } from './host-config.js';

/** Settings that would change what a container's programs see, if there were anything behind them. docs/fidelity.md lists them. */
const unsimulated: readonly (readonly [what: string, isAsked: (host: HostConfig) => boolean])[] = [
  ['--device-cgroup-rule', host => given(host.DeviceCgroupRules)],
  ['--device-read-bps', host => given(host.BlkioDeviceReadBps)],
  ['--device-write-bps', host => given(host.BlkioDeviceWriteBps)],
  ['--device-read-iops', host => given(host.BlkioDeviceReadIOps)],
  ['--device-write-iops', host => given(host.BlkioDeviceWriteIOps)],
  ['--cgroup-parent', host => host.CgroupParent !== ''],
  ['--cpu-rt-period', host => host.CpuRealtimePeriod !== 0],
  ['--cpu-rt-runtime', host => host.CpuRealtimeRuntime !== 0],
  ['--cgroupns host', host => host.CgroupnsMode === 'host'],
];

/** Refuses what would be recorded without any effect. */
export function refuseUnsimulated(host: HostConfig): void {
  for (const [what, isAsked] of unsimulated) if (isAsked(host)) throw notSimulated(what);
}

function given(list: readonly unknown[] | null | undefined): boolean {
  return (list?.length ?? 0) > 0;
}
