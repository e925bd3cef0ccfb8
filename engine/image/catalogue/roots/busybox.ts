import { directories, directory, hardlink, program, symlink, text, type Files } from '../tree.js';
import { alpineApplets, moreApplets, words } from './busybox-applets.js';

/** The busybox image: one binary under four hundred names. */
export function busyboxRoot(): Files {
  const applets = [...Object.values(alpineApplets).flatMap(words), ...words(moreApplets)].filter(name => name !== '[');
  return {
    ...directories('/dev /home /lib /proc /sys /usr/sbin /var/spool/mail /var/www'),
    '/bin/[': program('busybox', 1_036_352),
    ...Object.fromEntries([...new Set(applets), 'busybox'].sort().map(name => [`/bin/${name}`, hardlink('/bin/[')])),
    '/bin/getconf': program('getconf', 35_032),
    '/lib/libc.so.6': { kind: 'file', mode: 0o755, content: { kind: 'filler', sizeBytes: 1_922_136 } },
    '/lib/libm.so.6': { kind: 'file', mode: 0o755, content: { kind: 'filler', sizeBytes: 907_784 } },
    '/lib/ld-linux-x86-64.so.2': { kind: 'file', mode: 0o755, content: { kind: 'filler', sizeBytes: 210_968 } },
    '/lib/libresolv.so.2': { kind: 'file', mode: 0o755, content: { kind: 'filler', sizeBytes: 60_328 } },
    '/lib/libnss_files.so.2': { kind: 'file', mode: 0o755, content: { kind: 'filler', sizeBytes: 14_352 } },
    '/lib64': symlink('lib'),
    '/usr/bin/env': symlink('../../bin/env'),
    '/root': directory({ mode: 0o700 }),
    '/tmp': directory({ mode: 0o1777 }),
    '/etc/passwd': text(
      'root:x:0:0:root:/root:/bin/sh\ndaemon:x:1:1:daemon:/usr/sbin:/bin/false\nbin:x:2:2:bin:/bin:/bin/false\nsys:x:3:3:sys:/dev:/bin/false\nsync:x:4:100:sync:/bin:/bin/sync\nmail:x:8:8:mail:/var/spool/mail:/bin/false\nwww-data:x:33:33:www-data:/var/www:/bin/false\noperator:x:37:37:Operator:/var:/bin/false\nnobody:x:65534:65534:nobody:/home:/bin/false\n',
    ),
    '/etc/group': text(
      'root:x:0:\ndaemon:x:1:\nbin:x:2:\nsys:x:3:\nadm:x:4:\ntty:x:5:\ndisk:x:6:\nlp:x:7:\nmail:x:8:\nkmem:x:9:\nwheel:x:10:root\ncdrom:x:11:\ndialout:x:18:\nfloppy:x:19:\nvideo:x:28:\naudio:x:29:\ntape:x:32:\nwww-data:x:33:\noperator:x:37:\nutmp:x:43:\nplugdev:x:46:\nstaff:x:50:\nlock:x:54:\nnetdev:x:82:\nusers:x:100:\nnobody:x:65534:\n',
    ),
    '/etc/shadow': text('root:*:::::::\n', { mode: 0o640 }),
    '/etc/localtime': { kind: 'file', mode: 0o644, content: { kind: 'filler', sizeBytes: 114 } },
    '/etc/nsswitch.conf': text('passwd:\t\tfiles\ngroup:\t\tfiles\nshadow:\t\tfiles\nhosts:\t\tdns files\n'),
  };
}
