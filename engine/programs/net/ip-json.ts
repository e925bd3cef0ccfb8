import { formatIpv4, lastAddress, parsePrefix } from '../../net/ip.js';
import type { NetInterface, Route } from '../../net/namespace.js';
import { flagsOf } from './ip-tool.js';

/** What never ends lasts for as many seconds as 32 bits can tell. */
const FOREVER = 4_294_967_295;

/** `ip -j link`. */
export function linksJson(devices: readonly NetInterface[]): string {
  return lines(devices.map(device => linkFields(device, { linkmode: 'DEFAULT' }, true)));
}

/** `ip -j addr`; where addresses of one family are asked for, without the hardware's. */
export function addressesJson(devices: readonly NetInterface[], wants: (address: string) => boolean, restricted: boolean): string {
  return lines(
    devices.map(device => ({
      ...linkFields(device, {}, !restricted),
      addr_info: device.addresses.filter(wants).map(address => addressFields(device, address)),
    })),
  );
}

/** `ip -j route`. */
export function routesJson(routes: readonly Route[], devices: readonly NetInterface[]): string {
  return lines(
    routes.map(({ destination, gateway, device, source }) => {
      if (gateway !== undefined) return { dst: destination, gateway, dev: device, flags: [] };
      const isDown = devices.some(({ name, up }) => name === device && !up);
      return { dst: destination, dev: device, protocol: 'kernel', scope: 'link', prefsrc: source, flags: isDown ? ['linkdown'] : [] };
    }),
  );
}

const lines = (values: readonly object[]): string => `${JSON.stringify(values)}\n`;

function linkFields(device: NetInterface, mode: object, withMac: boolean): object {
  const { index, name, kind, mtu, mac, master, peerIndex, up } = device;
  const isLoopback = kind === 'loopback';
  return {
    ifindex: index,
    link_index: peerIndex,
    ifname: name,
    flags: flagsOf(device).split(','),
    mtu,
    qdisc: 'noqueue',
    master,
    operstate: isLoopback ? 'UNKNOWN' : up ? 'UP' : 'DOWN',
    ...mode,
    group: 'default',
    txqlen: isLoopback || kind === 'ethernet' ? 1000 : undefined,
    ...(withMac && {
      link_type: isLoopback ? 'loopback' : 'ether',
      address: isLoopback ? '00:00:00:00:00:00' : mac,
      broadcast: isLoopback ? '00:00:00:00:00:00' : 'ff:ff:ff:ff:ff:ff',
      link_netnsid: peerIndex === undefined ? undefined : 0,
    }),
  };
}

function addressFields({ kind, name }: NetInterface, address: string): object {
  const [local = '', length = ''] = address.split('/');
  const isV6 = address.includes(':');
  const prefix = isV6 || kind === 'loopback' ? undefined : parsePrefix(address);
  return {
    family: isV6 ? 'inet6' : 'inet',
    local,
    prefixlen: Number(length),
    broadcast: prefix && formatIpv4(lastAddress(prefix)),
    scope: kind === 'loopback' ? 'host' : isV6 ? 'link' : 'global',
    label: isV6 ? undefined : name,
    valid_life_time: FOREVER,
    preferred_life_time: FOREVER,
  };
}
