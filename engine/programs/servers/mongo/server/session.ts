import type { SocketAddress } from '../../../../net/socket.js';
import type { Doc } from '../bson/values.js';
import type { ScramServer } from './scram.js';

/** Who a connection has proved to be. */
export interface SignedIn {
  readonly user: string;
  readonly database: string;
}

/** A connection: who is at the other end. */
export class Session {
  readonly id: number;
  readonly peer: SocketAddress;
  signedIn: SignedIn | undefined;
  /** A conversation that is going on. */
  scram: ScramServer | undefined;
  scramDatabase = '';
  metadata: Doc | undefined;

  constructor(id: number, peer: SocketAddress) {
    this.id = id;
    this.peer = peer;
  }

  get isLocal(): boolean {
    return /^(127\.|::1$|::ffff:127\.)/.test(this.peer.ip);
  }
}
