import test from 'ava';
import { formatPorts } from '../../engine/docker/formatter/ports.js';
import { layOutTabs } from '../../engine/docker/formatter/tab-writer.js';
import { calendarOf, formatAnsic, formatGoTime, parseTimestamp } from '../../engine/docker/formatter/time.js';
import { ellipsis, shortId } from '../../engine/docker/formatter/truncate.js';
import { formatBinarySize, formatElapsed, formatSize } from '../../engine/docker/formatter/units.js';
import { compareNaturally } from '../../engine/docker/natural-order.js';

test('columns are as wide as their widest cell and three spaces, and at least ten', t => {
  t.is(layOutTabs('ID\tNAME\tX\n1234567890ab\tweb\t\n'), 'ID             NAME      X\n1234567890ab   web       \n');
  t.is(layOutTabs('A\tB\nplain\nC\tD\n'), 'A         B\nplain\nC         D\n');
  t.is(layOutTabs('한글\tx\n'), '한글        x\n');
  t.is(layOutTabs('UID\tCMD\n', { minimum: 20 }), 'UID                 CMD\n');
});

test('sizes have at most four digits, or three in tables', t => {
  t.deepEqual(
    [0, 999, 1000, 1090, 22_081_234, 1e9, 1.5e12].map(size => formatSize(size)),
    ['0B', '999B', '1kB', '1.09kB', '22.08MB', '1GB', '1.5TB'],
  );
  t.deepEqual(
    [23_855_000, 36_999_999, 999_600].map(size => formatSize(size, 3)),
    ['23.9MB', '37MB', '1e+03kB'],
  );
  t.deepEqual(
    [0, 1023, 1024, 3_178_496, 25_276_510_208].map(size => formatBinarySize(size)),
    ['0B', '1023B', '1KiB', '3.031MiB', '23.54GiB'],
  );
});

test('times are told in the words of the client', t => {
  const seconds = [
    0,
    0.9,
    1,
    59,
    60,
    119,
    120,
    3599,
    3600,
    5399,
    5400,
    47.4 * 3600,
    48 * 3600,
    13 * 86_400,
    14 * 86_400,
    59 * 86_400,
    60 * 86_400,
    800 * 86_400,
  ];
  t.deepEqual(
    seconds.map(value => formatElapsed(value * 1000)),
    [
      'Less than a second',
      'Less than a second',
      '1 second',
      '59 seconds',
      'About a minute',
      'About a minute',
      '2 minutes',
      '59 minutes',
      'About an hour',
      'About an hour',
      '2 hours',
      '47 hours',
      '2 days',
      '13 days',
      '2 weeks',
      '8 weeks',
      '2 months',
      '2 years',
    ],
  );
});

test('calendar', t => {
  t.is(formatGoTime(1_795_371_103), '2026-11-22 18:11:43 +0000 UTC');
  t.is(formatAnsic(1_789_470_177), 'Tue Sep 15 11:02:57 2026');
  t.is(parseTimestamp('2026-11-22T18:11:43.5+01:00'), 1_795_367_503_500);
  t.is(parseTimestamp('0001-01-01T00:00:00Z'), -62_135_596_800_000);
  t.is(parseTimestamp('yesterday'), undefined);
  t.deepEqual(calendarOf(951_782_400), { year: 2000, month: 2, day: 29, hour: 0, minute: 0, second: 0, weekday: 2 });
});

test('the PORTS column', t => {
  const port = (PrivatePort: number, PublicPort?: number, IP = '0.0.0.0', Type = 'tcp'): unknown => ({
    PrivatePort,
    Type,
    ...(PublicPort === undefined ? {} : { PublicPort, IP }),
  });
  t.is(formatPorts([]), '');
  t.is(formatPorts([port(80)]), '80/tcp');
  t.is(formatPorts([port(80, 80), port(80, 80, '::')]), '0.0.0.0:80->80/tcp, [::]:80->80/tcp');
  t.is(
    formatPorts([port(80), port(53, 5353, '0.0.0.0', 'udp'), port(53, 5353, '::', 'udp')]),
    '80/tcp, 0.0.0.0:5353->53/udp, [::]:5353->53/udp',
  );
  t.is(formatPorts([port(81, 81), port(80, 80), port(82)]), '0.0.0.0:80-81->80-81/tcp, 82/tcp');
  t.is(formatPorts([port(9200), port(9201), port(9300)]), '9200-9201/tcp, 9300/tcp');
});

test('shortening and ordering', t => {
  t.is(ellipsis('echo a long command line', 20), 'echo a long command…');
  t.is(ellipsis('안녕하세요', 6), '안녕…');
  t.is(shortId(`sha256:${'0123456789abcdef'.repeat(4)}`), '0123456789ab');
  t.deepEqual(['net10', 'net9', 'a', 'net'].sort(compareNaturally), ['a', 'net', 'net9', 'net10']);
});
