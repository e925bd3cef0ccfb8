import { existsSync } from 'node:fs';
import test from 'ava';
import fc from 'fast-check';
import { runForReal } from './record-snippets.js';
import { sh } from './shell-world.js';
import { withoutPids } from './snippets.js';

const hasDash = existsSync('/bin/dash') && runForReal('dash', 'f() { f; }; f').stderr.includes('recursion depth');
const compare = hasDash ? test : test.skip;

/** Scripts made of what POSIX shells have, all of which end. */
const word = fc.constantFrom(
  '$((n * 3 % 5 - 1))',
  '$((n += 2))',
  '$((x > 1 ? 2 : 3))',
  '${x##*a}',
  '${y:+set}',
  '"${x#"$y"}"',
  '[a-c]*',
  '"$*"',
  '$*',
  '$(false)',
  '`echo b``echo q`',

  'a',
  '$x',
  '"$x"',
  '${y:-d e}',
  '"${y:-d e}"',
  "'q r'",
  '$(echo s; echo t)',
  '"$(echo  u)"',
  '${x%b}',
  '$((n+1))',
  '*',
  '~',
  '$#',
  '"$@"',
  'x$x"y"',
  '\\$x',
  '${#x}',
  '${z=1}',
);
const simple = fc.oneof(
  fc.array(word, { minLength: 1, maxLength: 4 }).map(words => `args ${words.join(' ')}`),
  fc
    .tuple(fc.constantFrom('x', 'y', 'n'), fc.constantFrom('5', 'ab', "'a b'", '$x$y', '$((n*2))', '$(echo v)'))
    .map(([name, value]) => `${name}=${value}`),
  fc.constantFrom(
    'true',
    'false',
    ':',
    'echo $?',
    '[ "$x" = ab ]',
    '(exit 3)',
    'unset x',
    'set -- p q',
    'shift 2>/dev/null || :',
    'cat </dev/null',
    'IFS=b',
    'set -e',
    'set +e',
    'set -u',
    'set -f',
    'return 3',
    'break',
    'continue',
    'trap "echo bye $?" EXIT',
    'trap - EXIT',
    'readonly x',
    'export x="$y" n',
    'local q=1 2>/dev/null',
    'wait',
    'umask 022',
    '. ./nope 2>/dev/null',
    'exec 3>&1',
    'echo out >&3',
    'read v w',
    'getopts ab: o -a -bx; echo $o$OPTARG$OPTIND',
    'printf "%s-%d\\n" "$x" 7',
    'command -v echo',
    'echo a >f; cat f',
    'unset IFS',
  ),
);

const { command } = fc.letrec<{ command: string }>(tie => {
  const inner = tie('command');
  return {
    command: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      simple,
      fc.tuple(inner, inner).map(([a, b]) => `${a}; ${b}`),
      fc.tuple(inner, inner).map(([a, b]) => `${a} && ${b}`),
      fc.tuple(inner, inner).map(([a, b]) => `${a} || ${b}`),
      inner.map(body => `{ ${body}; }`),
      inner.map(body => `( ${body} )`),
      inner.map(body => `{ ${body}; } | cat`),
      inner.map(body => `! { ${body}; }`),
      fc.tuple(inner, inner, inner).map(([test_, a, b]) => `if ${test_}; then ${a}; else ${b}; fi`),
      fc.tuple(fc.array(word, { maxLength: 3 }), inner).map(([words, body]) => `for i in ${words.join(' ')}; do ${body}; done`),
      fc.tuple(word, inner, inner).map(([subject, a, b]) => `case ${subject} in a*) ${a};; *[bs]) ${b};; esac`),
      inner.map(body => `f() { ${body}; }; f one two`),
      inner.map(body => `eval '${body.replaceAll("'", "'\\''")}'`),
      // Simple ones: POSIX leaves open whether `$( )` in a here-document may go on behind the delimiter; here it never does.
      simple.map(body => `cat <<E\n${body}\nE\n:`),
      inner.map(body => `x=$( ${body} )`),
      inner.map(body => `( set -e; ${body}; echo on )`),
      inner.map(body => `( trap 'echo left $?' EXIT; ${body} )`),
      inner.map(body => `g() { ${body}; return $((n + 1)); }; g "$x" || echo $?`),
      inner.map(body => `while [ $((lo += 1)) -lt 6 ]; do ${body}; done`),
      inner.map(body => `until [ "\$((up += 1))" -gt 2 ]; do ${body}; done`),
      inner.map(body => `{ ${body}; } & wait $!; echo $?`),
      inner.map(body => `{ ${body}; } 3>&1 >/dev/null`),
      fc.tuple(inner, inner).map(([a, b]) => `echo l1 l2 | while read p q; do ${a}; done; ${b}`),
      fc.tuple(simple, word).map(([body, shown]) => `cat <<E\n$(cat <<F\n${shown}\nF\n)\nE\n${body}`),
      word.map(shown => `cat <<-'E'\n\t${shown}\n\tE\n:`),
    ),
  };
});

compare('random scripts do what dash does with them', t => {
  const property = fc.property(command, script => {
    t.deepEqual(
      withoutPids(sh('dash', script, { cwd: '/srv/here', files: { '/srv/here/': '' }, maxSteps: 200_000 })),
      runForReal('dash', script),
      script,
    );
  });
  fc.assert(property, { seed: 20_260_101, numRuns: Number(process.env['DRYDOCK_GRAMMAR_RUNS'] ?? 1_500), endOnFailure: true });
});
