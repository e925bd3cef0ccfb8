import test from 'ava';
import { world } from '../../engine/testing.js';

/** What a terminal shows in the end, of output that moves up and down between lines. */
function screenOf(output: string): readonly string[] {
  const lines = [''];
  let row = 0;
  for (const [part] of output.matchAll(/\x1b\[(\d+)[AB]|\x1b\[2K|\r|\n|[^\x1b\r\n]+/g)) {
    const move = /^\x1b\[(\d+)([AB])$/.exec(part);
    if (move) row += Number(move[1]) * (move[2] === 'A' ? -1 : 1);
    else if (part === '\n') row++;
    else if (part === '\x1b[2K') lines[row] = '';
    else if (part !== '\r') lines[row] = part;
    while (lines.length <= row) lines.push('');
  }
  return lines;
}

test('on a terminal each layer of a pull keeps its line', t => {
  const screen = world().terminal('docker pull httpd', { columns: 120 });
  const { code, shown } = screen.finish();
  const lines = screenOf(shown);
  t.is(code, 0);
  t.is(lines[0], 'Using default tag: latest');
  t.is(lines[1], 'latest: Pulling from library/httpd');
  const layers = lines.filter(line => /^[0-9a-f]{12}: /.test(line));
  t.true(layers.length > 1);
  t.true(layers.every(line => line.slice(12) === ': Pull complete '));
  t.regex(shown, /Downloading \[=+> *\] {1,3}[\d.]+kB\/[\d.]+[kM]B\r/);
});

test('narrow terminals get numbers without a bar, other outputs only what has ended', t => {
  const narrow = world().terminal('docker pull httpd', { columns: 60 }).finish().shown;
  t.regex(narrow, /: Downloading {2,}[\d.]+[kM]B\/[\d.]+[kM]B\r/);
  const { stdout } = world().sh('docker pull httpd');
  t.false(stdout.includes('Downloading'));
  t.regex(stdout, /^Using default tag: latest\nlatest: Pulling from library\/httpd\n[0-9a-f]{12}: Pulling fs layer\n/);
});
