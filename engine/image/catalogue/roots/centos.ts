import { zoneFiles } from '../../packages/zone-files.js';
import { rpmDatabase } from '../../packages/rpm-mirror.js';
import { directories, directory, filledTo, program, symlink, text, type Files } from '../tree.js';
import { gnuProgram, gnuPrograms, withReleases } from './gnu-programs.js';
import { STANDARD_PATH } from './standard-path.js';

export interface CentosRelease {
  readonly major: '7' | '8';
  /** `CentOS Linux release 7.9.2009 (Core)` */
  readonly release: string;
  readonly prettyName: string;
  /** VERSION in os-release. */
  readonly version: string;
  /** Version of curl. */
  readonly curl: string;
  readonly sizeBytes: number;
  /** Its packages, as rpm's database has them. */
  readonly base: string;
  /** Lines of a package and its version, where there is no such table. */
  readonly versions?: string;
}

const passwd = `root:x:0:0:root:/root:/bin/bash
bin:x:1:1:bin:/bin:/sbin/nologin
daemon:x:2:2:daemon:/sbin:/sbin/nologin
adm:x:3:4:adm:/var/adm:/sbin/nologin
lp:x:4:7:lp:/var/spool/lpd:/sbin/nologin
sync:x:5:0:sync:/sbin:/bin/sync
shutdown:x:6:0:shutdown:/sbin:/sbin/shutdown
halt:x:7:0:halt:/sbin:/sbin/halt
mail:x:8:12:mail:/var/spool/mail:/sbin/nologin
operator:x:11:0:operator:/root:/sbin/nologin
games:x:12:100:games:/usr/games:/sbin/nologin
ftp:x:14:50:FTP User:/var/ftp:/sbin/nologin
nobody:x:99:99:Nobody:/:/sbin/nologin
systemd-network:x:192:192:systemd Network Management:/:/sbin/nologin
dbus:x:81:81:System message bus:/:/sbin/nologin
`;

const group =
  'root:x:0:\nbin:x:1:\ndaemon:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nlp:x:7:\nmem:x:8:\nkmem:x:9:\nwheel:x:10:\ncdrom:x:11:\nmail:x:12:\nman:x:15:\ndialout:x:18:\nfloppy:x:19:\ngames:x:20:\ntape:x:33:\nvideo:x:39:\nftp:x:50:\nlock:x:54:\naudio:x:63:\nnobody:x:99:\nusers:x:100:\nutmp:x:22:\nutempter:x:35:\nsystemd-journal:x:190:\nsystemd-network:x:192:\ndbus:x:81:\n';

/** CentOS: the GNU userland in Red Hat's arrangement, with curl and ip. */
export function centosRoot(release: CentosRelease): Files {
  return filledTo(
    release.sizeBytes,
    withDatabase(release.base, {
      ...directories(
        '/dev /home /media /mnt /opt /run/lock /srv /sys /usr/games /usr/include /usr/lib /usr/lib64 /usr/libexec /usr/local/bin /usr/local/sbin /usr/src',
      ),
      ...directories(
        '/var/adm /var/cache/yum /var/db /var/empty /var/games /var/lib/rpm /var/local /var/log /var/opt /var/spool/mail /var/yp',
      ),
      '/bin': symlink('usr/bin'),
      '/sbin': symlink('usr/sbin'),
      '/lib': symlink('usr/lib'),
      '/lib64': symlink('usr/lib64'),
      '/proc': directory({ mode: 0o555 }),
      '/root': directory({ mode: 0o550 }),
      '/tmp': directory({ mode: 0o1777 }),
      '/var/tmp': directory({ mode: 0o1777 }),
      '/var/run': symlink('../run'),
      '/var/lock': symlink('../run/lock'),
      '/var/mail': symlink('spool/mail'),
      ...gnuPrograms({ base: release.versions ?? release.base, procps: true, more: ['gawk', 'less', 'rpm'] }),
      '/usr/bin/sh': symlink('bash'),
      '/usr/bin/curl': program(`curl-${release.curl}`, 260_328),
      '/usr/bin/vi': program('vim-7.4', 928_056),
      ...withReleases({ '/usr/sbin/ip': gnuProgram('ip') }, release.versions ?? release.base),
      '/usr/bin/yum': program(release.major === '7' ? 'yum' : 'dnf', 27_904),
      ...(release.major === '8' ? { '/usr/bin/dnf': program('dnf', 27_904) } : {}),
      ...centosEtc(release),
      ...zoneFiles(),
    }),
    {
      '/usr/lib/locale/locale-archive': 30,
      '/usr/lib64/libc.so.6': 4,
      '/usr/lib64/libcrypto.so.10': 6,
      '/usr/lib64/libpython.so.1.0': 8,
      '/usr/lib64/librpm.so': 4,
      '/usr/lib/python/site-packages.zip': 24,
      '/usr/share/locale/translations': 6,
      '/var/lib/rpm/Basenames': 14,
    },
  );
}

function centosEtc({ major, release, prettyName, version }: CentosRelease): Files {
  return {
    ...directories(
      '/etc/alternatives /etc/default /etc/opt /etc/pki /etc/profile.d /etc/rpm /etc/skel /etc/sysconfig /etc/yum.repos.d /etc/yum',
    ),
    '/etc/centos-release': text(`${release}\n`),
    '/etc/redhat-release': symlink('centos-release'),
    '/etc/system-release': symlink('centos-release'),
    '/etc/os-release': text(
      `NAME="CentOS Linux"\nVERSION="${version}"\nID="centos"\nID_LIKE="rhel fedora"\nVERSION_ID="${major}"\nPRETTY_NAME="${prettyName}"\nANSI_COLOR="0;31"\nCPE_NAME="cpe:/o:centos:centos:${major}"\nHOME_URL="https://centos.org/"\nBUG_REPORT_URL="https://bugs.centos.org/"\n`,
    ),
    '/etc/issue': text('\\S\nKernel \\r on an \\m\n\n'),
    '/etc/issue.net': text('\\S\nKernel \\r on an \\m\n'),
    '/etc/passwd': text(passwd),
    '/etc/group': text(group),
    '/etc/shadow': text('root:locked::0:99999:7:::\n', { mode: 0 }),
    '/etc/hostname': text('localhost.localdomain\n'),
    '/etc/host.conf': text('multi on\n'),
    '/etc/nsswitch.conf': text('passwd:     files\nshadow:     files\ngroup:      files\n\nhosts:      files dns myhostname\n'),
    '/etc/fstab': text(''),
    '/etc/motd': text(''),
    '/etc/mtab': symlink('/proc/self/mounts'),
    '/etc/shells': text('/bin/sh\n/bin/bash\n/usr/bin/sh\n/usr/bin/bash\n'),
    '/etc/localtime': symlink('../usr/share/zoneinfo/UTC'),
    '/etc/profile': text(
      `# Settings of login shells\nPATH="${STANDARD_PATH}"\nHISTSIZE=1000\nexport PATH HISTSIZE\numask 022\n\nif [ -n "\${BASH_VERSION-}" ] && [ -f /etc/bashrc ]; then\n  . /etc/bashrc\nfi\n`,
    ),
    '/etc/bashrc': text(
      '# Functions and aliases of interactive shells\nif [ "$PS1" ]; then\n  shopt -s histappend checkwinsize\n  [ "$PS1" = \'\\s-\\v\\$ \' ] && PS1=\'[\\u@\\h \\W]\\$ \'\nfi\n',
    ),
    '/root/.bashrc': text(
      "# .bashrc\n\nalias rm='rm -i'\nalias cp='cp -i'\nalias mv='mv -i'\n\nif [ -f /etc/bashrc ]; then\n  . /etc/bashrc\nfi\n",
    ),
    '/root/.bash_profile': text('# .bash_profile\n\nif [ -f ~/.bashrc ]; then\n  . ~/.bashrc\nfi\n'),
    ...repositories(major),
  };
}

function withDatabase(base: string, files: Files): Files {
  return { ...files, '/var/lib/rpm/Packages': text(rpmDatabase(base, path => Object.hasOwn(files, path))) };
}

function repositories(major: CentosRelease['major']): Files {
  if (major === '8') {
    const section = (id: string, repo: string, path: string): Files => ({
      [`/etc/yum.repos.d/CentOS-Linux-${repo}.repo`]: text(
        `[${id}]\nname=CentOS Linux $releasever - ${repo}\nmirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=${repo}&infra=$infra\n#baseurl=http://mirror.centos.org/$contentdir/$releasever/${path}/$basearch/os/\ngpgcheck=1\nenabled=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-centosofficial\n`,
      ),
    });
    return {
      ...section('appstream', 'AppStream', 'AppStream'),
      ...section('baseos', 'BaseOS', 'BaseOS'),
      ...section('extras', 'Extras', 'extras'),
    };
  }
  const section = (id: string, name: string, repo: string): string =>
    `[${id}]\nname=CentOS-$releasever - ${name}\nmirrorlist=http://mirrorlist.centos.org/?release=$releasever&arch=$basearch&repo=${repo}&infra=$infra\ngpgcheck=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7\n`;
  return {
    '/etc/yum.repos.d/CentOS-Base.repo': text(
      [section('base', 'Base', 'os'), section('updates', 'Updates', 'updates'), section('extras', 'Extras', 'extras')].join('\n'),
    ),
    '/etc/yum/vars/infra': text('container\n'),
    '/etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7': text(
      'Key-Id: f4a80eb5\nUserid: CentOS-7 Key (CentOS 7 Official Signing Key) <security@centos.org>\nFingerprint: 6341 ab27 53d7 8a78 a7c2 7bb1 24c6 a8a7 f4a8 0eb5\nRelease: 53a7ff4b\n',
    ),
  };
}
