import type { NetNamespace } from './namespace.js';
import type { SocketAddress } from './socket.js';

/** A virtual switch on the host (docker0, br-…), the host's own address on it being the gateway. */
export interface Bridge {
  readonly name: string;
  /** `172.17.0.0/16` */
  readonly subnet: string;
  readonly gateway: string;
  /** Members have no way out of this network. */
  readonly internal: boolean;
  /** Members reach each other (`com.docker.network.bridge.enable_icc`). */
  readonly interContainer: boolean;
  /** False: packets leave with the members' own addresses, so that no answer from outside finds its way back. */
  readonly masquerade?: boolean;
  readonly mtu?: number;
  /** What members' interfaces are called before their number: `eth`. */
  readonly devicePrefix?: string;
}

/** How a namespace is plugged into a bridge. */
export interface PlugOptions {
  readonly ip: string;
  readonly mac: string;
  /** The bridge's address may become the namespace's default gateway. */
  readonly defaultRoute: boolean;
  /** Among several, the plug with the highest priority does, and then the one whose network's name comes first. */
  readonly priority?: number;
  readonly network?: string;
  /** What the interface is called, when it was asked for. */
  readonly deviceName?: string;
}

/** One namespace's plug in one bridge: a veth pair. */
export interface Endpoint {
  readonly bridge: Bridge;
  readonly namespace: NetNamespace;
  /** `eth0` */
  readonly device: string;
  readonly ip: string;
  readonly mac: string;
}

/** A published port: connections to it on the host go to the target. */
export interface Publication {
  readonly protocol: 'tcp' | 'udp';
  readonly host: SocketAddress;
  readonly target: { readonly namespace: NetNamespace; readonly ip: string; readonly port: number };
}

/** Everything that carries packets: the host's namespace, those of the containers, bridges, NAT and the pretend internet. */
export interface Fabric {
  readonly host: NetNamespace;
  /** A namespace with a loopback interface only. */
  createNamespace(): NetNamespace;
  removeNamespace(namespace: NetNamespace): void;
  createBridge(options: Bridge): Bridge;
  removeBridge(bridge: Bridge): void;
  /** Throws EEXIST for the name of an interface that the namespace has, EINVAL and ERANGE for one that no interface can have. */
  attach(bridge: Bridge, namespace: NetNamespace, options: PlugOptions): Endpoint;
  detach(endpoint: Endpoint): void;
  /** Throws EADDRINUSE (somebody else's port), EADDRNOTAVAIL (no such address on the host). Several are all or nothing. */
  publish(publication: Publication): void;
  unpublish(publication: Publication): void;
  isPortFree(protocol: 'tcp' | 'udp', address: SocketAddress): boolean;
  /** Answers DNS queries sent to 127.0.0.11 inside a namespace; undefined takes the server away. */
  setEmbeddedResolver(namespace: NetNamespace, resolve: EmbeddedResolver | undefined): void;
  /** A machine of the pretend internet: its names resolve through the host's DNS and its listeners answer. */
  addRemote(names: readonly string[], ip: string): NetNamespace;
  /** The same for a machine that is made, and told to `start`, when somebody first speaks to it. */
  addSite(names: readonly string[], ip: string, start: (net: NetNamespace) => void): void;
}

/** Looks a name up for one container: addresses, 'nxdomain', or undefined to ask the host's DNS. */
export type EmbeddedResolver = (name: string) => readonly string[] | 'nxdomain' | undefined;
