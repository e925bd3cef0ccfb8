import test from 'ava';
import { compilePerl, PatternError, TooManyTries } from '../../../engine/programs/regex/perl/perl.js';

const plain = {
  ignoreCase: false,
  multiline: false,
  dotAll: false,
  extended: false,
  dollarEnd: false,
  ungreedy: false,
  unicode: true,
};

function spans(pattern: string, text: string, flags: Partial<typeof plain> = {}): readonly number[] | undefined {
  const regex = compilePerl(pattern, { ...plain, ...flags });
  return regex.exec(text, 0)?.slice(0, 2 * (regex.groupCount + 1));
}

test('looks ahead and behind, and back at what was captured', t => {
  t.deepEqual(spans('(?<=a)b(?=c)', 'abd abc'), [5, 6]);
  t.deepEqual(spans('(?<!a)b(?!c)', 'abc bc bd'), [7, 8]);
  t.deepEqual(spans(String.raw`(\w)\1`, 'hello'), [2, 4, 2, 3]);
  t.deepEqual(spans('(?i)É', 'é'), [0, 1]);
  t.deepEqual(spans(String.raw`^(\((?:[^()]|(?1))*\))$`, '(a(b)c)'), [0, 7, 0, 7]);
});

test('characters beyond the first plane are one', t => {
  t.deepEqual(spans('^.{2}$', '😀😀'), [0, 4]);
  t.deepEqual(spans('(?<=😀)x', '😀x'), [2, 3]);
  t.deepEqual(spans('^.{2}$', '😀', { unicode: false }), [0, 2]);
});

test('what is wrong with an expression, and where', t => {
  const wrong = (pattern: string): string => {
    const error = t.throws(() => compilePerl(pattern, plain), { instanceOf: PatternError });
    return `${error.message} ${error.offset}`;
  };
  t.is(wrong('(a'), 'missing closing parenthesis 2');
  t.is(wrong('a)'), 'unmatched closing parenthesis 1');
  t.is(wrong('(?<=a+)'), 'lookbehind assertion is not fixed length 0');
  t.is(wrong('((((a{1000}){1000}){1000}){1000})'), 'regular expression is too large 0');
  t.is(wrong('('.repeat(400)), 'parentheses are too deeply nested 250');
});

test('trying for ever ends', t => {
  for (const [pattern, text] of [
    ['(?:a+)+$', `${'a'.repeat(40)}b`],
    [String.raw`(.*)(.*)(.*)(.*)\1x?\2y\3`, `${'a'.repeat(300)}y`],
    ['^((?1)|a)+$', 'aaaa'],
  ] as const)
    t.throws(() => compilePerl(pattern, plain).exec(text, 0), { instanceOf: TooManyTries }, pattern);
  t.is(spans('(?:a|b)*c', 'ab'.repeat(100_000)), undefined);
  t.deepEqual(spans('(?:a*)*b', `${'a'.repeat(1000)}b`), [0, 1001]);
});
