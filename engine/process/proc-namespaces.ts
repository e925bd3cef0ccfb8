import type { Kernel } from './kernel.js';
import type { Namespaces } from './launch.js';
import type { ProcessRecord } from './process-record.js';

/** The numbers that the kernel gives to the namespaces it begins with (include/linux/proc_ns.h; those of mnt and net follow at boot). */
const first = {
  time: 4_026_531_834,
  cgroup: 4_026_531_835,
  pid: 4_026_531_836,
  user: 4_026_531_837,
  uts: 4_026_531_838,
  ipc: 4_026_531_839,
  net: 4_026_531_840,
  mnt: 4_026_531_841,
} as const;

/** Where those that are made later begin. */
const LATER = 4_026_532_170;

/** /proc/<pid>/ns: `net` → `net:[4026531840]`. The same number says that two processes share a namespace. */
export function namespaceLinks(process: ProcessRecord): ReadonlyMap<string, string> {
  const { kernel, namespaces, cgroup } = process;
  const kinds: Readonly<Record<keyof typeof first, object | undefined>> = {
    cgroup: cgroup.path.startsWith(CONTAINERS) ? cgroup : undefined,
    ipc: namespaces.ipc,
    mnt: namespaces.mounts,
    net: namespaces.net,
    pid: namespaces.pid,
    time: undefined,
    user: undefined,
    uts: namespaces.uts,
  };
  const link = (kind: keyof typeof first, namespace: object | undefined): string => `${kind}:[${numberOf(kernel, kind, namespace)}]`;
  return new Map([
    ['cgroup', link('cgroup', kinds.cgroup)],
    ['ipc', link('ipc', kinds.ipc)],
    ['mnt', link('mnt', kinds.mnt)],
    ['net', link('net', kinds.net)],
    ['pid', link('pid', kinds.pid)],
    ['pid_for_children', link('pid', process.childPids ?? kinds.pid)],
    ['time', link('time', undefined)],
    ['time_for_children', link('time', undefined)],
    ['user', link('user', undefined)],
    ['uts', link('uts', kinds.uts)],
  ]);
}

/** A container sees its own control group as the root of all. */
const CONTAINERS = '/docker/';

function numberOf(kernel: Kernel, kind: keyof typeof first, namespace: object | undefined): number {
  const host = kernel.root.init?.namespaces;
  if (namespace === undefined || namespace === kernel.root || (host && isHost(host, namespace))) return first[kind];
  return LATER + kernel.namespaceNumber(namespace);
}

function isHost({ mounts, net, uts }: Namespaces, namespace: object): boolean {
  return namespace === mounts || namespace === net || namespace === uts;
}
