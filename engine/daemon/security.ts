import type { Credentials } from '../process/sys.js';
import { capabilitiesOf } from './capabilities.js';
import { failed, notSimulated, type DaemonError } from './errors.js';
import type { HostConfig } from './host-config.js';
import type { ContainerUser } from './user.js';

/** What `--security-opt` asks for, as far as programs can see it. */
interface Security {
  readonly noNewPrivileges: boolean;
  /** The profile of system calls: the built-in one, none, or somebody's own. */
  readonly seccomp: 'builtin' | 'unconfined' | 'custom';
}

const truths: Readonly<Record<string, boolean>> = { '1': true, t: true, true: true, '0': false, f: false, false: false };

/** Reads security options as moby does (daemon/daemon_unix.go, parseSecurityOpt); throws what it throws. */
function parseSecurity(options: readonly string[]): Security {
  let noNewPrivileges = false;
  let seccomp: Security['seccomp'] = 'builtin';
  for (const option of options) {
    if (option === 'disable') continue;
    const [key, value] = cut(option);
    if (key === 'no-new-privileges') {
      const isTrue = value === undefined ? true : truths[value.toLowerCase()];
      if (isTrue === undefined) throw badOption(2, option);
      noNewPrivileges = isTrue;
    } else if (value === undefined) throw badOption(1, option);
    else if (key === 'seccomp') seccomp = value === 'builtin' || value === 'unconfined' ? value : 'custom';
    else if (key === 'writable-cgroups') {
      if (truths[value.toLowerCase()] === undefined) throw badOption(2, option);
    } else if (key !== 'label' && key !== 'apparmor') throw badOption(2, option);
  }
  return { noNewPrivileges, seccomp };
}

/** `name=value`, once written `name:value`. */
function cut(option: string): readonly [key: string, value: string | undefined] {
  const at = option.includes('=') ? option.indexOf('=') : option.indexOf(':');
  return at < 0 ? [option, undefined] : [option.slice(0, at), option.slice(at + 1)];
}

const badOption = (where: number, option: string): DaemonError =>
  failed(`invalid --security-opt ${String(where)}: ${JSON.stringify(option)}`);

/** Refuses options that are none, and profiles of one's own: there are no system calls here to filter. */
export function validateSecurity({ SecurityOpt }: HostConfig): void {
  if (parseSecurity(SecurityOpt ?? []).seccomp === 'custom') throw notSimulated('--security-opt seccomp with a profile of your own');
}

/** What a process of a container may do. */
export function credentialsOf(user: ContainerUser, host: HostConfig): Credentials {
  const { noNewPrivileges, seccomp } = parseSecurity(host.SecurityOpt ?? []);
  return {
    uid: user.uid,
    gid: user.gid,
    groups: user.groups,
    capabilities: capabilitiesOf(host),
    noNewPrivileges,
    seccomp: seccomp !== 'unconfined' && !host.Privileged,
  };
}
