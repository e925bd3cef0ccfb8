import { sudo } from './sudo.js';
import { runuser } from './runuser.js';
import { deluserPrograms } from './debian-deluser.js';
import { chsh } from './chsh.js';
import { gpasswd } from './gpasswd.js';
import { groupdel } from './groupdel.js';
import { groupmod } from './groupmod.js';
import { usermod } from './usermod.js';
import { chage } from './chage.js';
import { chpasswd } from './chpasswd.js';
import { passwd } from './passwd.js';
import type { Program } from '../tool.js';
import { busyboxAddgroup, busyboxAdduser, busyboxDelgroup, busyboxDeluser } from './busybox-users.js';
import { adduserReleases } from './adduser-releases.js';
import { adduserPrograms } from './debian-adduser.js';
import { groupadd } from './groupadd.js';
import { nologin } from './nologin.js';
import { useradd } from './useradd.js';
import { userdel } from './userdel.js';

/** Programs that change the accounts of a machine. */
export const userPrograms: readonly Program[] = [
  useradd,
  userdel,
  groupadd,
  nologin,
  ...adduserReleases.flatMap(release => [...adduserPrograms(release), ...deluserPrograms(release)]),
  busyboxAdduser,
  busyboxAddgroup,
  busyboxDeluser,
  busyboxDelgroup,
  passwd,
  chpasswd,
  chage,
  usermod,
  groupmod,
  groupdel,
  gpasswd,
  chsh,
  runuser,
  sudo,
];
