import test from 'ava';
import { World } from '../../engine/testing.js';

/** Recorded from the client 28.2.2: titles are bold even in a pipe. */
const title = (text: string): string => `\u001B[39m\u001B[1m${text}\u001B[0m`;
const top = `WARNING: This is an experimental feature. The output may change and shouldn't be depended on.\n${' '.repeat(62)}Info ->  U In Use \n\n`;

test('the tree shows each image once, under its last name', t => {
  const { sh } = new World({ images: ['alpine'] });
  const id = sh('docker images -q').stdout.trim();
  t.is(
    sh('docker tag alpine gx/t:1; docker images --tree').stdout,
    `${top}${title('IMAGE')}           ${title('ID')}             ${title('DISK USAGE')}   ${title('CONTENT SIZE')}   ${title('EXTRA')}\nalpine:latest\ngx/t:1          ${id}       7.34MB             0B        \n`,
  );
  t.is(sh('docker images --tree -q').stderr, '--quiet is not yet supported with --tree\n');
});
