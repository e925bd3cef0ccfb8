import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import type { SocketAddress } from '../../net/socket.js';
import { readText } from '../input.js';
import type { Tool } from '../tool.js';
import { resolveAddress } from './resolver.js';

/** The options of nc. */
export type NcKey = 'listen' | 'port' | 'wait' | 'verbose' | 'zero' | 'numeric' | 'quitOnEof' | 'keep' | 'shutdown' | More;
type More = 'unix' | 'udp' | 'detached' | 'ipv4' | 'others' | 'settings';
export type NcTool = Tool<NcKey>;

/** Who has connected, by name unless names are not wanted. */
export function* received(tool: NcTool, peer: SocketAddress): Task<string> {
  if (!tool.isGnu) return `Connection from ${peer.ip} ${String(peer.port)} received!\n`;
  const name = tool.args.has('numeric') ? undefined : yield* resolveAddress(tool.sys, peer.ip);
  return `Connection received on ${name ?? peer.ip} ${String(peer.port)}\n`;
}

/** What /etc/services calls a port; `*` where it does not. */
export function* serviceName(tool: NcTool, port: number, protocol: 'tcp' | 'udp'): Task<string> {
  if (tool.args.has('numeric')) return '*';
  try {
    const text = yield* readText(tool.sys, '/etc/services');
    return new RegExp(`^(\\S+)\\s+${String(port)}/${protocol}\\b`, 'm').exec(text)?.[1] ?? '*';
  } catch (error) {
    if (isErrno(error)) return '*';
    throw error;
  }
}
