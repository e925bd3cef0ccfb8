import { alpinePasswd } from '../roots/alpine.js';
import { debianPasswd } from '../roots/debian-etc.js';
import { STANDARD_PATH } from '../roots/standard-path.js';
import { cmd, copy, entrypoint, env, expose, run, stopSignal, volume, type ImageSource, type Step } from '../source.js';
import { directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { alpine, debian } from './bases.js';
import { postgresEntrypoint } from './postgres-script.js';

const owner = { uid: 999, gid: 999 };
const alpineOwner = { uid: 70, gid: 70 };

interface Release {
  readonly names: ImageSource['names'];
  readonly from: ImageSource;
  readonly major: string;
  readonly version: string;
  readonly created: string;
  /** Which build of the programs. */
  readonly build: string;
  readonly binaries: string;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly owner: { readonly uid: number; readonly gid: number };
  readonly passwd: string;
  /** What the distribution needs besides. */
  readonly before: readonly Step[];
  readonly about?: ImageSource['about'];
}

function server({ binaries, sizeBytes, major, build }: Release): Files {
  const names = [
    'psql',
    'pg_isready',
    'createdb',
    'createuser',
    'dropdb',
    'dropuser',
    'initdb',
    'pg_dump',
    'pg_dumpall',
    'reindexdb',
    'vacuumdb',
  ];
  const missing = ['pg_restore', 'pg_ctl', 'pg_basebackup', 'pgbench'];
  return filledTo(
    sizeBytes,
    {
      [`${binaries}/postgres`]: program(`postgres-${build}`, 9_804_152),
      ...Object.fromEntries(names.map(name => [`${binaries}/${name}`, program(`${name}-${build}`, 411_240)])),
      ...Object.fromEntries(missing.map(name => [`${binaries}/${name}`, program(name, 411_240)])),
      '/usr/share/postgresql/postgresql.conf.sample': text(`# PostgreSQL ${major}\n#port = 5432\n#max_connections = 100\n`),
    },
    {
      [`/usr/lib/postgresql/${major}/lib/llvmjit.so`]: 3,
      '/usr/lib/x86_64-linux-gnu/libLLVM-14.so.1': 8,
      '/usr/share/postgresql/extension.tar': 1,
    },
  );
}

function postgresImage(release: Release): ImageSource {
  const { names, from, major, version, created, packedBytes, passwd, before, about } = release;
  return {
    names,
    from,
    created,
    steps: [
      run('useradd -r -g postgres --home-dir=/var/lib/postgresql --shell=/bin/sh postgres', () => ({
        '/etc/passwd': text(`${passwd}postgres:x:${String(release.owner.uid)}:${String(release.owner.gid)}::/var/lib/postgresql:/bin/sh\n`),
        '/var/lib/postgresql': directory(release.owner),
      })),
      ...before,
      env({ GOSU_VERSION: '1.17' }),
      copy('file', '/usr/local/bin/gosu', () => ({ '/usr/local/bin/gosu': program('gosu', 2_404_352) })),
      env({ LANG: 'en_US.utf8' }),
      run('mkdir /docker-entrypoint-initdb.d', () => ({ '/docker-entrypoint-initdb.d': directory() })),
      env({ PG_MAJOR: major }),
      env({ PATH: `${STANDARD_PATH}:/usr/lib/postgresql/${major}/bin` }),
      env({ PG_VERSION: version }),
      copy('dir', '/usr/', () => server(release), { packedBytes }),
      run('mkdir -p /var/run/postgresql && chown -R postgres:postgres /var/run/postgresql && chmod 3777 /var/run/postgresql', () => ({
        // /var/run is a link to /run.
        '/run/postgresql': directory({ ...release.owner, mode: 0o3777 }),
      })),
      env({ PGDATA: '/var/lib/postgresql/data' }),
      run('mkdir -p "$PGDATA" && chown -R postgres:postgres "$PGDATA" && chmod 1777 "$PGDATA"', () => ({
        '/var/lib/postgresql/data': directory({ ...release.owner, mode: 0o1777 }),
      })),
      volume('/var/lib/postgresql/data'),
      copy('file', '/usr/local/bin/', () => ({ '/usr/local/bin/docker-entrypoint.sh': script(postgresEntrypoint) })),
      run('ln -sT docker-ensure-initdb.sh /usr/local/bin/docker-enforce-initdb.sh', () => ({
        '/usr/local/bin/docker-enforce-initdb.sh': symlink('docker-ensure-initdb.sh'),
      })),
      entrypoint('docker-entrypoint.sh'),
      stopSignal('SIGINT'),
      expose(5432),
      cmd('postgres'),
    ],
    ...(about ? { about } : {}),
  };
}

const debianTools: readonly Step[] = [
  run('apt-get update && apt-get install -y --no-install-recommends gnupg less && rm -rf /var/lib/apt/lists/*', () =>
    filledTo(10_500_000, {}, { '/usr/lib/x86_64-linux-gnu/libgcrypt.so.20': 2, '/usr/share/gnupg/distsigkey.gpg': 1 }),
  ),
  run('localedef -i en_US -c -f UTF-8 -A /usr/share/locale/locale.alias en_US.UTF-8', () =>
    filledTo(25_100_000, {}, { '/usr/lib/locale/locale-archive': 1 }),
  ),
  run('apt-get update && apt-get install -y --no-install-recommends libnss-wrapper xz-utils zstd && rm -rf /var/lib/apt/lists/*', () =>
    filledTo(4_710_000, {}, { '/usr/lib/x86_64-linux-gnu/libnss_wrapper.so': 1, '/usr/share/zstd.tar': 2 }),
  ),
];

export const postgres15 = postgresImage({
  names: ['postgres:15', 'postgres:15.6', 'postgres:15-bookworm'],
  from: debian,
  major: '15',
  version: '15.6-1.pgdg120+2',
  created: '2025-03-08T00:29:10Z',
  build: 'debian15',
  binaries: '/usr/lib/postgresql/15/bin',
  sizeBytes: 263_000_000,
  packedBytes: 98_340_276,
  owner,
  passwd: debianPasswd,
  before: debianTools,
});

export const postgresAlpine = postgresImage({
  names: ['postgres:alpine', 'postgres:16-alpine', 'postgres:16.2-alpine'],
  from: alpine,
  major: '16',
  version: '16.2',
  created: '2025-03-08T00:31:55Z',
  build: 'alpine16',
  binaries: '/usr/local/bin',
  sizeBytes: 230_000_000,
  packedBytes: 84_150_338,
  owner: alpineOwner,
  passwd: alpinePasswd,
  before: [],
});

export const postgres = postgresImage({
  names: ['postgres:latest', 'postgres:16', 'postgres:16.2', 'postgres:bookworm', 'postgres:16-bookworm'],
  from: debian,
  major: '16',
  version: '16.2-1.pgdg120+2',
  created: '2025-03-08T00:34:17Z',
  build: 'debian16',
  binaries: '/usr/lib/postgresql/16/bin',
  sizeBytes: 271_000_000,
  packedBytes: 101_224_093,
  owner,
  passwd: debianPasswd,
  before: debianTools,
  about: { description: 'The PostgreSQL object-relational database system provides reliability and data integrity.', stars: 13_488 },
});
