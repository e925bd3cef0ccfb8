import test from 'ava';
import { world } from '../../engine/testing.js';

test('cron of Debian runs what tables say, with an environment of its own', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh('docker run -d --name box -e COLOUR=blue debian:12 sleep infinity');
  const inside = (script: string): { readonly stdout: string; readonly stderr: string } => sh(`docker exec box sh -c '${script}'`);
  inside('apt-get update -qq; apt-get install -qq -y cron procps > /dev/null 2>&1');
  t.is(inside('crontab -l').stderr, 'no crontab for root\n');
  inside('echo "* * * * * echo tick >> /log; env >> /env" | crontab -; service cron start');
  t.is(inside('crontab -l').stdout, '* * * * * echo tick >> /log; env >> /env\n');
  // Files of the system name the user, and must end with a line.
  inside(
    'echo "* * * * * root cat >> /log%in%put" > /etc/cron.d/mine; printf "* * * * * root echo never >> /log" > /etc/cron.d/unended; cp /etc/cron.d/mine /etc/cron.d/mine.bak',
  );
  sh('sleep 130');
  t.is(
    inside('sort /log; sort -u /env | grep -v PWD= | grep -v _=').stdout,
    'in\nin\nput\nput\ntick\ntick\nHOME=/root\nLOGNAME=root\nPATH=/usr/bin:/bin\nSHELL=/bin/sh\n',
  );
  t.regex(inside('cron').stderr, /^cron: can't lock \/var\/run\/crond\.pid, otherpid may be \d+: Resource temporarily unavailable\n$/);
  t.is(inside('crontab -r; crontab -l; service cron stop; pgrep cron').stderr, 'no crontab for root\n');
});

/** As crontab 3.0pl1-162 says it. */
const wrong: readonly (readonly [line: string, message: string])[] = [
  ['61 * * * * x', 'bad minute'],
  ['* 25 * * * a', 'bad hour'],
  ['* * 0 * * a', 'bad day-of-month'],
  ['* * * 13 * a', 'bad month'],
  ['* * * foo * a', 'bad month'],
  ['* * * * 8 a', 'bad day-of-week'],
  ['*/0 * * * * a', 'bad minute'],
  ['@every_minute a', 'bad time specifier'],
];

test('crontab tells what is wrong with a table', t => {
  const { sh } = world({ images: ['debian:12'] });
  sh('docker run -d --name box debian:12 sleep infinity; docker exec box sh -c "apt-get update -qq; apt-get install -qq -y cron"');
  for (const [line, message] of wrong) {
    const { code, stderr } = sh(`echo '${line}' | docker exec -i box crontab -`);
    t.deepEqual([code, stderr], [1, `"-":0: ${message}\nerrors in crontab file, can't install.\n`], line);
  }
  const edit = (editor: string): string => sh(`docker exec -e EDITOR=${editor} box crontab -e`).stderr;
  t.is(edit('true'), 'no crontab for root - using an empty one\nNo modification made\n');
  t.is(edit('false'), 'no crontab for root - using an empty one\ncrontab: "false" exited with status 1\n');
  t.is(
    sh('printf "* * * * * a" | docker exec -i box crontab -').stderr,
    "new crontab file is missing newline before EOF, can't install.\n",
  );
  t.is(
    sh('printf "MAILTO=\\n\\n# c\\n*/5 1-3,7 * jan mon-fri a\\n@daily b\\n" | docker exec -i box crontab -; docker exec box crontab -l')
      .stdout,
    'MAILTO=\n\n# c\n*/5 1-3,7 * jan mon-fri a\n@daily b\n',
  );
});

test("what jobs of BusyBox's crond print is in the log of its container", t => {
  const { sh } = world({ images: ['alpine'] });
  sh(`docker run -d --name box -e COLOUR=blue alpine sh -c 'echo "*/2 * * * * echo \\$COLOUR" | crontab - && crond -f -d 8'`);
  sh('sleep 250');
  t.deepEqual(sh('docker logs box'), {
    code: 0,
    stdout: 'blue\nblue\n',
    stderr:
      'crond: crond (busybox 1.36.1) started, log level 8\ncrond: USER root pid   4 cmd echo $COLOUR\ncrond: USER root pid   5 cmd echo $COLOUR\n',
  });
  t.is(sh('docker exec box crontab -l -u games').stderr, "crontab: can't open 'games': No such file or directory\n");
});
