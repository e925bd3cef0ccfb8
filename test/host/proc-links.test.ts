import test from 'ava';
import { World } from '../../engine/testing.js';

test("links of other users' processes are for who may trace them", t => {
  const world = new World({ images: ['nginx'] });
  const sh = (line: string): string => {
    const { code, stdout, stderr } = world.sh(line);
    return `${stdout}${stderr}[${String(code)}]`;
  };
  t.is(sh('readlink /proc/1/exe; sudo readlink /proc/1/exe'), '/usr/sbin/init\n[0]');
  t.is(
    sh('ls -l /proc/1/exe | cut -c1-11; stat -c %N /proc/1/exe; file /proc/1/exe; cat /proc/1/ns/net'),
    [
      'lrwxrwxrwx ',
      "'/proc/1/exe'",
      "/proc/1/exe: unreadable symlink `/proc/1/exe' (Permission denied)",
      "ls: cannot read symbolic link '/proc/1/exe': Permission denied",
      "stat: cannot read symbolic link '/proc/1/exe': Permission denied",
      'cat: /proc/1/ns/net: Permission denied',
      '[1]',
    ].join('\n'),
  );
  // root in a container has not CAP_SYS_PTRACE, unless it is given.
  for (const [options, expected] of [
    ['', '[1]'],
    ['--cap-add SYS_PTRACE', '/usr/sbin/nginx\n[0]'],
  ] as const) {
    sh(`docker run -d --name web ${options} nginx`);
    world.advance(3000);
    const worker = `$(grep -l "^Name:.*nginx" /proc/[0-9]*/status | cut -d/ -f3 | sort -n | tail -1)`;
    t.is(sh(`docker exec web sh -c 'readlink /proc/${worker}/exe'`), expected);
    sh('docker rm -f web');
  }
});
