import test from 'ava';
import { World } from '../../engine/testing.js';

test('sudo, su and passwords', t => {
  const world = new World();
  const sh = (line: string): string => {
    const { code, stdout, stderr } = world.sh(line);
    return `${stdout}${stderr}[${String(code)}]`;
  };
  t.is(sh("sudo id -un; sudo -u nobody id -un; sudo sh -c 'echo $SUDO_USER $HOME $USER'"), 'root\nnobody\nstudent /root root\n[0]');
  t.is(sh('sudo nosuch'), 'sudo: nosuch: command not found\n[1]');
  t.is(sh('sudo useradd -m bob && echo bob:secret | sudo chpasswd && sudo passwd -S bob'), 'bob P 2026-01-01 0 99999 7 -1\n[0]');
  t.is(sh('echo secret | su bob -c whoami'), 'bob\nPassword: \n[0]');
  t.is(sh('echo wrong | su bob -c whoami'), 'Password: \nsu: Authentication failure\n[1]');
  t.is(sh('echo secret | sudo -u bob sudo -S id'), '[sudo] password for bob: bob is not in the sudoers file.\n[1]');
  t.is(sh('sudo usermod -aG sudo bob; echo secret | sudo -u bob sudo -S id -u'), '0\n[sudo] password for bob: [0]');
  t.is(
    sh('printf "secret\\nnew\\nnew\\n" | sudo -u bob passwd'),
    'Changing password for bob.\nCurrent password: New password: Retype new password: passwd: password updated successfully\n[0]',
  );
  t.is(sh('echo new | su bob -c whoami'), 'bob\nPassword: \n[0]');
  t.is(sh('passwd root'), 'passwd: You may not view or modify password information for root.\n[1]');
  t.is(sh('sudo cp /usr/bin/id /tmp/id; sudo chmod 4755 /tmp/id; /tmp/id -u'), '0\n[0]');
});

test('accounts are changed as the real programs change them', t => {
  const world = new World();
  const sh = (line: string): string => {
    const { code, stdout, stderr } = world.sh(`sudo sh -c '${line}'`);
    return `${stdout}${stderr}[${String(code)}]`;
  };
  t.is(
    sh('useradd bob; useradd ann; groupadd dev; usermod -aG dev bob; id bob'),
    'uid=1001(bob) gid=1001(bob) groups=1001(bob),1003(dev)\n[0]',
  );
  t.is(
    sh('usermod -l rob bob; usermod -s /bin/bash -c "Rob R" rob; grep rob /etc/passwd'),
    'rob:x:1001:1001:Rob R:/home/bob:/bin/bash\n[0]',
  );
  t.is(sh('usermod -aG nogrp rob'), "usermod: group 'nogrp' does not exist\n[6]");
  t.is(sh('usermod -a rob'), 'usermod: -a flag is only allowed with the -G flag\n[2]');
  t.is(
    sh('usermod -m -d /srv/ann ann'),
    'usermod: The previous home directory (/home/ann) does not exist or is inaccessible. Move cannot be completed.\n[0]',
  );
  t.is(sh('groupmod -n ops dev; getent group ops; groupmod -n ops root'), "ops:x:1003:rob\ngroupmod: group 'ops' already exists\n[9]");
  t.is(
    sh('groupdel rob; groupdel bob'),
    "groupdel: group 'rob' does not exist\ngroupdel: cannot remove the primary group of user 'rob'\n[8]",
  );
  t.is(
    sh('gpasswd -a ann ops; gpasswd -d ann ops; gpasswd -d ann ops'),
    "Adding user ann to group ops\nRemoving user ann from group ops\nRemoving user ann from group ops\ngpasswd: user 'ann' is not a member of 'ops'\n[3]",
  );
  t.is(sh('chsh -s /bin/nope ann; getent passwd ann'), 'ann:x:1002:1002::/srv/ann:/bin/nope\nchsh: Warning: /bin/nope does not exist\n[0]');
  t.is(
    sh('printf "a\\nb\\n" | passwd ann'),
    'New password: Retype new password: Sorry, passwords do not match.\npasswd: Authentication token manipulation error\npasswd: password unchanged\n[10]',
  );
  t.is(
    sh('passwd -l ann; passwd -S ann; passwd -d ann; passwd -S ann'),
    'passwd: password changed.\nann L 2026-01-01 0 99999 7 -1\npasswd: password changed.\nann NP 2026-01-01 0 99999 7 -1\n[0]',
  );
  t.is(
    sh('chage -E 2030-01-01 ann; chage -l ann | sed -n "1p;4p"'),
    'Last password change\t\t\t\t\t: Jan 01, 2026\nAccount expires\t\t\t\t\t\t: Jan 01, 2030\n[0]',
  );
  t.is(
    sh('echo nope:x | chpasswd; echo broken | chpasswd'),
    'chpasswd: (user nope) pam_chauthtok() failed, error:\nAuthentication token manipulation error\nchpasswd: (line 1, user nope) password not changed\nchpasswd: line 1: missing new password\n[1]',
  );
  t.is(
    sh('deluser rob ops; deluser rob; delgroup nope'),
    "Removing user `rob' from group `ops' ...\nDone.\nRemoving user `rob' ...\nDone.\ndeluser: `/usr/bin/crontab' not executed. Skipping crontab removal. Package `cron' required.\ndelgroup: The group `nope' does not exist.\n[3]",
  );
  t.is(
    sh('runuser -u nobody id -un; runuser nobody -s /bin/sh -c "id -un"; runuser -l nope'),
    'nobody\nnobody\nrunuser: user nope does not exist or the user entry does not contain all the required fields\n[1]',
  );
});
