import { applyLayer } from '../fs/layer.js';
import { emptySnapshot, type Snapshot } from '../fs/snapshot.js';
import { entriesOf } from '../image/catalogue/entries.js';
import { debianRoot } from '../image/catalogue/roots/debian.js';
import { gnuProgram } from '../image/catalogue/roots/gnu-programs.js';
import { zoneFilesOf } from '../image/packages/zone-files.js';
import { directory, filler, program, symlink, text, together, type Files } from '../image/catalogue/tree.js';
import { lessonFiles } from './tutor.js';

/** The learner's account, a member of the group docker, so that `docker` needs no sudo. */
export const learner = { name: 'student', uid: 1000, gid: 1000, groups: [1000, 27, 999] } as const;

export const hostName = 'docker';

const filesFrom = 1_736_455_072;

/** Programs of the host that the plain distribution has not. */
const extraPrograms = [
  'ps',
  'top',
  'free',
  'pgrep',
  'pkill',
  'pidof',
  'uptime',
  'watch',
  'w',
  'less',
  'which',
  'ping',
  'ip',
  'bridge',
  'brctl',
  'ss',
  'arp',
  'tcpdump',
  'tracepath',
  'traceroute',
  'nslookup',
  'dig',
  'wget',
  'nc',
  'socat',
  'sudo',
  'column',
  'look',
  'bc',
  'zip',
  'unzip',
  'bzip2',
  'bunzip2',
  'bzcat',
  'xz',
  'unxz',
  'xzcat',
  'make',
  'lsof',
  'fuser',
  'pstree',
  'systemctl',
  'sysctl',
  'journalctl',
  'hostnamectl',
  'timedatectl',
  'loginctl',
  'file',
  'tree',
  'xxd',
  'vmstat',
  'last',
  'lastb',
  'logger',
  'chrt',
  'ionice',
  'iptables',
  'iptables-save',
  // There on every such host; they say that they are not simulated.
  'nft',
  'telnet',
];

/** Kinds of terminals that the host knows (ncurses-base). */
const terminals = [
  'ansi',
  'linux',
  'rxvt',
  'screen',
  'screen-256color',
  'tmux',
  'tmux-256color',
  'vt100',
  'vt220',
  'xterm',
  'xterm-256color',
];

interface Installation {
  /** The learner's folder. */
  readonly home: string;
  readonly lesson: boolean;
}

let plain: Snapshot | undefined;
let latest: (Installation & { readonly tree: Snapshot }) | undefined;

/**
 * The host's disk when it is installed: a Debian with Docker, and with `lesson` also the lesson's commands. Hosts of a program
 * mostly want the same one, so the latest is kept.
 */
export function hostSnapshot({ home, lesson }: Installation): Snapshot {
  if (latest?.home === home && latest.lesson === lesson) return latest.tree;
  plain ??= applyLayer(emptySnapshot(), entriesOf(hostFiles(), filesFrom));
  const tree = applyLayer(plain, entriesOf({ ...learnerFiles(home), ...(lesson ? lessonFiles(bashrc) : {}) }, filesFrom));
  latest = { home, lesson, tree };
  return tree;
}

function learnerFiles(home: string): Files {
  return {
    [home]: directory({ uid: learner.uid, gid: learner.gid }),
    '/etc/passwd': text(`${hostPasswd}${learner.name}:x:${learner.uid}:${learner.gid}:Student:${home}:/bin/bash\n`),
  };
}

/** Of all zones those that a learner may ask for: each file of the host takes its time at the first prompt. Images have them all. */
const usualZones = new Set(
  'America/Chicago America/Los_Angeles America/New_York America/Sao_Paulo Asia/Bangkok Asia/Ho_Chi_Minh Asia/Hong_Kong Asia/Jakarta Asia/Kolkata Asia/Manila Asia/Seoul Asia/Shanghai Asia/Singapore Asia/Taipei Asia/Tokyo Australia/Sydney Etc/GMT Etc/UTC Europe/Berlin Europe/London Europe/Madrid Europe/Moscow Europe/Paris GMT ROK UTC'.split(
    ' ',
  ),
);

function hostFiles(): Files {
  return together(
    debianRoot(zoneFilesOf(usualZones)),
    Object.fromEntries(extraPrograms.map(name => [`/usr/bin/${name}`, gnuProgram(name)])),
    {
      '/usr/sbin/init': program('init', 100_920),
      '/usr/bin/curl': program('curl-7.88.1', 260_328),
      '/usr/bin/git': program('git', 3_742_232),
      '/usr/bin/jq': program('jq', 30_952),
      '/usr/bin/nano': program('nano-7.2', 283_144),
      '/usr/bin/vim.tiny': program('vim-9.0', 1_574_168),
      '/usr/bin/vi': symlink('vim.tiny'),
      '/usr/bin/vim': symlink('vim.tiny'),
      '/usr/bin/docker': program('docker', 43_218_904),
      '/usr/bin/dockerd': program('dockerd', 95_873_552),
      '/usr/bin/docker-init': program('docker-init', 708_448),
      '/usr/bin/docker-proxy': program('docker-proxy', 2_006_744),
      '/usr/bin/containerd': program('containerd', 39_543_128),
      '/usr/bin/containerd-shim-runc-v2': program('containerd-shim-runc-v2', 12_386_568),
      '/usr/bin/registry': program('registry', 25_612_288),
      ...Object.fromEntries(terminals.map(name => [`/lib/terminfo/${name.slice(0, 1)}/${name}`, filler(3_500)])),
      '/etc/hostname': text(`${hostName}\n`),
      '/etc/hosts': text(
        `127.0.0.1\tlocalhost\n127.0.1.1\t${hostName}\n\n::1\tlocalhost ip6-localhost ip6-loopback\nff02::1\tip6-allnodes\nff02::2\tip6-allrouters\n`,
      ),
      '/etc/resolv.conf': text('nameserver 8.8.8.8\nnameserver 8.8.4.4\n'),
      '/etc/group': text(hostGroup),
      '/etc/shadow': text(hostShadow, { mode: 0o640, gid: 42 }),
      '/etc/sudoers': text(sudoers, { mode: 0o440 }),
      '/etc/sudoers.d/90-student': text('# Who learns here knows no password\nstudent ALL=(ALL) NOPASSWD:ALL\n', { mode: 0o440 }),
      '/etc/docker': directory(),
      '/var/lib/docker': directory({ mode: 0o710 }),
      '/run': directory(),
      '/home': directory(),
      '/etc/profile': text(
        'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin\nexport PATH\n[ -z "$BASH" ] || [ ! -f /etc/bash.bashrc ] || . /etc/bash.bashrc\n',
      ),
      '/etc/bash.bashrc': text(bashrc),
    },
  );
}

const bashrc = "[ -z \"$PS1\" ] && return\nPS1='\\u@\\h:\\w\\$ '\nshopt -s checkwinsize\nalias ll='ls -l'\n";

const hostPasswd = `root:x:0:0:root:/root:/bin/bash
daemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin
bin:x:2:2:bin:/bin:/usr/sbin/nologin
sys:x:3:3:sys:/dev:/usr/sbin/nologin
mail:x:8:8:mail:/var/mail:/usr/sbin/nologin
www-data:x:33:33:www-data:/var/www:/usr/sbin/nologin
_apt:x:42:65534::/nonexistent:/usr/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/usr/sbin/nologin
`;

const hostShadow = [...hostPasswd.trim().split('\n'), learner.name]
  .map(line => `${line.split(':')[0] ?? ''}:*:19700:0:99999:7:::\n`)
  .join('');

const sudoers =
  'Defaults\tenv_reset\nDefaults\tmail_badpass\nDefaults\tsecure_path="/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"\nroot\tALL=(ALL:ALL) ALL\n%sudo\tALL=(ALL:ALL) ALL\n@includedir /etc/sudoers.d\n';

const hostGroup = `root:x:0:
daemon:x:1:
bin:x:2:
sys:x:3:
adm:x:4:
tty:x:5:
disk:x:6:
mail:x:8:
sudo:x:27:student
www-data:x:33:
docker:x:999:student
student:x:1000:
nogroup:x:65534:
`;
