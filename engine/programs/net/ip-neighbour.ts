import { parseIpv4, parsePrefix, prefixContains, type Prefix } from '../../net/ip.js';
import type { Neighbour } from '../../net/namespace.js';
import { isCapable } from '../../process/capabilities.js';
import { Fatal } from '../tool.js';
import { paint, refuseChange, type IpTool } from './ip-tool.js';

/** Which entries are asked for. */
interface Filter {
  readonly device?: string;
  readonly prefix?: Prefix;
  readonly states: readonly string[];
}

const verbs = ['show', 'list', 'ls', 'lst', 'sh'];
const states = ['delay', 'failed', 'incomplete', 'noarp', 'none', 'permanent', 'probe', 'reachable', 'stale'];

/** `ip neigh`: shows the table, flushes it, takes an entry away or looks one up. */
export function neighbours(tool: IpTool, words: readonly string[]): string {
  const [verb = 'show', ...rest] = words;
  if (tool.isGnu && 'flush'.startsWith(verb) && verb.length > 0) return flush(tool, filterOf(tool, rest));
  if (!tool.isGnu && verb === 'flush') return flush(tool, filterOf(tool, rest));
  if (!tool.isGnu && !verbs.includes(verb)) throw new Fatal(`invalid argument '${verb}' to 'ip'`);
  if (verb === 'get') return lookUp(tool, rest);
  if (verb === 'del' || verb === 'delete') return remove(tool, rest);
  if (['add', 'change', 'chg', 'replace', 'append'].includes(verb)) refuseChange(tool, 'neigh', verb);
  if (!verbs.includes(verb)) throw new Fatal(`Command "${verb}" is unknown, try "ip neigh help".`, 255);
  const filter = filterOf(tool, rest);
  const found = tool.args.has('inet6') ? [] : matching(tool, filter);
  if (tool.args.has('json')) return json(found, filter);
  return found.map(entry => row(tool, entry, filter)).join('');
}

function filterOf(tool: IpTool, words: readonly string[]): Filter {
  let filter: Filter = { states: [] };
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    const value = (): string => {
      i++;
      const next = words[i];
      if (next === undefined) throw new Fatal('Command line is not complete. Try option "help"', 255);
      return next;
    };
    if (word === 'dev') filter = { ...filter, device: deviceNamed(tool, value()) };
    else if (word === 'nud') filter = { ...filter, states: [...filter.states, ...statesNamed(tool, value())] };
    else if (['proxy', 'vrf', 'nomaster', 'master', 'unused', 'protocol'].includes(word))
      throw new Fatal(`drydock: ip neigh ${word} is not simulated`);
    else {
      const text = word === 'to' ? value() : word;
      if (text !== 'all' && text !== 'any') filter = { ...filter, prefix: prefixNamed(tool, text) };
    }
  }
  return filter;
}

function deviceNamed(tool: IpTool, name: string): string {
  if (tool.sys.net.interfaces().some(device => device.name === name)) return name;
  throw new Fatal(tool.isGnu ? `Cannot find device "${name}"` : `can't find device '${name}'`);
}

function statesNamed(tool: IpTool, name: string): readonly string[] {
  if (name === 'all') return states;
  if (states.includes(name)) return [name];
  throw new Fatal(
    tool.isGnu ? `Error: argument "${name}" is wrong: nud state is bad\n` : `invalid argument '${name}' to 'nud state'`,
    tool.isGnu ? 255 : 1,
  );
}

function prefixNamed(tool: IpTool, text: string): Prefix {
  const prefix = parsePrefix(text.includes('/') ? text : `${text}/32`);
  if (prefix) return prefix;
  throw new Fatal(
    tool.isGnu ? `Error: any valid prefix is expected rather than "${text}".` : `an inet prefix is expected rather than "${text}"`,
  );
}

function matching(tool: IpTool, { device, prefix, states: wanted }: Filter): readonly Neighbour[] {
  return tool.sys.net
    .neighbours()
    .filter(
      entry =>
        (device === undefined || entry.device === device) &&
        (prefix === undefined || prefixContains(prefix, parseIpv4(entry.ip) ?? 0)) &&
        (wanted.length === 0 || wanted.includes(entry.state.toLowerCase())),
    );
}

/** What waits for an answer or for its time to end is held by its timer. */
function isHeld({ state }: Neighbour): boolean {
  return state !== 'STALE' && state !== 'FAILED';
}

function row(tool: IpTool, entry: Neighbour, { device }: Filter): string {
  const { ip, mac, state } = entry;
  if (tool.args.has('brief')) return `${ip.padEnd(39)} ${entry.device.padEnd(16)} ${mac ?? ''}\n`;
  const dev = device === undefined ? `dev ${paint(tool, 'name', `${entry.device} `)}` : '';
  const lladdr = mac === undefined ? '' : `lladdr ${paint(tool, 'mac', `${mac} `)}`;
  const held = isHeld(entry) ? ' ref 1' : '';
  const seconds = (ms: number): string => String(Math.floor(ms / 1000));
  if (!tool.isGnu) {
    // BusyBox's counts in hundredths of a nanosecond, so its ages are always 0.
    const ref = `${mac === undefined ? '' : `lladdr ${mac}`}${held} used 0/0/0 probes ${String(entry.probes)} ${state}`;
    return `${ip} ${dev}${ref.trimStart()}\n`.replace(/dev (\S+) ref/, 'dev $1  ref').replace(/dev (\S+) used/, 'dev $1  used');
  }
  const ages = [entry.usedMs, entry.confirmedMs, entry.updatedMs].map(seconds).join('/');
  const statistics = tool.args.has('statistics') ? `${held} used ${ages}probes ${String(entry.probes)} ` : '';
  return `${paint(tool, 'inet', `${ip} `)}${dev}${lladdr}${statistics}${state} \n`;
}

function json(entries: readonly Neighbour[], { device }: Filter): string {
  const rows = entries.map(({ ip, mac, state, device: dev }) => ({
    dst: ip,
    ...(device === undefined && { dev }),
    ...(mac !== undefined && { lladdr: mac }),
    state: [state],
  }));
  return `${JSON.stringify(rows)}\n`;
}

/** Entries that nobody sees as failed go; those that are failed are gone already for whoever flushes. */
function flush(tool: IpTool, filter: Filter): string {
  if (
    tool.isGnu &&
    filter.device === undefined &&
    filter.prefix === undefined &&
    filter.states.length === 0 &&
    !tool.args.operands.includes('all')
  )
    throw new Fatal('Flush requires arguments.');
  const found = matching(tool, filter);
  if (found.length > 0 && !isCapable(tool.sys.credentials(), 'CAP_NET_ADMIN')) {
    throw new Fatal(
      tool.isGnu ? 'Failed to send flush request: Operation not permitted\nFlush terminated' : 'RTNETLINK answers: Operation not permitted',
    );
  }
  for (const { device, ip } of found) tool.sys.net.forgetNeighbour(device, ip);
  if (!tool.isGnu) return found.length === 0 ? 'Nothing to flush\n' : '';
  if (!tool.args.has('statistics')) return '';
  return found.length === 0
    ? 'Nothing to flush.\n'
    : `\n*** Round 1, deleting ${String(found.length)} entries ***\n*** Flush is complete after 1 round ***\n`;
}

interface Place {
  readonly ip: string;
  readonly device: string;
}

function placeOf(tool: IpTool, words: readonly string[]): Place {
  const at = words.indexOf('dev');
  const device = at < 0 ? undefined : words[at + 1];
  const ip = words.find((word, index) => word !== 'to' && (at < 0 || (index !== at && index !== at + 1)));
  if (device === undefined || ip === undefined) throw new Fatal('Device and address are required arguments.');
  return { ip, device: deviceNamed(tool, device) };
}

function lookUp(tool: IpTool, words: readonly string[]): string {
  const { ip, device } = placeOf(tool, words);
  const entry = tool.sys.net.neighbours().find(each => each.ip === ip && each.device === device);
  if (!entry) throw new Fatal('Error: Neighbour entry not found.', 2);
  return row(tool, entry, { states: [] });
}

function remove(tool: IpTool, words: readonly string[]): string {
  const { ip, device } = placeOf(tool, words);
  if (!isCapable(tool.sys.credentials(), 'CAP_NET_ADMIN')) throw new Fatal('RTNETLINK answers: Operation not permitted', 2);
  if (!tool.sys.net.forgetNeighbour(device, ip)) throw new Fatal('RTNETLINK answers: No such file or directory', 2);
  return '';
}
