import test from 'ava';
import { fitsPlatform, formatPlatform, here, InvalidPlatform, parsePlatform } from '../../engine/core/platform.js';

const named: readonly (readonly [text: string, platform: string])[] = [
  ['linux', 'linux/amd64'],
  ['arm64', 'linux/arm64'],
  ['LINUX/X86_64', 'linux/amd64'],
  ['linux/arm64/v8', 'linux/arm64/v8'],
  ['linux/arm/7', 'linux/arm/v7'],
  ['armhf', 'linux/arm'],
  ['macos/aarch64', 'darwin/arm64'],
  ['linux/bogus', 'linux/bogus'],
  ['windows', 'windows/amd64'],
];

for (const [text, platform] of named) test(`${text} is ${platform}`, t => t.is(formatPlatform(parsePlatform(text)), platform));

const refused: readonly (readonly [text: string, message: string])[] = [
  ['bogus', '"bogus": unknown operating system or architecture: invalid argument'],
  ['a*b', '"a*b": wildcards not yet supported: invalid argument'],
  ['a/b/c/d', '"a/b/c/d": cannot parse platform specifier: invalid argument'],
  [
    'a b',
    '"a b" is an invalid OS component of "a b": OSAndVersion specifier component must match "^([A-Za-z0-9_-]+)(?:\\\\(([A-Za-z0-9_.-]*)\\\\))?$": invalid argument',
  ],
];

for (const [text, message] of refused) {
  test(`${text} is no platform`, t => {
    t.is(t.throws(() => parsePlatform(text), { instanceOf: InvalidPlatform }).message, message);
  });
}

test('a variant counts only when it is asked for, and what is made for the first processors runs on all', t => {
  t.true(fitsPlatform({ ...here, variant: 'v2' }, here));
  t.true(fitsPlatform(here, { ...here, variant: 'v3' }));
  t.false(fitsPlatform({ ...here, variant: 'v2' }, { ...here, variant: 'v3' }));
  t.false(fitsPlatform({ os: 'linux', architecture: 'arm', variant: 'v6' }, { os: 'linux', architecture: 'arm', variant: 'v7' }));
});
