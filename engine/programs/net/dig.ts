import type { Main } from '../../process/sys.js';
import type { Task } from '../../core/task.js';
import { encodeUtf8 } from '../../core/utf8.js';
import { isRecordType, reverseName, type DnsMessage, type RecordType } from '../../net/dns.js';
import { askServer, readResolverConfig, resolveHost } from './resolver.js';
import { refusalOf } from '../unsimulated.js';
import { stampOf } from './http-date.js';

interface Query {
  name: string;
  type: RecordType;
  server: string | undefined;
  port: number;
  short: boolean;
  search: boolean;
}

const VERSION = '9.18.28-1~deb12u2-Debian';

/** dig, for one name at a time. */
export const dig: Main = function* (sys, argv) {
  const query: Query = { name: '.', type: 'A', server: undefined, port: 53, short: false, search: false };
  const problem = readWords(argv.slice(1), query);
  if (problem !== undefined) {
    yield* sys.write(2, encodeUtf8(`${problem}\n`));
    return problem.startsWith('drydock') ? 2 : 1;
  }
  const config = yield* readResolverConfig(sys);
  let server = config.servers[0] ?? '127.0.0.1';
  if (query.server !== undefined) {
    const found = yield* resolveHost(sys, query.server);
    if (found.kind !== 'found') {
      yield* sys.write(1, encodeUtf8(`dig: couldn't get address for '${query.server}': not found\n`));
      return 10;
    }
    server = found.addresses[0] ?? server;
  }
  const startedAt = sys.clock.now();
  const names = query.search ? [...config.search.map(domain => `${query.name}.${domain}`), query.name] : [query.name];
  let message: DnsMessage | 'refused' | 'timeout' = 'timeout';
  for (const name of names) {
    message = yield* askServer(sys, server, name, query.type, 5000, query.port);
    if (typeof message !== 'string' && message.answers.length > 0) break;
  }
  const banner = `\n; <<>> DiG ${VERSION} <<>> ${argv.slice(1).join(' ')}\n`;
  if (typeof message === 'string') {
    const why = message === 'refused' ? 'connection refused' : 'timed out';
    yield* sys.write(
      1,
      encodeUtf8(
        `;; communications error to ${server}#${String(query.port)}: ${why}\n${banner};; global options: +cmd\n;; no servers could be reached\n\n`,
      ),
    );
    return 9;
  }
  if (query.short)
    yield* sys.write(1, encodeUtf8(message.answers.map(({ value, type }) => `${value}${type === 'PTR' ? '.' : ''}\n`).join('')));
  else
    yield* printMessage(
      sys,
      query,
      message,
      banner,
      `${server}#${String(query.port)}(${server}) (UDP)`,
      Math.round(sys.clock.now() - startedAt),
    );
  return 0;
};

function readWords(words: readonly string[], query: Query): string | undefined {
  for (let i = 0; i < words.length; i++) {
    const word = words[i] ?? '';
    if (word.startsWith('@')) query.server = word.slice(1);
    else if (word === '-x') {
      query.name = reverseName(words[++i] ?? '');
      query.type = 'PTR';
    } else if (word === '-t') {
      const type = (words[++i] ?? '').toUpperCase();
      if (isRecordType(type)) query.type = type;
    } else if (word === '-p') query.port = Number(words[++i] ?? 53);
    else if (word === '+short') query.short = true;
    else if (word === '+search') query.search = true;
    else if (word.startsWith('+')) {
      if (!['+noall', '+answer', '+cmd', '+nocmd', '+tries=1', '+time=1'].includes(word)) return `drydock: dig ${word} is not simulated`;
    } else if (word.startsWith('-')) return refusalOf('dig', word) ?? `Invalid option: ${word}`;
    else if (isRecordType(word.toUpperCase())) query.type = recordType(word);
    else query.name = word.replace(/(.)\.$/, '$1');
  }
  return undefined;
}

function recordType(word: string): RecordType {
  const upper = word.toUpperCase();
  return isRecordType(upper) ? upper : 'A';
}

function* printMessage(
  sys: Parameters<Main>[0],
  query: Query,
  message: DnsMessage,
  banner: string,
  server: string,
  elapsed: number,
): Task<void> {
  const { dayName, monthName, day, time, year } = stampOf(sys.clock.epochMsOf(sys.clock.now()));
  const answers = message.answers.map(
    ({ name, ttlSeconds, type, value }) =>
      `${`${name}.`.padEnd(24)}${String(ttlSeconds)}\tIN\t${type}\t${value}${type === 'PTR' || type === 'CNAME' ? '.' : ''}\n`,
  );
  const size = 12 + query.name.length + 6 + message.answers.length * 16;
  const text = [
    banner,
    ';; global options: +cmd\n;; Got answer:\n',
    `;; ->>HEADER<<- opcode: QUERY, status: ${message.code}, id: ${String(message.id)}\n`,
    `;; flags: qr rd ra; QUERY: 1, ANSWER: ${String(message.answers.length)}, AUTHORITY: 0, ADDITIONAL: 0\n\n`,
    `;; QUESTION SECTION:\n;${`${query.name}.`.padEnd(23)}\tIN\t${query.type}\n\n`,
    answers.length > 0 ? `;; ANSWER SECTION:\n${answers.join('')}\n` : '',
    `;; Query time: ${String(elapsed)} msec\n;; SERVER: ${server}\n;; WHEN: ${dayName} ${monthName} ${day} ${time} UTC ${year}\n;; MSG SIZE  rcvd: ${String(size)}\n\n`,
  ];
  yield* sys.write(1, encodeUtf8(text.join('')));
}
