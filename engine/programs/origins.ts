/**
 * Where a program comes from, and how programs from there tell their version. A file of a program may say which version of the package it is
 * (`ls@8.30-3ubuntu2`, see ProgramTable); what does not is Debian 12's.
 */
export interface Origin {
  /** Debian 12's. */
  readonly release: string;
  /** What asks for the version. */
  readonly flags: readonly string[];
  /** What is printed, without the newline at the end; undefined where that version does not tell. */
  readonly says: (name: string, number: string, release: string, flag: string) => string | undefined;
  /** It goes to standard error. */
  readonly isComplaint?: boolean;
}

/** `8.30` of `8.30-3ubuntu2`, `2.38.1` of `1:2.38.1-5+deb12u3`. */
function numberOf(release: string): string {
  return release
    .replace(/^\d+:/, '')
    .replace(/-[^-]*$/, '')
    .replace(/[+~].*$|ubuntu.*$|build.*$/, '');
}

/** What a program of an origin prints when it is asked for its version by `flag`; `release` is what its file says. */
export function versionText(origin: Origin, name: string, release = origin.release, flag = '--version'): string | undefined {
  const said = origin.says(name, numberOf(release), release, flag);
  return said === undefined ? undefined : `${said}\n`;
}

const long = ['--version'];
const both = ['-V', '--version'];

const inBrackets =
  (project: string): Origin['says'] =>
  (name, number) =>
    `${name} (${project}) ${number}`;

export const coreutils: Origin = {
  release: '9.1-1',
  flags: long,
  says: (name, number) => `${name} (${name === 'dd' ? '' : 'GNU '}coreutils) ${number}`,
};
export const coreutilsMktemp: Origin = { ...coreutils, flags: both };
export const diffutils: Origin = { release: '1:3.8-4', flags: ['-v', '--version'], says: inBrackets('GNU diffutils') };
export const findutils: Origin = { release: '4.9.0-4', flags: long, says: inBrackets('GNU findutils') };
export const gnuGrep: Origin = { release: '3.8-5', flags: both, says: (_, number) => `grep (GNU grep) ${number}` };
export const gnuSed: Origin = { release: '4.9-1', flags: long, says: inBrackets('GNU sed') };
export const gnuTar: Origin = { release: '1.34+dfsg-1.2', flags: long, says: inBrackets('GNU tar') };
export const wgetOrigin: Origin = { release: '1.21.3-1', flags: both, says: (_, number) => `GNU Wget ${number} built on linux-gnu.` };
/** Its kin are scripts, and let gzip answer what they do not know. */
export const gnuGzip: Origin = {
  release: '1.12-1',
  flags: both,
  says: (name, number, _, flag) => (name === 'gzip' || flag === '-V' ? `gzip ${number}` : `${name} (gzip) ${number}`),
};
export const bzip2Origin: Origin = {
  release: '1.0.8-5',
  flags: both,
  isComplaint: true,
  says: (_, number) => `bzip2, a block-sorting file compressor.  Version ${number}, ${number === '1.0.6' ? '6-Sept-2010' : '13-Jul-2019'}.`,
};
export const xzUtils: Origin = { release: '5.4.1-1', flags: both, says: (_, number) => `xz (XZ Utils) ${number}\nliblzma ${number}` };
export const binutils: Origin = {
  release: '2.40-2',
  flags: both,
  says: (name, number, release) =>
    release.includes('.el') ? `GNU ${name} version ${release}` : `GNU ${name} (GNU Binutils for Debian) ${number}`,
};

/** What came from elsewhere before util-linux had it, and did not tell. */
const laterInUtilLinux = new Set(['last', 'lastb', 'more', 'mountpoint', 'su']);
export const utilLinux: Origin = {
  release: '2.38.1-5+deb12u3',
  flags: both,
  says: (name, number) => (number === '2.20.1' && laterInUtilLinux.has(name) ? undefined : `${name} from util-linux ${number}`),
};
/** mount and umount also tell what their library can do. */
export const utilLinuxMount: Origin = {
  ...utilLinux,
  says: (name, number) => {
    const features = Object.hasOwn(mountFeatures, number) ? mountFeatures[number] : undefined;
    return `${name} from util-linux ${number}${features === undefined ? '' : ` (${features})`}`;
  },
};
const mountFeatures: Readonly<Record<string, string>> = {
  '2.20.1': 'with libblkid and selinux support',
  '2.23.2': 'libmount 2.23.0: selinux, debug, assert',
  '2.34': 'libmount 2.34.0: selinux, smack, btrfs, namespaces, assert, debug',
  '2.37.2': 'libmount 2.37.2: selinux, smack, btrfs, verity, namespaces, assert, debug',
  '2.38.1': 'libmount 2.38.1: selinux, smack, btrfs, verity, namespaces, assert, debug',
  '2.39.3': 'libmount 2.39.3: selinux, smack, btrfs, verity, namespaces, idmapping, statx, assert, debug',
};
/** getopt was a project of its own at first. */
export const utilLinuxGetopt: Origin = {
  ...utilLinux,
  says: (name, number) => (number === '2.20.1' ? 'getopt (enhanced) 1.1.4' : `${name} from util-linux ${number}`),
};

export const procps: Origin = { release: '2:4.0.2-3', flags: both, says: (name, number) => `${name} from procps-ng ${number}` };
/** watch says it to -v. */
export const procpsWatch: Origin = { ...procps, flags: ['-v', '--version'] };
/** ps and top had words of their own. */
export const procpsPs: Origin = {
  ...procps,
  says: (name, number) => (/^3\.3\.(?:9|10)$/.test(number) ? `procps-ng version ${number}` : `${name} from procps-ng ${number}`),
};
export const procpsTop: Origin = {
  ...procps,
  flags: ['-V', '-v', '--version'],
  says: (name, number) =>
    /^3\.3\.(?:9|10)$/.test(number)
      ? `  procps-ng version ${number}`
      : number.startsWith('3.')
        ? `  procps-ng ${number}`
        : `${name} from procps-ng ${number}`,
};
export const psmisc: Origin = { release: '23.6-1', flags: both, says: inBrackets('PSmisc'), isComplaint: true };

/** The tools of the C library name their package. */
export const glibc: Origin = {
  release: '2.36-9+deb12u14',
  flags: both,
  says: (name, number, release) => {
    if (release.includes('.el')) return `${name} (GNU libc) ${number}`;
    const project = release.includes('ubuntu') ? `Ubuntu ${number === '2.19' ? 'E' : ''}GLIBC` : 'Debian GLIBC';
    return `${name} (${project} ${release}) ${number}`;
  },
};

export const hostnameOrigin: Origin = { release: '3.23+nmu1', flags: both, says: (_, number) => `hostname ${number}` };
/** The program of ncurses tell when their sources were last patched. */
export const ncurses: Origin = {
  release: '6.4-4',
  flags: ['-V'],
  says: (_, number, release) => {
    const patch = Object.hasOwn(ncursesPatches, number) ? ncursesPatches[number] : undefined;
    return `ncurses ${number}.${/(20\d{6})/.exec(release)?.[1] ?? patch ?? ''}`.replace(/\.$/, '');
  },
};
const ncursesPatches: Readonly<Record<string, string>> = { '6.2': '20200212', '6.3': '20211021', '6.4': '20221231' };

export const debianutils: Origin = {
  release: '5.7-0.5',
  flags: both,
  says: (_, number, release) => (release.includes('.el') ? undefined : `Debian run-parts program, version ${number}`),
};

/** Before 5.10 iproute2 told the day it was made, not its number. */
export const iproute2: Origin = {
  release: '6.1.0-3',
  flags: ['-V'],
  says: (name, number, release) => {
    const libbpf = release.startsWith('6.1.0-1ubuntu') ? '1.3.0' : Object.hasOwn(libbpfOf, number) ? libbpfOf[number] : undefined;
    const snapshot = Object.hasOwn(iprouteSnapshots, number) ? iprouteSnapshots[number] : undefined;
    if (name === 'bridge') return snapshot === undefined ? `bridge utility, ${number}` : 'bridge utility, 0.0';
    return `${name} utility, iproute2-${snapshot ?? number}${name === 'ip' && libbpf !== undefined ? `, libbpf ${libbpf}` : ''}`;
  },
};
export const iproute2Ss: Origin = { ...iproute2, flags: both };
const libbpfOf: Readonly<Record<string, string>> = { '5.15.0': '0.5.0', '6.1.0': '1.1.2' };
const iprouteSnapshots: Readonly<Record<string, string>> = { '3.12.0': 'ss131122', '4.11.0': 'ss170501', '5.5.0': 'ss200127' };

/** `1.9.9` of `1.9.9-1ubuntu2.4`. */
export const sudoOrigin: Origin = { release: '1.9.13p3-1', flags: both, says: (_, number) => `Sudo version ${number}` };

export const rpmOrigin: Origin = { release: '4.11.3-45.el7', flags: long, says: (_, number) => `RPM version ${number}` };
export const iptablesOrigin: Origin = { release: '1.8.9-2', flags: both, says: (name, number) => `${name} v${number} (nf_tables)` };

/** It was `ping utility` until 2018, and `s` stood before the day until 2020. */
export const iputils: Origin = {
  release: '3:20221126-1',
  flags: ['-V'],
  says: (name, number) => {
    const day = Number(number);
    if (day < 20_180_000) return `${name} utility, iputils-s${number}`;
    return `${name} from iputils ${day < 20_200_000 ? 's' : ''}${number}`;
  },
};
export const socatOrigin: Origin = {
  release: '1.7.4.4-2',
  flags: ['-V'],
  says: (_, number) => {
    const built = Object.hasOwn(socatBuilt, number) ? ` on ${socatBuilt[number] ?? ''}` : '';
    return `socat by Gerhard Rieger and contributors - see www.dest-unreach.org\nsocat version ${number}${built}`;
  },
};
const socatBuilt: Readonly<Record<string, string>> = { '1.7.4.4': '06 Nov 2022 08:15:51' };
/** With the libraries of its distribution. */
export const tcpdumpOrigin: Origin = {
  release: '4.99.3-1',
  flags: ['--version'],
  says: (_, number) => {
    const libraries = Object.hasOwn(tcpdumpLibraries, number) ? tcpdumpLibraries[number] : undefined;
    return `tcpdump version ${number}${libraries === undefined ? '' : `\n${libraries}`}`;
  },
};
const tcpdumpLibraries: Readonly<Record<string, string>> = {
  '4.9.2': 'libpcap version 1.5.3\nOpenSSL 1.0.2k-fips  26 Jan 2017',
  '4.9.3': 'libpcap version 1.9.1 (with TPACKET_V3)\nOpenSSL 1.1.1f  31 Mar 2020',
  '4.99.1': 'libpcap version 1.10.1 (with TPACKET_V3)\nOpenSSL 3.0.2 15 Mar 2022',
  '4.99.3': 'libpcap version 1.10.3 (with TPACKET_V3)\nOpenSSL 3.0.19 27 Jan 2026',
  '4.99.4': 'libpcap version 1.10.4 (with TPACKET_V3)\nOpenSSL 3.0.13 30 Jan 2024',
};
export const tracerouteOrigin: Origin = {
  release: '1:2.1.2-1',
  flags: both,
  says: (_, number) =>
    `Modern traceroute for Linux, version ${number}\nCopyright (c) ${number === '2.0.22' ? '2008' : '2016'}  Dmitry Butskoy,   License: GPL v2 or any later`,
};
export const netTools: Origin = {
  release: '2.10-0.1',
  flags: both,
  says: (_, number, release) => `net-tools ${release.includes('git') ? '2.10-alpha' : number}`,
};
/** The one of netkit, and that of CentOS, do not tell. */
export const inetutilsTelnet: Origin = {
  release: '2:2.4-2',
  flags: both,
  says: (_, number, release) => {
    const own = /^0\.17\+(\d+\.\d+)/.exec(release)?.[1] ?? number;
    return own === '0.17' ? undefined : `telnet (GNU inetutils) ${own}`;
  },
};

export const lessOrigin: Origin = {
  release: '590-2.1',
  flags: both,
  says: (_, number, release) => `less ${number} (${release.includes('.el') ? 'POSIX' : 'GNU'} regular expressions)`,
};
export const fileOrigin: Origin = {
  release: '1:5.44-3',
  flags: ['-v', '--version'],
  says: (_, number) => `file-${number}\nmagic file from /etc/magic:/usr/share/misc/magic`,
};
export const treeOrigin: Origin = { release: '2.1.0-1', flags: long, says: (_, number) => `tree v${number}` };
/** unzip takes `--version` for options of one letter. */
export const unzipOrigin: Origin = {
  release: '6.0-28',
  flags: ['-v'],
  says: (_, __, release) =>
    release.includes('.el')
      ? 'UnZip 6.00 of 20 April 2009, by Info-ZIP.  Maintained by C. Spieler.  Send'
      : 'UnZip 6.00 of 20 April 2009, by Debian. Original by Info-ZIP.',
};
export const zipOrigin: Origin = {
  release: '3.0-13',
  flags: ['-v', '--version'],
  says: () => `Copyright (c) 1990-2008 Info-ZIP - Type 'zip "-L"' for software license.\nThis is Zip 3.0 (July 5th 2008), by Info-ZIP.`,
};
/** xxd comes with vim, but counts for itself. */
export const xxdOrigin: Origin = {
  release: '2:9.0.1378-2',
  flags: ['-v', '--version'],
  says: (_, number) => {
    const named = Object.hasOwn(xxdReleases, number) ? xxdReleases[number] : undefined;
    return `xxd ${named ?? '2022-01-14'} by Juergen Weigert${named?.startsWith('V') === true ? '' : ' et al.'}`;
  },
};
const xxdReleases: Readonly<Record<string, string>> = { '8.1.2269': 'V1.10 27oct98', '8.2.3995': '2021-10-22', '9.1.0016': '2023-10-25' };

export const mawkOrigin: Origin = {
  release: '1.3.4.20200120-3.1',
  flags: [],
  says: (_, number) =>
    number === '1.3.3' ? 'mawk 1.3.3 Nov 1996, Copyright (C) Michael D. Brennan' : `mawk ${number.replace(/\.(\d{8})$/, ' $1')}`,
};
export const gawkOrigin: Origin = {
  release: '1:5.2.1-2',
  flags: both,
  says: (_, number) => `GNU Awk ${number}${Object.hasOwn(gawkLibraries, number) ? (gawkLibraries[number] ?? '') : ''}`,
};
const gawkLibraries: Readonly<Record<string, string>> = {
  '4.2.1': ', API: 2.0 (GNU MPFR 3.1.6-p2, GNU MP 6.1.2)',
  '5.2.1': ', API 3.2, PMA Avon 8-g1, (GNU MPFR 4.2.0, GNU MP 6.2.1)',
};

/** adduser's programs speak of themselves by two names. */
export function adduserOrigin(name: 'adduser' | 'deluser', release: string): Origin {
  return { release, flags: both, says: () => `${name} version ${release}` };
}

/** That of Debian is a script of its own, which does not tell. */
export const whichOrigin: Origin = {
  release: '5.7-0.5',
  flags: ['-v', '-V', '--version'],
  says: (_, number, release) => (release.includes('.el') ? `GNU which v${number}, Copyright (C) 1999 - 2008 Carlo Wood.` : undefined),
};

export const systemd: Origin = { release: '252.39-1~deb12u1', flags: long, says: (_, __, release) => `systemd 252 (${release})` };
