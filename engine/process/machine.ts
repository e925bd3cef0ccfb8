/** The computer that the host runs on: what `uname`, `nproc`, `free`, /proc and `docker info` tell about it. */
export const machine = {
  cpus: 2,
  memoryBytes: 4 * 1024 ** 3,
  swapBytes: 0,
  /** What the kernel itself occupies, and what it keeps of files that were read. */
  kernelBytes: 192 * 1024 ** 2,
  cacheBytes: 512 * 1024 ** 2,
  sysname: 'Linux',
  kernelRelease: '6.1.0-28-amd64',
  kernelVersion: '#1 SMP PREEMPT_DYNAMIC Debian 6.1.119-1 (2024-11-22)',
  architecture: 'x86_64',
  operatingSystem: 'Debian GNU/Linux 12 (bookworm)',
  cpuVendor: 'GenuineIntel',
  cpuModel: 'Intel(R) Xeon(R) CPU @ 2.20GHz',
  cpuMhz: 2200,
  pageBytes: 4096,
  /** In sectors of 512 bytes: all of it, and where its one partition begins. */
  disk: { sectors: 83_888_128, firstSector: 2048 },
  /** Clock ticks a second in /proc (USER_HZ). */
  ticksPerSecond: 100,
  /** RLIMIT_SIGPENDING: as many as threads would fit. */
  pendingSignals: 15_694,
} as const;
