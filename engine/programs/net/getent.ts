import type { Task } from '../../core/task.js';
import { parseIpv4 } from '../../net/ip.js';
import { isErrno } from '../../core/errno.js';
import { readText, splitLines } from '../input.js';
import { glibc } from '../origins.js';
import { define, Fatal, UsageError, type Tool } from '../tool.js';
import { readHosts, resolveAddress, resolveHost } from './resolver.js';

/** getent: entries of the system's databases, hosts among them. Exit status 2 when a key is not there. */
export const getent = define<never>({
  name: 'getent',
  options: {},
  gnu: { usage: ['[OPTION...] database [key ...]'], about: 'Get entries from administrative database.' },
  origin: glibc,
  *run(tool) {
    const [database, ...keys] = tool.args.operands;
    if (database === undefined) throw new UsageError('wrong number of arguments');
    if (database === 'hosts' || database === 'ahosts' || database === 'ahostsv4') return yield* hosts(tool, database, keys);
    const file = files.get(database);
    if (file === undefined)
      throw new Fatal(`Unknown database: ${database}\nTry \`getent --help' or \`getent --usage' for more information.`, 1);
    return yield* entries(tool, file, keys);
  },
});

const files: ReadonlyMap<string, string> = new Map(
  ['passwd', 'group', 'shadow', 'services', 'protocols', 'networks'].map(name => [name, `/etc/${name}`]),
);

function* hosts(tool: Tool<never>, database: string, keys: readonly string[]): Task<number> {
  if (keys.length === 0) {
    for (const { ip, names } of yield* readHosts(tool.sys)) yield* tool.out.line(`${ip.padEnd(15)} ${names.join(' ')}`);
    return 0;
  }
  let code = 0;
  for (const key of keys) {
    const lines = database === 'hosts' ? yield* hostLine(tool, key) : yield* addressLines(tool, key);
    if (lines.length === 0) code = 2;
    for (const line of lines) yield* tool.out.line(line);
  }
  return code;
}

function* hostLine(tool: Tool<never>, key: string): Task<readonly string[]> {
  if (parseIpv4(key) !== undefined) {
    const name = yield* resolveAddress(tool.sys, key);
    return name === undefined ? [] : [`${key.padEnd(15)} ${name}`];
  }
  const entries = (yield* readHosts(tool.sys)).filter(({ names }) => names.includes(key.toLowerCase()));
  const sixth = entries.find(({ ip }) => ip.includes(':'));
  // It asks for an IPv6 address first.
  if (sixth) return [`${sixth.ip.padEnd(15)} ${sixth.names.join(' ')}`];
  const found = yield* resolveHost(tool.sys, key);
  if (found.kind !== 'found') return [];
  const [known] = entries;
  const names = known ? known.names.join(' ') : key;
  return found.addresses.map(ip => `${ip.padEnd(15)} ${names}`);
}

function* addressLines(tool: Tool<never>, key: string): Task<readonly string[]> {
  const found = yield* resolveHost(tool.sys, key);
  if (found.kind !== 'found') return [];
  return found.addresses.flatMap((ip, index) => [
    `${ip.padEnd(15)} STREAM ${index === 0 ? key : ''}`,
    `${ip.padEnd(15)} DGRAM  `,
    `${ip.padEnd(15)} RAW    `,
  ]);
}

function* entries(tool: Tool<never>, path: string, keys: readonly string[]): Task<number> {
  let lines: readonly string[] = [];
  try {
    lines = splitLines(yield* readText(tool.sys, path)).filter(line => line !== '' && !line.startsWith('#'));
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  if (keys.length === 0) {
    for (const line of lines) yield* tool.out.line(line);
    return 0;
  }
  let code = 0;
  for (const key of keys) {
    const entry = lines.find(line => {
      const [name, , id] = line.split(/[:\s]+/);
      return name === key || (/^\d+$/.test(key) && id === key);
    });
    if (entry === undefined) code = 2;
    else yield* tool.out.line(entry);
  }
  return code;
}
