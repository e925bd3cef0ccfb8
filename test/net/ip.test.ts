import test from 'ava';
import { formatPrefix, netmaskOf, normaliseIp, parseIpv4, parsePrefix } from '../../engine/net/ip.js';

test('only full dotted quads are IPv4', t => {
  t.is(parseIpv4('172.17.0.2'), 2886795266);
  for (const text of ['1.2.3', '1.2.3.256', '01.2.3.4', '1.2.3.4.5', 'a.b.c.d', '']) t.is(parseIpv4(text), undefined, text);
});

test('a prefix is cut to its length', t => {
  const cut = (text: string) => {
    const prefix = parsePrefix(text);
    return prefix && formatPrefix(prefix);
  };
  t.deepEqual(['10.5.3.7/16', '0.0.0.0/0', '1.2.3.4/32', '1.2.3.4/33', '1.2.3.4'].map(cut), [
    '10.5.0.0/16',
    '0.0.0.0/0',
    '1.2.3.4/32',
    undefined,
    undefined,
  ]);
  t.deepEqual([0, 16, 20, 32].map(netmaskOf), ['0.0.0.0', '255.255.0.0', '255.255.240.0', '255.255.255.255']);
});

test('IPv6 has one written form', t => {
  t.deepEqual(
    ['0:0:0:0:0:0:0:1', '::', '2001:DB8:0:0:1::1', '::ffff:1.2.3.4', 'fe80::1:0:0:2', '1::2::3', '12345::', ':1'].map(normaliseIp),
    ['::1', '::', '2001:db8::1:0:0:1', '::ffff:1.2.3.4', 'fe80::1:0:0:2', undefined, undefined, undefined],
  );
});
