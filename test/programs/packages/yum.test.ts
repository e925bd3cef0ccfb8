import test from 'ava';
import { world } from '../../../engine/testing.js';

test('yum brings curl of CentOS 7 to the newest version', t => {
  const { sh } = world({ images: ['centos:7'] });
  sh('docker run -d --name box centos:7 sleep 100000');
  t.is(sh('docker exec box rpm -q curl').stdout, 'curl-7.29.0-59.el7.x86_64\n');
  const { stdout, ...rest } = sh('docker exec box yum update -y curl');
  // How fast it went depends on what else costs a step.
  t.deepEqual(
    { ...rest, stdout: stdout.replace(/ \d\.\d MB\/s/, ' 1.5 MB/s') },
    {
      code: 0,
      stdout: `Loaded plugins: fastestmirror, ovl
Determining fastest mirrors
 * base: mirror.centos.org
 * extras: mirror.centos.org
 * updates: mirror.centos.org
Resolving Dependencies
--> Running transaction check
---> Package curl.x86_64 0:7.29.0-59.el7 will be updated
---> Package curl.x86_64 0:7.29.0-59.el7_9.2 will be an update
--> Processing Dependency: libcurl = 7.29.0-59.el7_9.2 for package: curl-7.29.0-59.el7_9.2.x86_64
--> Running transaction check
---> Package libcurl.x86_64 0:7.29.0-59.el7 will be updated
---> Package libcurl.x86_64 0:7.29.0-59.el7_9.2 will be an update
--> Finished Dependency Resolution

Dependencies Resolved

================================================================================
 Package         Arch           Version                   Repository       Size
================================================================================
Updating:
 curl            x86_64         7.29.0-59.el7_9.2         updates         271 k
Updating for dependencies:
 libcurl         x86_64         7.29.0-59.el7_9.2         updates         223 k

Transaction Summary
================================================================================
Upgrade  1 Package (+1 Dependent package)

Total download size: 494 k
Downloading packages:
Delta RPMs disabled because /usr/bin/applydeltarpm not installed.
--------------------------------------------------------------------------------
Total                                            1.5 MB/s | 494 kB  00:00:00     
Public key for libcurl-7.29.0-59.el7_9.2.x86_64.rpm is not installed
Retrieving key from file:///etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7
Importing GPG key 0xF4A80EB5:
 Userid     : "CentOS-7 Key (CentOS 7 Official Signing Key) <security@centos.org>"
 Fingerprint: 6341 ab27 53d7 8a78 a7c2 7bb1 24c6 a8a7 f4a8 0eb5
 Package    : centos-release-7-9.2009.0.el7.centos.x86_64 (@CentOS)
 From       : /etc/pki/rpm-gpg/RPM-GPG-KEY-CentOS-7
Running transaction check
Running transaction test
Transaction test succeeded
Running transaction
  Updating   : libcurl-7.29.0-59.el7_9.2.x86_64                             1/4 
  Updating   : curl-7.29.0-59.el7_9.2.x86_64                                2/4 
  Cleanup    : curl-7.29.0-59.el7.x86_64                                    3/4 
  Cleanup    : libcurl-7.29.0-59.el7.x86_64                                 4/4 
  Verifying  : libcurl-7.29.0-59.el7_9.2.x86_64                             1/4 
  Verifying  : curl-7.29.0-59.el7_9.2.x86_64                                2/4 
  Verifying  : curl-7.29.0-59.el7.x86_64                                    3/4 
  Verifying  : libcurl-7.29.0-59.el7.x86_64                                 4/4 

Updated:
  curl.x86_64 0:7.29.0-59.el7_9.2                                               

Dependency Updated:
  libcurl.x86_64 0:7.29.0-59.el7_9.2                                            

Complete!
`,
      stderr:
        'warning: /var/cache/yum/x86_64/7/updates/packages/libcurl-7.29.0-59.el7_9.2.x86_64.rpm: Header V3 RSA/SHA256 Signature, key ID f4a80eb5: NOKEY\n',
    },
  );
  t.is(sh('docker exec box rpm -q curl').stdout, 'curl-7.29.0-59.el7_9.2.x86_64\n');
  t.is(sh('docker exec box yum -q update -y curl').stdout, '');
});

test('yum knows no such package', t => {
  const { sh } = world({ images: ['centos:7'] });
  t.deepEqual(sh('docker run --rm centos:7 yum install -y nonsense'), {
    code: 1,
    stdout:
      'Loaded plugins: fastestmirror, ovl\nDetermining fastest mirrors\n * base: mirror.centos.org\n * extras: mirror.centos.org\n * updates: mirror.centos.org\nNo package nonsense available.\n',
    stderr: 'Error: Nothing to do\n',
  });
});

test('dig comes with bind-utils', t => {
  const { sh } = world({ images: ['centos:7'] });
  t.deepEqual(
    sh("docker run --rm centos:7 sh -c 'yum install -y -q bind-utils && dig +short example.com; rpm -qf /usr/bin/dig'").stdout,
    '\nComplete!\n93.184.215.14\nbind-utils-9.11.4-26.P2.el7_9.16.x86_64\n',
  );
});
