/** What is asked of a container's place on a network, and what it got there while it runs. */
export interface EndpointSettings {
  /** Asked for with `--ip`; null when nothing was asked. */
  readonly ipamConfig: Readonly<Record<string, unknown>> | null;
  readonly links: readonly string[] | null;
  readonly aliases: readonly string[] | null;
  readonly driverOptions: Readonly<Record<string, string>> | null;
  readonly gatewayPriority: number;
  /** `--mac-address` */
  readonly wantedMac: string;
  readonly networkId: string;
  readonly endpointId: string;
  readonly gateway: string;
  readonly ip: string;
  readonly prefixLength: number;
  readonly mac: string;
  readonly dnsNames: readonly string[] | null;
}

export const emptySettings: EndpointSettings = {
  ipamConfig: null,
  links: null,
  aliases: null,
  driverOptions: null,
  gatewayPriority: 0,
  wantedMac: '',
  networkId: '',
  endpointId: '',
  gateway: '',
  ip: '',
  prefixLength: 0,
  mac: '',
  dnsNames: null,
};

/** The endpoint's JSON as Docker prints it. */
export function endpointJson(settings: EndpointSettings): Readonly<Record<string, unknown>> {
  return {
    IPAMConfig: settings.ipamConfig,
    Links: settings.links,
    Aliases: settings.aliases,
    MacAddress: settings.mac,
    DriverOpts: settings.driverOptions,
    GwPriority: settings.gatewayPriority,
    NetworkID: settings.networkId,
    EndpointID: settings.endpointId,
    Gateway: settings.gateway,
    IPAddress: settings.ip,
    IPPrefixLen: settings.prefixLength,
    IPv6Gateway: '',
    GlobalIPv6Address: '',
    GlobalIPv6PrefixLen: 0,
    DNSNames: settings.dnsNames,
  };
}

/** What stays of an endpoint when its container stops. */
export function released(settings: EndpointSettings): EndpointSettings {
  return { ...settings, endpointId: '', gateway: '', ip: '', prefixLength: 0, mac: '' };
}
