import { readText } from '../input.js';
import { coreutils } from '../origins.js';
import { define } from '../tool.js';

export const hostid = define({
  name: 'hostid',
  options: {},
  gnu: { usage: ['[OPTION]'], about: 'Print the numeric identifier of this host, in hexadecimal.' },
  busybox: { usage: [''], about: 'Print out a unique 32-bit identifier for the machine' },
  origin: coreutils,
  busyboxUnknown: 'usage',
  *run({ sys, out }) {
    // Without /etc/hostid the C library makes it of the address that the machine's name has.
    const hosts = sys.access('/etc/hosts', { read: true }) ? yield* readText(sys, '/etc/hosts') : '';
    const line = hosts.split('\n').find(each => each.split(/\s+/).slice(1).includes(sys.hostname()));
    const [a = 0, b = 0, c = 0, d = 0] = (/^[\d.]+/.exec(line ?? '')?.[0] ?? '127.0.0.1').split('.').map(Number);
    const hex = (byte: number): string => byte.toString(16).padStart(2, '0');
    yield* out.line(`${hex(b)}${hex(a)}${hex(d)}${hex(c)}`);
  },
});
