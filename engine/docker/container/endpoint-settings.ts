import { Failure } from '../failure.js';
import type { ParsedFlags } from '../flags/parsed-flags.js';
import { parseNetwork, type NetworkAttachment } from './network-option.js';

/** All `--network` of a command line in their order; `--net` is an old name. */
function attachmentsOf(flags: ParsedFlags): readonly NetworkAttachment[] {
  return [...flags.list('network'), ...flags.list('net')].map(parseNetwork);
}

/** HostConfig.NetworkMode: the first network. */
export function networkMode(flags: ParsedFlags): string {
  return attachmentsOf(flags)[0]?.target ?? 'default';
}

/** EndpointsConfig by network. A single network without options is left to the daemon. */
export function endpointSettings(flags: ParsedFlags): Readonly<Record<string, unknown>> {
  const attachments = attachmentsOf(flags);
  const [first, ...others] = attachments;
  if (!first) return { default: settingsOf(withContainerOptions(parseNetwork('default'), flags)) };
  const kinds = new Set(attachments.map(({ target }) => isUserDefined(target)));
  const settings = new Map<string, Readonly<Record<string, unknown>>>();
  for (const attachment of [withContainerOptions(first, flags), ...others]) {
    if (settings.has(attachment.target)) throw new Failure(`network ${JSON.stringify(attachment.target)} is specified multiple times`);
    settings.set(attachment.target, settingsOf(attachment));
  }
  if (kinds.size > 1) throw new Failure('conflicting options: cannot attach both user-defined and non-user-defined network-modes');
  const only = settings.size === 1 ? settings.get(first.target) : undefined;
  return only && Object.keys(only).length === 0 ? {} : Object.fromEntries(settings);
}

/** The flags without a network's name (`--ip`, `--network-alias` …) belong to the first network. */
function withContainerOptions(
  attachment: NetworkAttachment & { readonly links?: readonly string[] },
  flags: ParsedFlags,
): NetworkAttachment & { readonly links?: readonly string[] } {
  const aliases = [...flags.list('network-alias'), ...flags.list('net-alias')];
  const conflict = (flag: string, option: string): never => {
    throw new Failure(`conflicting options: cannot specify both --${flag} and per-network ${option}`);
  };
  if (attachment.aliases.length > 0 && aliases.length > 0) conflict('network-alias', 'alias');
  if (attachment.ip !== '' && flags.text('ip') !== '') conflict('ip', 'IPv4 address');
  if (attachment.ip6 !== '' && flags.text('ip6') !== '') conflict('ip6', 'IPv6 address');
  if (attachment.macAddress !== '' && flags.text('mac-address') !== '') conflict('mac-address', 'MAC address');
  return Object.assign({}, attachment, {
    aliases: aliases.length > 0 ? aliases : attachment.aliases,
    links: isUserDefined(attachment.target) ? flags.list('link') : [],
    ip: flags.text('ip') || attachment.ip,
    ip6: flags.text('ip6') || attachment.ip6,
    macAddress: flags.text('mac-address') || attachment.macAddress,
  });
}

/** EndpointSettings of the API; what was not given is left out. */
function settingsOf(attachment: NetworkAttachment & { readonly links?: readonly string[] }): Readonly<Record<string, unknown>> {
  if (attachment.target.trim() === '') throw new Failure('no name set for network');
  if (!isUserDefined(attachment.target) && attachment.aliases.length > 0) {
    throw new Failure('network-scoped aliases are only supported for user-defined networks');
  }
  checkMac(attachment.macAddress);
  const addresses = {
    ...(attachment.ip === '' ? {} : { IPv4Address: attachment.ip }),
    ...(attachment.ip6 === '' ? {} : { IPv6Address: attachment.ip6 }),
    ...(attachment.linkLocalIps.length === 0 ? {} : { LinkLocalIPs: attachment.linkLocalIps }),
  };
  return {
    ...(Object.keys(addresses).length === 0 ? {} : { IPAMConfig: addresses }),
    ...((attachment.links ?? []).length === 0 ? {} : { Links: attachment.links }),
    ...(attachment.aliases.length === 0 ? {} : { Aliases: attachment.aliases }),
    ...(attachment.macAddress === '' ? {} : { MacAddress: attachment.macAddress }),
    ...(Object.keys(attachment.driverOptions).length === 0 ? {} : { DriverOpts: attachment.driverOptions }),
    ...(attachment.gatewayPriority === 0 ? {} : { GwPriority: attachment.gatewayPriority }),
  };
}

function isUserDefined(target: string): boolean {
  return !['default', 'bridge', 'host', 'none', ''].includes(target) && !target.startsWith('container:');
}

/** Refuses what is no MAC address. */
export function checkMac(mac: string): void {
  const valid = mac === '' || /^[0-9a-fA-F]{2}(?:([:-])[0-9a-fA-F]{2})(?:\1[0-9a-fA-F]{2}){4}$/.test(mac.trim());
  if (!valid) throw new Failure(`${mac} is not a valid mac address`);
}
