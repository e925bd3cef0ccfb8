import { FlagValueError } from '../flags/flag-value-error.js';
import { parseCsvLine } from '../flags/csv.js';

/** One `--network`: a name, or the long form `name=net,alias=web,ip=10.0.0.5`. */
export interface NetworkAttachment {
  readonly target: string;
  readonly aliases: readonly string[];
  readonly driverOptions: Readonly<Record<string, string>>;
  readonly ip: string;
  readonly ip6: string;
  readonly linkLocalIps: readonly string[];
  readonly macAddress: string;
  readonly gatewayPriority: number;
}

/** Checks a value of `--network`. */
export function checkNetwork(value: string): string {
  parseNetwork(value);
  return value;
}

const empty: NetworkAttachment = {
  target: '',
  aliases: [],
  driverOptions: {},
  ip: '',
  ip6: '',
  linkLocalIps: [],
  macAddress: '',
  gatewayPriority: 0,
};

/** Reads one `--network`. Throws FlagValueError with the client's message. */
export function parseNetwork(value: string): NetworkAttachment {
  if (!/\w+=\w+/.test(value)) return { ...empty, target: value };
  const attachment = parseCsvLine(value).reduce(applyField, empty);
  if (attachment.target === '') throw new FlagValueError('network name/id is not specified');
  return attachment;
}

function applyField(attachment: NetworkAttachment, field: string): NetworkAttachment {
  const equals = field.indexOf('=');
  const key = field.slice(0, Math.max(equals, 0)).trim().toLowerCase();
  const value = field.slice(equals + 1).trim();
  if (equals < 0 || key === '') throw new FlagValueError(`invalid field ${field}`);
  switch (key) {
    case 'name':
      return { ...attachment, target: value };
    case 'alias':
      return { ...attachment, aliases: [...attachment.aliases, value] };
    case 'ip':
      return { ...attachment, ip: value };
    case 'ip6':
      return { ...attachment, ip6: value };
    case 'mac-address':
      return { ...attachment, macAddress: value };
    case 'link-local-ip':
      return { ...attachment, linkLocalIps: [...attachment.linkLocalIps, value] };
    case 'driver-opt':
      return { ...attachment, driverOptions: { ...attachment.driverOptions, ...driverOption(value) } };
    case 'gw-priority':
      if (!/^[+-]?\d+$/.test(value)) throw new FlagValueError(`invalid gw-priority (${value}): invalid syntax`);
      return { ...attachment, gatewayPriority: Number(value) };
    default:
      throw new FlagValueError(`invalid field key ${key}`);
  }
}

function driverOption(value: string): Record<string, string> {
  const equals = value.indexOf('=');
  if (equals < 0) throw new FlagValueError('invalid key value pair format in driver options');
  return {
    [value.slice(0, equals).trim().toLowerCase()]: value
      .slice(equals + 1)
      .trim()
      .toLowerCase(),
  };
}
