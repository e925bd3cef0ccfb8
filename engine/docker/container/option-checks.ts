import { FlagValueError } from '../flags/flag-value-error.js';
import { parseBytes } from '../flags/bytes.js';

/** `-a`: one of the three streams. */
export function checkAttach(value: string): string {
  const stream = value.toLowerCase();
  if (stream === 'stdin' || stream === 'stdout' || stream === 'stderr') return stream;
  throw new FlagValueError('valid streams are STDIN, STDOUT and STDERR');
}

/** `-e`: a variable needs a name. */
export function checkEnvironment(value: string): string {
  if (value === '' || value.startsWith('=')) throw new FlagValueError(`invalid environment variable: ${value}`);
  return value;
}

/** `--label`: a key needs a name. */
export function checkLabel(value: string): string {
  const key = value.split('=')[0]?.trim() ?? '';
  if (key === '') throw new FlagValueError(`invalid label '${value}': empty name`);
  if (/\s/.test(key)) throw new FlagValueError(`label '${key}' contains whitespaces`);
  return value;
}

/** `--add-host host:ip`; `host=ip` is the same, and IPv6 may stand in brackets. */
export function checkExtraHost(value: string): string {
  const equals = value.indexOf('=');
  const at = equals >= 0 ? equals : value.indexOf(':');
  const name = value.slice(0, at);
  const address = value.slice(at + 1);
  if (at < 0 || name === '') throw new FlagValueError(`bad format for add-host: ${JSON.stringify(value)}`);
  const ip = address.startsWith('[') && address.endsWith(']') ? address.slice(1, -1) : address;
  if (ip !== 'host-gateway' && !isIp(ip)) throw new FlagValueError(`invalid IP address in add-host: ${JSON.stringify(ip)}`);
  return `${name}:${ip}`;
}

/** An IPv4 or IPv6 address. */
export function checkIp(value: string): string {
  const ip = value.trim();
  if (isIp(ip)) return ip;
  throw new FlagValueError(`IP address is not correctly formatted: ${ip}`);
}

/** A search domain, or `.` for none. */
export function dnsSearch(value: string): string {
  const domain = value.trim();
  if (domain === '.') return domain;
  const valid =
    domain.length <= 255 &&
    /^(?:[A-Za-z0-9_](?:[-A-Za-z0-9_]*[A-Za-z0-9_])?)(?:\.[A-Za-z0-9_](?:[-A-Za-z0-9_]*[A-Za-z0-9_])?)*\.?$/.test(domain);
  if (!valid || !/[A-Za-z]/.test(domain)) throw new FlagValueError(`${value} is not a valid domain`);
  return domain.replace(/\.$/, '');
}

const sysctls = ['msgmax', 'msgmnb', 'msgmni', 'sem', 'shmall', 'shmmax', 'shmmni', 'shm_rmid_forced'].map(name => `kernel.${name}`);

/** `--sysctl name=value`: only those that belong to a namespace. */
export function checkSysctl(value: string): string {
  const [name = '', setting] = value.split('=');
  const isKnown = sysctls.includes(name) || name.startsWith('net.') || name.startsWith('fs.mqueue.');
  if (setting === undefined || !isKnown) throw new FlagValueError(`sysctl '${value}' is not allowed`);
  return value;
}

/** `--device-cgroup-rule 'c 1:3 rwm'` */
export function checkDeviceRule(value: string): string {
  if (/^[acb] (?:\d+|\*):(?:\d+|\*) [rwm]{1,3}$/.test(value)) return value;
  throw new FlagValueError(`invalid device cgroup format '${value}'`);
}

/** `--link name[:alias]` */
export function checkLink(value: string): string {
  if (value === '') throw new FlagValueError('empty string specified for links');
  if (value.split(':').length > 2) throw new FlagValueError(`bad format for links: ${value}`);
  return value;
}

/** `--device-read-bps /dev/sda:1mb` */
export function checkThrottle(value: string): string {
  const [path = '', rate] = value.split(':');
  if (rate === undefined) throw new FlagValueError(`bad format: ${value}`);
  if (!path.startsWith('/dev/')) throw new FlagValueError(`bad format for device path: ${value}`);
  try {
    parseBytes(rate);
  } catch {
    throw new FlagValueError(
      `invalid rate for device: ${value}. The correct format is <device-path>:<number>[<unit>]. Number must be a positive integer. Unit is optional and can be kb, mb, or gb`,
    );
  }
  return value;
}

/** `--blkio-weight-device /dev/sda:200` */
export function checkWeight(value: string): string {
  const [path = '', weight] = value.split(':');
  if (weight === undefined) throw new FlagValueError(`bad format: ${value}`);
  if (!path.startsWith('/dev/')) throw new FlagValueError(`bad format for device path: ${value}`);
  if (!/^\d+$/.test(weight) || (Number(weight) > 0 && (Number(weight) < 10 || Number(weight) > 1000))) {
    throw new FlagValueError(`invalid weight for device: ${value}`);
  }
  return value;
}

const ulimitNames = [
  'as',
  'core',
  'cpu',
  'data',
  'fsize',
  'locks',
  'memlock',
  'msgqueue',
  'nice',
  'nofile',
  'nproc',
  'rss',
  'rtprio',
  'rttime',
  'sigpending',
  'stack',
];

/** `--ulimit name=soft[:hard]` */
export function checkUlimit(value: string): string {
  const equals = value.indexOf('=');
  if (equals < 0) throw new FlagValueError(`invalid ulimit argument: ${value}`);
  const name = value.slice(0, equals);
  const limits = value.slice(equals + 1);
  if (limits === '') throw new FlagValueError(`invalid ulimit argument: ${value}`);
  if (!ulimitNames.includes(name)) throw new FlagValueError(`invalid ulimit type: ${name}`);
  const parts = limits.split(':');
  if (parts.length > 2) throw new FlagValueError(`too many limit value arguments - ${limits}, can only have up to two, \`soft[:hard]\``);
  for (const part of parts) {
    if (!/^[+-]?\d+$/.test(part)) throw new FlagValueError(`strconv.ParseInt: parsing ${JSON.stringify(part)}: invalid syntax`);
  }
  const [soft = 0, hard = soft] = parts.map(Number);
  if (hard !== -1 && (soft === -1 || soft > hard)) {
    throw new FlagValueError(
      soft === -1
        ? `ulimit soft limit must be less than or equal to hard limit: soft: -1 (unlimited), hard: ${String(hard)}`
        : `ulimit soft limit must be less than or equal to hard limit: ${String(soft)} > ${String(hard)}`,
    );
  }
  return value;
}

export function isIp(text: string): boolean {
  return isIpv4(text) || isIpv6(text);
}

export function isIpv4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(part => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) <= 255);
}

export function isIpv6(text: string): boolean {
  const [address = ''] = text.split('%');
  if (!address.includes(':') || address.includes(':::') || address.split('::').length > 2) return false;
  const groups = address.split(':').filter(group => group !== '');
  const last = groups.at(-1) ?? '';
  const embedded = last.includes('.') && isIpv4(last);
  const count = groups.length + (embedded ? 1 : 0);
  const wellFormed = groups.every((group, index) => /^[0-9a-fA-F]{1,4}$/.test(group) || (embedded && index === groups.length - 1));
  const edges = /^:[^:]|[^:]:$/.test(address);
  return wellFormed && !edges && (address.includes('::') ? count < 8 : count === 8);
}
