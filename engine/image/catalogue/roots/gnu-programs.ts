import { debPackageOf } from '../../packages/deb-programs.js';
import { program, releasedNode, symlink, type Files, type Node } from '../tree.js';
import { words } from './busybox-applets.js';

const coreutils =
  '[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes';
const essential =
  'chrt dircolors domainname faillog infocmp ionice ipcs last lastb lastlog locale localedef logger lsipc lslocks lslogins lsns mcookie mesg namei newgrp nisdomainname prlimit sg tabs tic toe tzselect wall ypdomainname zcmp zdiff zdump zegrep zfgrep zgrep zless zmore bash chage chfn chsh clear cmp dash diff diff3 dmesg dnsdomainname findmnt find flock getconf getent getopt gpasswd grep gzip hostname iconv ldd login lsblk lscpu mount mountpoint more nsenter passwd renice reset rev run-parts script sdiff sed setpriv setsid su tar taskset tput tset umount unshare whereis which xargs';
const procps = 'free kill pgrep pidof pkill pmap ps pwdx slabtop top uptime vmstat w watch';

/** Sizes that `ls -l` shows; what is not listed takes about as much as most of the coreutils. */
const sizes: Readonly<Record<string, number>> = {
  '[': 59_736,
  bash: 1_265_648,
  cat: 44_016,
  cp: 151_152,
  dash: 125_640,
  date: 121_904,
  diff: 143_432,
  find: 224_848,
  grep: 203_152,
  gzip: 98_136,
  ip: 714_296,
  ls: 151_344,
  mv: 142_968,
  ps: 144_344,
  sed: 126_424,
  sort: 114_232,
  tar: 531_984,
  top: 133_160,
};
const USUAL_SIZE = 43_856;

/** What packages of Debian are called elsewhere. */
const names: Readonly<Record<string, string>> = {
  'libc-bin': 'glibc',
  'ncurses-bin': 'ncurses',
  debianutils: 'which',
  iproute2: 'iproute',
  login: 'shadow-utils',
  mawk: 'gawk',
  mount: 'util-linux',
  passwd: 'shadow-utils',
  procps: 'procps-ng',
  bsdutils: 'util-linux',
  'sysvinit-utils': 'sysvinit-tools',
};

/** The versions of the packages of a distribution: lines that begin with a name and a version. */
function versionsIn(base: string): (program: string) => string | undefined {
  const versions = new Map(base.split('\n').map(line => [line.split(' ')[0] ?? '', line.split(' ')[1]] as const));
  return program => {
    const debian = debPackageOf.get(program) ?? program;
    return versions.get(debian) ?? versions.get(names[debian] ?? '');
  };
}

/** Says of the programs which version of their package they are; `base` is the distribution's table of packages. */
export function withReleases(files: Files, base: string): Files {
  const versionOf = versionsIn(base);
  return Object.fromEntries(
    Object.entries(files).map(([path, node]) => {
      const version = versionOf(path.slice(path.lastIndexOf('/') + 1));
      return [path, version === undefined ? node : releasedNode(node, version)];
    }),
  );
}

/** What one distribution has besides, and where. */
export interface GnuOptions {
  /** Its packages with their versions; left out, those that the programs say of themselves, which are Debian 12's. */
  readonly base?: string;
  /** Whether ps, top and their kin are part of it. */
  readonly procps: boolean;
  readonly more?: readonly string[];
}

/** Programs of administrators. */
function inSbin(names: string, sizeBytes: number): Files {
  return Object.fromEntries(words(names).map(name => [`/usr/sbin/${name}`, program(name, sizeBytes)]));
}

/** The GNU userland under /usr/bin and /usr/sbin. `sh` is whatever the caller links. */
export function gnuPrograms({ base = '', ...options }: GnuOptions): Files {
  return withReleases(plainPrograms(options), base);
}

function plainPrograms({ procps: hasProcps, more = [] }: GnuOptions): Files {
  const names = [...words(coreutils), ...words(essential), ...(hasProcps ? words(procps) : []), ...more];
  return {
    ...Object.fromEntries(names.map(name => [`/usr/bin/${name}`, gnuProgram(name)])),
    '/usr/bin/awk': program(more.includes('gawk') ? 'gawk' : 'awk', 158_480),
    '/usr/bin/egrep': program('egrep', 203_152),
    '/usr/bin/fgrep': program('fgrep', 203_152),
    '/usr/bin/gunzip': program('gunzip', 98_136),
    '/usr/bin/zcat': program('zcat', 98_136),
    '/usr/sbin/chroot': gnuProgram('chroot'),
    ...inSbin('groupadd groupdel groupmod userdel usermod', 101_840),
    '/usr/sbin/useradd': program('useradd', 144_024),
    ...inSbin(
      'blkid chgpasswd chpasswd fsck fstrim groupmems hwclock ldconfig losetup mkfs mkswap newusers pivot_root pwck runuser swapoff swapon vipw zic',
      55_688,
    ),
    '/usr/sbin/nologin': program('nologin', 14_536),
    '/usr/bin/rbash': symlink('bash'),
  };
}

export function gnuProgram(name: string): Node {
  return program(name, sizes[name] ?? USUAL_SIZE, { mode: setUserId.has(name) ? 0o4755 : 0o755 });
}

/** Programs that everybody runs with the rights of root. */
const setUserId = new Set(words('chfn chsh gpasswd mount newgrp passwd su sudo umount'));
