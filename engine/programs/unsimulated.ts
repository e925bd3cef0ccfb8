import { unsimulatedElsewhere } from './unsimulated-elsewhere.js';

/**
 * Options that the programs of Debian 12 have and that are not simulated, besides those that a program's own table refuses with a word on
 * their arguments. A program that is asked for one says so, and does not call it unknown.
 */
const unsimulated: Readonly<Record<string, string>> = {
  diff: '--tabsize --suppress-blank-empty --paginate --no-dereference --unidirectional-new-file --ignore-file-name-case --no-ignore-file-name-case --starting-file --from-file --to-file --ifdef --line-format --horizon-lines --speed-large-files --palette --show-function-line',
  chgrp: '--no-preserve-root --preserve-root',
  chown: '--from --no-preserve-root --preserve-root',
  cp: '--copy-contents --no-preserve --reflink --sparse -Z --context',
  df: '--no-sync --output --sync -v',
  du: '--files0-from --inodes --si -t --threshold --time --time-style -X --exclude-from',
  file: '-m --magic-file -z --uncompress -Z --uncompress-noreport -c --checking-printout -e --exclude --exclude-quiet -f --files-from -F --separator --apple --extension --mime-encoding -k --keep-going -l --list -n --no-buffer -N --no-pad -0 --print0 -p --preserve-date -P --parameter -r --raw -s --special-files -S --no-sandbox -C --compile -d --debug',
  install: '--backup -b -c --strip-program -S --suffix --preserve-context -Z --context',
  ln: '-d -F --directory',
  ls: '--block-size --dereference-command-line-symlink-to-dir --context',
  mkdir: '-Z --context',
  mkfifo: '-Z --context',
  mknod: '-Z --context',
  mv: '-Z --context',
  stat: '--cached',
  egrep: '-D --devices --exclude-from',
  fgrep: '-D --devices --exclude-from',
  grep: '-D --devices --exclude-from',
  free: '--kilo --mega --giga --tera --peta --tebi --pebi --si -l --lohi -v --committed',
  pgrep:
    '-w --lightweight -G --group -O --older --session --uid -F --pidfile -L --logpidfile -r --runstates -A --ignore-ancestors --cgroup --ns --nslist',
  pkill:
    '-q --queue -G --group -O --older --session --uid -F --pidfile -L --logpidfile -r --runstates -A --ignore-ancestors --cgroup --ns --nslist',
  top: '--batch-mode --cmdline-toggle --delay -E --scale-summary-mem -e --scale-task-mem -H --threads-show -i --idle-toggle --iterations -O --list-fields --sort-override --pid -S --accum-time-toggle -s --secure-mode -U --filter-any-user --filter-only-euser -w --width -1 --single-cpu-toggle',
  w: '-u --no-current -o --old-style -i --ip-addr',
  watch: '-q --equexit -w --no-wrap',
  xargs: '-e --eof -l --process-slot-var --show-limits',
  dmesg:
    '-c --read-clear -D --console-off -E --console-on -F --file -f --facility -J --json -k --kernel -L --color -n --console-level -P --nopager -p --force-prefix -r --raw --noescape -S --syslog -s --buffer-size -u --userspace -W --follow-new -x --decode -d --show-delta -e --reltime -t --notime --time-format --since --until',
  env: '--block-signal --default-signal --ignore-signal --list-signal-handling -v --debug',
  id: '-Z --context',
  who: '-b --boot -d --dead --ips -l --login --lookup -m -p --process -r --runlevel -s --short -t --time -T -w --mesg -u --users --message --writable',
  mount:
    '-c --no-canonicalize -f --fake -F --fork -T --fstab -i --internal-only -l --show-labels -m --mkdir -n --no-mtab --options-mode --options-source --options-source-force -O --test-opts --source --target --target-prefix --read-write -N --namespace -L --label -U --uuid -M --move -R --rbind --make-shared --make-slave --make-private --make-unbindable --make-rshared --make-rslave --make-rprivate --make-runbindable',
  mountpoint: '--nofollow -d --fs-devno -x --devno',
  umount:
    '-A --all-targets -c --no-canonicalize -d --detach-loop --fake -i --internal-only -n --no-mtab -O --test-opts -R --recursive -t --types -v --verbose -q --quiet -N --namespace',
  su: '-w --whitelist-environment -g --group -G --supp-group --session-command -f --fast -P --pty',
  cksum: '-c --check -l --length --tag --untagged -z --zero --ignore-missing --quiet --status --strict -w --warn --debug',
  hd: '-b --one-byte-octal -L --color -e --format -f --format-file',
  hexdump: '-b --one-byte-octal -L --color -e --format -f --format-file',
  less: '-a -A -b -B -c -d -D -f -g -G -h -I -j -J -k -K -L -m -n -o -O -p -P -q -r -t -T -u -w -W -x -y -z',
  more: '-d --silent -f --logical -l --no-pause -c --print-over -p --clean-print -e --exit-on-eof -s --squeeze -u --plain -n --lines',
  od: '--traditional',
  sort: '--sort --batch-size --compress-program --files0-from',
  tail: '--max-unchanged-stats',
  tee: '--output-error',
  wc: '--files0-from',
  date: '--debug --resolution',
  basenc: '--z85',
  strings: '-T --unicode -U -s -v',
  pr: '-i --output-tabs',
  nsenter: '-W',
  unshare: '--map-group -c --map-current-user --map-auto --map-users --map-groups --setgroups --monotonic --boottime',
  locale: '--usage',
  localedef: '-u --repertoire-map --no-hard-links --no-warnings --posix --warnings --add-to-archive --big-endian --little-endian --usage',
  lsblk:
    '-A --noempty -D --discard -E --dedup -I --include -M --merge -O --output-all -S --scsi -T --tree -e --exclude -i --ascii -m --perms -s --inverse -w --width -x --sort -y --shell -z --zoned --sysroot',
  findmnt:
    '-m --mtab -p --poll -w --timeout -a --ascii -b --bytes -C --nocanonicalize -c --canonicalize -d --direction -e --evaluate -F --tab-file -f --first-only -i --invert -N --task -O --options --output-all --pseudo --shadowed -R --submounts --real --tree -M --mountpoint -U --uniq -v --nofsroot -y --shell -x --verify --verbose --vfs-all',
  sysctl: '--dry-run -f -o -x -d',
  flock: '-c --command',
  last: '-a --hostlast -d --dns -F --fulltimes -i --ip -R --nohostname -s --since -t --until -p --present -w --fullnames -x --system --time-format',
  lastb:
    '-a --hostlast -d --dns -F --fulltimes -i --ip -R --nohostname -s --since -t --until -p --present -w --fullnames -x --system --time-format',
  logger:
    '--id -e --skip-empty --octet-count --prio-prefix -S --size -n --server -P --port -T --tcp -d --udp --rfc3164 --rfc5424 --sd-id --sd-param --msgid --socket-errors --journald',
  make: '-b -m -E --max-load --check-symlink-times --assume-old --no-silent --new-file --assume-new',
  chrt: '-R --reset-on-fork -T --sched-runtime -P --sched-period -D --sched-deadline -a --all-tasks -v --verbose',
  ionice: '-P --pgid -u --uid',
  vmstat: '-D --disk-sum -y --no-first',
  gunzip: '--synchronous',
  gzip: '-L --license --rsyncable --synchronous',
  tar: '-A --catenate --concatenate -d --diff --compare --test-label --check-device -g --listed-incremental -G --incremental --hole-detection --ignore-failed-read --no-check-device --no-seek -n --seek --occurrence --sparse-version --add-file --exclude-backups --exclude-caches --exclude-caches-all --exclude-caches-under --exclude-ignore --exclude-ignore-recursive --exclude-tag --exclude-tag-all --exclude-tag-under --exclude-vcs --exclude-vcs-ignores --no-null --no-unquote --no-verbatim-files-from --null --recursion --unquote --verbatim-files-from -X --exclude-from --anchored --ignore-case --no-anchored --no-ignore-case --no-wildcards --no-wildcards-match-slash --wildcards-match-slash --keep-directory-symlink --keep-newer-files --no-overwrite-dir --one-top-level --overwrite-dir --recursive-unlink --remove-files --skip-old-files -U --unlink-first -W --verify --ignore-command-error --no-ignore-command-error --to-command --atime-preserve --clamp-mtime --delay-directory-restore --group-map --mode --no-delay-directory-restore --owner-map -s --preserve-order --same-order --acls --no-acls --no-selinux --no-xattrs --selinux --xattrs --xattrs-exclude --xattrs-include --force-local -F --info-script --new-volume-script -L --tape-length -M --multi-volume --rmt-command --rsh-command --volno-file -b --blocking-factor -B --read-full-records -i --ignore-zeros --record-size --old-archive --portability --pax-option --posix -V --label --lzip --lzop --no-auto-compress --ungzip --uncompress --backup --hard-dereference -K --starting-file --newer-mtime -N --newer --after-date --suffix --transform --xform --checkpoint --checkpoint-action --full-time --index-file -l --check-links --no-quote-chars --quote-chars --quoting-style -R --block-number --show-defaults --show-omitted-dirs --show-snapshot-field-ranges --show-transformed-names --show-stored-names --utc --warning -w --interactive --confirmation --restrict --usage',
  unzip: '-U -K',
  zcat: '--synchronous',
  zip: '-c -F -A',
  useradd: '--badname --btrfs-subvolume-home -F --add-subids-for-system -K --key -R --root -P --prefix -Z --selinux-user',
  userdel: '-R --root -P --prefix -Z --selinux-user',
  groupadd: '-K --key -p --password -R --root -P --prefix -U --users',
  passwd: '-r --repository -R --root',
  usermod: '-Z --selinux-user',
  sudo: '-R --chroot -r --role -t --type -T --command-timeout -U --other-user',
  getent: '-A --no-addrconfig -i --no-idn -s --service --usage',
  route: '-v --verbose --numeric --extend -F --fib -C --cache',
};

/** Programs of which `-h` asks for help. */
const helpful = new Set(
  'pgrep pkill setsid top uptime watch dmesg getopt mount mountpoint umount su hd hexdump more rev look strings column bc nsenter unshare whereis lscpu lsblk lsns findmnt sysctl flock last lastb logger make chrt ionice renice taskset vmstat bunzip2 bzcat bzip2 gzip unxz xz xzcat run-parts useradd userdel groupadd passwd chpasswd chage usermod groupmod groupdel gpasswd chsh runuser'.split(
    ' ',
  ),
);

const none: ReadonlySet<string> = new Set();
const known = new Map<string, ReadonlySet<string>>();

/** The names (`-x`, `--one-file-system`) of such options of a program. */
export function unsimulatedOptions(program: string): ReadonlySet<string> {
  const names = [unsimulated, unsimulatedElsewhere].flatMap(table => (Object.hasOwn(table, program) ? [table[program] ?? ''] : []));
  if (names.length === 0) return none;
  const found = known.get(program) ?? new Set(names.join(' ').split(' '));
  known.set(program, found);
  return found;
}

/**
 * What a program that reads its command line by itself says of a word it does not know, where the real one knows it: `--name`,
 * `--name=value`, `-x`, or `-xvalue`. Undefined where nobody knows it.
 */
export function refusalOf(program: string, word: string): string | undefined {
  const names = unsimulatedOptions(program);
  const name = [word.replace(/=.*$/s, ''), ...(/^-[^-]/.test(word) ? [word.slice(0, 2)] : [])].find(each => names.has(each));
  return name === undefined ? undefined : `drydock: ${program} ${name} is not simulated`;
}

/** What asks a program for help. */
export function helpFlags(program: string): readonly string[] {
  return helpful.has(program) ? ['-h', '--help'] : ['--help'];
}
