const words = (text: string): string[] => text.split(/\s+/);

/** Programs of Debian's packages: of those that every image has, and of others whose programs do not bear their names. */
const programsOf: Readonly<Record<string, string>> = {
  adduser: 'addgroup adduser delgroup deluser',
  apt: 'apt apt-cache apt-cdrom apt-config apt-get apt-key apt-mark',
  bash: 'bash rbash',
  bsdutils: 'logger renice script scriptreplay wall',
  coreutils:
    '[ arch b2sum base32 base64 basename basenc cat chcon chgrp chmod chown chroot cksum comm cp csplit cut date dd df dir dircolors dirname du echo env expand expr factor false fmt fold groups head hostid id install join link ln logname ls md5sum mkdir mkfifo mknod mktemp mv nice nl nohup nproc numfmt od paste pathchk pinky pr printenv printf ptx pwd readlink realpath rm rmdir runcon seq sha1sum sha224sum sha256sum sha384sum sha512sum shred shuf sleep sort split stat stdbuf stty sum sync tac tail tee test timeout touch tr true truncate tsort tty uname unexpand uniq unlink users vdir wc who whoami yes',
  curl: 'curl',
  dash: 'dash sh',
  debconf: 'debconf-set-selections dpkg-reconfigure',
  debianutils: 'run-parts which',
  diffutils: 'cmp diff diff3 sdiff',
  dpkg: 'dpkg dpkg-deb dpkg-query start-stop-daemon update-alternatives',
  e2fsprogs: 'chattr lsattr',
  findutils: 'find xargs',
  grep: 'egrep fgrep grep',
  gzip: 'gunzip gzip zcat zcmp zdiff zegrep zfgrep zgrep zless zmore',
  hostname: 'dnsdomainname domainname hostname nisdomainname ypdomainname',
  'init-system-helpers': 'invoke-rc.d service update-rc.d',
  iproute2: 'bridge ip ss',
  'libc-bin': 'getconf getent iconv ldconfig ldd locale localedef tzselect zdump zic',
  login: 'faillog lastlog login newgrp nologin sg',
  'lsb-release': 'lsb_release',
  mawk: 'awk mawk',
  mount: 'losetup mount swapoff swapon umount',
  'ncurses-bin': 'clear infocmp reset tabs tic toe tput tset',
  nginx: 'nginx',
  passwd:
    'chage chfn chgpasswd chpasswd chsh expiry gpasswd groupadd groupdel groupmems groupmod newusers passwd pwck useradd userdel usermod vipw',
  'perl-base': 'perl',
  procps: 'free kill pgrep pidwait pkill pmap ps pwdx skill slabtop snice sysctl tload top uptime vmstat w watch',
  sed: 'sed',
  'sysvinit-utils': 'pidof',
  tar: 'tar',
  'util-linux':
    'blkid chrt dmesg findmnt flock fsck fstrim getopt hwclock ionice ipcs last lastb lsblk lscpu lsipc lslocks lslogins lsns mcookie mesg mkfs mkswap more mountpoint namei nsenter pivot_root prlimit rev runuser setpriv setsid su taskset unshare whereis',
};

/** Debian's package of a program that every image has, by the program's name. */
export const debPackageOf: ReadonlyMap<string, string> = new Map(
  Object.entries(programsOf).flatMap(([name, programs]) => words(programs).map((program): [string, string] => [program, name])),
);

/** The programs of a package, sorted. */
export function programsOfDeb(name: string): readonly string[] {
  return Object.hasOwn(programsOf, name) ? words(programsOf[name] ?? '') : [];
}

/**
 * What the packages of Debian 12 and the releases before it put into /bin and /sbin. Where /usr is merged these are links, so the files lie in
 * /usr/bin; dpkg knows them by the names that the packages have.
 */
const inBin = new Set(
  words(`bash rbash cat chgrp chmod chown cp date dd df dir echo false ln ls mkdir mknod mktemp mv pwd readlink rm rmdir sleep stty
    sync touch true uname vdir dash sh run-parts egrep fgrep grep gunzip gzip zcat zcmp zdiff zegrep zfgrep zgrep zless zmore hostname
    dnsdomainname domainname nisdomainname ypdomainname login mount umount kill ps sed tar dmesg findmnt lsblk more mountpoint su pidof ping
    ping4 ping6 netstat ip ss fuser nano rnano bunzip2 bzcat bzip2 bzdiff bzgrep bzmore cpio lsmod nc.openbsd nc.traditional ed red`),
);
const inSbin = new Set(
  words(`start-stop-daemon ldconfig losetup swapoff swapon sysctl blkid fsck fstrim hwclock mkfs mkswap pivot_root runuser ifconfig route
    bridge ip tc depmod insmod lsmod modinfo modprobe rmmod`),
);

/** Where the package has what lies at this path of a merged /usr: `/bin/ls` for `/usr/bin/ls`. */
export function pathInDeb(path: string): string {
  const [, folder, name = ''] = /^\/usr\/(s?bin)\/([^/]+)$/.exec(path) ?? [];
  if (folder === undefined || !(folder === 'bin' ? inBin : inSbin).has(name)) return path;
  return path.slice('/usr'.length);
}
