import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { isIpAddress } from '../../../net/ip.js';
import type { SocketAddress } from '../../../net/socket.js';
import type { Fd, OpenOptions, Pid, Sys } from '../../../process/sys.js';
import { resolveHost } from '../resolver.js';
import type { Address } from './address.js';
import { say, SocatError, type Settings } from './log.js';

/** An open end: where bytes come from and go to. */
export interface Channel {
  readonly read: Fd | undefined;
  readonly write: Fd | undefined;
  /** What it is, for the notices. */
  readonly name: string;
  readonly child?: Pid;
  readonly options: ReadonlyMap<string, string>;
}

/** A socket that waits for connections. */
export interface Door {
  readonly fd: Fd;
  readonly name: string;
  readonly forks: boolean;
  readonly maxChildren: number;
  readonly socketPath?: string;
}

export interface Opener {
  readonly sys: Sys;
  readonly settings: Settings;
  /** What the other end will do with it. */
  readonly use: { readonly reads: boolean; readonly writes: boolean };
}

const onlyText = [
  'reuseaddr',
  'reuseport',
  'keepalive',
  'nodelay',
  'backlog',
  'pf',
  'ipv6only',
  'so-reuseaddr',
  'linger',
  'rdwr',
  'interval',
];
const taken = [
  'fork',
  'bind',
  'max-children',
  'creat',
  'create',
  'append',
  'trunc',
  'excl',
  'wronly',
  'rdonly',
  'unlink-early',
  'unlink-close',
  'unlink',
  'mode',
  'perm',
  'stderr',
  'crlf',
  'crnl',
  'ignoreeof',
  'shut-none',
  'shut-null',
  'retry',
  'forever',
  'connect-timeout',
  'type',
  ...onlyText,
];
const known = new Set(
  'pty ctty setsid raw rawer echo icanon cfmakeraw sane pipes sigint nofork path login chroot user group su setuid setgid range tcpwrap lowport sourceport sp sndbuf rcvbuf tos ttl cool-write readbytes lockfile waitlock null-eof end-close history prompt verify cert key cafile dash b9600 wait-slave link f-setlkw flock'.split(
    ' ',
  ),
);

/** Says how many parameters each kind takes. */
const counts: Readonly<Record<string, number>> = {
  STDIO: 0,
  STDIN: 0,
  STDOUT: 0,
  STDERR: 0,
  FD: 1,
  TCP: 2,
  'TCP-LISTEN': 1,
  'UNIX-CLIENT': 1,
  'UNIX-CONNECT': 1,
  'UNIX-LISTEN': 1,
  EXEC: 1,
  SYSTEM: 1,
  OPEN: 1,
  GOPEN: 1,
  CREATE: 1,
};

const unsimulated =
  /^(?:UDP|IP|SCTP|DCCP|OPENSSL|SSL|TCP6|VSOCK|TUN|PTY|READLINE|SOCKS|PROXY|SOCKET|INTERFACE|ABSTRACT|UNIX-|UDPLITE|POSIXMQ)/;

/** Complains of what nobody knows. Throws SocatError. */
export function checkAddress({ keyword, written, parameters, options }: Address): void {
  const count = counts[keyword];
  if (keyword === 'PIPE' && parameters.length === 0) return;
  if (count === undefined) {
    if (keyword === 'PIPE' || unsimulated.test(keyword)) throw new SocatError(`drydock: the address ${written} is not simulated`);
    throw new SocatError(`unknown device/address "${written}"`);
  }
  if (parameters.length !== count)
    throw new SocatError(`${written}: wrong number of parameters (${String(parameters.length)} instead of ${String(count)})`);
  for (const name of options.keys()) {
    if (taken.includes(name)) continue;
    throw new SocatError(known.has(name) ? `drydock: the option ${name} is not simulated` : `parseopts_table(): unknown option "${name}"`);
  }
}

/** Binds a listening address; undefined for one that is opened at once. */
export function* openDoor({ sys, settings }: Opener, { keyword, parameters, options }: Address): Task<Door | undefined> {
  const [place = ''] = parameters;
  const shared = { forks: options.has('fork'), maxChildren: Number(options.get('max-children') ?? Infinity) };
  if (keyword === 'TCP-LISTEN') {
    const ip = options.get('bind') ?? '0.0.0.0';
    const name = `AF=2 ${ip}:${place}`;
    try {
      const fd = sys.listen({ ip, port: portOf(place) });
      yield* say(sys, settings, 'N', `listening on ${name}`);
      return { fd, name, ...shared };
    } catch (error) {
      if (isErrno(error)) throw new SocatError(`bind(5, {${name}}, 16): ${error.message}`);
      throw error;
    }
  }
  if (keyword !== 'UNIX-LISTEN') return undefined;
  try {
    if (options.has('unlink-early')) unlinkIfThere(sys, place);
    const fd = sys.listenUnix(place);
    yield* say(sys, settings, 'N', `listening on AF=1 "${place}"`);
    const mode = options.get('mode') ?? options.get('perm');
    if (mode !== undefined) sys.chmod(place, parseInt(mode, 8));
    return { fd, name: `AF=1 "${place}"`, ...shared, socketPath: place };
  } catch (error) {
    if (isErrno(error, 'EEXIST') || isErrno(error, 'EADDRINUSE')) throw new SocatError(`"${place}" exists`);
    if (isErrno(error)) throw new SocatError(`bind(5, {AF=1 "${place}"}, ${String(place.length + 2)}): ${error.message}`);
    throw error;
  }
}

function unlinkIfThere(sys: Sys, path: string): void {
  try {
    sys.unlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** Opens an end that does not listen. */
export function* openChannel(opener: Opener, address: Address): Task<Channel> {
  const { sys, settings, use } = opener;
  const { keyword, parameters, options } = address;
  const [place = ''] = parameters;
  const found = standard(keyword, place);
  if (found) {
    if (keyword === 'STDIO') yield* say(sys, settings, 'N', 'reading from and writing to stdio');
    return { ...found, options };
  }
  if (keyword === 'TCP') return yield* connectTcp(opener, address);
  if (keyword.startsWith('UNIX')) return connectUnix(sys, place, options);
  if (keyword === 'EXEC' || keyword === 'SYSTEM') return runProgram(opener, address);
  if (keyword === 'PIPE') {
    const { read, write } = sys.pipe();
    return { read, write, name: 'pipe', options };
  }
  return openFile(sys, address, use);
}

function standard(keyword: string, place: string): Pick<Channel, 'read' | 'write' | 'name'> | undefined {
  if (keyword === 'STDIO') return { read: 0, write: 1, name: 'stdio' };
  if (keyword === 'STDIN') return { read: 0, write: undefined, name: 'stdin' };
  if (keyword === 'STDOUT' || keyword === 'STDERR')
    return { read: undefined, write: keyword === 'STDOUT' ? 1 : 2, name: keyword.toLowerCase() };
  return keyword === 'FD' ? { read: Number(place), write: Number(place), name: `fd ${place}` } : undefined;
}

function* connectTcp({ sys, settings }: Opener, { parameters, options, written }: Address): Task<Channel> {
  const [host = '', service = ''] = parameters;
  const target: SocketAddress = { ip: yield* addressOf(sys, host, written), port: portOf(service) };
  const name = `AF=2 ${target.ip}:${String(target.port)}`;
  let left = options.has('forever') ? Infinity : Number(options.get('retry') ?? 0);
  for (;;) {
    yield* say(sys, settings, 'N', `opening connection to ${name}`);
    try {
      const limit = options.get('connect-timeout');
      const fd = yield* limit === undefined ? sys.connect(target) : sys.connect(target, Number(limit) * 1000);
      const local = sys.localAddress(fd);
      yield* say(sys, settings, 'N', `successfully connected from local address AF=2 ${local.ip}:${String(local.port)}`);
      return { read: fd, write: fd, name, options };
    } catch (error) {
      if (!isErrno(error)) throw error;
      if (left-- <= 0 || error.code === 'EINTR') throw new SocatError(`connect(5, ${name}, 16): ${error.message}`);
      yield* sys.sleep(1000 * Number(options.get('interval') ?? 1));
    }
  }
}

function* addressOf(sys: Sys, host: string, written: string): Task<string> {
  if (isIpAddress(host)) return host;
  const found = yield* resolveHost(sys, host);
  if (found.kind === 'found') return found.addresses[0] ?? '';
  const family = written.includes('4') ? '2' : '0';
  const reason = found.kind === 'try-again' ? 'Temporary failure in name resolution' : 'Name or service not known';
  throw new SocatError(`getaddrinfo("${host}", "NULL", {1,${family},1,6}, {}): ${reason}`);
}

function portOf(text: string): number {
  if (/^\d+$/.test(text) && Number(text) < 65_536) return Number(text);
  throw new SocatError(`getaddrinfo("NULL", "${text}", {1,2,1,6}, {}): Servname not supported for ai_socktype`);
}

function connectUnix(sys: Sys, path: string, options: Channel['options']): Channel {
  const name = `AF=1 "${path}"`;
  try {
    const fd = sys.connectUnix(path);
    return { read: fd, write: fd, name, options };
  } catch (error) {
    if (!isErrno(error)) throw error;
    if (isErrno(error, 'ECONNREFUSED') && isDaemon(sys, path)) throw new SocatError(`drydock: HTTP over ${path} is not simulated`);
    throw new SocatError(`connect(, ${name}, ${String(path.length + 2)}): ${error.message}`);
  }
}

/** Whether somebody answers there whom only programs of this host can speak to. */
function isDaemon(sys: Sys, path: string): boolean {
  try {
    return sys.service(path) !== undefined;
  } catch (error) {
    if (isErrno(error)) return false;
    throw error;
  }
}

/** A program whose standard input and output are the end. */
function runProgram({ sys, use }: Opener, { keyword, parameters, options }: Address): Channel {
  const [line = ''] = parameters;
  const argv = keyword === 'SYSTEM' ? ['sh', '-c', line] : line.split(' ').filter(word => word !== '');
  const toChild = use.writes ? sys.pipe() : undefined;
  const fromChild = use.reads ? sys.pipe() : undefined;
  const fds = new Map<Fd, Fd>([
    [0, toChild?.read ?? 0],
    [1, fromChild?.write ?? 1],
    [2, options.has('stderr') && fromChild ? fromChild.write : 2],
  ]);
  try {
    const child = sys.spawn({ argv, fds, ...(keyword === 'SYSTEM' ? { path: '/bin/sh' } : {}) });
    return { read: fromChild?.read, write: toChild?.write, name: `program ${argv[0] ?? ''}`, child, options };
  } catch (error) {
    if (!isErrno(error)) throw error;
    const program = argv[0] ?? '';
    throw new SocatError(
      `execvp("${program}", "${program}"${argv
        .slice(1)
        .map(word => ` "${word}"`)
        .join('')}): ${error.message}`,
    );
  } finally {
    if (toChild) sys.close(toChild.read);
    if (fromChild) sys.close(fromChild.write);
  }
}

function openFile(sys: Sys, { keyword, parameters, options }: Address, use: Opener['use']): Channel {
  const [path = ''] = parameters;
  const creates = keyword === 'CREATE' || options.has('creat') || options.has('create') || (keyword === 'GOPEN' && use.writes);
  const flags: OpenOptions = {
    read: use.reads && keyword !== 'CREATE',
    write: use.writes,
    create: creates,
    truncate: keyword === 'CREATE' || options.has('trunc'),
    append: options.has('append') || keyword === 'GOPEN',
    exclusive: options.has('excl'),
  };
  try {
    const fd = sys.open(path, flags);
    return { read: use.reads ? fd : undefined, write: use.writes ? fd : undefined, name: path, options };
  } catch (error) {
    if (!isErrno(error)) throw error;
    const mode = `0${String(use.writes ? (use.reads ? 2 : 1) : 0)}`;
    throw new SocatError(`open("${path}", ${creates ? `01${mode.slice(1).padStart(2, '0')}` : mode}, 0666): ${error.message}`);
  }
}
