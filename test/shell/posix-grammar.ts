import fc from 'fast-check';

/** Words of POSIX shells. */
const posixWord = fc.constantFrom(
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

/** Simple commands of POSIX shells, with these words. */
const simpleWith = (word: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
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

type More = (inner: fc.Arbitrary<string>) => readonly fc.Arbitrary<string>[];

/** Scripts made of what POSIX shells have, all of which end; with words, simple commands and compound ones of a dialect. */
export function scripts(words: readonly string[], simples: readonly string[], more: More): fc.Arbitrary<string> {
  const word = words.length === 0 ? posixWord : fc.oneof(posixWord, fc.constantFrom(...words));
  const posix = simpleWith(word);
  const simple = simples.length === 0 ? posix : fc.oneof(posix, fc.constantFrom(...simples));
  return fc.letrec<{ command: string }>(tie => {
    const inner = tie('command');
    return {
      command: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        simple,
        ...more(inner),
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
  }).command;
}

/** What every POSIX shell knows. */
export const posixScript = scripts([], [], () => []);
