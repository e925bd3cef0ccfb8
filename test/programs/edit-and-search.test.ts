import test from 'ava';
import { World } from '../../engine/testing.js';

function shellIn(image: string): (line: string) => string {
  const world = new World({ images: [image] });
  world.sh(`docker run -d --name box ${image} sleep 1000000`);
  return line => {
    const { code, stdout, stderr } = world.sh(`docker exec box sh -c '${line}'`);
    return `${stdout}${stderr}[${String(code)}]`;
  };
}

test('sed -i cannot rename what Docker has mounted, and leaves nothing behind', t => {
  const gnu = shellIn('debian');
  t.regex(gnu('sed -i s/a/b/ /etc/hosts'), /^sed: cannot rename \/etc\/sed[A-Za-z0-9]{6}: Device or resource busy\n\[4\]$/);
  t.is(gnu('sed -i.bak s/a/b/ /etc/hosts'), 'sed: cannot rename /etc/hosts: Device or resource busy\n[4]');
  t.is(gnu('ls /etc | grep -c -e "^sed" -e "^hosts."'), '0\n[1]');
  t.is(gnu('cd /tmp; echo aa > f; sed -i.bak s/a/b/ f; cat f f.bak; ls'), 'ba\naa\nf\nf.bak\n[0]');
  t.is(
    gnu('sed -i s/a/b/ nofile /tmp'),
    "sed: can't read nofile: No such file or directory\nsed: couldn't edit /tmp: not a regular file\n[4]",
  );
  t.regex(
    shellIn('alpine')('sed -i s/a/b/ /etc/hosts'),
    /^sed: can't move '\/etc\/hosts[A-Za-z0-9]{6}' to '\/etc\/hosts': Device or resource busy\n\[1\]$/,
  );
});

test('grep -P knows look-around, \\K and references, and ends what takes too long', t => {
  const sh = shellIn('debian');
  t.is(sh('grep -oP "(?<=^ID=).*" /etc/os-release; grep -oP "^ID=\\Kd..(?=ian)" /etc/os-release'), 'debian\ndeb\n[0]');
  t.is(sh('echo foo boo bar | grep -oP "(?<n>o)\\k<n>"; echo one two | grep -owP "t?wo|on"'), 'oo\noo\ntwo\n[0]');
  t.is(
    sh('for p in "a(?" "(" "*a" "a**" "[b-a]" "(?<n" "(?P<1>a)" "\\1"; do grep -P -- "$p" /etc/passwd; done'),
    [
      'missing closing parenthesis',
      'missing closing parenthesis',
      'quantifier does not follow a repeatable item',
      'quantifier does not follow a repeatable item',
      'range out of order in character class',
      'syntax error in subpattern name (missing terminator?)',
      'subpattern name must start with a non-digit',
      'reference to non-existent subpattern',
    ]
      .map(message => `grep: ${message}\n`)
      .join('') + '[2]',
  );
  t.is(
    sh('printf %s aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! | grep -P "(?=a)(a+)+\\$"'),
    "grep: (standard input): exceeded PCRE's backtracking limit\n[2]",
  );
});
