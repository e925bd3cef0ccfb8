import type { SocketInfo } from '../../net/namespace.js';
import type { SocketAddress } from '../../net/socket.js';
import type { OpenSocket, Sys } from '../../process/sys.js';

/** The descriptors behind a socket of the list, by pid. */
export function openersOf(sys: Sys, { protocol, local, remote }: SocketInfo): readonly OpenSocket[] {
  return sys
    .openSockets()
    .filter(each => each.protocol === protocol && isSame(each.local, local) && isSame(each.remote, remote))
    .sort((a, b) => a.pid - b.pid || a.fd - b.fd);
}

function isSame(a: SocketAddress | undefined, b: SocketAddress | undefined): boolean {
  return a?.ip === b?.ip && a?.port === b?.port;
}
