import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { decodeUtf8 } from '../../../core/utf8.js';
import type { Sys } from '../../../process/sys.js';
import { readAll } from '../../input.js';
import { resolveAddress, resolveHost } from '../resolver.js';
import type { Decoded } from './decode.js';

/** Names of addresses, as they are asked for, and of ports (/etc/services). */
export class NameBook {
  readonly #sys: Sys;
  readonly #services: ReadonlyMap<string, string>;
  readonly #hosts = new Map<string, string>();

  private constructor(sys: Sys, services: ReadonlyMap<string, string>) {
    this.#sys = sys;
    this.#services = services;
  }

  static *open(sys: Sys): Task<NameBook> {
    return new NameBook(sys, yield* readServices(sys));
  }

  readonly host = (ip: string): string => this.#hosts.get(ip) ?? ip;

  readonly portName = (port: number, protocol: 'tcp' | 'udp'): string => this.#services.get(`${String(port)}/${protocol}`) ?? String(port);

  readonly port = (name: string): number | undefined => {
    for (const protocol of ['tcp', 'udp']) {
      const number = this.#services.get(`${name}/${protocol}`);
      if (number !== undefined) return Number(number);
    }
    return undefined;
  };

  *address(name: string): Task<readonly string[]> {
    try {
      const found = yield* resolveHost(this.#sys, name);
      return found.kind === 'found' ? found.addresses : [];
    } catch (error) {
      if (isErrno(error)) return [];
      throw error;
    }
  }

  /** Finds out the names of the addresses of a frame. */
  *learn({ arp, ip }: Decoded): Task<void> {
    for (const address of arp ? [arp.senderIp, arp.targetIp] : ip ? [ip.source, ip.destination] : []) {
      if (!this.#hosts.has(address)) this.#hosts.set(address, (yield* resolveAddress(this.#sys, address)) ?? address);
    }
  }
}

/** `80/tcp` → `http` and `http/tcp` → `80`. */
function* readServices(sys: Sys): Task<ReadonlyMap<string, string>> {
  const services = new Map<string, string>();
  try {
    const fd = sys.open('/etc/services', { read: true });
    const text = decodeUtf8(yield* readAll(sys, fd));
    sys.close(fd);
    for (const line of text.split('\n')) {
      const [, name = '', port = '', protocol = ''] = /^(\S+)\s+(\d+)\/(tcp|udp)/.exec(line) ?? [];
      if (name === '') continue;
      const key = `${port}/${protocol}`;
      if (!services.has(key)) services.set(key, name);
      services.set(`${name}/${protocol}`, port);
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  return services;
}
