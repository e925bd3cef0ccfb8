import test from 'ava';
import { world, type ShellOutput } from '../../../engine/testing.js';

/** How fast it went depends on what else costs a step. */
function withoutRates(output: ShellOutput): ShellOutput {
  return { ...output, stdout: withoutProgress(output.stdout).replace(/\(\d+ kB\/s\)/g, '(… kB/s)') };
}

/** dpkg counts up while it reads its database; how many files there are changes with every image. */
function withoutProgress(text: string): string {
  return text
    .replace(/\(Reading database \.\.\. \r(?:\(Reading database \.\.\. \d+%\r)+/g, '')
    .replace(/\(Reading database \.\.\. \d+ files/g, '(Reading database ... … files');
}

test('a package is found only after the lists were fetched', t => {
  const { sh } = world({ images: ['debian:12'] });
  t.deepEqual(sh('docker run --rm debian:12 apt-get install -y tree'), {
    code: 100,
    stdout: 'Reading package lists...\nBuilding dependency tree...\nReading state information...\n',
    stderr: 'E: Unable to locate package tree\n',
  });
});

test('update and install on Debian 12', t => {
  const { sh } = world({ images: ['debian:12'] });
  t.deepEqual(withoutRates(sh("docker run --name box debian:12 sh -c 'apt-get update && apt-get install -y tree && ls /usr/bin/tree'")), {
    code: 0,
    stdout: `Get:1 http://deb.debian.org/debian bookworm InRelease [151 kB]
Get:2 http://deb.debian.org/debian bookworm-updates InRelease [55.4 kB]
Get:3 http://deb.debian.org/debian-security bookworm-security InRelease [48.0 kB]
Get:4 http://deb.debian.org/debian bookworm/main amd64 Packages [8792 kB]
Get:5 http://deb.debian.org/debian bookworm-updates/main amd64 Packages [6924 B]
Get:6 http://deb.debian.org/debian-security bookworm-security/main amd64 Packages [296 kB]
Fetched 9349 kB in 2s (… kB/s)
Reading package lists...
Reading package lists...
Building dependency tree...
Reading state information...
The following NEW packages will be installed:
  tree
0 upgraded, 1 newly installed, 0 to remove and 0 not upgraded.
Need to get 52.5 kB of archives.
After this operation, 116 kB of additional disk space will be used.
Get:1 http://deb.debian.org/debian bookworm/main amd64 tree amd64 2.1.0-1 [52.5 kB]
Fetched 52.5 kB in 0s (… kB/s)
Selecting previously unselected package tree.
(Reading database ... … files and directories currently installed.)
Preparing to unpack .../tree_2.1.0-1_amd64.deb ...
Unpacking tree (2.1.0-1) ...
Setting up tree (2.1.0-1) ...
/usr/bin/tree
`,
    stderr: 'debconf: delaying package configuration, since apt-utils is not installed\n',
  });
  t.deepEqual(
    sh('docker diff box | grep -v /var').stdout,
    'C /usr\nC /usr/bin\nA /usr/bin/tree\nC /usr/share\nC /usr/share/doc\nA /usr/share/doc/tree\nA /usr/share/doc/tree/copyright\nA /usr/share/tree\nA /usr/share/tree/data\n',
  );
});

test('ping is missing in nginx until it is installed', t => {
  const { sh } = world({ images: ['nginx'] });
  sh('docker run -d --name web nginx');
  t.deepEqual(sh('docker exec web sh -c "ping -c1 127.0.0.1"'), { code: 127, stdout: '', stderr: 'sh: 1: ping: not found\n' });
  t.is(sh('docker exec web sh -c "apt-get update && apt-get install -y iputils-ping"').code, 0);
  t.is(sh('docker exec web ping -c1 127.0.0.1').code, 0);
});

test('curl on Ubuntu 14.04 is 7.35.0, and there at once the second time', t => {
  const { sh } = world({ images: ['ubuntu:14.04'] });
  sh('docker run -d --name box ubuntu:14.04 sleep 100000');
  t.is(sh('docker exec box sh -c "apt-get update && apt-get install -y curl"').code, 0);
  t.is(
    sh('docker exec box curl --version').stdout.split('\n')[0],
    'curl 7.35.0 (x86_64-pc-linux-gnu) libcurl/7.35.0 OpenSSL/1.0.1f zlib/1.2.8 libidn/1.28 librtmp/2.3',
  );
  t.deepEqual(sh('docker exec box apt-get install -y curl'), {
    code: 0,
    stdout:
      'Reading package lists...\nBuilding dependency tree...\nReading state information...\ncurl is already the newest version.\n0 upgraded, 0 newly installed, 0 to remove and 0 not upgraded.\n',
    stderr: '',
  });
  t.deepEqual(sh('docker exec box dpkg -S /usr/bin/curl').stdout, 'curl: /usr/bin/curl\n');
});

test('whoever is not root may not', t => {
  const { sh } = world({ images: ['debian:12'] });
  t.deepEqual(sh('docker run --rm -u nobody debian:12 apt-get update'), {
    code: 100,
    stdout: 'Reading package lists...\n',
    stderr:
      'E: Could not open lock file /var/lib/apt/lists/lock - open (13: Permission denied)\nE: Unable to lock directory /var/lib/apt/lists/\n',
  });
  t.deepEqual(sh('docker run --rm -u nobody debian:12 apt-get install tree'), {
    code: 100,
    stdout: '',
    stderr:
      'E: Could not open lock file /var/lib/dpkg/lock-frontend - open (13: Permission denied)\nE: Unable to acquire the dpkg frontend lock (/var/lib/dpkg/lock-frontend), are you root?\n',
  });
});

test('without a network the names of mirrors are not resolved', t => {
  const { sh } = world({ images: ['debian:12'] });
  t.deepEqual(sh('docker run --rm --network none debian:12 apt-get update'), {
    code: 0,
    stdout: `Err:1 http://deb.debian.org/debian bookworm InRelease
  Temporary failure resolving 'deb.debian.org'
Err:2 http://deb.debian.org/debian bookworm-updates InRelease
  Temporary failure resolving 'deb.debian.org'
Err:3 http://deb.debian.org/debian-security bookworm-security InRelease
  Temporary failure resolving 'deb.debian.org'
Reading package lists...
`,
    stderr: `W: Failed to fetch http://deb.debian.org/debian/dists/bookworm/InRelease  Temporary failure resolving 'deb.debian.org'
W: Failed to fetch http://deb.debian.org/debian/dists/bookworm-updates/InRelease  Temporary failure resolving 'deb.debian.org'
W: Failed to fetch http://deb.debian.org/debian-security/dists/bookworm-security/InRelease  Temporary failure resolving 'deb.debian.org'
W: Some index files failed to download. They have been ignored, or old ones used instead.
`,
  });
});

test('more than what was asked for needs a yes', t => {
  const { sh } = world({ images: ['debian:12'] });
  const { code, stdout } = sh("docker run --rm debian:12 sh -c 'apt-get update -qq; apt-get install iputils-ping'");
  t.is(code, 1);
  t.is(
    stdout,
    `Reading package lists...
Building dependency tree...
Reading state information...
The following additional packages will be installed:
  libcap2-bin libpam-cap
The following NEW packages will be installed:
  iputils-ping libcap2-bin libpam-cap
0 upgraded, 3 newly installed, 0 to remove and 0 not upgraded.
Need to get 97.4 kB of archives.
After this operation, 314 kB of additional disk space will be used.
Do you want to continue? [Y/n] Abort.
`,
  );
});

test('what came with a package goes with it', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh('docker run -d --name box debian:12 sleep 100000');
  sh("docker exec box sh -c 'apt-get update -qq; apt-get install -y --no-install-recommends iputils-ping'");
  t.is(
    withoutProgress(sh('docker exec box apt-get purge -y --auto-remove iputils-ping').stdout),
    `Reading package lists...
Building dependency tree...
Reading state information...
The following packages will be REMOVED:
  iputils-ping* libcap2-bin*
0 upgraded, 0 newly installed, 2 to remove and 0 not upgraded.
After this operation, 260 kB disk space will be freed.
(Reading database ... … files and directories currently installed.)
Removing iputils-ping (3:20221126-1+deb12u1) ...
Removing libcap2-bin (1:2.66-4+deb12u3+b1) ...
`,
  );
  t.is(sh('docker exec box sh -c "command -v ping"').code, 127);
});
