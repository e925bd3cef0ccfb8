import { apkDatabase, type ApkRelease } from '../../packages/apk-mirror.js';
import { directories, directory, filledTo, program, symlink, text, type Files } from '../tree.js';
import { alpineApplets, words } from './busybox-applets.js';
import { STANDARD_PATH } from './standard-path.js';

export interface AlpineRelease {
  readonly version: string;
  /** Bytes of all files, as the published image has them. */
  readonly sizeBytes: number;
  /** The branch whose packages it has, and their manager. */
  readonly packages: ApkRelease;
  readonly apk: string;
}

export const alpinePasswd = `root:x:0:0:root:/root:/bin/ash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
adm:x:3:4:adm:/var/adm:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/mail:/sbin/nologin
news:x:9:13:news:/usr/lib/news:/sbin/nologin
uucp:x:10:14:uucp:/var/spool/uucppublic:/sbin/nologin
operator:x:11:0:operator:/root:/sbin/nologin
man:x:13:15:man:/usr/man:/sbin/nologin
postmaster:x:14:12:postmaster:/var/mail:/sbin/nologin
cron:x:16:16:cron:/var/spool/cron:/sbin/nologin
ftp:x:21:21::/var/lib/ftp:/sbin/nologin
sshd:x:22:22:sshd:/dev/null:/sbin/nologin
games:x:35:35:games:/usr/games:/sbin/nologin
ntp:x:123:123:NTP:/var/empty:/sbin/nologin
guest:x:405:100:guest:/dev/null:/sbin/nologin
nobody:x:65534:65534:nobody:/:/sbin/nologin
`;

export const alpineGroup = `root:x:0:root
bin:x:1:root,bin,daemon
daemon:x:2:root,bin,daemon
users:x:100:games
nogroup:x:65533:
nobody:x:65534:
`;

/** What Alpine's crond does without being told. */
const rootTable = `# do daily/weekly/monthly maintenance
# min	hour	day	month	weekday	command
*/15	*	*	*	*	run-parts /etc/periodic/15min
0	*	*	*	*	run-parts /etc/periodic/hourly
0	2	*	*	*	run-parts /etc/periodic/daily
0	3	*	*	6	run-parts /etc/periodic/weekly
0	5	1	*	*	run-parts /etc/periodic/monthly

`;

/** Alpine: BusyBox, musl, apk. */
export function alpineRoot({ version, sizeBytes, packages, apk }: AlpineRelease): Files {
  const branch = version.split('.').slice(0, 2).join('.');
  const files: Files = {
    ...directories(
      '/dev /home /media/cdrom /media/floppy /media/usb /mnt /opt /run /srv /sys /usr/local/bin /usr/local/lib /usr/local/share',
    ),
    ...directories('/var/cache/misc /var/lib/misc /var/local /var/lock /var/log /var/mail /var/opt /var/spool/cron'),
    '/var/spool/cron/crontabs': symlink('/etc/crontabs'),
    '/etc/crontabs/root': text(rootTable, { mode: 0o600 }),
    ...directories('/etc/periodic/15min /etc/periodic/hourly /etc/periodic/daily /etc/periodic/weekly /etc/periodic/monthly'),
    '/proc': directory({ mode: 0o555 }),
    '/root': directory({ mode: 0o700 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/var/tmp': directory({ mode: 0o1777 }),
    '/var/empty': directory({ mode: 0o555 }),
    '/var/run': symlink('../run'),
    '/bin/busybox': program('busybox', 841_392),
    ...appletLinks(),
    '/sbin/apk': program(`apk-${apk}`, 65_984),
    '/usr/bin/ssl_client': program('ssl_client', 18_464),
    '/usr/bin/getent': program('getent', 48_760),
    '/usr/bin/ldd': symlink('../../lib/ld-musl-x86_64.so.1'),
    '/lib/libc.musl-x86_64.so.1': symlink('ld-musl-x86_64.so.1'),
    ...alpineEtc(version, branch),
  };
  return filledTo(sizeBytes, withDatabase(packages, files), {
    '/lib/ld-musl-x86_64.so.1': 10,
    '/lib/libcrypto.so.3': 70,
    '/lib/libssl.so.3': 10,
    '/lib/libapk.so.2.14.0': 4,
    '/lib/libz.so.1.2.13': 2,
    '/lib/apk/db/scripts.tar': 1,
    '/etc/ssl/certs/ca-certificates.crt': 3,
  });
}

function withDatabase(packages: ApkRelease, files: Files): Files {
  const isThere = (path: string): boolean => Object.hasOwn(files, path);
  return { ...files, '/lib/apk/db/installed': text(apkDatabase(packages, isThere)), '/lib/apk/db/triggers': text('') };
}

function appletLinks(): Files {
  return Object.fromEntries(
    Object.entries(alpineApplets).flatMap(([folder, names]) => words(names).map(name => [`${folder}/${name}`, symlink('/bin/busybox')])),
  );
}

function alpineEtc(version: string, branch: string): Files {
  return {
    ...directories('/etc/apk/keys /etc/conf.d /etc/crontabs /etc/init.d /etc/modprobe.d /etc/network/if-up.d /etc/opt /etc/profile.d'),
    '/etc/alpine-release': text(`${version}\n`),
    '/etc/os-release': text(
      `NAME="Alpine Linux"\nID=alpine\nVERSION_ID=${version}\nPRETTY_NAME="Alpine Linux v${branch}"\nHOME_URL="https://alpinelinux.org/"\nBUG_REPORT_URL="https://gitlab.alpinelinux.org/alpine/aports/-/issues"\n`,
    ),
    '/etc/issue': text(`Welcome to Alpine Linux ${branch}\nKernel \\r on an \\m (\\l)\n\n`),
    '/etc/motd': text('Welcome to Alpine!\n'),
    '/etc/hostname': text('localhost\n'),
    '/etc/hosts': text('127.0.0.1\tlocalhost localhost.localdomain\n::1\t\tlocalhost localhost.localdomain\n'),
    '/etc/passwd': text(alpinePasswd),
    '/etc/group': text(alpineGroup),
    '/etc/shadow': text(shadow(), { mode: 0o640, gid: 42 }),
    '/etc/shells': text('# valid login shells\n/bin/sh\n/bin/ash\n'),
    '/etc/securetty': text('console\ntty1\ntty2\ntty3\ntty4\ntty5\ntty6\n'),
    '/etc/inittab': text('::sysinit:/sbin/openrc sysinit\n::wait:/sbin/openrc default\n::shutdown:/sbin/openrc shutdown\n'),
    '/etc/nsswitch.conf': text('hosts: files dns\n'),
    '/etc/fstab': text('/dev/cdrom\t/media/cdrom\tiso9660\tnoauto,ro 0 0\n/dev/usbdisk\t/media/usb\tvfat\tnoauto,ro 0 0\n'),
    '/etc/mtab': symlink('/proc/mounts'),
    '/etc/apk/arch': text('x86_64\n'),
    '/etc/apk/repositories': text(
      `https://dl-cdn.alpinelinux.org/alpine/v${branch}/main\nhttps://dl-cdn.alpinelinux.org/alpine/v${branch}/community\n`,
    ),
    '/etc/apk/world': text('alpine-baselayout\nalpine-keys\napk-tools\nbusybox\nlibc-utils\n'),
    '/etc/profile': text(
      `export PATH="${STANDARD_PATH}"\n\nexport PAGER=less\numask 022\n\nif [ "$(id -u)" -eq 0 ]; then\n  PS1='\\h:\\w\\# '\nelse\n  PS1='\\h:\\w\\$ '\nfi\n\nfor script in /etc/profile.d/*.sh; do\n  [ -r "$script" ] && . "$script"\ndone\nunset script\n`,
    ),
    '/etc/protocols': text('ip\t0\tIP\nicmp\t1\tICMP\ntcp\t6\tTCP\nudp\t17\tUDP\n'),
    '/etc/services': text(
      'ssh\t22/tcp\ndomain\t53/tcp\ndomain\t53/udp\nhttp\t80/tcp\nhttps\t443/tcp\nmysql\t3306/tcp\npostgresql\t5432/tcp\nredis\t6379/tcp\n',
    ),
  };
}

function shadow(): string {
  return alpinePasswd
    .trim()
    .split('\n')
    .map(line => `${line.split(':')[0] ?? ''}:${line.startsWith('root:') ? '*' : '!'}::0:::::\n`)
    .join('');
}
