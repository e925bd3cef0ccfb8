import type { DebRelease } from './apt-mirror.js';
import { jammyRelease } from './ubuntu-jammy.js';

/** Packages whose names carry a version. */
const renamed: Readonly<Record<string, string>> = {
  'python3.10': 'python3.12',
  'perl-modules-5.34': 'perl-modules-5.38',
  'libperl5.34': 'libperl5.38t64',
  libprocps8: 'libproc2-0',
  libicu70: 'libicu74',
  'gcc-12-base': 'gcc-14-base',
  'libapt-pkg6.0': 'libapt-pkg6.0t64',
  'libpcap0.8': 'libpcap0.8t64',
  libssl3: 'libssl3t64',
  libcurl4: 'libcurl4t64',
};

/** Versions of what people look at; the others keep those of the release before. */
const versions: Readonly<Record<string, string>> = {
  adduser: '3.137ubuntu1',
  apt: '2.7.14build2',
  'libapt-pkg6.0t64': '2.7.14build2',
  'base-files': '13ubuntu10',
  'base-passwd': '3.6.3build1',
  bash: '5.2.21-2ubuntu4',
  bsdutils: '1:2.39.3-9ubuntu6',
  'ca-certificates': '20240203',
  coreutils: '9.4-3ubuntu6',
  curl: '8.5.0-2ubuntu10.1',
  libcurl4t64: '8.5.0-2ubuntu10.1',
  dash: '0.5.12-6ubuntu5',
  debconf: '1.5.86ubuntu1',
  debianutils: '5.17build1',
  diffutils: '1:3.10-1build1',
  dpkg: '1.22.6ubuntu6',
  file: '1:5.45-3build1',
  findutils: '4.9.0-5build1',
  git: '1:2.43.0-1ubuntu7',
  'git-man': '1:2.43.0-1ubuntu7',
  grep: '3.11-4build1',
  gzip: '1.12-1ubuntu3',
  hostname: '3.23+nmu2ubuntu2',
  htop: '3.3.0-4build1',
  iproute2: '6.1.0-1ubuntu6',
  'iputils-ping': '3:20240117-1build1',
  'iputils-tracepath': '3:20240117-1build1',
  'libpcap0.8t64': '1.10.4-4.1ubuntu3',
  libwrap0: '7.6.q-33',
  jq: '1.7.1-3build1',
  less: '590-2ubuntu2',
  'libc-bin': '2.39-0ubuntu8.2',
  libc6: '2.39-0ubuntu8.2',
  'libproc2-0': '2:4.0.4-4ubuntu3',
  libssl3t64: '3.0.13-0ubuntu3.1',
  'libstdc++6': '14-20240412-0ubuntu1',
  'libgcc-s1': '14-20240412-0ubuntu1',
  'gcc-14-base': '14-20240412-0ubuntu1',
  libsystemd0: '255.4-1ubuntu8.1',
  libudev1: '255.4-1ubuntu8.1',
  login: '1:4.13+dfsg1-4ubuntu3',
  mawk: '1.3.4.20240123-1build1',
  mount: '2.39.3-9ubuntu6',
  nano: '7.2-2build1',
  'ncurses-base': '6.4+20240113-1ubuntu2',
  'ncurses-bin': '6.4+20240113-1ubuntu2',
  'net-tools': '2.10-0.1ubuntu4',
  nginx: '1.24.0-2ubuntu7',
  openssl: '3.0.13-0ubuntu3.1',
  passwd: '1:4.13+dfsg1-4ubuntu3',
  'perl-base': '5.38.2-3.2build2',
  perl: '5.38.2-3.2build2',
  procps: '2:4.0.4-4ubuntu3',
  psmisc: '23.7-1build1',
  python3: '3.12.3-0ubuntu1',
  'python3-minimal': '3.12.3-0ubuntu1',
  'python3.12': '3.12.3-1',
  'python3.12-minimal': '3.12.3-1',
  'redis-server': '5:7.0.15-1build2',
  'redis-tools': '5:7.0.15-1build2',
  sed: '4.9-2build1',
  sudo: '1.9.15p5-3ubuntu5',
  socat: '1.8.0.0-4build3',
  tar: '1.35+dfsg-3build1',
  tcpdump: '4.99.4-3ubuntu4',
  telnet: '0.17+2.5-3ubuntu4',
  traceroute: '1:2.1.5-1',
  tree: '2.1.1-2ubuntu3',
  tzdata: '2024a-3ubuntu1.1',
  unzip: '6.0-28ubuntu4',
  'util-linux': '2.39.3-9ubuntu6',
  vim: '2:9.1.0016-1ubuntu7.1',
  'vim-common': '2:9.1.0016-1ubuntu7.1',
  'vim-runtime': '2:9.1.0016-1ubuntu7.1',
  'vim-tiny': '2:9.1.0016-1ubuntu7.1',
  xxd: '2:9.1.0016-1ubuntu7.1',
  wget: '1.21.4-1ubuntu4.1',
  zip: '3.0-13build1',
  zlib1g: '1:1.3.dfsg-3.1ubuntu2',
};

/** A table of jammy's as noble has it. */
function brought(table: string): string {
  return table
    .split('\n')
    .map(line => {
      const words = Object.entries(renamed)
        .reduce((text, [from, to]) => text.replaceAll(from, to), line)
        .split(' ');
      const version = versions[words[0] ?? ''];
      return version === undefined ? words.join(' ') : [words[0], version, ...words.slice(2)].join(' ');
    })
    .join('\n');
}

/** Ubuntu 24.04 "Noble Numbat": jammy's packages with noble's names and, where it matters, versions. */
export const nobleRelease: DebRelease = {
  ...jammyRelease,
  codename: 'noble',
  archive: 'noble',
  pool: 'pool/noble',
  version: '24.04',
  pockets: jammyRelease.pockets.map(pocket => ({ ...pocket, suite: pocket.suite.replace('jammy', 'noble') })),
  get base() {
    return brought(jammyRelease.base);
  },
  get packages() {
    return brought(jammyRelease.packages);
  },
};
