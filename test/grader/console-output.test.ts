import test from 'ava';
import { outputMatches } from '../../grader/console-output.js';

const id = 'd233288fc31d5ccbb192818a930ea93b2ee1f6cdb47dcae774319ee549592e9d';

/** What a console block shows, what was printed, and whether that is the same. */
const table: readonly (readonly [shown: string, printed: string, same: boolean])[] = [
  ['hello', 'hello\n', true],
  ['hello', 'hello\r\n', true],
  ['hello', 'hello\nmore\n', false],
  ['', '', true],
  ['', 'hello\n', false],
  ['a  b', 'a        b   \n', true],
  ['a b', 'a   b\n', false],
  ['  indented', 'indented\n', false],
  ['<ID64>', `${id}\n`, true],
  ['<ID64>', `${id}0\n`, false],
  ['<ID12>', `${id.slice(0, 12)}\n`, true],
  ['Digest: <DIGEST>', `Digest: sha256:${id}\n`, true],
  ['Up <UPTIME>', 'Up Less than a second\n', true],
  ['Up <UPTIME>', 'Up 3 minutes\n', true],
  ['<AGO>', 'About a minute ago\n', true],
  ['<AGO>', 'yesterday\n', false],
  ['<IP> <MAC>', '172.17.0.2 02:42:ac:11:00:02\n', true],
  ['<TIME>', '2026-01-01T00:00:00.123456789Z\n', true],
  ['<TIME>', '2026-01-01 00:00:00 +0000 UTC\n', true],
  ['<SIZE> <PCT> <N>', '1.5kB 0.25% 7\n', true],
  ['<NAME>', 'jolly_turing\n', true],
  ['<PORT>', '32768\n', true],
  ['a<*>c', 'a.*b c\n', true],
  ['a.c', 'abc\n', false],
  ['<html>', '<html>\n', true],
  ['<NONE>', '<NONE>\n', true],
  ['<ID12:web>', `${id.slice(0, 12)}\n`, true],
  ['<...>\nend', 'one\ntwo\nend\n', true],
  ['<...>\nend', 'end\n', true],
  ['start\n<...>', 'start\n', true],
  ['<...>\nb\n<...>\nb', 'b\nb\n', true],
  ['<...>\nb\n<...>\nb', 'b\n', false],
];

for (const [shown, printed, same] of table) {
  test(`${JSON.stringify(shown)} ${same ? 'is' : 'is not'} ${JSON.stringify(printed)}`, t => {
    t.is(outputMatches(shown === '' ? [] : shown.split('\n'), printed), same);
  });
}

test('many gaps stay quick', t => {
  const shown = Array.from({ length: 200 }, () => ['<...>', 'x']).flat();
  t.false(outputMatches(shown, `${'x\n'.repeat(400)}y\n`));
});
