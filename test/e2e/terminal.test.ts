import test from 'ava';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { drydock, stateFolder } from './drydock.js';
import { compareGolden } from './golden.js';
import { hasPseudoTerminal, Terminal, visible } from './terminal.js';

const onTerminal = hasPseudoTerminal ? test.serial : test.serial.skip;

for (const columns of [60, 80, 120]) {
  onTerminal(`a lesson on a terminal of ${columns} columns`, async t => {
    const terminal = new Terminal(t, ['start', 'check-install', '--home', stateFolder(t)], { columns, rows: 40, env: { NO_COLOR: '1' } });
    const shown = [
      await terminal.until(/\$ $/),
      await terminal.line('docker version --format "{{.Client.Version}}"'),
      await terminal.line('check'),
      await terminal.line('next'),
      await terminal.line('hint'),
    ];
    terminal.type('quit\r');
    const code = await terminal.ended();
    t.is(code, 0);
    compareGolden(t, `terminal-${columns}.txt`, shown.map(visible).join(''));
  });
}

onTerminal('a lesson in Korean on a narrow terminal, with colours', async t => {
  const terminal = new Terminal(t, ['start', 'start-nginx', '--lang', 'ko', '--home', stateFolder(t)], { columns: 60, rows: 15 });
  const shown = [await terminal.until(/\$ $/), await terminal.line('echo 안녕하세요'), await terminal.line('check')];
  terminal.type('\u0004');
  t.is(await terminal.ended(), 0);
  compareGolden(t, 'terminal-60-ko.ansi', shown.join('').replaceAll(/\r+\n/g, '\n'));
});

onTerminal('a half typed line is there again after the terminal was closed', async t => {
  const home = stateFolder(t);
  const first = new Terminal(t, ['start', 'check-install', '--home', home], { columns: 80, rows: 24 });
  await first.until(/\$ $/);
  first.type('echo 한글 그리고');
  await first.until(/그리고$/);
  first.kill('SIGHUP');
  await first.ended();
  const second = new Terminal(t, ['start', '--home', home], { columns: 80, rows: 24 });
  t.regex(
    visible(await second.until(/그리고$/)),
    /Welcome back! You go on exactly where you stopped\.\n[^]*student@docker:~\$ echo 한글 그리고$/,
  );
  t.regex(visible(await second.line(' 끝')), /한글 그리고 끝\n/);
});

onTerminal('^C reaches programs of the host, and at the prompt it only drops the line', async t => {
  const terminal = new Terminal(t, ['start', 'check-install', '--home', stateFolder(t)], { columns: 80, rows: 24 });
  await terminal.until(/\$ $/);
  terminal.type('sleep 1000\r');
  await terminal.until(/sleep 1000\n/);
  terminal.type('\u0003');
  await terminal.until(/\^C\n.*\$ $/s);
  t.regex(visible(await terminal.line('echo status $?')), /status 130\n/);
  terminal.type('echo never');
  await terminal.until(/never$/);
  terminal.type('\u0003');
  t.notRegex(visible(await terminal.until(/\^C\n.*\$ $/s)), /never\n.*never/s);
});

onTerminal('what happens by itself is told above the line that is being typed', async t => {
  const terminal = new Terminal(t, ['start', 'containers-are-processes', '--home', stateFolder(t)], {
    columns: 80,
    rows: 40,
    env: { NO_COLOR: '1' },
  });
  await terminal.until(/\$ $/);
  for (const line of [
    'docker run --name mongo -d mongo',
    'docker container top mongo',
    'ps aux > /dev/null',
    'docker exec mongo cat /proc/1/comm',
  ])
    await terminal.line(line);
  await terminal.line('(sleep 1; docker stop -t 0 mongo) > /dev/null 2>&1 &');
  terminal.type('echo half');
  const shown = visible(await terminal.until(/half[^]*✓ mongo has stopped[^]*half$/));
  t.true(shown.endsWith('student@docker:~$ echo half'));
});

onTerminal('the second window is told, may look on, and may take over', async t => {
  const home = stateFolder(t);
  const first = new Terminal(t, ['start', 'check-install', '--home', home], { columns: 100, rows: 30 });
  await first.until(/\$ $/);
  const told = await drydock(home, ['start', 'check-install']);
  t.is(told.code, 3);
  t.regex(told.stderr, /^drydock: This lesson is open in another window \(process \d+\)\..*--watch.*--take-over.*\n$/);
  const watcher = new Terminal(t, ['start', 'check-install', '--watch', '--home', home], { columns: 100, rows: 30 });
  await watcher.until(/\$ $/);
  await first.line('echo watched');
  t.regex(visible(await watcher.until(/watched\n.*\$ $/)), /echo watched\nwatched\n/);
  const second = new Terminal(t, ['start', 'check-install', '--take-over', '--home', home], { columns: 100, rows: 30 });
  await second.until(/\$ $/);
  t.regex(visible(await first.until(/taken this lesson over/)), /Another drydock \(process \d+\) has taken this lesson over/);
  t.is(await first.ended(), 0);
  t.regex(visible(await second.line('history | head -1')), /1 {2}echo watched\n/);
});

onTerminal('Ctrl-C at the menu ends with 130', async t => {
  const terminal = new Terminal(t, ['--home', stateFolder(t)], { columns: 80, rows: 24 });
  await terminal.until(/What would you like to do\?[^]* 3\. /);
  terminal.type('\u0003');
  t.is(await terminal.ended(), 130);
});

onTerminal('the menu starts the lesson that is chosen', async t => {
  const terminal = new Terminal(t, ['--home', stateFolder(t)], { columns: 80, rows: 24 });
  await terminal.until(/What would you like to do\?[^]* 3\. /);
  terminal.type('\u001B[B\r');
  t.regex(visible(await terminal.until(/student@docker:~\$ $/)), /Start an nginx server/);
});

onTerminal('kill -9 at any moment loses no finished command', async t => {
  const home = stateFolder(t);
  const done: string[] = [];
  for (let round = 0; round < 6; round++) {
    const terminal = new Terminal(t, ['start', 'check-install', '--home', home], { columns: 80, rows: 24 });
    await terminal.until(/\$ (?:echo lost)?$/);
    // The half typed line may be there, may be on its way, or may be lost: only what this command alone prints ends the wait.
    terminal.type('\u0015cat log 2>/dev/null; echo end of log: $((6 * 7))\r');
    const shown = visible(await terminal.until(/end of log: 42\n[^]*\$ $/));
    t.deepEqual(
      shown.split('\n').filter(line => /^round/.test(line)),
      done,
    );
    for (let step = 0; step <= round % 3; step++) {
      await terminal.line(`echo round ${round}.${step} >> log`);
      done.push(`round ${round}.${step}`);
    }
    terminal.type('echo lost');
    terminal.kill('SIGKILL');
    await terminal.ended();
  }
  const journal = readFileSync(path.join(home, 'lessons', 'check-install', 'journal.jsonl'), 'utf8');
  t.true(journal.endsWith('\n'));
});
