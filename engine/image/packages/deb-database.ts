import { parseDependencies } from '../../programs/packages/dependency.js';
import { script, text, type Files } from '../catalogue/tree.js';
import type { DebRelease } from './apt-mirror.js';
import { controlOf, parseDebTable, type DebPackage } from './deb-table.js';
import { packageScripts } from './package-scripts.js';
import { summaryOf } from './summaries.js';

/** Packages that no Debian can do without. */
const essential = new Set(
  'base-files base-passwd bash bsdutils coreutils dash debianutils diffutils dpkg findutils grep gzip hostname init-system-helpers libc-bin login ncurses-base ncurses-bin perl-base sed sysvinit-utils tar util-linux'.split(
    ' ',
  ),
);

/** dpkg's database of an image: what its packages are, and which of its files belong to whom. */
export function dpkgDatabase(base: string, files: Files): Files {
  const packages = parseDebTable(base).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  const status = packages.map(item => `${statusOf(item)}\n`).join('');
  const lists = packages.map(item => {
    const shared = item.section === 'libs' && item.architecture === 'amd64' ? ':amd64' : '';
    return [`/var/lib/dpkg/info/${item.name}${shared}.list`, text(listOf(item, files))] as const;
  });
  // What is set up with a package of the base can be set up again: dpkg-reconfigure.
  const setups = packages.flatMap(item => {
    const { postinst } = packageScripts(item.name);
    return postinst === undefined ? [] : [[`/var/lib/dpkg/info/${item.name}.postinst`, script(postinst)] as const];
  });
  return { '/var/lib/dpkg/status': text(status), ...Object.fromEntries(lists), ...Object.fromEntries(setups) };
}

/** The same for an image that has more: some packages with what they need, and `own`, rows of a table that no mirror has. */
export function dpkgDatabaseWith(release: DebRelease, names: readonly string[], own: string, files: Files): Files {
  const offered = new Map(parseDebTable(release.packages).map(item => [item.name, item]));
  const lines = new Map(release.packages.split('\n').map(line => [line.split(' ')[0] ?? '', line]));
  const chosen = new Set<string>();
  const visit = (name: string): void => {
    const item = offered.get(name);
    if (!item || chosen.has(name)) return;
    chosen.add(name);
    for (const group of parseDependencies(item.depends)) for (const { name: needed } of group.slice(0, 1)) visit(needed);
  };
  names.forEach(visit);
  const rows = [...chosen].map(name => `${lines.get(name) ?? ''}\n`).join('');
  const all = dpkgDatabase(`${release.base}${rows}${own}`, files);
  const added = new Set(parseDebTable(`${rows}${own}`).map(({ name }) => name));
  // The lists of what the base has are there already.
  return Object.fromEntries(
    Object.entries(all).filter(([path]) => path.endsWith('/status') || added.has(/info\/([^:]+?)(?::amd64)?\.list$/.exec(path)?.[1] ?? '')),
  );
}

function statusOf(item: DebPackage): string {
  const [first = '', ...rest] = controlOf(item, summaryOf(item.name)).split('\n');
  const mark = essential.has(item.name) ? ['Essential: yes'] : [];
  return [first, 'Status: install ok installed', ...mark, ...rest].join('\n');
}

function listOf({ name }: DebPackage, files: Files): string {
  const programs = (owners[name] ?? '').split(' ').filter(word => word !== '');
  const paths = programs.flatMap(program =>
    ['/usr/bin', '/usr/sbin'].map(folder => `${folder}/${program}`).filter(path => Object.hasOwn(files, path)),
  );
  const folders = paths.length > 0 ? ['/usr', ...new Set(paths.map(path => path.slice(0, path.lastIndexOf('/'))))] : [];
  return `${['/.', ...folders, ...paths].join('\n')}\n`;
}

/** Whose the programs are that every image has. */
const owners: Readonly<Record<string, string>> = {
  adduser: 'addgroup adduser delgroup deluser',
  apt: 'apt apt-cache apt-config apt-get apt-key',
  bash: 'bash rbash',
  bsdutils: 'logger renice script scriptreplay wall',
  coreutils:
    '[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes',
  curl: 'curl',
  dash: 'dash sh',
  debianutils: 'which',
  diffutils: 'cmp diff diff3 sdiff',
  dpkg: 'dpkg dpkg-query',
  findutils: 'find xargs',
  grep: 'egrep fgrep grep',
  gzip: 'gunzip gzip zcat',
  hostname: 'dnsdomainname hostname',
  'libc-bin': 'getconf getent iconv ldd',
  login: 'login nologin su',
  'lsb-release': 'lsb_release',
  mawk: 'awk mawk',
  mount: 'mount umount',
  nginx: 'nginx',
  'ncurses-bin': 'clear reset tput',
  passwd: 'chage chfn chpasswd chsh gpasswd groupadd groupdel groupmod passwd useradd userdel usermod',
  'perl-base': 'perl',
  procps: 'free kill pgrep pidof pkill pmap ps pwdx slabtop top uptime vmstat w watch',
  sed: 'sed',
  tar: 'tar',
  'util-linux': 'runuser dmesg findmnt flock getopt lsblk lscpu more mountpoint nsenter rev setpriv setsid taskset unshare whereis',
};
