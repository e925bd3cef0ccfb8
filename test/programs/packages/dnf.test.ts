import test from 'ava';
import { world } from '../../../engine/testing.js';

test('the mirrors of CentOS 8 are gone; the vault knows the release', t => {
  const { sh } = world({ images: ['centos:8'] });
  sh('docker run -d --name box centos:8 sleep 100000');
  const withoutRate = (text: string): string => text.replace(/\d+ {2}B\/s/, '… B/s');
  const failed = sh('docker exec box dnf install -y tree');
  t.deepEqual(
    { ...failed, stdout: withoutRate(failed.stdout) },
    {
      code: 1,
      stdout: 'CentOS Linux 8 - AppStream                      … B/s |  38  B     00:00    \n',
      stderr:
        "Failed to set locale, defaulting to C.UTF-8\nError: Failed to download metadata for repo 'appstream': Cannot prepare internal mirrorlist: No URLs in mirrorlist\n",
    },
  );
  sh(
    "docker exec box sed -i -e 's/mirrorlist/#mirrorlist/g' -e 's|#baseurl=http://mirror.centos.org|baseurl=http://vault.centos.org|g' /etc/yum.repos.d/CentOS-Linux-AppStream.repo /etc/yum.repos.d/CentOS-Linux-BaseOS.repo /etc/yum.repos.d/CentOS-Linux-Extras.repo",
  );
  t.deepEqual(sh('docker exec -e LANG=C box yum install -y tree'), {
    code: 1,
    stdout: '',
    stderr: 'drydock: the packages of CentOS 8 are not simulated (those of centos:7 are)\n',
  });
  t.is(sh('docker exec -u nobody box dnf install -y tree').code, 1);
});
