import type { Task } from '../../core/task.js';
import { isRecordType, reverseName, type DnsMessage, type RecordType } from '../../net/dns.js';
import { parseIpv4 } from '../../net/ip.js';
import { refused } from '../options.js';
import { define, UsageError, type Tool } from '../tool.js';
import { askServer, candidateNames, readResolverConfig, resolveHost, type ResolverConfig } from './resolver.js';

type Key = 'type' | 'debug';

export const nslookup = define<Key>({
  name: 'nslookup',
  options: { type: ['--type=TYPE'], debug: refused('--debug') },
  // `-type=a`, `-q=a` and the like are words, not letters.
  rewrite: argv => argv.map(word => word.replace(/^-(?:type|querytype|query|qt|q|t)=/, '--type=').replace(/^-debug$/, '--debug')),
  gnu: { usage: ['[-option] [name | -] [server]'], about: 'Asks name servers about a name.' },
  busybox: {
    usage: ['[-type=QUERY_TYPE] [-debug] HOST [DNS_SERVER]'],
    about: 'Query DNS about HOST\n\nQUERY_TYPE: soa,ns,a,aaaa,cname,mx,txt,ptr,srv,any',
  },
  busyboxUnknown: 'usage',
  *run(tool) {
    const { args, sys } = tool;
    const [host, given] = args.operands;
    if (host === undefined) throw new UsageError('');
    const asked = args.value('type')?.toUpperCase();
    const types: readonly RecordType[] =
      asked !== undefined && isRecordType(asked) ? [asked] : parseIpv4(host) !== undefined ? ['PTR'] : ['A', 'AAAA'];
    const config = yield* readResolverConfig(sys);
    const found = given === undefined ? undefined : yield* resolveHost(sys, given);
    const servers = found?.kind === 'found' ? found.addresses.slice(0, 1) : config.servers;
    if (found && found.kind !== 'found') return yield* unknownServer(tool, given ?? '');
    return yield* new Query(tool, { ...config, servers }, host, types).run();
  },
});

function* unknownServer(tool: Tool<Key>, server: string): Task<number> {
  yield* tool.complain(tool.isGnu ? `nslookup: couldn't get address for '${server}': not found\n` : `nslookup: bad address '${server}'\n`);
  return 1;
}

class Query {
  readonly #tool: Tool<Key>;
  readonly #config: ResolverConfig;
  readonly #host: string;
  readonly #types: readonly RecordType[];

  constructor(tool: Tool<Key>, config: ResolverConfig, host: string, types: readonly RecordType[]) {
    this.#tool = tool;
    this.#config = config;
    this.#host = host;
    this.#types = types;
  }

  *run(): Task<number> {
    const { out, isGnu } = this.#tool;
    const server = this.#config.servers[0] ?? '127.0.0.1';
    const answers: { readonly name: string; readonly message: DnsMessage | 'refused' | 'timeout' }[] = [];
    for (const type of this.#types) answers.push(yield* this.#ask(server, type));
    if (answers.every(({ message }) => typeof message === 'string')) return yield* this.#noAnswer(server);
    yield* out.write(`Server:\t\t${server}\nAddress:\t${server}${isGnu ? '#' : ':'}53\n\n`);
    return isGnu ? yield* this.#printBind(answers) : yield* this.#printBusybox(answers);
  }

  /** The first candidate that exists; the bare name when none does. */
  *#ask(server: string, type: RecordType) {
    const query = type === 'PTR' && parseIpv4(this.#host) !== undefined ? reverseName(this.#host) : this.#host;
    const names = type === 'PTR' ? [query] : candidateNames(query, this.#config);
    let last: { readonly name: string; readonly message: DnsMessage | 'refused' | 'timeout' } = { name: query, message: 'timeout' };
    for (const name of names) {
      last = { name, message: yield* askServer(this.#tool.sys, server, name, type, this.#config.timeout) };
      if (typeof last.message !== 'string' && last.message.code === 'NOERROR') return last;
    }
    return { ...last, name: query };
  }

  *#noAnswer(server: string): Task<number> {
    const { out, isGnu } = this.#tool;
    yield* out.write(
      isGnu
        ? `;; communications error to ${server}#53: timed out\n;; no servers could be reached\n\n\n`
        : `;; connection timed out; no servers could be reached\n\n`,
    );
    return 1;
  }

  *#printBusybox(answers: readonly { readonly name: string; readonly message: DnsMessage | string }[]): Task<number> {
    const { out } = this.#tool;
    let failed = false;
    for (const { name, message } of answers) {
      if (typeof message === 'string' || message.code !== 'NOERROR') {
        failed = true;
        yield* out.write(`** server can't find ${name}: ${typeof message === 'string' ? 'SERVFAIL' : message.code}\n\n`);
        continue;
      }
      yield* out.write('Non-authoritative answer:\n');
      for (const record of message.answers) yield* out.line(describe(record, 'Name:\t', 'Address: '));
      yield* out.write('\n');
    }
    return failed ? 1 : 0;
  }

  *#printBind(answers: readonly { readonly name: string; readonly message: DnsMessage | string }[]): Task<number> {
    const { out } = this.#tool;
    const problem = answers.find(({ message }) => typeof message === 'string' || message.code !== 'NOERROR');
    if (problem) {
      yield* out.write(
        `** server can't find ${problem.name}: ${typeof problem.message === 'string' ? 'SERVFAIL' : problem.message.code}\n\n`,
      );
      return 1;
    }
    const records = answers.flatMap(({ message }) => (typeof message === 'string' ? [] : message.answers));
    if (records.length === 0) yield* out.write(`*** Can't find ${this.#host}: No answer\n`);
    else if (records[0]?.type !== 'PTR') yield* out.write('Non-authoritative answer:\n');
    for (const record of records) yield* out.line(describe(record, 'Name:\t', 'Address: ', '.'));
    yield* out.write('\n');
    return 0;
  }
}

function describe({ name, type, value }: DnsMessage['answers'][number], nameLabel: string, addressLabel: string, dot = ''): string {
  if (type === 'A' || type === 'AAAA') return `${nameLabel}${name}\n${addressLabel}${value}`;
  return type === 'PTR' ? `${name}\tname = ${value}${dot}` : `${name}\t${type.toLowerCase()} = ${value}`;
}
