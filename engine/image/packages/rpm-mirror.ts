import { encodeUtf8 } from '../../core/utf8.js';
import { Content } from '../../fs/content.js';
import { encodeArchive } from '../../programs/packages/archive.js';
import { membersOf } from './apt-mirror.js';
import { filesOfRpm, parseRpmTable, rpmControl, type RpmRow } from './rpm-table.js';

/** A release of CentOS, as its mirrors have it. */
export interface RpmRelease {
  /** What the distribution's image has: a table as parseRpmTable reads it; the mirrors offer it too, from where its third column says. */
  readonly base: string;
  readonly packages: string;
  readonly repositories: readonly RpmRepository[];
}

export interface RpmRepository {
  readonly id: string;
  /** Where the mirrors have it: `/centos/7/os/x86_64`. */
  readonly root: string;
  /** Bytes of its list of packages, as it travels. */
  readonly primaryBytes: number;
}

const parsed = new WeakMap<RpmRelease, readonly RpmRow[]>();

export function rowsOf(release: RpmRelease): readonly RpmRow[] {
  const known = parsed.get(release) ?? parseRpmTable(`${release.base}${release.packages}`);
  parsed.set(release, known);
  return known;
}

/** What stands at an address of a mirror; undefined for nothing. */
export function rpmFile(release: RpmRelease, path: string): Content | undefined {
  const repository = release.repositories.find(({ root }) => path.startsWith(`${root}/`));
  if (!repository) return undefined;
  const rest = path.slice(repository.root.length + 1);
  if (rest === 'repodata/repomd.xml') return new Content(encodeUtf8(repomd(repository)), repository.id === 'base' ? 3_638 : 2_937);
  if (rest === 'repodata/primary.sqlite.bz2') return new Content(encodeUtf8(primaryOf(release, repository)), repository.primaryBytes);
  const found = rowsOf(release).find(
    row => row.repository === repository.id && rest === `Packages/${row.name}-${row.version}-${row.release}.${row.arch}.rpm`,
  );
  if (!found) return undefined;
  const files = filesOfRpm(found);
  return encodeArchive('rpm', { control: rpmControl(found, []), members: membersOf(files) }, found.downloadBytes);
}

function primaryOf(release: RpmRelease, { id }: RpmRepository): string {
  return rowsOf(release)
    .filter(({ repository }) => repository === id)
    .map(
      row =>
        `${rpmControl(
          row,
          Object.keys(filesOfRpm(row)).filter(
            path => path.startsWith('/usr/bin/') || path.startsWith('/usr/sbin/') || path.startsWith('/etc/'),
          ),
        )}\n`,
    )
    .join('');
}

function repomd({ primaryBytes }: RpmRepository): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<repomd xmlns="http://linux.duke.edu/metadata/repo" xmlns:rpm="http://linux.duke.edu/metadata/rpm">\n <revision>1</revision>\n<data type="primary_db">\n  <location href="repodata/primary.sqlite.bz2"/>\n  <size>${String(primaryBytes)}</size>\n  <database_version>10</database_version>\n</data>\n</repomd>\n`;
}

/** rpm's database of an image, with the programs that belong to its packages. */
export function rpmDatabase(base: string, isThere: (path: string) => boolean): string {
  return parseRpmTable(base)
    .map(row => `${rpmControl(row, filesThere(row, isThere))}From: CentOS\n\n`)
    .join('');
}

function filesThere({ name, version }: RpmRow, isThere: (path: string) => boolean): readonly string[] {
  const programs = (owners[name] ?? '')
    .split(' ')
    .flatMap(word => (word.startsWith('/') ? [word] : [`/usr/bin/${word}`, `/usr/sbin/${word}`]));
  return [...programs, `/usr/share/doc/${name}-${version}`].filter(isThere);
}

/** Whose the files are that the images have. */
const owners: Readonly<Record<string, string>> = {
  bash: 'bash sh',
  'centos-release':
    '/etc/centos-release /etc/redhat-release /etc/system-release /etc/os-release /etc/yum.repos.d/CentOS-Base.repo /etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7 /etc/yum/vars/infra',
  coreutils:
    '[ arch base64 basename cat chcon chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes',
  curl: 'curl',
  diffutils: 'cmp diff diff3 sdiff',
  findutils: 'find xargs',
  gawk: 'awk gawk',
  'glibc-common': 'getconf getent iconv ldd',
  grep: 'egrep fgrep grep',
  gzip: 'gunzip gzip zcat',
  hostname: 'dnsdomainname hostname',
  iproute: 'ip',
  less: 'less',
  ncurses: 'clear reset tput',
  passwd: 'passwd',
  'procps-ng': 'free kill pgrep pidof pkill pmap ps pwdx slabtop top uptime vmstat w watch',
  rpm: 'rpm',
  sed: 'sed',
  setup: '/etc/passwd /etc/group /etc/shadow /etc/profile /etc/bashrc',
  'shadow-utils': 'groupadd useradd userdel',
  tar: 'tar',
  'util-linux':
    'dmesg findmnt flock getopt login lsblk lscpu more mount mountpoint nologin nsenter renice rev script setpriv setsid su taskset umount unshare whereis',
  'vim-minimal': 'vi',
  which: 'which',
  yum: 'yum',
};
