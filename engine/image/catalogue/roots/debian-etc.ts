import { directories, directory, script, symlink, text, type Files } from '../tree.js';
import { zoneFiles } from '../../packages/zone-files.js';
import { STANDARD_PATH } from './standard-path.js';

export const debianPasswd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
sync:x:4:65534:sync:/bin:/bin/sync
games:x:5:60:games:/usr/games:/usr/sbin/nologin
man:x:6:12:man:/var/cache/man:/usr/sbin/nologin
lp:x:7:7:lp:/var/spool/lpd:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
news:x:9:9:news:/var/spool/news:/usr/sbin/nologin
uucp:x:10:10:uucp:/var/spool/uucp:/usr/sbin/nologin
proxy:x:13:13:proxy:/bin:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
backup:x:34:34:backup:/var/backups:/usr/sbin/nologin
list:x:38:38:Mailing List Manager:/var/list:/usr/sbin/nologin
irc:x:39:39:ircd:/run/ircd:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const groups =
  'root:0 daemon:1 bin:2 sys:3 adm:4 tty:5 disk:6 lp:7 mail:8 news:9 uucp:10 man:12 proxy:13 kmem:15 dialout:20 fax:21 voice:22 cdrom:24 floppy:25 tape:26 sudo:27 audio:29 dip:30 www-data:33 backup:34 operator:37 list:38 irc:39 src:40 shadow:42 utmp:43 video:44 sasl:45 plugdev:46 staff:50 games:60 users:100 nogroup:65534';

export const debianGroup = groups
  .split(' ')
  .map(entry => `${entry.replace(':', ':x:')}:\n`)
  .join('');

/** The folders of a Debian or Ubuntu with a merged /usr. */
export function debianFolders(): Files {
  return {
    ...directories(
      '/boot /dev /home /media /mnt /opt /run/lock /srv /sys /usr/games /usr/include /usr/lib64 /usr/local/bin /usr/local/etc /usr/local/games /usr/local/include /usr/local/lib /usr/local/sbin /usr/local/share/man /usr/local/src /usr/src',
    ),
    ...directories(
      '/var/backups /var/cache/apt/archives/partial /var/lib/apt/lists/partial /var/lib/dpkg/alternatives /var/lib/dpkg/info /var/lib/dpkg/parts /var/lib/dpkg/triggers /var/lib/dpkg/updates /var/lib/misc /var/local /var/log/apt /var/mail /var/opt /var/spool',
    ),
    '/bin': symlink('usr/bin'),
    '/sbin': symlink('usr/sbin'),
    '/lib': symlink('usr/lib'),
    '/lib64': symlink('usr/lib64'),
    '/proc': directory({ mode: 0o555 }),
    '/root': directory({ mode: 0o700 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/var/tmp': directory({ mode: 0o1777 }),
    '/var/lock': symlink('/run/lock'),
    '/var/run': symlink('/run'),
    '/var/spool/mail': symlink('../mail'),
  };
}

const cleaning = 'rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true';

/** How images of Docker set apt up: nothing that was fetched is kept, lists stay packed, no translations. */
const aptSettings: Files = {
  '/etc/apt/apt.conf.d/docker-autoremove-suggests': text('Apt::AutoRemove::SuggestsImportant "false";\n'),
  '/etc/apt/apt.conf.d/docker-clean': text(
    `DPkg::Post-Invoke { "${cleaning}"; };\nAPT::Update::Post-Invoke { "${cleaning}"; };\n\nDir::Cache::pkgcache "";\nDir::Cache::srcpkgcache "";\n`,
  ),
  '/etc/apt/apt.conf.d/docker-gzip-indexes': text('Acquire::GzipIndexes "true";\n'),
  '/etc/apt/apt.conf.d/docker-no-languages': text('Acquire::Languages "none";\n'),
  // Nothing is started when a package is installed.
  '/usr/sbin/policy-rc.d': script('#!/bin/sh\nexit 101\n'),
};

/** The accounts of an Ubuntu: before 23.10 two of them differ from Debian's, since then there is a first user. */
export function ubuntuAccounts(year: number): Accounts {
  if (year >= 24) {
    const memberOf = new Set(['adm', 'dialout', 'cdrom', 'floppy', 'sudo', 'audio', 'dip', 'video', 'plugdev']);
    const passwd = `${debianPasswd}ubuntu:x:1000:1000:Ubuntu:/home/ubuntu:/bin/bash\n`;
    const group = debianGroup.replace(/^(\w+):x:\d+:$/gm, (line, name: string) => (memberOf.has(name) ? `${line}ubuntu` : line));
    return { passwd, group: `${group}ubuntu:x:1000:\n` };
  }
  const [apt = '', nobody = ''] = debianPasswd.trimEnd().split('\n').slice(-2);
  const gnats = 'gnats:x:41:41:Gnats Bug-Reporting System (admin):/var/lib/gnats:/usr/sbin/nologin';
  const passwd = debianPasswd.replace(`${apt}\n${nobody}\n`, `${gnats}\n${nobody}\n${apt.replace(':42:', ':100:')}\n`);
  return { passwd, group: debianGroup.replace('shadow:', 'gnats:x:41:\nshadow:') };
}

export interface Accounts {
  readonly passwd: string;
  readonly group: string;
}

const debianAccounts: Accounts = { passwd: debianPasswd, group: debianGroup };

/** What every Debian and Ubuntu has in /etc. */
export function debianEtc(codename: string, { passwd, group }: Accounts = debianAccounts): Files {
  return {
    ...directories(
      '/usr/lib/locale/C.utf8 /etc/apt/apt.conf.d /etc/apt/preferences.d /etc/apt/sources.list.d /etc/cron.daily /etc/default /etc/dpkg/dpkg.cfg.d /etc/init.d /etc/ld.so.conf.d /etc/opt /etc/pam.d /etc/profile.d /etc/security /etc/skel /etc/terminfo /etc/update-motd.d',
    ),
    ...aptSettings,
    '/etc/passwd': text(passwd),
    '/etc/group': text(group),
    '/etc/shadow': text(shadow(passwd), { mode: 0o640, gid: 42 }),
    '/etc/gshadow': text('root:*::\n', { mode: 0o640, gid: 42 }),
    '/etc/hostname': text(`${codename}\n`),
    '/etc/host.conf': text('multi on\n'),
    '/etc/fstab': text('# UNCONFIGURED FSTAB FOR BASE SYSTEM\n'),
    '/etc/nsswitch.conf': text(
      'passwd:         files\ngroup:          files\nshadow:         files\n\nhosts:          files dns\nnetworks:       files\n\nprotocols:      db files\nservices:       db files\nethers:         db files\nrpc:            db files\n',
    ),
    '/etc/resolv.conf': text(''),
    '/etc/shells': text(
      '# /etc/shells: valid login shells\n/bin/sh\n/bin/bash\n/usr/bin/bash\n/bin/rbash\n/usr/bin/rbash\n/usr/bin/sh\n/bin/dash\n/usr/bin/dash\n',
    ),
    '/etc/login.defs': text(
      'MAIL_DIR\t/var/mail\nUMASK\t\t022\nUID_MIN\t\t1000\nUID_MAX\t\t60000\nGID_MIN\t\t1000\nGID_MAX\t\t60000\nENCRYPT_METHOD\tSHA512\n',
    ),
    '/etc/mtab': symlink('/proc/mounts'),
    '/etc/ld.so.conf': text('include /etc/ld.so.conf.d/*.conf\n'),
    '/etc/profile': text(
      `# System-wide settings of login shells\n\nif [ "$(id -u)" -eq 0 ]; then\n  PATH="${STANDARD_PATH}"\nelse\n  PATH="/usr/local/bin:/usr/bin:/bin:/usr/local/games:/usr/games"\nfi\nexport PATH\n\nif [ "\${PS1-}" ]; then\n  if [ "\${BASH-}" ] && [ "$BASH" != "/bin/sh" ]; then\n    [ -f /etc/bash.bashrc ] && . /etc/bash.bashrc\n  elif [ "$(id -u)" -eq 0 ]; then\n    PS1='# '\n  else\n    PS1='$ '\n  fi\nfi\n`,
    ),
    '/etc/bash.bashrc': text(
      '# Settings of interactive bash shells\n\n[ -z "$PS1" ] && return\n\nshopt -s checkwinsize\n\nif [ -z "${debian_chroot:-}" ] && [ -r /etc/debian_chroot ]; then\n  debian_chroot=$(cat /etc/debian_chroot)\nfi\n\nPS1=\'${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ \'\n',
    ),
    '/etc/skel/.bash_logout': text(
      '# Run when a login shell ends\n\n[ "$SHLVL" = 1 ] && [ -x /usr/bin/clear_console ] && /usr/bin/clear_console -q\n',
    ),
    '/etc/skel/.bashrc': text("case $- in\n  *i*) ;;\n  *) return ;;\nesac\nHISTSIZE=1000\nHISTFILESIZE=2000\nalias ll='ls -l'\n"),
    '/etc/skel/.profile': text('[ -n "$BASH_VERSION" ] && [ -f "$HOME/.bashrc" ] && . "$HOME/.bashrc"\n'),
    '/root/.profile': text('if [ "$BASH" ]; then\n  if [ -f ~/.bashrc ]; then\n    . ~/.bashrc\n  fi\nfi\n\nmesg n 2> /dev/null || true\n'),
  };
}

/** What tzdata brings and sets up: zones, all unless said, and that here it is UTC. */
export function placeOfUtc(zones: Files = zoneFiles()): Files {
  return { ...zones, '/etc/localtime': symlink('/usr/share/zoneinfo/Etc/UTC'), '/etc/timezone': text('Etc/UTC\n') };
}

function shadow(passwd: string): string {
  return passwd
    .trim()
    .split('\n')
    .map(line => `${line.split(':')[0] ?? ''}:*:19700:0:99999:7:::\n`)
    .join('');
}
