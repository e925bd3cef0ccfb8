import { tmpfs } from '../fs/dev-file-system.js';
import type { MountNamespace } from '../fs/mount-namespace.js';
import { superuser } from '../fs/permissions.js';
import { machine } from '../process/machine.js';
import type { ContainerRecord } from './container.js';
import type { Daemon } from './daemon.js';

/**
 * Makes paths of a container read-only and hides others, the last things that runc mounts (libcontainer: readonlyPath, maskPath): a
 * read-only path is mounted on itself, over a directory that is to be hidden comes an empty tmpfs, over such a file /dev/null. Paths that
 * are not there are left out.
 */
export function protectPaths(daemon: Daemon, mounts: MountNamespace, { hostConfig }: ContainerRecord): void {
  const plans = plansOf(hostConfig.ReadonlyPaths ?? [], hostConfig.MaskedPaths ?? []);
  if (plans.length > 0)
    mounts.prepare('/', roots, () => {
      for (const plan of plans) prepare(daemon, mounts, plan);
    });
}

function prepare(daemon: Daemon, mounts: MountNamespace, plan: Plan): void {
  mounts.prepare(plan.root, plan.names, () => {
    for (const path of plan.readOnly) protect(mounts, path);
    for (const path of plan.masked) mask(daemon, mounts, path);
  });
}

/** The file systems of the kernel, which are not mounted either before somebody goes there. */
const roots = new Set(['proc', 'sys']);

/** What there is to do below a file system of the kernel. */
interface Plan {
  readonly root: string;
  /** The first names of all these paths, from the root on. */
  readonly names: ReadonlySet<string>;
  readonly readOnly: readonly string[];
  readonly masked: readonly string[];
}

/** Nearly all containers have the same paths, so they share the plans. */
const known = new Map<string, readonly Plan[]>();
const MOST_KNOWN = 100;

function plansOf(readOnly: readonly string[], masked: readonly string[]): readonly Plan[] {
  const key = [...readOnly, '', ...masked].join('\0');
  const plans = known.get(key) ?? makePlans(readOnly, masked);
  if (known.size < MOST_KNOWN) known.set(key, plans);
  return plans;
}

function makePlans(readOnly: readonly string[], masked: readonly string[]): readonly Plan[] {
  return [...roots].flatMap(name => {
    const root = `/${name}`;
    const below = (path: string): boolean => path.startsWith(`${root}/`);
    const paths = [...readOnly, ...masked].filter(below);
    const names = new Set(paths.map(path => path.slice(root.length + 1).replace(/\/.*$/s, '')));
    return paths.length === 0 ? [] : [{ root, names, readOnly: readOnly.filter(below), masked: masked.filter(below) }];
  });
}

function protect(mounts: MountNamespace, path: string): void {
  if (mounts.exists(superuser, path)) mounts.bind(mounts.locate(superuser, path), path, { readOnly: true });
}

function mask({ clock }: Daemon, mounts: MountNamespace, path: string): void {
  const kind = mounts.kindOf(superuser, path);
  if (kind === 'directory') mounts.mount(path, tmpfs(clock, { sizeBytes: machine.memoryBytes / 2, mode: 0o755 }), { readOnly: true });
  else if (kind !== undefined) mounts.bind(mounts.locate(superuser, '/dev/null'), path);
}
