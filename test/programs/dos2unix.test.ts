import test from 'ava';
import { World } from '../../engine/testing.js';

test("a script with Windows's line ends runs once dos2unix has been over it", t => {
  const w = new World({ images: ['alpine'] });
  const script = [
    'cd /tmp',
    `printf "#!/bin/sh\\r\\necho hi\\r\\n" > run.sh; chmod +x run.sh`,
    './run.sh',
    'dos2unix run.sh && ./run.sh',
    'printf "a\\nb\\n" | unix2dos | od -c',
    'unix2dos -u run.sh; usleep 10; usleep x; dos2unix nofile',
  ].join('; ');
  t.deepEqual(w.sh(`docker run --rm alpine sh -c '${script}'`), {
    code: 1,
    stdout: 'hi\n0000000   a  \\r  \\n   b  \\r  \\n\n0000006\n',
    stderr: "sh: ./run.sh: not found\nusleep: invalid number 'x'\ndos2unix: can't open 'nofile': No such file or directory\n",
  });
});
