import test from 'ava';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { drydock, stateFolder } from './drydock.js';
import { compareGolden } from './golden.js';

const finishInstall =
  'docker version | head -2\nnext\ndocker info >/dev/null\nnext\ndocker container ls\ndocker ps\nnext\ndocker container run --help | head -1\n';

test.serial('lines from standard input are played one by one', async t => {
  const { code, stdout, stderr } = await drydock(stateFolder(t), ['start', 'check-install'], { input: finishInstall });
  t.is(stderr, '');
  compareGolden(t, 'piped-check-install.txt', stdout);
  t.is(code, 0);
});

test.serial('the same in Korean, with a look at what is missing', async t => {
  const { code, stdout, stderr } = await drydock(stateFolder(t), ['start', 'check-install', '--lang', 'ko'], {
    input: 'check\nhint\nhint\nnext\ndocker version --format x\nnext\n',
  });
  t.is(stderr, '');
  compareGolden(t, 'piped-check-install-ko.txt', stdout);
  t.is(code, 1);
});

test.serial('a lesson goes on where it was left', async t => {
  const home = stateFolder(t);
  await drydock(home, ['start', 'start-nginx'], { input: 'docker run -d --name webhost -p 80:80 nginx\nnext\ncd /tmp\n' });
  const { stdout } = await drydock(home, ['start'], { input: 'pwd\ndocker ps --format "{{.Names}}"\ncurl -s localhost | head -1\n' });
  t.is(
    stdout.slice(stdout.indexOf('$ pwd')),
    '$ pwd\n/tmp\n$ docker ps --format "{{.Names}}"\nwebhost\n$ curl -s localhost | head -1\n<!DOCTYPE html>\ndone: You fetched the page\nThat was it! Step 2 is done. +1 point\nType next to go on.\n\n',
  );
});

test.serial('undo takes back one command after the other, reset all of them', async t => {
  const input =
    'docker run -d --name one nginx >/dev/null\ndocker run -d --name two nginx >/dev/null\nundo\ndocker ps --format "{{.Names}}"\nundo\nundo\ndocker ps -q\nundo\nundo\nreset\nn\n';
  const { stdout } = await drydock(stateFolder(t), ['start', 'start-nginx'], { input });
  const said = stdout.slice(stdout.indexOf('$ undo')).split('\n');
  t.deepEqual(
    said.filter(line => line.startsWith('Taken back') || line.startsWith('There is no') || line === 'one' || line.startsWith('Nothing')),
    [
      'Taken back: docker run -d --name two nginx >/dev/null',
      'one',
      'Taken back: docker ps --format "{{.Names}}"',
      'Taken back: docker run -d --name one nginx >/dev/null',
      'Taken back: docker ps -q',
      'There is no command to take back.',
      'Nothing was changed.',
    ],
  );
});

test.serial('a command that never ends is interrupted, and the next line is played', async t => {
  const { stdout } = await drydock(stateFolder(t), ['start', 'check-install'], { input: 'tail -n 0 -f /etc/hostname\necho next line\n' });
  t.is(
    stdout.slice(stdout.indexOf('$ tail')),
    '$ tail -n 0 -f /etc/hostname\nThe command did not come to an end, so it was interrupted with Ctrl-C.\n^C\n$ echo next line\nnext line\n',
  );
});

test.serial('programs of the host read the lines that follow', async t => {
  const { stdout } = await drydock(stateFolder(t), ['start', 'check-install'], {
    input: 'docker run -it --rm alpine\nhostname | wc -c\nexit\nread answer\n안녕하세요\necho "[$answer]"\n',
  });
  t.is(
    stdout.slice(stdout.indexOf('/ # ')),
    '/ # hostname | wc -c\n13\n/ # exit\n$ read answer\n안녕하세요\n$ echo "[$answer]"\n[안녕하세요]\n',
  );
});

test.serial('what is handed in scores by itself, and a list shows it', async t => {
  const home = stateFolder(t);
  await drydock(home, ['start', 'check-install'], { input: finishInstall });
  const submitted = await drydock(home, ['submit', 'check-install', '-o', 'work.jsonl']);
  const file = path.join(home, 'work.jsonl');
  t.deepEqual(submitted, {
    code: 0,
    stderr: '',
    stdout: `Your work is in ${file}\nIt scores 4 of 4 points.\nSee how it is graded: drydock grade check-install work.jsonl\n`,
  });
  t.is((JSON.parse(readFileSync(file, 'utf8').split('\n')[0] ?? '') as { lesson?: string }).lesson, 'check-install');
  const { stdout } = await drydock(home, ['progress']);
  const table =
    'Course: Mastery\n   #  LESSON             MINUTES  PROGRESS  POINTS\n─  ─  ─────────────────  ───────  ────────  ──────\n✓  1  Check the install  8        done      4/4\n';
  t.is(stdout.slice(0, table.length), table);
});

test.serial('wrong use gets a sentence and its exit code', async t => {
  const home = stateFolder(t);
  const outcomes = [];
  for (const args of [
    ['start', 'nope'],
    ['strat'],
    ['start', '--nope'],
    ['start', '--nope', '--lang', 'ko'],
    ['sh', '-c'],
    ['submit', 'start-nginx'],
    ['lang', 'fr'],
    ['start', 'start-nginx', '--watch'],
  ])
    outcomes.push(await drydock(home, args));
  t.deepEqual(
    outcomes.map(({ code, stdout, stderr }) => [code, stdout, stderr]),
    [
      [2, '', 'drydock: There is no lesson ‘nope’. ‘drydock list’ shows all lessons.\n'],
      [2, '', 'drydock: There is no command ‘strat’. Did you mean ‘start’? ‘drydock --help’ lists them.\n'],
      [2, '', 'drydock: Unknown argument: nope\n'],
      [2, '', 'drydock: 모르는 인수예요: nope\n'],
      [2, '', 'drydock: Not enough arguments following: c\n'],
      [3, '', 'drydock: You have not started ‘start-nginx’ yet, so there is nothing to hand in. Begin with: drydock start start-nginx\n'],
      [2, '', 'drydock: Drydock does not speak ‘fr’. Choose en or ko.\n'],
      [3, '', 'drydock: Nobody has started ‘start-nginx’ yet, so there is nothing to watch.\n'],
    ],
  );
});

test.serial('the language is remembered, and --lang and DRYDOCK_LANG come before it', async t => {
  const home = stateFolder(t);
  const first = async (args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<string> =>
    (await drydock(home, args, { env })).stdout;
  t.is(await first(['lang', 'ko']), '이제부터 한국어로 말할게요.\n');
  t.is(await first(['lang']), '지금 언어는 한국어(ko)예요. 바꾸려면: drydock lang en\n');
  t.is(await first(['lang'], { DRYDOCK_LANG: 'en' }), 'The language is English (en). Change it with: drydock lang ko\n');
  t.is(await first(['lang', '--lang', 'en'], { DRYDOCK_LANG: 'ko' }), 'The language is English (en). Change it with: drydock lang ko\n');
});

test.serial('without a terminal drydock tells what can be done', async t => {
  const { code, stdout } = await drydock(stateFolder(t), []);
  t.is(code, 0);
  t.is(stdout.split('\n')[0], 'Drydock  Learn Docker in a terminal, without Docker.');
});

test.serial('a damaged journal is set aside and the rest is used; a newer one is refused', async t => {
  const home = stateFolder(t);
  await drydock(home, ['start', 'check-install'], { input: 'docker version >/dev/null\n' });
  const file = path.join(home, 'lessons', 'check-install', 'journal.jsonl');
  writeFileSync(file, `${readFileSync(file, 'utf8')}garbage\n{"at":1}\n`);
  const damaged = await drydock(home, ['start', 'check-install'], { input: 'check\n' });
  t.regex(
    damaged.stderr,
    /^drydock: .*journal\.jsonl: line \d+ is damaged; the part before it is used, all of it is kept in .*damaged-1\n$/,
  );
  t.regex(damaged.stdout, /done: You asked Docker for its version/);
  t.true(existsSync(`${file}.damaged-1`));
  writeFileSync(file, '{"schema":"drydock/journal/v2"}\n');
  const newer = await drydock(home, ['start', 'check-install']);
  t.deepEqual(
    [newer.code, newer.stderr],
    [3, `drydock: ${file} was written by a newer Drydock (drydock/journal/v2); update Drydock to read it\n`],
  );
});

test.serial('a state folder that cannot be used gets a sentence', async t => {
  const home = stateFolder(t);
  mkdirSync(path.join(home, 'x'));
  writeFileSync(path.join(home, 'x', 'lessons'), '');
  const { code, stderr } = await drydock(path.join(home, 'x'), ['start', 'check-install'], { cwd: home });
  t.is(code, 3);
  t.regex(stderr, /^drydock: cannot keep state in .*check-install: .*\. Choose another place with --home DIR or DRYDOCK_HOME\.\n$/);
});
