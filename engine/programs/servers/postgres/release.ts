/** A build of PostgreSQL: what it calls itself. */
export interface Release {
  readonly major: string;
  /** As `server_version` has it. */
  readonly version: string;
  /** As version() has it. */
  readonly full: string;
  readonly locale: string;
}

const gcc12 = 'x86_64-pc-linux-gnu, compiled by gcc (Debian 12.2.0-14) 12.2.0, 64-bit';

const releases = {
  debian16: {
    major: '16',
    version: '16.2 (Debian 16.2-1.pgdg120+2)',
    full: `PostgreSQL 16.2 (Debian 16.2-1.pgdg120+2) on ${gcc12}`,
    locale: 'en_US.utf8',
  },
  debian15: {
    major: '15',
    version: '15.6 (Debian 15.6-1.pgdg120+2)',
    full: `PostgreSQL 15.6 (Debian 15.6-1.pgdg120+2) on ${gcc12}`,
    locale: 'en_US.utf8',
  },
  alpine16: {
    major: '16',
    version: '16.2',
    full: 'PostgreSQL 16.2 on x86_64-pc-linux-musl, compiled by gcc (Alpine 13.2.1_git20231014) 13.2.1 20231014, 64-bit',
    locale: 'en_US.utf8',
  },
} as const satisfies Record<string, Release>;

/** The build with this id, which must be one. */
export function findRelease(id: string): Release {
  const found = Object.entries(releases).find(([name]) => name === id);
  if (!found) throw new Error(`postgres: no build ${id}`);
  return found[1];
}
