import test from 'ava';
import { gnuMains } from '../../engine/programs/gnu.js';
import { machine } from '../helpers/machine.js';

function samples() {
  const files = { '/w/a': 'one\n', '/w/b': 'two\n', '/w/dir/a': 'old\n' };
  return machine({ files, programs: Object.fromEntries(gnuMains) });
}

const usual = { code: 0, stdout: '', stderr: '' };

test('cp keeps what it replaces, under names with ~ or with numbers', t => {
  const on = samples();
  const run = (...argv: readonly string[]) => on.run(argv, { cwd: '/w' });
  t.deepEqual(run('cp', '-bv', 'a', 'b'), { ...usual, stdout: "'a' -> 'b' (backup: 'b~')\n" });
  t.is(on.read('/w/b~'), 'two\n');
  t.deepEqual(run('cp', '--backup=numbered', 'a', 'b'), usual);
  t.deepEqual(run('cp', '--backup', 'dir/a', 'b'), usual);
  t.deepEqual(run('cp', '-S', '.bak', '--backup=simple', 'a', 'b'), usual);
  t.deepEqual(run('ls'), { ...usual, stdout: 'a\nb\nb.bak\nb.~1~\nb.~2~\nb~\ndir\n' });
  t.is(on.read('/w/b.bak'), 'old\n');
  t.deepEqual(run('cp', '-bn', 'a', 'b'), {
    code: 1,
    stdout: '',
    stderr: "cp: options --backup and --no-clobber are mutually exclusive\nTry 'cp --help' for more information.\n",
  });
});

test('mv and ln keep backups too', t => {
  const on = samples();
  const run = (...argv: readonly string[]) => on.run(argv, { cwd: '/w' });
  t.deepEqual(run('mv', '-bv', 'a', 'dir'), { ...usual, stdout: "renamed 'a' -> 'dir/a' (backup: 'dir/a~')\n" });
  t.is(on.read('/w/dir/a'), 'one\n');
  t.is(on.read('/w/dir/a~'), 'old\n');
  t.deepEqual(run('ln', '-sbv', 'b', 'dir/a'), { ...usual, stdout: "'dir/a' ~ 'dir/a~' -> 'b'\n" });
  t.is(on.read('/w/dir/a~'), 'one\n');
});

test('attributes may be copied without bytes, and targets removed first', t => {
  const on = samples();
  const run = (...argv: readonly string[]) => on.run(argv, { cwd: '/w' });
  t.deepEqual(run('chmod', '-v', '700', 'a'), { ...usual, stdout: "mode of 'a' changed from 0644 (rw-r--r--) to 0700 (rwx------)\n" });
  t.deepEqual(run('cp', '-p', '--attributes-only', 'a', 'b'), usual);
  t.is(on.read('/w/b'), 'two\n');
  t.deepEqual(run('stat', '-c', '%a', 'b'), { ...usual, stdout: '700\n' });
  t.deepEqual(run('ln', 'b', 'c'), usual);
  t.deepEqual(run('cp', '--remove-destination', 'a', 'b'), usual);
  t.is(on.read('/w/c'), 'two\n');
});

test('times of links themselves, and modes that the umask holds back', t => {
  const on = samples();
  const run = (...argv: readonly string[]) => on.run(argv, { cwd: '/w' });
  t.deepEqual(run('ln', '-s', 'a', 'link'), usual);
  t.deepEqual(run('touch', '-h', '-d', '@86400', 'link'), usual);
  t.deepEqual(run('touch', '-d', '@86400', 'b'), usual);
  t.deepEqual(run('touch', '-r', 'b', '-d', '+1 day', 'a'), usual);
  t.deepEqual(run('stat', '-c', '%n %Y', 'link', 'a'), { ...usual, stdout: 'link 86400\na 172800\n' });
  t.deepEqual(run('chmod', '666', 'a'), usual);
  t.deepEqual(run('chmod', '-w', 'a'), { code: 1, stdout: '', stderr: 'chmod: a: new permissions are r--rw-rw-, not r--r--r--\n' });
});
