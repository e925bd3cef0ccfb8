import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import type { Fd } from '../../process/sys.js';
import { noEffect, refused } from '../options.js';
import { inetutilsTelnet } from '../origins.js';
import { define, UsageError, type Tool } from '../tool.js';
import { resolveHost } from './resolver.js';

type Key = 'ipv4' | 'ipv6' | 'escape' | 'user' | 'noAuto' | 'bind' | 'eightBit' | 'noEscape';

/** `^]`, which leads to telnet's own prompt. */
const ESCAPE = 0x1d;
const INTERPRET = 0xff;
const services: Readonly<Record<string, number>> = {
  http: 80,
  https: 443,
  mysql: 3306,
  postgresql: 5432,
  redis: 6379,
  smtp: 25,
  ssh: 22,
  telnet: 23,
};

export const telnet = define<Key>({
  name: 'telnet',
  options: {
    ipv4: noEffect('-4, --ipv4', 'addresses are IPv4'),
    ipv6: refused('-6, --ipv6'),
    eightBit: noEffect('-8, --binary', 'bytes go as they are'),
    noAuto: noEffect('-a, -K, --login, --no-login', 'nobody is logged in'),
    bind: refused('-b ADDRESS, --bind=ADDRESS'),
    escape: refused('-e CHAR, --escape=CHAR'),
    noEscape: ['-E, --no-escape', 'there is no escape character'],
    user: refused('-l USER, --user=USER'),
  },
  gnu: { usage: ['[OPTION...] [HOST [PORT]]'], about: 'Talk with a port of a host, a line at a time.' },
  busybox: { usage: ['[-a] [-l USER] HOST [PORT]'], about: 'Connect to telnet server' },
  origin: inetutilsTelnet,
  *run(tool) {
    const { args, out, sys } = tool;
    const [host, service = 'telnet'] = args.operands;
    if (host === undefined) throw new UsageError(tool.isGnu ? 'drydock: telnet without a host is not simulated' : '');
    const port = /^\d+$/.test(service) ? Number(service) : services[service];
    if (port === undefined || port > 65_535) {
      yield* tool.complain(
        tool.isGnu
          ? `telnet: could not resolve ${host}/${service}: Servname not supported for ai_socktype\n`
          : `telnet: bad port '${service}'\n`,
      );
      return 1;
    }
    const found = yield* resolveHost(sys, host);
    if (found.kind !== 'found') {
      const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
      yield* tool.complain(tool.isGnu ? `telnet: could not resolve ${host}/${service}: ${reason}\n` : `telnet: bad address '${host}'\n`);
      return 1;
    }
    const ip = found.addresses[0] ?? '';
    if (tool.isGnu) yield* out.line(`Trying ${ip}...`);
    yield* out.flush();
    let fd: Fd;
    try {
      fd = yield* sys.connect({ ip, port });
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* tool.complain(
        tool.isGnu
          ? `telnet: Unable to connect to remote host: ${error.message}\n`
          : `telnet: can't connect to remote host (${ip}): ${error.message}\n`,
      );
      return 1;
    }
    if (tool.isGnu) yield* out.write(`Connected to ${host}.\n${args.has('noEscape') ? '' : "Escape character is '^]'.\n"}`);
    else yield* out.line(`Connected to ${host}\n`);
    yield* out.flush();
    return yield* talk(tool, fd);
  },
});

/** Carries what is typed over, with the line ends of the network, and what comes back. */
function* talk(tool: Tool<Key>, fd: Fd): Task<number> {
  const { sys } = tool;
  try {
    for (;;) {
      const ready = yield* sys.poll([
        { fd, read: true },
        { fd: 0, read: true },
      ]);
      if (ready.kind !== 'ready') return 1;
      for (const source of ready.fds) {
        const bytes = yield* sys.read(source.fd, 16_384);
        if (source.fd === 0) {
          if (bytes.length === 0) return yield* ended(tool);
          if (bytes.includes(ESCAPE) && !tool.args.has('noEscape')) {
            yield* sys.write(1, encodeUtf8('\ntelnet> Connection closed.\n'));
            return 0;
          }
          yield* sys.write(fd, withReturns(bytes));
          continue;
        }
        if (bytes.length === 0) return yield* ended(tool);
        yield* sys.write(1, withoutCommands(bytes));
      }
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
    return yield* ended(tool);
  } finally {
    sys.close(fd);
  }
}

function* ended(tool: Tool<Key>): Task<number> {
  yield* tool.complain('Connection closed by foreign host.\n');
  return 1;
}

function withReturns(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes].flatMap(byte => (byte === 10 ? [13, 10] : [byte])));
}

/** Negotiations (IAC, verb, option) are between the programs. */
function withoutCommands(bytes: Uint8Array): Uint8Array {
  const kept: number[] = [];
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i] ?? 0;
    if (byte === INTERPRET && bytes[i + 1] !== INTERPRET) i += 2;
    else if (byte !== 13) kept.push(byte);
  }
  return Uint8Array.from(kept);
}
