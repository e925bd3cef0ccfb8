import { bookworm } from '../../packages/debian-12.js';
import { serviceTools } from '../../packages/services.js';
import { dpkgDatabase } from '../../packages/deb-database.js';
import { directory, filledTo, program, symlink, text, together, type Files } from '../tree.js';
import { debianEtc, debianFolders, placeOfUtc, ubuntuAccounts } from './debian-etc.js';
import { gnuPrograms } from './gnu-programs.js';
import { withSeparateUsr } from './separate-usr.js';

/** Programs that Debian and Ubuntu have and others have not; `apt` is the number of its release. */
const packaging = (apt: string): Files => ({
  '/usr/bin/apt': program(`apt-${apt}`, 18_664),
  '/usr/bin/apt-cdrom': program('apt-cdrom', 22_536),
  '/usr/bin/debconf-set-selections': program('debconf-set-selections', 2935),
  '/usr/bin/update-alternatives': program('update-alternatives', 60_360),
  '/usr/sbin/start-stop-daemon': program('start-stop-daemon', 48_360),
  '/usr/bin/chattr': program('chattr', 14_656),
  '/usr/bin/lsattr': program('lsattr', 14_656),
  '/usr/bin/apt-cache': program(`apt-cache-${apt}`, 88_296),
  '/usr/bin/apt-config': program('apt-config', 26_856),
  '/usr/bin/apt-get': program(`apt-get-${apt}`, 51_432),
  '/usr/bin/apt-key': program('apt-key', 27_384),
  '/usr/bin/apt-mark': program(`apt-mark-${apt}`, 55_528),
  '/usr/bin/dpkg': program('dpkg', 318_176),
  '/usr/bin/dpkg-deb': program('dpkg-deb', 166_720),
  '/usr/bin/dpkg-query': program('dpkg-query', 154_336),
});

/** The package adduser of a release. */
const accounts = (version: string): Files => ({
  '/usr/sbin/adduser': program(`adduser-${version}`, 43_856),
  '/usr/sbin/addgroup': program(`addgroup-${version}`, 43_856),
  '/usr/sbin/deluser': program(`deluser-${version}`, 16_532),
  '/usr/sbin/delgroup': program(`delgroup-${version}`, 16_532),
});

/** Where room is taken in a Debian: libraries, perl, translations. */
const weights: Readonly<Record<string, number>> = {
  '/usr/lib/x86_64-linux-gnu/libapt-pkg.so.6.0.0': 6,
  '/usr/lib/x86_64-linux-gnu/libc.so.6': 5,
  '/usr/lib/x86_64-linux-gnu/libcrypto.so.3': 12,
  '/usr/lib/x86_64-linux-gnu/libgnutls.so.30': 6,
  '/usr/lib/x86_64-linux-gnu/libperl.so': 10,
  '/usr/lib/x86_64-linux-gnu/libstdc++.so.6': 6,
  '/usr/lib/x86_64-linux-gnu/perl-base/unicore.pl': 14,
  '/usr/share/doc/changelogs': 9,
  '/usr/share/locale/messages': 16,
  '/usr/share/locale/translations': 9,
  '/var/lib/dpkg/status-old': 4,
};

/** Debian 12 "bookworm", with the files of all time zones unless others are given. */
export function debianRoot(zones?: Files): Files {
  return filledTo(
    116_540_000,
    withDatabase(
      bookworm.base,
      together(
        debianFolders(),
        debianEtc('debuerreotype'),
        gnuPrograms({ procps: false, more: ['mawk', 'perl', 'pidof'] }),
        packaging('2.6.1'),
        accounts('3.134'),
        placeOfUtc(zones),
        serviceTools('Debian'),
        {
          '/usr/bin/sh': symlink('dash'),
          '/etc/debian_version': text('12.5\n'),
          '/etc/issue': text('Debian GNU/Linux 12 \\n \\l\n\n'),
          '/etc/issue.net': text('Debian GNU/Linux 12\n'),
          '/etc/os-release': symlink('../usr/lib/os-release'),
          '/usr/lib/os-release': text(
            'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nNAME="Debian GNU/Linux"\nVERSION_ID="12"\nVERSION="12 (bookworm)"\nVERSION_CODENAME=bookworm\nID=debian\nHOME_URL="https://www.debian.org/"\nSUPPORT_URL="https://www.debian.org/support"\nBUG_REPORT_URL="https://bugs.debian.org/"\n',
          ),
          '/etc/apt/sources.list.d/debian.sources': text(
            'Types: deb\nURIs: http://deb.debian.org/debian\nSuites: bookworm bookworm-updates\nComponents: main\n\nTypes: deb\nURIs: http://deb.debian.org/debian-security\nSuites: bookworm-security\nComponents: main\n',
          ),
          '/root/.bashrc': text(
            "# Settings of root's interactive bash shells\n# export LS_OPTIONS='--color=auto'\n# alias ls='ls $LS_OPTIONS'\n",
          ),
        },
      ),
    ),
    weights,
  );
}

export interface UbuntuRelease {
  /** `22.04.3` */
  readonly version: string;
  readonly codename: string;
  /** `Jammy Jellyfish` */
  readonly name: string;
  readonly debianVersion: string;
  readonly sizeBytes: number;
  /** The number of its apt. */
  readonly apt: string;
  /** Its packages, as dpkg's database has them. */
  readonly base: string;
}

/** Ubuntu, which comes with procps, and colours in root's shell. */
export function ubuntuRoot({ version, codename, name, debianVersion, sizeBytes, apt, base }: UbuntuRelease): Files {
  const [year = '', month = ''] = version.split('.');
  const etc = debianEtc('ubuntu', ubuntuAccounts(Number(year)));
  const files = filledTo(
    sizeBytes,
    withDatabase(base, {
      ...debianFolders(),
      ...etc,
      // Since 18.04 there is no tzdata among the packages of the image, and nothing says where it is.
      ...(Number(year) >= 18 ? {} : placeOfUtc()),
      ...(Number(year) >= 24 ? firstUserHome(etc) : {}),
      ...gnuPrograms({ base, procps: true, more: ['lsb_release', 'mawk', 'perl'] }),
      ...packaging(apt),
      ...accounts(year === '24' ? '3.137' : '3.118'),
      ...serviceTools('Ubuntu'),
      '/usr/bin/sh': symlink('dash'),
      '/etc/debian_version': text(`${debianVersion}\n`),
      '/etc/issue': text(`Ubuntu ${version} LTS \\n \\l\n\n`),
      '/etc/issue.net': text(`Ubuntu ${version} LTS\n`),
      '/etc/lsb-release': text(
        `DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=${year}.${month}\nDISTRIB_CODENAME=${codename}\nDISTRIB_DESCRIPTION="Ubuntu ${version} LTS"\n`,
      ),
      '/etc/os-release': symlink('../usr/lib/os-release'),
      '/usr/lib/os-release': text(ubuntuOsRelease(version, `${year}.${month}`, codename, name)),
      '/etc/apt/sources.list': text(
        ['', '-updates', '-security']
          .map(
            pocket =>
              `deb http://${pocket === '-security' ? 'security' : 'archive'}.ubuntu.com/ubuntu/ ${codename}${pocket} main restricted universe multiverse\n`,
          )
          .join(''),
      ),
      '/root/.bashrc': text(
        "[ -z \"$PS1\" ] && return\n\nHISTCONTROL=ignoredups:ignorespace\nHISTSIZE=1000\nHISTFILESIZE=2000\nshopt -s histappend checkwinsize\n\nPS1='${debian_chroot:+($debian_chroot)}\\u@\\h:\\w\\$ '\n\nalias ls='ls --color=auto'\nalias grep='grep --color=auto'\nalias ll='ls -alF'\nalias la='ls -A'\nalias l='ls -CF'\n",
      ),
    }),
    weights,
  );
  return Number(year) >= 20 ? files : withSeparateUsr(files);
}

/** The user that Ubuntu has had in its images since 23.10 has a home. */
function firstUserHome(etc: Files): Files {
  const owner = { uid: 1000, gid: 1000 };
  const files = Object.entries(etc).filter(([path]) => path.startsWith('/etc/skel/'));
  return {
    '/home/ubuntu': directory({ mode: 0o750, ...owner }),
    ...Object.fromEntries(files.map(([path, node]) => [path.replace('/etc/skel', '/home/ubuntu'), { ...node, ...owner }])),
  };
}

function withDatabase(base: string, files: Files): Files {
  return together(files, dpkgDatabase(base, files));
}

function ubuntuOsRelease(version: string, release: string, codename: string, name: string): string {
  const links =
    'HOME_URL="https://www.ubuntu.com/"\nSUPPORT_URL="https://help.ubuntu.com/"\nBUG_REPORT_URL="https://bugs.launchpad.net/ubuntu/"\n';
  // Trusty lists its fields in another order and has no code name among them.
  if (release === '14.04') {
    return `NAME="Ubuntu"\nVERSION="${version} LTS, ${name}"\nID=ubuntu\nID_LIKE=debian\nPRETTY_NAME="Ubuntu ${version} LTS"\nVERSION_ID="${release}"\n${links}`;
  }
  if (release === '20.04') {
    return `NAME="Ubuntu"\nVERSION="${version} LTS (${name})"\nID=ubuntu\nID_LIKE=debian\nPRETTY_NAME="Ubuntu ${version} LTS"\nVERSION_ID="${release}"\n${links}VERSION_CODENAME=${codename}\nUBUNTU_CODENAME=${codename}\n`;
  }
  return `PRETTY_NAME="Ubuntu ${version} LTS"\nNAME="Ubuntu"\nVERSION_ID="${release}"\nVERSION="${version} LTS (${name})"\nVERSION_CODENAME=${codename}\nID=ubuntu\nID_LIKE=debian\n${links}UBUNTU_CODENAME=${codename}\n`;
}
