import { parseIpv4 } from '../net/ip.js';
import { DaemonError, failed, invalid, notSimulated } from './errors.js';

/** What the options of the bridge driver (`-o com.docker.network.…`) say about a network. */
export interface BridgeOptions {
  /** Name of the interface on the host, when one was asked for. */
  readonly name: string | undefined;
  readonly interContainer: boolean;
  /** Packets to the outside go with the host's address. */
  readonly masquerade: boolean;
  readonly mtu: number;
  /** What the interfaces of containers are called: `eth` and a number. */
  readonly devicePrefix: string;
}

type Options = Readonly<Record<string, string>>;

const BRIDGE = 'com.docker.network.bridge.';
const LONGEST_NAME = 15;

/** Where ports are published that name no address of the host, if the network says so. */
export function hostBinding(options: Options): string | undefined {
  return options[`${BRIDGE}host_binding_ipv4`];
}

/** Reads the options in the order in which the driver does; unknown ones change nothing, as in Docker. */
export function readBridgeOptions(options: Options): BridgeOptions {
  refuseUnsimulated(options);
  const name = options[`${BRIDGE}name`] ?? '';
  const read = {
    name: name === '' ? undefined : name,
    interContainer: flag(options, `${BRIDGE}enable_icc`),
    masquerade: flag(options, `${BRIDGE}enable_ip_masquerade`),
    mtu: mtuOf(options['com.docker.network.driver.mtu']),
    devicePrefix: options['com.docker.network.container_iface_prefix'] ?? 'eth',
  };
  const binding = hostBinding(options);
  if (binding !== undefined && parseIpv4(binding) === undefined) throw unparsable(`${BRIDGE}host_binding_ipv4`, binding, 'nil ip');
  if (name.length > LONGEST_NAME) throw failed('numerical result out of range');
  return read;
}

function refuseUnsimulated(options: Options): void {
  const mode = options[`${BRIDGE}gateway_mode_ipv4`];
  if (mode !== undefined && mode !== 'nat') {
    const isKnown = ['routed', 'isolated', 'nat-unprotected'].includes(mode);
    throw isKnown ? notSimulated(`gateway mode ${mode}`) : unparsable(`${BRIDGE}gateway_mode_ipv4`, mode, `unknown gateway mode ${mode}`);
  }
  for (const key of [`${BRIDGE}inhibit_ipv4`, `${BRIDGE}trusted_host_interfaces`, 'com.docker.network.host_ipv4']) {
    if (options[key] !== undefined && options[key] !== 'false') throw notSimulated(`the network option ${key}`);
  }
}

/** As Go's strconv.ParseBool reads them; what is not given is true. */
function flag(options: Options, key: string): boolean {
  const text = options[key] ?? 'true';
  if (['1', 't', 'T', 'TRUE', 'true', 'True'].includes(text)) return true;
  if (['0', 'f', 'F', 'FALSE', 'false', 'False'].includes(text)) return false;
  throw unparsable(key, text, `strconv.ParseBool: parsing ${JSON.stringify(text)}: invalid syntax`);
}

function mtuOf(text: string | undefined): number {
  if (text === undefined) return 1500;
  if (!/^[+-]?\d+$/.test(text))
    throw unparsable('com.docker.network.driver.mtu', text, `strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
  const mtu = Number(text);
  if (mtu < 0) throw invalid(`invalid MTU number: ${String(mtu)}`);
  return mtu === 0 ? 1500 : mtu;
}

function unparsable(key: string, value: string, cause: string): DaemonError {
  return invalid(`failed to parse ${key} value: ${value} (${cause})`);
}
