import { archivePrograms } from './archive/index.js';
import { processPrograms } from './process/index.js';
import { cronPrograms } from './cron/index.js';
import { make } from './make/make.js';
import { logger } from './system/logger.js';
import { last, lastb } from './users/last.js';
import { sysctl } from './system/sysctl.js';
import { findmnt } from './system/findmnt.js';
import { lsblk } from './system/lsblk.js';
import { lsns } from './process/lsns.js';
import { locale, localedef } from './system/locale.js';
import { lscpu } from './system/lscpu.js';
import { whereis } from './system/whereis.js';
import { domainnames } from './system/domainname.js';
import { manPrograms } from './packaged/man.js';
import { hostid } from './system/hostid.js';
import { systemctl, hostnamectl, timedatectl, loginctl, journalctl } from './system/systemctl.js';
import { unshare } from './system/unshare.js';
import { nsenter } from './system/nsenter.js';
import { chroot } from './system/chroot.js';
import { bc } from './calculate/bc.js';
import { cal, ncal } from './text/cal.js';
import { column } from './text/column.js';
import { pr } from './text/pr.js';
import { csplit } from './text/csplit.js';
import { strings } from './text/strings.js';
import { look } from './text/look.js';
import { tsort } from './text/tsort.js';
import { base32, basenc } from './text/basenc.js';
import { userPrograms } from './users/index.js';
import { awk, gawk, mawk } from './awk/awk.js';
import { cmp } from './diff/cmp.js';
import { diff } from './diff/diff.js';
import { basename } from './files/basename.js';
import { chmod } from './files/chmod.js';
import { chgrp, chown } from './files/chown.js';
import { cp } from './files/cp.js';
import { dd } from './files/dd.js';
import { df } from './files/df.js';
import { dirname } from './files/dirname.js';
import { du } from './files/du.js';
import { file } from './files/file.js';
import { install } from './files/install.js';
import { ln } from './files/ln.js';
import { ls } from './files/ls.js';
import { mkdir } from './files/mkdir.js';
import { link, mkfifo, unlink } from './files/mkfifo.js';
import { mknod } from './files/mknod.js';
import { mktemp } from './files/mktemp.js';
import { mv } from './files/mv.js';
import { pwd } from './files/pwd.js';
import { readlink } from './files/readlink.js';
import { realpath } from './files/realpath.js';
import { rm } from './files/rm.js';
import { rmdir } from './files/rmdir.js';
import { stat } from './files/stat.js';
import { touch } from './files/touch.js';
import { oldTree, tree } from './files/tree.js';
import { truncate } from './files/truncate.js';
import { find } from './find/find.js';
import { egrep, fgrep, grep } from './grep/grep.js';
import { sed } from './sed/sed.js';
import { clear, reset, tput } from './system/clear.js';
import { dmesg } from './system/dmesg.js';
import { env } from './system/env.js';
import { getopt } from './system/getopt.js';
import { groups } from './system/groups.js';
import { hostname } from './system/hostname.js';
import { id } from './system/id.js';
import { logname, users, who } from './system/logname.js';
import { mount, mountpoint, umount } from './system/mount.js';
import { arch, getconf, nproc, sync } from './system/nproc.js';
import { printenv } from './system/printenv.js';
import { dos2unix, unix2dos } from './text/dos2unix.js';
import { sleep, usleep } from './system/sleep.js';
import { su } from './system/su.js';
import { tty } from './system/tty.js';
import { uname } from './system/uname.js';
import { which } from './system/which.js';
import { whoami } from './system/whoami.js';
import { base64 } from './text/base64.js';
import { cat } from './text/cat.js';
import { cksum, sum } from './text/cksum.js';
import { fmt } from './text/fmt.js';
import { stdbuf } from './system/stdbuf.js';
import { comm } from './text/comm.js';
import { cut } from './text/cut.js';
import { expand, unexpand } from './text/expand.js';
import { factor } from './text/factor.js';
import { fold } from './text/fold.js';
import { head } from './text/head.js';
import { hd, hexdump } from './text/hexdump.js';
import { join } from './text/join.js';
import { less } from './pagers/less.js';
import { more } from './pagers/more.js';
import { nl } from './text/nl.js';
import { numfmt } from './text/numfmt.js';
import { od } from './text/od.js';
import { paste } from './text/paste.js';
import { printf } from './text/printf.js';
import { rev } from './text/rev.js';
import { seq } from './text/seq.js';
import { shuf } from './text/shuf.js';
import { sort } from './text/sort.js';
import { split } from './text/split.js';
import { tac } from './text/tac.js';
import { tail } from './text/tail.js';
import { tee } from './text/tee.js';
import { tr } from './text/tr.js';
import { uniq } from './text/uniq.js';
import { wc } from './text/wc.js';
import { xxd } from './text/xxd.js';
import { yes } from './text/yes.js';
import { date } from './time/date.js';
import { checksums } from './text/checksum.js';
import type { Program } from './tool.js';

/** All programs with declared options. */
export const declared: readonly Program[] = [
  awk,
  gawk,
  mawk,
  cmp,
  diff,
  basename,
  chmod,
  chgrp,
  chown,
  cp,
  dd,
  df,
  dirname,
  du,
  file,
  install,
  ln,
  ls,
  mkdir,
  link,
  mkfifo,
  mknod,
  unlink,
  mktemp,
  mv,
  pwd,
  readlink,
  realpath,
  rm,
  rmdir,
  stat,
  touch,
  oldTree,
  tree,
  truncate,
  find,
  egrep,
  fgrep,
  grep,
  sed,
  clear,
  reset,
  tput,
  dmesg,
  env,
  getopt,
  groups,
  hostname,
  id,
  logname,
  users,
  who,
  mount,
  mountpoint,
  umount,
  arch,
  getconf,
  nproc,
  sync,
  printenv,
  sleep,
  dos2unix,
  unix2dos,
  usleep,
  su,
  tty,
  uname,
  which,
  whoami,
  base64,
  cat,
  cksum,
  sum,
  fmt,
  stdbuf,
  comm,
  cut,
  expand,
  unexpand,
  factor,
  fold,
  head,
  hd,
  hexdump,
  join,
  less,
  more,
  nl,
  numfmt,
  od,
  paste,
  printf,
  rev,
  seq,
  shuf,
  sort,
  split,
  tac,
  tail,
  tee,
  tr,
  uniq,
  wc,
  xxd,
  yes,
  date,
  base32,
  basenc,
  tsort,
  look,
  strings,
  csplit,
  pr,
  column,
  cal,
  ncal,
  bc,
  chroot,
  nsenter,
  unshare,
  systemctl,
  hostnamectl,
  timedatectl,
  loginctl,
  journalctl,
  hostid,
  whereis,
  lscpu,
  locale,
  localedef,
  lsblk,
  lsns,
  findmnt,
  sysctl,
  last,
  lastb,
  logger,
  make,
  ...archivePrograms,
  ...processPrograms,
  ...domainnames,
  ...manPrograms,
  ...checksums,
  ...cronPrograms,
  ...userPrograms,
];
