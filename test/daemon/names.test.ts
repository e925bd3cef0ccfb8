import test from 'ava';
import { Random } from '../../engine/core/random.js';
import { DaemonError } from '../../engine/daemon/errors.js';
import { checkName, randomName } from '../../engine/daemon/names.js';

test('a random name is an adjective and a surname', t => {
  t.regex(
    randomName(new Random('a'), () => false, 'f'.repeat(64)),
    /^[a-z]+_[a-z]+$/,
  );
});

test('the same seed gives the same name', t => {
  const name = (): string => randomName(new Random('a'), () => false, 'f'.repeat(64));
  t.is(name(), name());
});

test('when every attempt is taken, the short id has to do', t => {
  const tried: string[] = [];
  const name = randomName(
    new Random('a'),
    candidate => {
      tried.push(candidate);
      return true;
    },
    '0123456789abcdef',
  );
  t.is(name, '0123456789ab');
  t.is(tried.length, 6);
  t.true(tried.slice(1).every(candidate => /\d$/.test(candidate)));
});

test('names may not begin with a dot or be a single character', t => {
  t.is(checkName('/web.1-a_b'), 'web.1-a_b');
  for (const name of ['x', '.web', '_web', 'bad name', '']) {
    t.deepEqual(
      t.throws(() => checkName(name), { instanceOf: DaemonError }).message,
      `Invalid container name (${name}), only [a-zA-Z0-9][a-zA-Z0-9_.-] are allowed`,
    );
  }
});
