import test from 'ava';
import { world } from '../../../engine/testing.js';

const fetching =
  'fetch https://dl-cdn.alpinelinux.org/alpine/v3.18/main/x86_64/APKINDEX.tar.gz\nfetch https://dl-cdn.alpinelinux.org/alpine/v3.18/community/x86_64/APKINDEX.tar.gz\n';

test('apk adds a package with what it needs, and takes both away again', t => {
  const { sh } = world({ images: ['alpine'] });
  sh('docker run -d --name box alpine sleep 100000');
  t.deepEqual(sh('docker exec box apk add --no-cache bash'), {
    code: 0,
    stdout: `${fetching}(1/4) Installing ncurses-terminfo-base (6.4_p20230506-r0)
(2/4) Installing libncursesw (6.4_p20230506-r0)
(3/4) Installing readline (8.2.1-r1)
(4/4) Installing bash (5.2.15-r5)
Executing busybox-1.36.1-r2.trigger
OK: 9 MiB in 19 packages
`,
    stderr: '',
  });
  t.is(sh("docker exec box bash -c 'a=(1 2); echo ${#a[@]}'").stdout, '2\n');
  t.is(sh('docker exec box cat /etc/apk/world').stdout, 'alpine-baselayout\nalpine-keys\napk-tools\nbash\nbusybox\nlibc-utils\n');
  t.deepEqual(sh('docker exec box apk del bash'), {
    code: 0,
    stdout: `(1/4) Purging bash (5.2.15-r5)
(2/4) Purging libncursesw (6.4_p20230506-r0)
(3/4) Purging ncurses-terminfo-base (6.4_p20230506-r0)
(4/4) Purging readline (8.2.1-r1)
Executing busybox-1.36.1-r2.trigger
OK: 7 MiB in 15 packages
`,
    stderr: '',
  });
});

test('apk knows no such package', t => {
  const { sh } = world({ images: ['alpine', 'alpine:3.10'] });
  t.deepEqual(sh('docker run --rm alpine apk add --no-cache nonsense'), {
    code: 1,
    stdout: fetching,
    stderr: 'ERROR: unable to select packages:\n  nonsense (no such package):\n    required by: world[nonsense]\n',
  });
  t.deepEqual(sh("docker run --rm alpine:3.10 sh -c 'apk update -q; apk add nonsense'"), {
    code: 1,
    stdout: '',
    stderr: 'ERROR: unsatisfiable constraints:\n  nonsense (missing):\n    required by: world[nonsense]\n',
  });
});

test('a group of packages goes as one', t => {
  const { sh } = world({ images: ['alpine'] });
  const { stdout } = sh(
    "docker run --rm alpine sh -c 'apk add -q --no-cache -t .build tree jq; apk info -e tree; apk del -q .build; apk info | wc -l'",
  );
  t.is(stdout, 'tree\n15\n');
});
