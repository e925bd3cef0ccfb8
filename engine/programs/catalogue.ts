import { busyboxApplets } from './busybox/applets.js';
import { gnuMains } from './gnu.js';

/** A program of a distribution: where its file is, and the id of the program that the file names. */
export interface PackagedProgram {
  readonly id: string;
  readonly path: string;
}

/** What Debian's packages bring, in /usr/bin unless a path is given. */
const packages = {
  coreutils:
    '[ arch b2sum base32 base64 basename cat chgrp chmod chown cksum comm cp csplit cut date dd df dir dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pr printenv printf pwd readlink realpath rm rmdir seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes',
  grep: 'grep egrep fgrep',
  sed: 'sed',
  findutils: 'find xargs',
  tar: 'tar',
  gzip: 'gzip gunzip zcat',
  mawk: 'awk mawk',
  diffutils: 'diff cmp',
  hostname: 'hostname dnsdomainname',
  debianutils: 'which',
  'libc-bin': 'getconf getent',
  login: '/usr/bin/login /usr/bin/su',
  mount: 'mount umount',
  'ncurses-bin': 'clear reset tput tset',
  procps: 'free kill pgrep pkill pmap ps pidwait skill snice tload top uptime vmstat w watch slabtop /usr/sbin/sysctl',
  psmisc: 'killall pstree fuser',
  'util-linux':
    'dmesg lsblk more findmnt flock getopt hexdump:bsdextrautils rev script setsid whereis mountpoint nsenter unshare renice lscpu',
  bsdextrautils: 'hexdump hd column',
  xxd: 'xxd',
  file: 'file',
  less: 'less',
} as const satisfies Readonly<Record<string, string>>;

export type DebianPackage = keyof typeof packages;

/** The programs of a Debian package that the host can run; others of the package are not installed. */
export function gnuPrograms(name: DebianPackage): readonly PackagedProgram[] {
  return packages[name].split(' ').flatMap(word => {
    const id = word.slice(word.lastIndexOf('/') + 1);
    return gnuMains.has(id) ? [{ id, path: word.startsWith('/') ? word : `/usr/bin/${word}` }] : [];
  });
}

/** Packages that are in every Debian or Ubuntu base image. */
export const essentialPackages: readonly DebianPackage[] = [
  'coreutils',
  'grep',
  'sed',
  'findutils',
  'tar',
  'gzip',
  'mawk',
  'diffutils',
  'hostname',
  'debianutils',
  'libc-bin',
  'login',
  'mount',
  'ncurses-bin',
  'util-linux',
];

const alpineBin = new Set(
  'arch ash base64 cat chgrp chmod chown cp date dd df dmesg dnsdomainname echo ed egrep false fgrep getopt grep gunzip gzip hostname ionice ipcalc kill link ln login ls mkdir mknod mktemp more mount mountpoint mv netstat nice pidof ping ping6 printenv ps pwd rev rm rmdir sed setpriv sh sleep stat stty su sync tar touch true umount uname usleep watch zcat'.split(
    ' ',
  ),
);
const alpineSbin = new Set('arp ifconfig ip route init halt reboot poweroff sysctl nologin ifup ifdown nameif losetup'.split(' '));

/** Where Alpine keeps the link of an applet. */
function alpineFolder(name: string): string {
  if (alpineBin.has(name)) return '/bin';
  return alpineSbin.has(name) ? '/sbin' : '/usr/bin';
}

/** The links to /bin/busybox in an Alpine root: the applets that the host can run, `sh` and `ash` among them. */
export function alpineApplets(): readonly { readonly name: string; readonly path: string }[] {
  return [...busyboxApplets.keys(), 'ash', 'sh'].sort().map(name => ({ name, path: `${alpineFolder(name)}/${name}` }));
}
