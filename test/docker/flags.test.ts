import fc from 'fast-check';
import test from 'ava';
import { parseBytes } from '../../engine/docker/flags/bytes.js';
import { parseDuration } from '../../engine/docker/flags/duration.js';
import { flag, type Flag } from '../../engine/docker/flags/flag.js';
import { bool, filter, int, list, text } from '../../engine/docker/flags/flag-type.js';
import { FlagError, HelpRequested, parseFlags } from '../../engine/docker/flags/parse.js';

const none = { en: '', ko: '' };
const flags: readonly Flag[] = [
  flag('all', 'a', bool, none),
  flag('detach', 'd', bool, none),
  flag('env', 'e', list, none),
  flag('filter', 'f', filter, none),
  flag('name', '', text, none),
  flag('publish', 'p', list, none),
  flag('rm', '', bool, none),
  flag('sig-proxy', '', bool, none, { initial: 'true' }),
  flag('tail', 'n', int, none, { initial: '-1' }),
];

/** Given flags by name and the arguments, or what pflag says. */
function parse(line: string, interspersed = true): unknown {
  try {
    const parsed = parseFlags(
      flags,
      line.split(' ').filter(word => word !== ''),
      interspersed,
    );
    const given = flags
      .filter(({ name }) => parsed.flags.isGiven(name))
      .map(({ name, type }) => [name, type.repeats ? parsed.flags.list(name) : parsed.flags.text(name)]);
    return { flags: Object.fromEntries(given) as unknown, args: parsed.args };
  } catch (error) {
    if (error instanceof FlagError) return error.message;
    if (error instanceof HelpRequested) return 'help';
    throw error;
  }
}

const lines: readonly (readonly [string, unknown])[] = [
  ['-ad --name web x', { flags: { all: 'true', detach: 'true', name: 'web' }, args: ['x'] }],
  ['-p80:80 -p=81:81 -p 82:82', { flags: { publish: ['80:80', '81:81', '82:82'] }, args: [] }],
  ['-dp 8080:80 -e=A=1 --env B=2', { flags: { detach: 'true', env: ['A=1', 'B=2'], publish: ['8080:80'] }, args: [] }],
  ['--rm=false --sig-proxy=f --all=1', { flags: { all: 'true', rm: 'false', 'sig-proxy': 'false' }, args: [] }],
  ['-n -1 --tail=-5', { flags: { tail: '-5' }, args: [] }],
  ['x -a y', { flags: { all: 'true' }, args: ['x', 'y'] }],
  ['-a -- -d', { flags: { all: 'true' }, args: ['-d'] }],
  ['a - b', { flags: {}, args: ['a', '-', 'b'] }],
  ['-f Status=exited', { flags: { filter: ['status=exited'] }, args: [] }],
  ['--bogus', 'unknown flag: --bogus'],
  ['--bogus=1', 'unknown flag: --bogus'],
  ['-x', "unknown shorthand flag: 'x' in -x"],
  ['-axd', "unknown shorthand flag: 'x' in -xd"],
  ['--name', 'flag needs an argument: --name'],
  ['-p', "flag needs an argument: 'p' in -p"],
  ['-dp', "flag needs an argument: 'p' in -p"],
  ['--rm=maybe', 'invalid argument "maybe" for "--rm" flag: strconv.ParseBool: parsing "maybe": invalid syntax'],
  ['-n abc', 'invalid argument "abc" for "-n, --tail" flag: strconv.ParseInt: parsing "abc": invalid syntax'],
  [
    '-n 99999999999999999999',
    'invalid argument "99999999999999999999" for "-n, --tail" flag: strconv.ParseInt: parsing "99999999999999999999": value out of range',
  ],
  ['-f nonsense', 'invalid argument "nonsense" for "-f, --filter" flag: bad format of filter (expected name=value)'],
  ['--=x', 'bad flag syntax: --=x'],
  ['---x', 'bad flag syntax: ---x'],
  ['-a --help', 'help'],
  ['-h', 'help'],
];

for (const [line, expected] of lines) {
  test(`docker x ${line}`, t => {
    t.deepEqual(parse(line), expected);
  });
}

test('flags end at the first argument where a command of the container follows', t => {
  t.deepEqual(parse('-d alpine -a --name x', false), { flags: { detach: 'true' }, args: ['alpine', '-a', '--name', 'x'] });
  t.deepEqual(parse('-- alpine -a', false), { flags: {}, args: ['alpine', '-a'] });
});

test('what is written as flags is read as the same flags', t => {
  const word = fc.stringMatching(/^[a-z0-9:=/.]{1,12}$/);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('env', 'publish'), word), { maxLength: 6 }),
      fc.array(word, { maxLength: 4 }),
      (given, args) => {
        const line = given.flatMap(([name, value], index) => (index % 2 === 0 ? [`--${name}`, value] : [`--${name}=${value}`]));
        const parsed = parseFlags(flags, [...line, '--', ...args], true);
        t.deepEqual(parsed.args, args);
        for (const name of ['env', 'publish'])
          t.deepEqual(
            parsed.flags.list(name),
            given.filter(([other]) => other === name).map(([, value]) => value),
          );
      },
    ),
    { seed: 28 },
  );
});

test('no command line does anything but parse or say what is wrong', t => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string({ maxLength: 6 }), fc.constantFrom('-a', '--', '-', '--name', '-p', '-e=', '--rm=', '-ad')), {
        maxLength: 8,
      }),
      words => {
        t.notThrows(() => parse(words.join(' ')));
      },
    ),
    { seed: 28 },
  );
});

test('sizes', t => {
  const sizes: readonly (readonly [string, number | string])[] = [
    ['64m', 67_108_864],
    ['1.5g', 1_610_612_736],
    ['512', 512],
    ['10kb', 10_240],
    ['1GiB', 1_073_741_824],
    ['2 MB', 2_097_152],
    ['0', 0],
    ['lots', "invalid size: 'lots'"],
    ['1x', "invalid suffix: 'x'"],
    ['-1', "invalid size: '-1'"],
    ['', "invalid size: ''"],
  ];
  for (const [size, expected] of sizes)
    t.is(
      attempt(() => parseBytes(size)),
      expected,
    );
});

test('durations', t => {
  const durations: readonly (readonly [string, number | string])[] = [
    ['1h15m30.5s', 4_530_500_000_000],
    ['1us', 1000],
    ['-1.5h', -5_400_000_000_000],
    ['0', 0],
    ['300ms', 300_000_000],
    ['5', 'time: missing unit in duration "5"'],
    ['1x', 'time: unknown unit "x" in duration "1x"'],
    ['', 'time: invalid duration ""'],
    ['.', 'time: invalid duration "."'],
  ];
  for (const [duration, expected] of durations)
    t.is(
      attempt(() => parseDuration(duration)),
      expected,
    );
});

function attempt<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
