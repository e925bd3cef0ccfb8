import test from 'ava';
import fc from 'fast-check';
import { matches, type Matcher, type Value } from '../../grader/check/matcher.js';
import { assertion } from './fixture.js';

const values: fc.Arbitrary<Value> = fc.oneof(
  fc.string(),
  fc.integer(),
  fc.boolean(),
  fc.constant(undefined),
  fc.array(fc.string(), { maxLength: 3 }),
);
const leaf: fc.Arbitrary<Matcher> = fc.oneof(
  fc.oneof(fc.string(), fc.integer(), fc.boolean()).map(value => ({ kind: 'equals', value }) as const),
  fc.record({ kind: fc.constantFrom('contains', 'prefix', 'suffix'), text: fc.string({ maxLength: 2 }) }),
  fc.constantFrom('.', '^a', '[0-9]+').map(pattern => ({ kind: 'matches', pattern }) as const),
  fc.record({ kind: fc.constant('number' as const), relation: fc.constantFrom('gt', 'ge', 'lt', 'le'), limit: fc.integer() }),
);
const matchers: fc.Arbitrary<Matcher> = fc.letrec<{ matcher: Matcher }>(tie => ({
  matcher: fc.oneof(
    { maxDepth: 3 },
    leaf,
    tie('matcher').map(inner => ({ kind: 'not', inner }) as const),
    fc.array(tie('matcher'), { maxLength: 3 }).map(options => ({ kind: 'oneOf', options }) as const),
    fc.array(tie('matcher'), { maxLength: 3 }).map(all => ({ kind: 'every', all }) as const),
  ),
})).matcher;

test('not turns every matcher around', t => {
  fc.assert(
    fc.property(matchers, values, (matcher, value) => matches({ kind: 'not', inner: matcher }, value) === !matches(matcher, value)),
    { seed: 1 },
  );
  t.pass();
});

test('any of them, and all of them', t => {
  fc.assert(
    fc.property(fc.array(matchers, { maxLength: 4 }), values, (all, value) => {
      const some = matches({ kind: 'oneOf', options: all }, value) === all.some(one => matches(one, value));
      return some && matches({ kind: 'every', all }, value) === all.every(one => matches(one, value));
    }),
    { seed: 2 },
  );
  t.pass();
});

/** What the instructor wrote, a value of the host, and whether it fits. */
const table: readonly (readonly [yaml: string, value: Value, fits: boolean])[] = [
  ['80', '80', true],
  ["'80'", 80, true],
  ['80', '8080', false],
  ['true', true, true],
  ["'true'", true, true],
  ['yes', 'yes', true],
  ['1.5', '1.5', true],
  ['a', undefined, false],
  ["''", '', true],
  ["''", undefined, false],
  ['a', ['b', 'a'], true],
  ['a', [], false],
  ['{not: a}', ['b', 'a'], false],
  ['{not: a}', [], true],
  ['{not: a}', undefined, true],
  ['[a, b]', 'b', true],
  ['[a, b]', 'c', false],
  ['/^a+$/', 'aaa', true],
  ['/a/', 'bab', true],
  ['/A/', 'a', false],
  ['{contains: bc}', 'abcd', true],
  ['{prefix: a, suffix: d}', 'abcd', true],
  ['{prefix: a, suffix: c}', 'abcd', false],
  ['{ge: 2, lt: 4}', 2, true],
  ['{ge: 2, lt: 4}', 4, false],
  ['{ge: 0}', '', false],
  ['{ge: 0}', false, false],
  ['{ge: 0}', 'many', false],
  ['{lt: 5}', undefined, false],
  ['{matches: __proto__}', '__proto__', true],
];

for (const [yaml, value, fits] of table) {
  test(`${yaml} ${fits ? 'fits' : 'does not fit'} ${JSON.stringify(value)}`, t => {
    const parsed = assertion(`file: x\ncontent: ${yaml}`);
    t.is(parsed.kind === 'file' && parsed.content && matches(parsed.content, value), fits);
  });
}
