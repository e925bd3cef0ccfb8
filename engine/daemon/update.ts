import { isRunning } from './container.js';
import { noBlockWeights } from './create.js';
import { containerEvent } from './container-events.js';
import { limitsOf } from './cgroup-limits.js';
import type { Daemon } from './daemon.js';
import { cannotUpdate, DaemonError, deadForStart, invalid } from './errors.js';
import { updateFields, type HostConfig } from './host-config.js';
import { decodeFields } from './json.js';
import { validateResources, validateRestartPolicy } from './validate.js';

/** `docker update`: limits and restart policy of a container, running or not. */
export function updateContainer(
  daemon: Daemon,
  reference: string,
  body: Readonly<Record<string, unknown>>,
): { readonly Warnings: readonly string[] | null } {
  const wish = decodeFields(updateFields, body);
  validateResources(wish, { isUpdate: true });
  validateRestartPolicy(wish.RestartPolicy);
  const container = daemon.containers.find(reference);
  if (container.status.state === 'removing' || container.status.state === 'dead') throw cannotUpdate(container.id, deadForStart());
  const hostConfig = changed(container.id, container.hostConfig, wish);
  const updated = daemon.update(container.id, { hostConfig });
  const { run } = daemon.liveOf(container);
  if (isRunning(updated) && run) run.cgroup.limits = limitsOf(hostConfig);
  containerEvent(daemon, updated, 'update');
  return { Warnings: wish.BlkioWeight > 0 ? [noBlockWeights] : null };
}

type Wish = { readonly [K in keyof typeof updateFields]: HostConfig[K] };

/** What is 0 or empty was not asked for. */
function changed(id: string, before: HostConfig, { RestartPolicy, ...limits }: Wish): HostConfig {
  if (limits.Memory > 0 && limits.MemorySwap === 0 && limits.Memory > before.MemorySwap) {
    throw cannotUpdate(
      id,
      conflict('Memory limit should be smaller than already set memoryswap limit, update the memoryswap at the same time'),
    );
  }
  if (limits.NanoCpus > 0 && before.CpuPeriod > 0)
    throw cannotUpdate(id, conflict('Conflicting options: Nano CPUs cannot be updated as CPU Period has already been set'));
  if (limits.NanoCpus > 0 && before.CpuQuota > 0)
    throw cannotUpdate(id, conflict('Conflicting options: Nano CPUs cannot be updated as CPU Quota has already been set'));
  if (limits.CpuPeriod > 0 && before.NanoCpus > 0)
    throw cannotUpdate(id, conflict('Conflicting options: CPU Period cannot be updated as NanoCPUs has already been set'));
  if (limits.CpuQuota > 0 && before.NanoCpus > 0)
    throw cannotUpdate(id, conflict('Conflicting options: CPU Quota cannot be updated as NanoCPUs has already been set'));
  const policy = RestartPolicy.Name === '' ? before.RestartPolicy : RestartPolicy;
  if (before.AutoRemove && policy.Name !== 'no' && policy.Name !== '')
    throw invalid('Restart policy cannot be updated because AutoRemove is enabled for the container');
  const asked = Object.fromEntries(Object.entries(limits).filter(([, value]) => value !== 0 && value !== '' && value !== null));
  return { ...before, ...asked, BlkioWeight: 0, RestartPolicy: policy };
}

const conflict = (message: string): DaemonError => new DaemonError('conflict', message);
