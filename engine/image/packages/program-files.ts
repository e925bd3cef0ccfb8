import { alpineApache, centosApache, debianApache } from './apache-files.js';
import { configurationFiles, debianNginxFiles, defaultServer, welcomePage } from '../catalogue/images/nginx-files.js';
import { localeFiles } from './locale-files.js';
import { zoneFiles } from './zone-files.js';
import { cronService, nginxService, redisService } from './services.js';
import { installedFiles } from '../../programs/pip/own-files.js';
import { commandText } from '../../programs/pip/wheel.js';
import { directory, filler, program, released, script, symlink, text, type Files } from '../catalogue/tree.js';

/**
 * The programs of a package and its files that matter, by its name; `upstream` is its version without what a distribution adds, `version`
 * is the whole one, which its programs say they are of.
 */
export function programFiles(name: string, upstream: string, format: 'deb' | 'rpm' | 'apk', version: string): Files {
  return released((Object.hasOwn(known, name) ? known[name]?.(upstream, format) : undefined) ?? {}, version);
}

/** nginx as Debian packages it: sites that are switched on by links. */
const debianNginx: Files = {
  ...debianNginxFiles,
  ...nginxService,
  '/usr/sbin/nginx': program('nginx', 1_262_296),
  '/var/www/html/index.nginx-debian.html': text(welcomePage),
};

/** nginx as others package it, with the welcome page. */
const nginxFiles: Files = {
  ...configurationFiles,
  '/etc/nginx/conf.d/default.conf': text(defaultServer),
  '/usr/sbin/nginx': program('nginx', 1_262_296),
  '/usr/share/nginx/html/index.html': text(welcomePage),
  '/var/log/nginx/access.log': text(''),
  '/var/log/nginx/error.log': text(''),
};

const mariadb: Files = { '/usr/bin/mariadb': program('mysql', 4_968_880), '/usr/bin/mysql': symlink('mariadb') };

/** `9.0` of `9.0.1378`, `7.4` of `7.4.629`. */
function minorOf(upstream: string): string {
  return upstream.split('.').slice(0, 2).join('.');
}

/** The release of nano that is simulated and nearest. */
function nanoRelease(upstream: string): string {
  return upstream === '4.2' ? '4.8' : upstream;
}

/** The release of node that is simulated and nearest. */
function nodeRelease(upstream: string): string {
  const number = /^[\d.]+/.exec(upstream)?.[0] ?? upstream;
  return number === '10.19.0' ? '12.22.12' : number;
}

const digTools: Files = { '/usr/bin/dig': program('dig', 155_816), '/usr/bin/nslookup': program('nslookup', 118_912) };

const ofGnu = (names: string, folder = '/usr/bin', sizeBytes = 43_856): Files =>
  Object.fromEntries(names.split(' ').map(name => [`${folder}/${name}`, program(name, sizeBytes)]));

/** /etc/crontab of Debian, without its remarks. */
const systemTable = `SHELL=/bin/sh
PATH=/usr/local/sbin:/usr/local/bin:/sbin:/bin:/usr/sbin:/usr/bin

# m h dom mon dow user	command
17 *	* * *	root	cd / && run-parts --report /etc/cron.hourly
25 6	* * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.daily; }
47 6	* * 7	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.weekly; }
52 6	1 * *	root	test -x /usr/sbin/anacron || { cd / && run-parts --report /etc/cron.monthly; }
#
`;

/** pip, and the commands that run it, in the folder of a distribution's packages. */
function pipOf(version: string, folder: string): Files {
  const command = script(commandText('/usr/bin/python3', 'pip._internal.cli.main:main'));
  const files: Record<string, Files[string]> = { '/usr/bin/pip': command, '/usr/bin/pip3': command };
  for (const [path, content] of Object.entries(installedFiles(version, '../../../bin'))) files[`${folder}/${path}`] = text(content);
  return files;
}

const debianPip = (upstream: string): Files => pipOf(upstream.replace(/\+dfsg.*$/, ''), '/usr/lib/python3/dist-packages');

/** What pip says where the distribution manages the packages of Python (PEP 668). */
function managedByDebian(minor: string): string {
  return `[externally-managed]
Error=To install Python packages system-wide, try apt install
 python3-xyz, where xyz is the package you are trying to
 install.

 If you wish to install a non-Debian-packaged Python package,
 create a virtual environment using python3 -m venv path/to/venv.
 Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make
 sure you have python3-full installed.

 If you wish to install a non-Debian packaged Python application,
 it may be easiest to use pipx install xyz, which will manage a
 virtual environment for you. Make sure you have pipx installed.

 See /usr/share/doc/python${minor}/README.venv for more information.
`;
}

/** Packages that bring programs, or settings that matter. */
const known: Readonly<Record<string, (upstream: string, format: 'deb' | 'rpm' | 'apk') => Files>> = {
  tzdata: () => zoneFiles(),
  // Debian's makes what its list has, and Ubuntu's what it is told to.
  locales: upstream => localeFiles(upstream === '2.36' ? 'Debian' : 'Ubuntu'),
  curl: upstream => ({ '/usr/bin/curl': program(`curl-${upstream}`, 260_328) }),
  wget: () => ({ '/usr/bin/wget': program('wget', 475_872), '/etc/wgetrc': text('# Settings of wget\n') }),
  nano: upstream => ({
    '/usr/bin/nano': program(`nano-${nanoRelease(upstream)}`, 283_144),
    '/usr/bin/rnano': symlink('nano'),
    '/etc/nanorc': text('# Settings of nano\n'),
  }),
  'vim-tiny': upstream => ({ '/usr/bin/vim.tiny': program(`vim-${minorOf(upstream)}`, 1_574_168), '/usr/bin/vi': symlink('vim.tiny') }),
  vim: upstream => ({
    '/usr/bin/vim.basic': program(`vim-${minorOf(upstream)}`, 3_543_832),
    '/usr/bin/vim': symlink('vim.basic'),
    '/usr/bin/vi': symlink('vim.basic'),
  }),
  less: () => ({ ...ofGnu('less', '/usr/bin', 199_048) }),
  'iputils-ping': () => ({
    '/usr/bin/ping': program('ping', 90_568),
    '/usr/bin/ping4': symlink('ping'),
    '/usr/bin/ping6': symlink('ping'),
  }),
  'iputils-tracepath': () => ofGnu('tracepath', '/usr/bin', 26_664),
  'bind9-dnsutils': () => digTools,
  'bind9-host': () => ({ '/usr/bin/host': program('host', 118_944) }),
  'net-tools': () => ({
    ...ofGnu('netstat', '/usr/bin', 155_008),
    ...ofGnu('ifconfig route', '/usr/sbin', 81_976),
    ...ofGnu('arp', '/usr/sbin', 64_352),
  }),
  iproute2: () => ({
    '/usr/bin/ip': program('ip', 714_296),
    '/usr/bin/ss': program('ss', 140_544),
    '/usr/sbin/bridge': program('bridge', 124_040),
    '/usr/sbin/ip': symlink('/bin/ip'),
  }),
  procps: () => ofGnu('free kill pgrep pkill pidwait pmap ps pwdx skill slabtop snice tload top uptime vmstat w watch', '/usr/bin', 70_000),
  psmisc: () => ofGnu('fuser killall pstree', '/usr/bin', 40_168),
  git: upstream => ({ '/usr/bin/git': program(`git-${/^[\d.]+/.exec(upstream)?.[0] ?? upstream}`, 3_742_232) }),
  tree: upstream => ({ '/usr/bin/tree': program(upstream.startsWith('1.') ? 'tree-1' : 'tree', 92_536) }),
  jq: () => ofGnu('jq', '/usr/bin', 30_952),
  file: () => ofGnu('file', '/usr/bin', 27_032),
  htop: () => ofGnu('htop', '/usr/bin', 289_392),
  lsof: () => ofGnu('lsof', '/usr/bin', 175_800),
  sudo: () => ({
    '/usr/bin/sudo': program('sudo', 281_624, { mode: 0o4755 }),
    '/etc/sudoers': text(
      'Defaults\tenv_reset\nDefaults\tmail_badpass\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n',
      { mode: 0o440 },
    ),
    '/etc/sudoers.d/README': text('# Files here are read too, in the order of their names\n', { mode: 0o440 }),
  }),
  telnet: () => ofGnu('telnet', '/usr/bin', 131_288),
  unzip: () => ofGnu('unzip', '/usr/bin', 174_824),
  zip: () => ofGnu('zip', '/usr/bin', 212_296),
  openssl: () => ofGnu('openssl', '/usr/bin', 998_272),
  'netcat-openbsd': () => ({ '/usr/bin/nc.openbsd': program('nc', 43_856), '/usr/bin/nc': symlink('nc.openbsd') }),
  'ca-certificates': () => ({
    '/etc/ssl/certs/ca-certificates.crt': filler(208_567),
    '/etc/ca-certificates.conf': text('# Certificates that are trusted\n'),
    '/usr/sbin/update-ca-certificates': script(
      '#!/bin/sh\necho "Updating certificates in /etc/ssl/certs..."\necho "${1:-0} added, 0 removed; done."\necho "Running hooks in /etc/ca-certificates/update.d..."\necho "done."\n',
    ),
  }),
  nodejs: upstream => ({
    '/usr/bin/node': program(`node-${nodeRelease(upstream)}`, 90_000_000),
    '/usr/bin/nodejs': symlink('node'),
  }),
  npm: () => ofGnu('npm npx', '/usr/bin', 2_000),
  'python3-minimal': upstream => ({ '/usr/bin/python3': symlink(`python${minorOf(upstream)}`) }),
  'bind-utils': () => ({
    '/usr/bin/dig': program('dig', 140_952),
    '/usr/bin/nslookup': program('nslookup', 108_152),
    '/usr/bin/host': program('host', 107_800),
  }),
  iputils: () => ({
    '/usr/bin/ping': program('ping', 66_176),
    '/usr/bin/ping6': symlink('ping'),
    '/usr/bin/tracepath': program('tracepath', 19_648),
  }),
  iproute: () => ({ '/usr/sbin/ip': program('ip', 408_576), '/usr/sbin/ss': program('ss', 127_560) }),
  'nmap-ncat': () => ({ '/usr/bin/ncat': program('nc', 380_192), '/usr/bin/nc': symlink('ncat') }),
  'vim-enhanced': upstream => ({ '/usr/bin/vim': program(`vim-${minorOf(upstream)}`, 2_337_208) }),
  'vim-minimal': upstream => ({ '/usr/bin/vi': program(`vim-${minorOf(upstream)}`, 910_016) }),
  which: () => ofGnu('which', '/usr/bin', 24_336),
  'python3.11-minimal': () => ({ '/usr/bin/python3.11': program('python3', 6_831_736) }),
  'python3.10-minimal': () => ({ '/usr/bin/python3.10': program('python3', 5_937_672) }),
  'python3.8-minimal': () => ({ '/usr/bin/python3.8': program('python3', 5_494_584) }),
  'python3.12-minimal': () => ({ '/usr/bin/python3.12': program('python3', 8_021_824) }),
  python3: (upstream, format) => ({
    // Older ones have the interpreter in the package itself, Debian and newer ones in the minimal one.
    ...(upstream.startsWith('3.4') || upstream.startsWith('3.6') || format === 'apk'
      ? { [`/usr/bin/python${minorOf(upstream)}`]: program('python3', 14_344) }
      : {}),
    '/usr/bin/python3': symlink(`python${minorOf(upstream)}`),
  }),
  // In Trusty the tools are in the package itself, later it only needs the one that has them.
  dnsutils: upstream => (upstream.startsWith('9.9') ? digTools : {}),
  'bind-tools': () => ({
    '/usr/bin/dig': program('dig', 129_880),
    '/usr/bin/host': program('host', 97_000),
    '/usr/bin/nslookup': program('nslookup', 97_000),
  }),
  'iproute2-minimal': () => ({ '/sbin/ip': program('ip', 500_000) }),
  'iproute2-ss': () => ({ '/sbin/ss': program('ss', 110_000) }),
  'procps-ng': () => ofGnu('free kill pgrep pkill pmap ps pwdx slabtop top uptime vmstat w watch', '/bin', 50_000),
  coreutils: () => ofGnu('cat cp date dd df echo ln ls mkdir mv pwd rm sleep stat touch', '/bin', 43_856),
  grep: () => ofGnu('grep', '/bin', 130_000),
  bash: () => ({ '/bin/bash': program('bash', 1_265_648) }),
  xxd: () => ofGnu('xxd', '/usr/bin', 18_000),
  nginx: (_, format) => (format === 'deb' ? debianNginx : nginxFiles),
  // Alpine has all in one package.
  apache2: upstream => (upstream === '2.4.62' ? alpineApache(upstream) : debianApache(upstream === '2.4.71' ? 'Debian' : 'Ubuntu')),
  'apache2-bin': upstream => ({ '/usr/sbin/apache2': program(`apache2-${upstream}`, 735_040) }),
  httpd: upstream => centosApache(upstream),
  'redis-server': () => ({
    ...redisService,
    '/usr/bin/redis-server': program('redis-server', 1_500_000),
    '/etc/redis/redis.conf': text('bind 127.0.0.1\nport 6379\ndir /var/lib/redis\ndbfilename dump.rdb\n'),
    '/var/lib/redis': directory(),
  }),
  tini: () => ofGnu('tini tini-static', '/usr/bin', 22_832),
  'dumb-init': () => ofGnu('dumb-init', '/usr/bin', 26_872),
  gosu: () => ofGnu('gosu', '/usr/bin', 2_404_352),
  stress: () => ofGnu('stress', '/usr/bin', 31_024),
  cowsay: () => ofGnu('cowsay cowthink', '/usr/games', 4_664),
  'lsb-release': () => ofGnu('lsb_release', '/usr/bin', 3_637),
  bc: () => ofGnu('bc dc', '/usr/bin', 88_344),
  socat: () => ofGnu('socat filan procan', '/usr/bin', 407_264),
  rsync: () => ofGnu('rsync', '/usr/bin', 563_096),
  iperf3: () => ofGnu('iperf3', '/usr/bin', 14_416),
  sqlite3: () => ofGnu('sqlite3', '/usr/bin', 277_536),
  'openssh-client': () => ofGnu('scp sftp ssh ssh-add ssh-agent ssh-keygen ssh-keyscan', '/usr/bin', 846_888),
  'netcat-traditional': () => ({ '/bin/nc.traditional': program('nc', 34_968), '/usr/bin/nc': symlink('nc.traditional') }),
  'xz-utils': () => ofGnu('unxz xz xzcat', '/usr/bin', 83_928),
  bzip2: () => ofGnu('bunzip2 bzcat bzip2', '/usr/bin', 39_224),
  make: () => ofGnu('make', '/usr/bin', 244_464),
  'gcc-12': () => ofGnu('gcc-12', '/usr/bin', 1_148_376),
  gcc: () => ({ '/usr/bin/gcc': symlink('gcc-12'), '/usr/bin/cc': symlink('gcc-12') }),
  'cpp-12': () => ofGnu('cpp-12', '/usr/bin', 1_150_552),
  'binutils-x86-64-linux-gnu': () => ofGnu('ar as ld nm objdump ranlib readelf strip', '/usr/bin', 700_000),
  binutils: () => ofGnu('strings', '/usr/bin', 35_424),
  'python3-pip': (upstream, format) => (format === 'deb' ? debianPip(upstream) : {}),
  'py3-pip': upstream => pipOf(upstream, '/usr/lib/python3.11/site-packages'),
  'python3.11-venv': () => ({ '/usr/lib/python3.11/ensurepip/__init__.py': text('') }),
  'libpython3.11-stdlib': () => ({ '/usr/lib/python3.11/EXTERNALLY-MANAGED': text(managedByDebian('3.11')) }),
  'libpython3.12-stdlib': () => ({ '/usr/lib/python3.12/EXTERNALLY-MANAGED': text(managedByDebian('3.12')) }),
  'php8.2-cli': () => ({ '/usr/bin/php8.2': program('php', 5_604_416), '/usr/bin/php': symlink('php8.2') }),
  'postgresql-client-15': () => ({
    '/usr/bin/pg_dump': program('pg_dump-debian15', 418_328),
    '/usr/bin/pg_isready': program('pg_isready-debian15', 72_472),
    '/usr/bin/psql': program('psql-debian15', 780_000),
  }),
  patch: () => ofGnu('patch', '/usr/bin', 199_856),
  gpg: () => ofGnu('gpg', '/usr/bin', 1_106_448),
  tcpdump: () => ofGnu('tcpdump', '/usr/bin', 1_310_320),
  traceroute: () => ofGnu('traceroute', '/usr/bin', 64_480),
  'inetutils-telnet': () => ({ '/usr/bin/inetutils-telnet': program('telnet', 119_000) }),
  'man-db': () => ofGnu('apropos man mandb whatis', '/usr/bin', 120_000),
  'apache2-utils': () => ofGnu('ab htpasswd logresolve rotatelogs', '/usr/bin', 60_000),
  bsdextrautils: () => ofGnu('col colrm column hd hexdump look ul write', '/usr/bin', 35_000),
  cron: () => ({
    ...cronService,
    '/usr/sbin/cron': program('cron', 55_680),
    // The real one has the rights of the group that owns the tables.
    '/usr/bin/crontab': program('crontab', 39_568, { mode: 0o4755 }),
    '/etc/cron.d': directory(),
    '/etc/crontab': text(systemTable),
    '/etc/cron.hourly': directory(),
    '/etc/cron.daily': directory(),
    '/etc/cron.weekly': directory(),
    '/etc/cron.monthly': directory(),
    '/var/spool/cron/crontabs': directory({ mode: 0o1730 }),
  }),
  'redis-tools': () => ({ '/usr/bin/redis-cli': program('redis-cli', 800_000) }),
  'mariadb-client-core': () => mariadb,
  'apt-utils': () => ofGnu('apt-extracttemplates apt-ftparchive apt-sortpkgs', '/usr/bin', 100_000),
};
