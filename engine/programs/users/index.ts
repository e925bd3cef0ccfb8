import type { Program } from '../tool.js';
import { busyboxAddgroup, busyboxAdduser, busyboxDelgroup, busyboxDeluser } from './busybox-users.js';
import { debianAddgroup, debianAdduser } from './debian-adduser.js';
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
  debianAdduser,
  debianAddgroup,
  busyboxAdduser,
  busyboxAddgroup,
  busyboxDeluser,
  busyboxDelgroup,
];
