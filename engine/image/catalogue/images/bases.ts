import { add, cmd, env, label, type ImageSource, type Step } from '../source.js';
import { alpineRoot } from '../roots/alpine.js';
import { busyboxRoot } from '../roots/busybox.js';
import { centosRoot } from '../roots/centos.js';
import { debianRoot, ubuntuRoot } from '../roots/debian.js';
import { STANDARD_PATH } from '../roots/standard-path.js';
import { alpine310 as alpine310Release, alpine318 } from '../../packages/alpine.js';
import { centos7Release } from '../../packages/centos-7.js';
import { focalRelease } from '../../packages/ubuntu-focal.js';
import { jammyRelease } from '../../packages/ubuntu-jammy.js';
import { nobleRelease } from '../../packages/ubuntu-noble.js';
import { trusty as trustyRelease } from '../../packages/ubuntu-trusty.js';
import type { Files } from '../tree.js';

/** A distribution: one layer, PATH and a shell. */
function distribution(
  source: Omit<ImageSource, 'steps'>,
  root: () => Files,
  packedBytes: number,
  shell: string,
  ...labels: readonly Step[]
): ImageSource {
  return { ...source, steps: [add(root, { packedBytes }), env({ PATH: STANDARD_PATH }), ...labels, cmd(shell)] };
}

export const alpine = distribution(
  {
    names: ['alpine:latest', 'alpine:3.18', 'alpine:3.18.4', 'alpine:3'],
    created: '2025-01-09T20:37:52Z',
    about: {
      description: 'A minimal Docker image based on Alpine Linux with a complete package index and only 5 MB in size!',
      stars: 11_261,
    },
  },
  () => alpineRoot({ version: '3.18.4', sizeBytes: 7_340_000, packages: alpine318, apk: '2.14.0' }),
  3_401_967,
  '/bin/sh',
);

export const alpine310 = distribution(
  { names: ['alpine:3.10', 'alpine:3.10.9'], created: '2025-01-09T20:38:21Z' },
  () => alpineRoot({ version: '3.10.9', sizeBytes: 5_586_000, packages: alpine310Release, apk: '2.10.6' }),
  2_801_778,
  '/bin/sh',
);

export const busybox = distribution(
  {
    names: ['busybox:latest', 'busybox:1.36', 'busybox:1.36.1', 'busybox:1', 'busybox:stable', 'busybox:glibc'],
    created: '2025-01-10T19:18:04Z',
    about: { description: 'Busybox base image.', stars: 3_347 },
  },
  busyboxRoot,
  2_219_949,
  'sh',
);

export const debian = distribution(
  {
    names: ['debian:latest', 'debian:12', 'debian:bookworm', 'debian:12.5', 'debian:stable'],
    created: '2025-01-13T01:20:27Z',
    about: { description: "Debian is a Linux distribution that's composed entirely of free and open-source software.", stars: 5_162 },
  },
  debianRoot,
  49_560_214,
  'bash',
);

export const focal = distribution(
  { names: ['ubuntu:focal', 'ubuntu:20.04'], created: '2025-01-16T07:04:06Z' },
  () =>
    ubuntuRoot({
      version: '20.04.6',
      codename: 'focal',
      name: 'Focal Fossa',
      debianVersion: 'bullseye/sid',
      sizeBytes: 72_800_000,
      apt: '2.0.11',
      base: focalRelease.base,
    }),
  27_511_775,
  '/bin/bash',
);

export const jammy = distribution(
  {
    names: ['ubuntu:latest', 'ubuntu:22.04', 'ubuntu:jammy'],
    created: '2025-01-16T07:05:32Z',
    about: { description: 'Ubuntu is a Debian-based Linux operating system based on free software.', stars: 17_514 },
  },
  () =>
    ubuntuRoot({
      version: '22.04.3',
      codename: 'jammy',
      name: 'Jammy Jellyfish',
      debianVersion: 'bookworm/sid',
      sizeBytes: 77_860_000,
      apt: '2.4.13',
      base: jammyRelease.base,
    }),
  29_534_055,
  '/bin/bash',
);

export const trusty = distribution(
  { names: ['ubuntu:14.04', 'ubuntu:trusty'], created: '2025-01-16T07:06:18Z' },
  () =>
    ubuntuRoot({
      version: '14.04.6',
      codename: 'trusty',
      name: 'Trusty Tahr',
      debianVersion: 'jessie/sid',
      sizeBytes: 196_500_000,
      apt: '1.0.1',
      base: trustyRelease.base,
    }),
  70_690_384,
  '/bin/bash',
);

export const noble = distribution(
  { names: ['ubuntu:24.04', 'ubuntu:noble'], created: '2025-03-10T05:21:44Z' },
  () =>
    ubuntuRoot({
      version: '24.04',
      codename: 'noble',
      name: 'Noble Numbat',
      debianVersion: 'trixie/sid',
      sizeBytes: 76_170_000,
      apt: '2.7.14',
      base: nobleRelease.base,
    }),
  29_706_448,
  '/bin/bash',
  label({ 'org.opencontainers.image.ref.name': 'ubuntu', 'org.opencontainers.image.version': '24.04' }),
);

const schema = {
  'org.label-schema.license': 'GPLv2',
  'org.label-schema.name': 'CentOS Base Image',
  'org.label-schema.schema-version': '1.0',
  'org.label-schema.vendor': 'CentOS',
};

const centos8Versions = `bash 4.4.19-14.el8
coreutils 8.30-8.el8
diffutils 3.6-6.el8
findutils 4.6.0-20.el8
gawk 4.2.1-2.el8
glibc 2.28-151.el8
grep 3.1-6.el8
gzip 1.9-12.el8
hostname 3.20-6.el8
iproute 5.9.0-4.el8
less 530-1.el8
ncurses 6.1-7.20180224.el8
procps-ng 3.3.15-6.el8
sed 4.5-2.el8
shadow-utils 4.6-12.el8
tar 1.30-5.el8
util-linux 2.32.1-27.el8
which 2.21-12.el8
`;

export const centos8 = distribution(
  {
    names: ['centos:latest', 'centos:8', 'centos:centos8'],
    created: '2025-01-17T18:20:05Z',
    about: { description: 'DEPRECATED; The official build of CentOS.', stars: 7_754 },
  },
  () =>
    centosRoot({
      major: '8',
      release: 'CentOS Linux release 8.4.2105',
      prettyName: 'CentOS Linux 8',
      version: '8',
      curl: '7.61.1',
      sizeBytes: 231_268_000,
      base: '',
      versions: centos8Versions,
    }),
  83_518_086,
  '/bin/bash',
  label({ 'org.label-schema.build-date': '20210915', ...schema }),
);

export const centos7 = distribution(
  { names: ['centos:7', 'centos:centos7'], created: '2025-01-17T18:22:41Z' },
  () =>
    centosRoot({
      major: '7',
      release: 'CentOS Linux release 7.9.2009 (Core)',
      prettyName: 'CentOS Linux 7 (Core)',
      version: '7 (Core)',
      curl: '7.29.0',
      sizeBytes: 203_900_000,
      base: centos7Release.base,
    }),
  76_097_157,
  '/bin/bash',
  label({
    'org.label-schema.build-date': '20201113',
    ...schema,
    'org.opencontainers.image.created': '2020-11-13 00:00:00+00:00',
    'org.opencontainers.image.licenses': 'GPL-2.0-only',
    'org.opencontainers.image.title': 'CentOS Base Image',
    'org.opencontainers.image.vendor': 'CentOS',
  }),
);
