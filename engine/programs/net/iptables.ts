import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { isCapable } from '../../process/capabilities.js';
import type { Sys } from '../../process/sys.js';
import { readText } from '../input.js';
import { noEffect } from '../options.js';
import { utc } from '../time/calendar.js';
import { strftime } from '../time/strftime.js';
import { iptablesOrigin } from '../origins.js';
import { define, Fatal, type Tool } from '../tool.js';
import { chainsOf, type Chain, type TableName } from './iptables-rules.js';
import { chainHead, ruleRow, ruleText, type Listing } from './iptables-texts.js';

type Key = 'list' | 'rules' | 'table' | 'numeric' | 'verbose' | 'exact' | 'lineNumbers' | 'wait';

const VERSION = 'v1.8.9 (nf_tables)';
const changes = /^(-[ACDIRFZNXEP]|--(append|check|delete|insert|replace|flush|zero|new|new-chain|delete-chain|rename-chain|policy))$/;

export const iptables = define<Key>({
  name: 'iptables',
  options: {
    list: ['-L, --list', 'list the rules of a chain, or of all'],
    rules: ['-S, --list-rules', 'print the rules as commands make them'],
    table: ['-t TABLE, --table=TABLE', 'which table (filter)'],
    numeric: ['-n, --numeric', 'numbers instead of names'],
    verbose: ['-v, --verbose', 'devices and counters too'],
    exact: ['-x, --exact', 'counters in full'],
    lineNumbers: ['--line-numbers', 'number the rules'],
    wait: noEffect('-w, --wait', 'nobody changes the rules meanwhile'),
  },
  // A change has options of its own, which need not be read to be refused.
  rewrite(argv) {
    if (argv.some(word => changes.test(word))) throw new Fatal('drydock: changing rules is not simulated');
    return argv;
  },
  gnu: { usage: ['-[LS] [chain [rulenum]] [options]'], about: 'Show the rules by which the kernel filters and translates packets.' },
  origin: iptablesOrigin,
  usageStatus: 2,
  usageHint: () => "Try `iptables -h' or 'iptables --help' for more information.\n",
  *run(tool) {
    const { args, out } = tool;
    const [chain, number] = args.operands;
    if (!args.has('list') && !args.has('rules')) return yield* fail(tool, 2, `no command specified\n${HINT}`);
    if (args.has('list') && args.has('rules')) return yield* fail(tool, 2, `Cannot use -S with -L\n${HINT}`);
    if (number !== undefined && !/^[1-9]\d*$/.test(number)) return yield* fail(tool, 2, `Invalid rule number \`${number}'\n${HINT}`);
    if (!isAllowed(tool.sys)) return yield* fail(tool, 4, DENIED);
    const table = args.value('table') ?? 'filter';
    if (!isTable(table))
      return yield* fail(tool, 3, `table '${table}' does not exist\nPerhaps iptables or your kernel needs to be upgraded.`);
    const all = chainsHere(tool.sys, table);
    const shown = chain === undefined ? all : all.filter(({ name }) => name === chain);
    if (shown.length === 0) return yield* fail(tool, 1, `chain \`${chain ?? ''}' in table \`${table}' is incompatible, use 'nft' tool.`);
    const only = number === undefined ? undefined : Number(number);
    yield* out.write(args.has('rules') ? commands(tool, shown, only) : yield* listing(tool, all, shown, only));
    return 0;
  },
});

const HINT = "Try `iptables -h' or 'iptables --help' for more information.";
const DENIED = 'Could not fetch rule set generation id: Permission denied (you must be root)';

function* fail(tool: Tool<Key>, status: number, message: string): Task<number> {
  yield* tool.complain(`iptables ${VERSION}: ${message}\n`);
  return status;
}

const isAllowed = (sys: Sys): boolean => isCapable(sys.credentials(), 'CAP_NET_ADMIN');

const tables: readonly TableName[] = ['raw', 'filter', 'nat', 'mangle', 'security'];
const isTable = (name: string): name is TableName => tables.some(table => table === name);

function chainsHere(sys: Sys, table: TableName): readonly Chain[] {
  const forwarding = sys.net.forwarding();
  if (!forwarding) throw new Fatal('drydock: the rules of a container are not simulated');
  return chainsOf(table, forwarding);
}

function commands({ args }: Tool<Key>, chains: readonly Chain[], only: number | undefined): string {
  const counters = args.has('verbose') ? '-c 0 0' : '';
  const heads = chains.map(({ name, policy }) => (policy ? `-P ${name} ${policy}${counters && ` ${counters}`}` : `-N ${name}`));
  const rules = chains.flatMap(({ name, rules }) =>
    rules.filter((_, i) => only === undefined || only === i + 1).map(rule => ruleText(name, rule, counters)),
  );
  return [
    ...(only === undefined ? [...heads.filter(head => head.startsWith('-P')), ...heads.filter(head => head.startsWith('-N'))] : []),
    ...rules,
  ]
    .map(line => `${line}\n`)
    .join('');
}

function* listing({ args, sys }: Tool<Key>, all: readonly Chain[], shown: readonly Chain[], only: number | undefined): Task<string> {
  const numeric = args.has('numeric');
  const how: Listing = {
    numeric,
    verbose: args.has('verbose'),
    exact: args.has('exact') && args.has('verbose'),
    lineNumbers: args.has('lineNumbers'),
    names: numeric ? new Map<string, string>() : yield* loadNames(sys),
  };
  const texts = shown.map(chain => {
    const references = all.flatMap(({ rules }) => rules).filter(({ target }) => target === chain.name).length;
    const rows = chain.rules.map((rule, i) => (only === undefined || only === i + 1 ? ruleRow(rule, i + 1, how) : ''));
    return (only === undefined ? chainHead(chain, references, how) : '') + rows.join('');
  });
  return texts.join('\n');
}

/** Names of addresses (/etc/hosts) and of ports (/etc/services), where these files are. */
function* loadNames(sys: Sys): Task<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const [ip = '', name] of yield* rowsOf(sys, '/etc/hosts')) if (name !== undefined && !names.has(ip)) names.set(ip, name);
  for (const [name, port = ''] of yield* rowsOf(sys, '/etc/services')) if (name !== undefined && !names.has(port)) names.set(port, name);
  return names;
}

function* rowsOf(sys: Sys, path: string): Task<readonly (readonly string[])[]> {
  try {
    return (yield* readText(sys, path)).split('\n').map(line => line.replace(/#.*/, '').trim().split(/\s+/));
  } catch (error) {
    if (!isErrno(error)) throw error;
    return [];
  }
}

export const iptablesSave = define<'table' | 'counters'>({
  name: 'iptables-save',
  options: { table: ['-t TABLE, --table=TABLE', 'this table only'], counters: ['-c, --counters', 'with counters'] },
  origin: iptablesOrigin,
  gnu: { usage: ['[-c] [-t table]'], about: 'Print all rules in the form that iptables-restore reads.' },
  *run(tool) {
    const { args, sys, out } = tool;
    if (!isAllowed(sys)) {
      yield* tool.complain(`iptables-save ${VERSION}: ${DENIED}\n`);
      return 4;
    }
    const wanted = args.value('table');
    if (wanted !== undefined && !isTable(wanted)) {
      yield* tool.complain(`Table \`${wanted}' does not exist\n`);
      return 1;
    }
    // Tables that nobody has used are not there.
    const saved = wanted === undefined ? (['raw', 'filter', 'nat'] as const) : [wanted];
    const now = strftime('%a %b %e %H:%M:%S %Y', sys.clock.now(), utc);
    for (const table of saved) {
      const chains = chainsHere(sys, table);
      const heads = chains.map(({ name, policy }) => `:${name} ${policy ?? '-'} [0:0]\n`);
      const prefix = args.has('counters') ? '[0:0] ' : '';
      const rules = chains.flatMap(({ name, rules }) => rules.map(rule => `${prefix}${ruleText(name, rule)}\n`));
      yield* out.write(`# Generated by iptables-save ${VERSION} on ${now}\n*${table}\n${heads.join('')}${rules.join('')}COMMIT\n`);
      yield* out.write(`# Completed on ${now}\n`);
    }
    return 0;
  },
});
