import test from 'ava';
import fc from 'fast-check';
import {
  formatCanonical,
  formatReference,
  parseAnyReference,
  parseReference,
  withDefaultTag,
  type Reference,
} from '../../engine/image/reference.js';

const sha = `sha256:${'ab'.repeat(32)}`;

/** Typed text, then what Docker makes of it: the whole name, and the name as it is shown. */
const good: readonly (readonly [typed: string, canonical: string, familiar: string])[] = [
  ['alpine', 'docker.io/library/alpine', 'alpine'],
  ['alpine:3.10', 'docker.io/library/alpine:3.10', 'alpine:3.10'],
  ['docker.io/library/hello-world', 'docker.io/library/hello-world', 'hello-world'],
  ['index.docker.io/alpine', 'docker.io/library/alpine', 'alpine'],
  ['docker/getting-started', 'docker.io/docker/getting-started', 'docker/getting-started'],
  ['localhost/app', 'localhost/app', 'localhost/app'],
  ['localhost:5000/my-alpine', 'localhost:5000/my-alpine', 'localhost:5000/my-alpine'],
  ['registry.example.com:443/team/app:1', 'registry.example.com:443/team/app:1', 'registry.example.com:443/team/app:1'],
  ['[::1]:5000/x', '[::1]:5000/x', '[::1]:5000/x'],
  ['UPPER/x', 'UPPER/x', 'UPPER/x'],
  [`alpine@${sha}`, `docker.io/library/alpine@${sha}`, `alpine@${sha}`],
  [`alpine:1@${sha}`, `docker.io/library/alpine:1@${sha}`, `alpine:1@${sha}`],
  ['nginx.1.2', 'docker.io/library/nginx.1.2', 'nginx.1.2'],
  ['a__b-c---d', 'docker.io/library/a__b-c---d', 'a__b-c---d'],
];

for (const [typed, canonical, familiar] of good) {
  test(`${typed} means ${canonical}`, t => {
    const reference = parseReference(typed);
    t.is(formatCanonical(reference), canonical);
    t.is(formatReference(reference), familiar);
  });
}

const bad: readonly (readonly [typed: string, message: string])[] = [
  ['', 'invalid reference format'],
  ['Alpine', 'invalid reference format: repository name (library/Alpine) must be lowercase'],
  ['library/ALPINE', 'invalid reference format: repository name (library/ALPINE) must be lowercase'],
  ['student/App:1', 'invalid reference format: repository name (student/App) must be lowercase'],
  ['alpine:', 'invalid reference format'],
  ['bad:ta:g', 'invalid reference format'],
  ['alpine:bad:tag', 'invalid reference format'],
  ['-x', 'invalid reference format'],
  ['a//b', 'invalid reference format'],
  ['a___b', 'invalid reference format'],
  ['x:' + 'a'.repeat(129), 'invalid reference format'],
  ['alpine@sha256:ab', 'invalid reference format'],
  [`alpine@sha256:${'ab'.repeat(20)}`, 'invalid checksum digest length'],
  [`alpine@md5:${'ab'.repeat(16)}`, 'unsupported digest algorithm'],
  ['a'.repeat(256), 'repository name must not be more than 255 characters'],
  ['a'.repeat(64), `invalid repository name (${'a'.repeat(64)}), cannot specify 64-byte hexadecimal strings`],
];

for (const [typed, message] of bad) {
  test(`${typed.slice(0, 40) || 'an empty name'} is refused: ${message.slice(0, 40)}`, t => {
    t.throws(() => parseReference(typed), { name: 'InvalidReference', message });
  });
}

test('64 hexadecimal digits are an id, not a name', t => {
  t.deepEqual(parseAnyReference('ab'.repeat(32)), { kind: 'id', id: sha });
  t.deepEqual(parseAnyReference(sha), { kind: 'id', id: sha });
  t.is(parseAnyReference('abc').kind, 'named');
});

test('latest stands for a missing tag, not for a missing tag beside a digest', t => {
  t.is(formatReference(withDefaultTag(parseReference('nginx'))), 'nginx:latest');
  t.is(formatReference(withDefaultTag(parseReference(`nginx@${sha}`))), `nginx@${sha}`);
});

const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const path = fc.array(word, { minLength: 1, maxLength: 3 }).map(words => words.join('/'));
const references: fc.Arbitrary<Reference> = fc.record({
  domain: fc.constantFrom('docker.io', 'localhost', 'localhost:5000', 'registry.example.com', 'r.io:443'),
  path,
  tag: fc.option(fc.stringMatching(/^\w[\w.-]{0,20}$/), { nil: undefined }),
  digest: fc.option(fc.constant(sha), { nil: undefined }),
});

test('what is written can be read again', t => {
  fc.assert(
    fc.property(references, reference => {
      const parsed = parseReference(formatCanonical(reference));
      t.deepEqual(parseReference(formatReference(parsed)), parsed);
      t.deepEqual(parseReference(formatCanonical(parsed)), parsed);
    }),
    { seed: 1 },
  );
});

test('anything typed is either read or refused', t => {
  fc.assert(
    fc.property(fc.string(), text => {
      try {
        return parseReference(text).path.length > 0;
      } catch (error) {
        return error instanceof Error && error.name === 'InvalidReference';
      }
    }),
    { seed: 1 },
  );
  t.pass();
});
