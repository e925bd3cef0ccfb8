import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import test from 'ava';
import { version } from '../../cli/version.js';

/** Every text file that belongs to the repository. */
const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter(file => file !== '' && existsSync(file));
const read = (file: string): string => readFileSync(file, 'utf8');

test('the program knows the version of its package', t => {
  const manifest = JSON.parse(read('package.json')) as { version: string };
  t.is(version, manifest.version);
});

test('README names commands that exist', t => {
  const scripts = (JSON.parse(read('package.json')) as { scripts: Record<string, string> }).scripts;
  const named = [...read('README.md').matchAll(/npm (?:run )?([a-z]+)/g)].map(([, name = '']) => name);
  t.true(named.length > 0);
  t.deepEqual(
    named.filter(name => !(name in scripts) && !['ci', 'install', 'pack'].includes(name)),
    [],
  );
});

test('every lesson exists in both languages', t => {
  const lessons = files.filter(file => /^lessons\/.*\/lesson\.md$/.test(file));
  t.true(lessons.length > 0);
  t.deepEqual(
    lessons.filter(file => !existsSync(file.replace(/\.md$/, '.ko.md'))),
    [],
  );
});

test('every golden file is used by a test', t => {
  const golden = files.filter(file => file.startsWith('test/golden/'));
  const sources = files
    .filter(file => /^test\/.*\.ts$/.test(file))
    .map(read)
    .join('\n');
  const folders = new Set(golden.map(file => file.split('/').slice(1, 3).join('/')));
  t.deepEqual(
    [...folders].filter(folder => !sources.includes(folder)),
    [],
  );
});

test('links in the documents lead somewhere', t => {
  const broken = files
    .filter(file => /^(docs\/|README|CONTRIBUTING)/.test(file) && file.endsWith('.md'))
    .flatMap(file => [...read(file).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, target = '']) => ({ file, target })))
    .filter(({ file, target }) => !existsSync(new URL(target, `file://${process.cwd()}/${file}`)));
  t.deepEqual(broken, []);
});

test('files named in docs/architecture.md exist', t => {
  const named = [...read('docs/architecture.md').matchAll(/`((?:fs|core|process|docker|daemon|api|shell)\/[\w/-]+\.ts)`/g)].map(
    ([, file = '']) => `engine/${file}`,
  );
  t.true(named.length > 5);
  t.deepEqual(
    named.filter(file => !existsSync(file)),
    [],
  );
});
