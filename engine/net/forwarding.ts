/** A bridge whose packets the host forwards. */
export interface ForwardedNetwork {
  readonly bridge: string;
  readonly subnet: string;
  readonly internal: boolean;
  readonly interContainer: boolean;
  readonly masquerade: boolean;
}

/** An address on a bridge. */
export interface ForwardedAddress {
  readonly bridge: string;
  readonly ip: string;
  readonly mac: string;
}

/** A port of the host that leads to an address on a bridge. */
export interface ForwardedPort {
  readonly protocol: 'tcp' | 'udp';
  readonly host: { readonly ip: string; readonly port: number };
  readonly target: ForwardedAddress & { readonly port: number };
}

/** What a machine forwards between its networks and the outside, each list in the order in which it was made. */
export interface Forwarding {
  readonly networks: readonly ForwardedNetwork[];
  readonly addresses: readonly ForwardedAddress[];
  readonly ports: readonly ForwardedPort[];
}
