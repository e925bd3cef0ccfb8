import { isErrno } from '../../core/errno.js';
import type { Stat } from '../../fs/stat.js';
import type { OpenSocket, ProcessInfo, Sys } from '../../process/sys.js';

/** Something that a process has open, as lsof lists it. */
export interface OpenFile {
  readonly process: ProcessInfo;
  readonly executable: string;
  /** `cwd`, `rtd`, `txt`, or a number. */
  readonly fd: string;
  /** r, w or u; nothing for those without a number. */
  readonly access: string;
  readonly type: string;
  readonly device: string;
  readonly size: string;
  readonly node: string;
  readonly name: string;
  /** What the link in /proc says. */
  readonly target: string;
  readonly status: Stat | undefined;
  readonly socket: OpenSocket | undefined;
}

const types: Readonly<Record<string, string>> = {
  file: 'REG',
  directory: 'DIR',
  character: 'CHR',
  block: 'BLK',
  fifo: 'FIFO',
  socket: 'sock',
  symlink: 'LINK',
};

/** All files of the processes that the caller may look into, by pid and number. */
export function openFiles(sys: Sys): readonly OpenFile[] {
  const sockets = new Map(sys.openSockets().map(socket => [`${String(socket.pid)}/${String(socket.fd)}`, socket]));
  return sys.processes().flatMap(process => {
    const folder = `/proc/${String(process.pid)}`;
    const executable = linkOf(sys, `${folder}/exe`);
    const base = { process, executable: executable ?? '' };
    const special = (['cwd', 'root', 'exe'] as const).flatMap(name => {
      const target = name === 'exe' ? executable : linkOf(sys, `${folder}/${name}`);
      const fd = { cwd: 'cwd', root: 'rtd', exe: 'txt' }[name];
      return target === undefined ? [] : [describe(sys, { ...base, fd, access: '', path: `${folder}/${name}`, target })];
    });
    const numbered = namesIn(sys, `${folder}/fd`).map(name => {
      const path = `${folder}/fd/${name}`;
      const socket = sockets.get(`${String(process.pid)}/${name}`);
      const access = accessOf(sys, path);
      return socket
        ? ofSocket({ ...base, fd: name, access, target: `socket:[${String(socket.inode)}]` }, socket)
        : describe(sys, { ...base, fd: name, access, path, target: linkOf(sys, path) ?? '' });
    });
    return [...special, ...numbered];
  });
}

type Base = Pick<OpenFile, 'process' | 'executable' | 'fd' | 'access' | 'target'>;

/** The rights of the link tell how a file was opened. */
function accessOf(sys: Sys, path: string): string {
  try {
    const { mode } = sys.lstat(path);
    return (mode & 0o600) === 0o600 ? 'u' : (mode & 0o200) === 0 ? 'r' : 'w';
  } catch (error) {
    if (!isErrno(error)) throw error;
    return '';
  }
}

function linkOf(sys: Sys, path: string): string | undefined {
  try {
    return sys.readlink(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

function namesIn(sys: Sys, directory: string): readonly string[] {
  try {
    return sys
      .readdir(directory)
      .map(entry => entry.name)
      .sort((a, b) => Number(a) - Number(b));
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  }
}

function describe(sys: Sys, { path, ...base }: Base & { readonly path: string }): OpenFile {
  const { target } = base;
  const [, kind, number = ''] = /^(pipe|socket):\[(\d+)\]$/.exec(target) ?? [];
  if (kind !== undefined)
    return {
      ...base,
      type: kind === 'pipe' ? 'FIFO' : 'unix',
      device: '0,13',
      size: '0t0',
      node: number,
      name: kind === 'pipe' ? 'pipe' : 'type=STREAM',
      status: undefined,
      socket: undefined,
    };
  const status = statusOf(sys, path);
  const hasSize = status?.kind === 'file' || status?.kind === 'directory';
  const device = status?.device;
  return {
    ...base,
    type: types[status?.kind ?? ''] ?? 'unknown',
    device: device ? `${String(device.major)},${String(device.minor)}` : `0,${String(status?.dev ?? 0)}`,
    size: hasSize ? String(status.sizeBytes) : '0t0',
    node: String(status?.ino ?? ''),
    name: target,
    status,
    socket: undefined,
  };
}

function statusOf(sys: Sys, path: string): Stat | undefined {
  try {
    return sys.stat(path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    return undefined;
  }
}

function ofSocket(base: Base, socket: OpenSocket): OpenFile {
  const { local, remote, protocol, inode } = socket;
  const end = ({ ip, port }: { readonly ip: string; readonly port: number }): string =>
    `${ip === '0.0.0.0' || ip === '::' ? '*' : ip.includes(':') ? `[${ip}]` : ip}:${String(port)}`;
  const state = protocol === 'udp' ? '' : remote ? ' (ESTABLISHED)' : ' (LISTEN)';
  return {
    ...base,
    type: local.ip.includes(':') ? 'IPv6' : 'IPv4',
    device: String(inode),
    size: '0t0',
    node: protocol.toUpperCase(),
    name: `${end(local)}${remote ? `->${end(remote)}` : ''}${state}`,
    status: undefined,
    socket,
  };
}
