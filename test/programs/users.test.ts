import test from 'ava';
import { World } from '../../engine/testing.js';

const world = new World({ images: ['alpine', 'ubuntu', 'centos:7'] });

function inside(image: string, script: string): { code: number; stdout: string; stderr: string } {
  return world.sh(`docker run --rm --pull never ${image} sh -c '${script}'`);
}

test("alpine's adduser and addgroup", t => {
  t.deepEqual(
    inside(
      'alpine',
      'adduser -D app && addgroup -g 2000 dev && adduser app dev && tail -n1 /etc/passwd && tail -n2 /etc/group; su app -c id',
    ),
    {
      code: 0,
      stdout:
        'app:x:1000:1000:Linux User,,,:/home/app:/bin/ash\napp:x:1000:\ndev:x:2000:app\nuid=1000(app) gid=1000(app) groups=1000(app),2000(dev)\n',
      stderr: '',
    },
  );
  t.deepEqual(inside('alpine', 'adduser -S -D -H srv; id srv; adduser -D root; adduser -D -G nope x; addgroup root; deluser nobody2'), {
    code: 1,
    stdout: 'uid=100(srv) gid=65533(nogroup) groups=65533(nogroup)\n',
    stderr: "adduser: user 'root' in use\nadduser: unknown group nope\naddgroup: group 'root' in use\ndeluser: unknown user nobody2\n",
  });
  t.deepEqual(inside('alpine', 'adduser -D a; deluser --remove-home a; ls /home; grep -c ^a: /etc/passwd /etc/group'), {
    code: 1,
    stdout: '/etc/passwd:0\n/etc/group:0\n',
    stderr: '',
  });
});

test('useradd numbers users and groups on their own, after the highest', t => {
  const script = `groupadd x; useradd a; useradd b; userdel a; useradd c; useradd -r s; useradd -r t; userdel s; useradd -r u; groupadd y; groupadd -r z
tail -n 4 /etc/passwd | cut -d: -f1-4; grep -E "^(x|b|c|t|u|y|z):" /etc/group`;
  t.deepEqual(inside('ubuntu', script), {
    code: 0,
    stdout:
      'b:x:1001:1002\nc:x:1002:1003\nt:x:998:998\nu:x:997:997\nx:x:1000:\nb:x:1002:\nc:x:1003:\nt:x:998:\nu:x:997:\ny:x:1004:\nz:x:996:\n',
    stderr: '',
  });
});

test('useradd, groupadd and userdel', t => {
  t.deepEqual(
    inside('ubuntu', 'groupadd -r web && useradd -r -g web -G users -s /usr/sbin/nologin svc && id svc && tail -n1 /etc/passwd'),
    {
      code: 0,
      stdout: 'uid=999(svc) gid=999(web) groups=999(web),100(users)\nsvc:x:999:999::/home/svc:/usr/sbin/nologin\n',
      stderr: '',
    },
  );
  t.deepEqual(inside('ubuntu', 'useradd -m -s /bin/bash app && ls -A /home/app && su - app -c pwd && userdel -r app; ls /home'), {
    code: 0,
    stdout: '.bash_logout\n.bashrc\n.profile\n/home/app\n',
    stderr: 'userdel: app mail spool (/var/mail/app) not found\n',
  });
  t.deepEqual(inside('ubuntu', 'useradd root; useradd -g nope b; useradd -u 0 z; groupadd root; userdel nobody2'), {
    code: 6,
    stdout: '',
    stderr:
      "useradd: user 'root' already exists\nuseradd: group 'nope' does not exist\nuseradd: UID 0 is not unique\n" +
      "groupadd: group 'root' already exists\nuserdel: user 'nobody2' does not exist\n",
  });
  t.is(
    inside('centos:7', 'useradd app; tail -n1 /etc/passwd; stat -c %a:%U /home/app').stdout,
    'app:x:1000:1000::/home/app:/bin/bash\n700:app\n',
  );
});

test("Debian's adduser", t => {
  t.is(
    inside('ubuntu', 'adduser --disabled-password --gecos "" app; adduser app users; id app').stdout,
    "Adding user `app' ...\nAdding new group `app' (1000) ...\nAdding new user `app' (1000) with group `app' ...\n" +
      "Creating home directory `/home/app' ...\nCopying files from `/etc/skel' ...\n" +
      "Adding user `app' to group `users' ...\nAdding user app to group users\nDone.\nuid=1000(app) gid=1000(app) groups=1000(app),100(users)\n",
  );
});
