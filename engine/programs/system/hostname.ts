import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { readHosts } from '../net/resolver.js';
import { hostnameOrigin } from '../origins.js';
import { define, Fatal } from '../tool.js';

type Key = 'short' | 'fqdn' | 'ip' | 'allIps' | 'domain' | 'file';

export const hostname = define<Key>({
  name: 'hostname',
  options: {
    short: ['-s, --short', 'print the name up to the first dot'],
    fqdn: ['-f, --fqdn, --long', 'print the name with its domain'],
    ip: ['-i, --ip-address', 'print the address of the name'],
    allIps: ['-I, --all-ip-addresses', 'print all addresses of this host', 'gnu'],
    domain: ['-d, --domain', 'print the domain'],
    file: ['-F, --file=FILE', 'set the name from FILE'],
  },
  gnu: { usage: ['[-s|-f|-i|-I|-d]', '[-F FILE | NAME]'], about: 'Show or set the name of this host.' },
  origin: hostnameOrigin,
  busybox: { usage: ['[-sidf] [HOSTNAME | -F FILE]'], about: 'Show or set hostname or DNS domain name' },
  *run(tool) {
    const { args, sys, out } = tool;
    const file = args.value('file');
    const name = file === undefined ? args.operands[0] : (yield* readText(sys, file)).trim();
    if (name !== undefined) {
      try {
        sys.setHostname(name);
      } catch (error) {
        if (!isErrno(error)) throw error;
        throw new Fatal(tool.isGnu ? 'you must be root to change the host name' : `sethostname: ${error.message}`);
      }
      return;
    }
    const full = sys.hostname();
    const addresses = (skipLoopback: boolean): string[] =>
      sys.net
        .interfaces()
        .filter(device => !skipLoopback || device.kind !== 'loopback')
        .flatMap(device => device.addresses.map(address => address.split('/')[0] ?? ''));
    if (args.has('allIps')) yield* out.line(`${addresses(true).join(' ')} `);
    else if (args.has('ip')) yield* out.line(addresses(true)[0] ?? '127.0.0.1');
    else if (args.has('domain')) yield* out.line((yield* qualified(sys, full)).replace(/^[^.]*\.?/, ''));
    else if (args.has('fqdn')) yield* out.line(yield* qualified(sys, full));
    else yield* out.line(args.has('short') ? (full.split('.')[0] ?? '') : full);
  },
});

/** The first name that /etc/hosts has for the machine, which is the one with the domain. */
function* qualified(sys: Sys, name: string): Task<string> {
  const entry = (yield* readHosts(sys)).find(({ names }) => names.includes(name.toLowerCase()));
  return entry?.names[0] ?? name;
}
