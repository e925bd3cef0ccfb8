import type { Chain, Rule, Wanted } from './iptables-rules.js';

/** How `-L` shows rules. */
export interface Listing {
  readonly numeric: boolean;
  readonly verbose: boolean;
  /** Counters in full (-x), which makes room for them. */
  readonly exact: boolean;
  readonly lineNumbers: boolean;
  /** Names of addresses and of ports (`80/tcp`), where numbers are not asked for. */
  readonly names: ReadonlyMap<string, string>;
}

/** A rule as a command would make it: `-A DOCKER -i docker0 -j RETURN`. */
export function ruleText(chain: string, rule: Rule, counters = ''): string {
  const words = [
    `-A ${chain}`,
    wanted('-s', rule.source),
    wanted('-d', rule.destination),
    wanted('-i', rule.input),
    wanted('-o', rule.output),
    rule.protocol && `-p ${rule.protocol}`,
    rule.protocol && rule.port !== undefined && `-m ${rule.protocol} --dport ${String(rule.port)}`,
    rule.established && '-m conntrack --ctstate RELATED,ESTABLISHED',
    rule.local && '-m addrtype --dst-type LOCAL',
    counters,
    `-j ${rule.target}`,
    rule.to !== undefined && `--to-destination ${rule.to}`,
  ];
  return words.filter(word => typeof word === 'string' && word !== '').join(' ');
}

function wanted(option: string, what: Wanted | undefined): string {
  return what ? `${what.not ? '! ' : ''}${option} ${what.value}` : '';
}

/** The chain's line and the columns' names. */
export function chainHead({ name, policy }: Chain, references: number, { verbose, exact, lineNumbers }: Listing): string {
  const counted = verbose ? ' 0 packets, 0 bytes' : '';
  const about = policy ? `policy ${policy}${counted}` : `${String(references)} references`;
  const counters = verbose ? (exact ? '    pkts      bytes ' : ' pkts bytes ') : '';
  const devices = verbose ? ' in     out    ' : '';
  const columns = `${lineNumbers ? 'num  ' : ''}${counters}target     prot opt${devices} source               destination         `;
  return `Chain ${name} (${about})\n${columns}\n`;
}

export function ruleRow(rule: Rule, number: number, listing: Listing): string {
  const { numeric, verbose, exact, lineNumbers } = listing;
  const protocol = numeric ? { any: '0', tcp: '6', udp: '17' }[rule.protocol ?? 'any'] : (rule.protocol ?? 'all');
  const counter = '0'.padStart(exact ? 8 : 5);
  const counters = verbose ? `${counter} ${exact ? '0'.padStart(8) : counter} ` : '';
  const devices = verbose ? ` ${device(rule.input)} ${device(rule.output)} ` : '';
  const addresses = `${address(rule.source, listing)} ${address(rule.destination, listing)} `;
  const head = `${rule.target.padEnd(9)}  ${protocol.padEnd(4)} -- `;
  return `${lineNumbers ? `${String(number).padEnd(4)} ` : ''}${counters}${head}${devices}${addresses}${matches(rule, listing)}\n`;
}

const device = (what: Wanted | undefined): string => (what ? `${what.not ? '!' : ''}${what.value}` : '*').padEnd(6);

function address(what: Wanted | undefined, { numeric, names }: Listing): string {
  const ip = what?.value.replace(/\/32$/, '') ?? (numeric ? '0.0.0.0/0' : 'anywhere');
  return (what?.not ? '!' : ' ') + (numeric ? ip : (names.get(ip) ?? ip)).padEnd(19);
}

function matches(rule: Rule, { numeric, names }: Listing): string {
  const port = rule.port === undefined ? '' : String(rule.port);
  const shown = numeric ? port : (names.get(`${port}/${rule.protocol ?? ''}`) ?? port);
  return [
    rule.protocol && port !== '' && ` ${rule.protocol} dpt:${shown}`,
    rule.established && ' ctstate RELATED,ESTABLISHED',
    rule.local && ' ADDRTYPE match dst-type LOCAL',
    rule.to !== undefined && ` to:${rule.to}`,
  ]
    .filter(text => typeof text === 'string')
    .join('');
}
