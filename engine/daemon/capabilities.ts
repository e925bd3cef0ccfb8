/** The capabilities of Linux 6.1 (capabilities(7)). */
export const capabilityNames: ReadonlySet<string> = new Set(
  (
    'AUDIT_CONTROL AUDIT_READ AUDIT_WRITE BLOCK_SUSPEND BPF CHECKPOINT_RESTORE CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID ' +
    'IPC_LOCK IPC_OWNER KILL LEASE LINUX_IMMUTABLE MAC_ADMIN MAC_OVERRIDE MKNOD NET_ADMIN NET_BIND_SERVICE NET_BROADCAST NET_RAW ' +
    'PERFMON SETFCAP SETGID SETPCAP SETUID SYSLOG SYS_ADMIN SYS_BOOT SYS_CHROOT SYS_MODULE SYS_NICE SYS_PACCT SYS_PTRACE SYS_RAWIO ' +
    'SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG WAKE_ALARM'
  )
    .split(' ')
    .map(name => `CAP_${name}`),
);

/** What a container keeps when nobody says otherwise. */
const defaults = 'AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID SYS_CHROOT'
  .split(' ')
  .map(name => `CAP_${name}`);

const defaultCapabilities: ReadonlySet<string> = new Set(defaults);

/** The capabilities of a container's processes, by `--cap-add`, `--cap-drop` and `--privileged`. */
export function capabilitiesOf(host: {
  readonly Privileged: boolean;
  readonly CapAdd: readonly string[] | null;
  readonly CapDrop: readonly string[] | null;
}): ReadonlySet<string> {
  if (host.Privileged) return capabilityNames;
  const added = (host.CapAdd ?? []).map(fullCapability);
  const dropped = (host.CapDrop ?? []).map(fullCapability);
  if (added.length === 0 && dropped.length === 0) return defaultCapabilities;
  const base = added.includes(ALL) ? [...capabilityNames] : dropped.includes(ALL) ? [] : defaults;
  const kept = base.filter(name => !dropped.includes(name));
  return new Set([...kept, ...added.filter(name => name !== ALL)]);
}

const ALL = 'ALL';

/** `chown`, `CHOWN` and `cap_chown` are `CAP_CHOWN`; `all` stays `ALL` (moby oci/caps, NormalizeLegacyCapabilities). */
export function fullCapability(name: string): string {
  const upper = name.toUpperCase();
  return upper === ALL || upper.startsWith('CAP_') ? upper : `CAP_${upper}`;
}
