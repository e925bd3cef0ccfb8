import type { Task } from '../../../core/task.js';
import { formatIpv4, parseIpv4, parsePrefix, prefixContains } from '../../../net/ip.js';
import { byteTest, readByteTest } from './filter-bytes.js';
import type { Decoded } from './decode.js';

/** Whether a frame is wanted. */
export type Filter = (frame: Decoded, length: number) => boolean;

/** Something is wrong with an expression. */
export class FilterError extends Error {
  override readonly name = 'FilterError';
}

/** Finds the addresses of a name, and the number of a service. */
export interface Names {
  readonly address: (name: string) => Task<readonly string[]>;
  readonly port: (name: string) => number | undefined;
}

type Direction = 'src' | 'dst' | 'both' | 'either';
interface Qualifiers {
  readonly protocol: string | undefined;
  readonly direction: Direction;
  readonly kind: 'host' | 'net' | 'port' | 'portrange';
}

/** How deep parentheses may be nested, and how many words there may be. */
const MAX_WORDS = 1000;
const MAX_DEPTH = 50;

const protocols: Readonly<Record<string, Filter>> = {
  ip: ({ ip }) => ip?.version === 4,
  ip6: ({ ip }) => ip?.version === 6,
  arp: ({ link }) => link.type === 0x0806,
  rarp: ({ link }) => link.type === 0x8035,
  tcp: ({ ip }) => ip?.protocol === 6,
  udp: ({ ip }) => ip?.protocol === 17,
  icmp: ({ ip }) => ip?.version === 4 && ip.protocol === 1,
  icmp6: ({ ip }) => ip?.version === 6 && ip.protocol === 58,
};

/** Reads an expression of pcap-filter(7). Throws FilterError. */
export function* readFilter(text: string, names: Names): Task<Filter> {
  const words = text.match(/\[[^\]]*\]|&&|\|\||[<>=!]=|[()!&|<>=]|[^\s()!&|<>=[\]]+/g) ?? [];
  if (words.length === 0) return () => true;
  if (words.length > MAX_WORDS) throw new FilterError('expression is too long');
  // Nobody is asked for names as long as the grammar is wrong.
  yield* parse(words, { ...names, address: anyAddress });
  return yield* parse(words, names);
}

function* parse(words: readonly string[], names: Names): Task<Filter> {
  const parser = new Parser(words, names);
  const filter = yield* parser.alternatives(0);
  if (!parser.isOver) throw syntaxError();
  return filter;
}

function* anyAddress(): Task<readonly string[]> {
  yield* [];
  return ['0.0.0.0'];
}

function syntaxError(): FilterError {
  return new FilterError("can't parse filter expression: syntax error");
}

class Parser {
  readonly #words: readonly string[];
  readonly #names: Names;
  #at = 0;
  /** What a name or number alone takes over: `port 80 or 443`. */
  #last: Qualifiers | undefined;

  constructor(words: readonly string[], names: Names) {
    this.#words = words;
    this.#names = names;
  }

  get isOver(): boolean {
    return this.#at >= this.#words.length;
  }

  *alternatives(depth: number): Task<Filter> {
    if (depth > MAX_DEPTH) throw syntaxError();
    let filter = yield* this.#factor(depth);
    // `and` and `or` bind alike, from left to right.
    for (;;) {
      const isOr = this.#take('or', '||');
      if (!isOr && !this.#take('and', '&&')) return filter;
      const [left, right]: [Filter, Filter] = [filter, yield* this.#factor(depth)];
      filter = isOr
        ? (frame, length) => left(frame, length) || right(frame, length)
        : (frame, length) => left(frame, length) && right(frame, length);
    }
  }

  *#factor(depth: number): Task<Filter> {
    if (this.#take('not', '!')) {
      const filter = yield* this.#factor(depth + 1);
      return (frame, length) => !filter(frame, length);
    }
    if (!this.#take('(')) return yield* this.#primitive();
    const filter = yield* this.alternatives(depth + 1);
    if (!this.#take(')')) throw syntaxError();
    return filter;
  }

  *#primitive(): Task<Filter> {
    const bytes = readByteTest(this.#words, this.#at);
    if (bytes) {
      this.#at = bytes.end;
      return byteTest(bytes);
    }
    if (this.#words[this.#at + 1]?.startsWith('[') === true) throw syntaxError();
    if (this.#take('greater', 'less')) return this.#bySize(this.#words[this.#at - 1] ?? '');
    if (this.#take('ether') && this.#take('broadcast')) return ({ link }) => link.destination === 'ff:ff:ff:ff:ff:ff';
    if (this.#take('broadcast')) return ({ link }) => link.destination === 'ff:ff:ff:ff:ff:ff';
    const protocol = this.#protocol();
    const direction = this.#direction();
    const kind = this.#take('host', 'net', 'port', 'portrange') ? this.#words[this.#at - 1] : undefined;
    const isGiven = protocol !== undefined || direction !== undefined || kind !== undefined;
    const next = this.#words[this.#at];
    const ends = next === undefined || [')', 'and', 'or', '&&', '||'].includes(next);
    if (protocol !== undefined && direction === undefined && kind === undefined && ends) return protocols[protocol] ?? (() => false);
    if (ends) throw syntaxError();
    this.#at++;
    const qualifiers: Qualifiers = isGiven
      ? { protocol, direction: direction ?? 'either', kind: isKind(kind) ? kind : 'host' }
      : (this.#last ?? { protocol: undefined, direction: 'either', kind: 'host' });
    this.#last = qualifiers;
    return yield* this.#test(qualifiers, next);
  }

  #bySize(word: string): Filter {
    const size = Number(this.#words[this.#at++]);
    if (!Number.isInteger(size)) throw syntaxError();
    return word === 'less' ? (_, length) => length <= size : (_, length) => length >= size;
  }

  #protocol(): string | undefined {
    const word = this.#words[this.#at];
    if (word === undefined || !Object.hasOwn(protocols, word)) return undefined;
    this.#at++;
    return word;
  }

  #direction(): Direction | undefined {
    const [first, middle, last] = this.#words.slice(this.#at, this.#at + 3);
    if (first !== 'src' && first !== 'dst') return undefined;
    if ((middle === 'or' || middle === 'and') && (last === 'src' || last === 'dst')) {
      this.#at += 3;
      return middle === 'or' ? 'either' : 'both';
    }
    this.#at++;
    return first;
  }

  *#test({ protocol, direction, kind }: Qualifiers, id: string): Task<Filter> {
    const matches = kind === 'host' || kind === 'net' ? yield* this.#address(kind, id, direction) : this.#port(kind, id, direction);
    if (protocol === undefined) return matches;
    const isProtocol = protocols[protocol];
    return (frame, length) => isProtocol?.(frame, length) === true && matches(frame, length);
  }

  *#address(kind: 'host' | 'net', id: string, direction: Direction): Task<Filter> {
    // Half an address is a network, for `host` as well.
    const prefix = kind === 'net' || /^\d+(\.\d+){0,2}$/.test(id) ? parsePrefix(id.includes('/') ? id : wholeNet(id)) : undefined;
    if (kind === 'net' && !prefix) throw new FilterError(`unknown network '${id}'`);
    const isLiteral = parseIpv4(id) !== undefined || id.includes(':');
    const wanted = prefix || isLiteral ? [id] : yield* this.#names.address(id);
    if (wanted.length === 0) throw new FilterError(`unknown host '${id}'`);
    const matches = (ip: string): boolean => (prefix ? prefixContains(prefix, parseIpv4(ip) ?? -1) : wanted.includes(ip));
    return ({ ip, arp }) => {
      const source = ip?.source ?? arp?.senderIp;
      const destination = ip?.destination ?? arp?.targetIp;
      return source !== undefined && destination !== undefined && choose(direction, matches(source), matches(destination));
    };
  }

  #port(kind: string, id: string, direction: Direction): Filter {
    const texts = kind === 'portrange' ? id.split('-') : [id];
    if (texts.length !== (kind === 'portrange' ? 2 : 1)) throw syntaxError();
    const [first = 0, last = first] = texts.map(text => this.#portNumber(text));
    const matches = (port: number): boolean => port >= first && port <= last;
    return ({ ip }) => {
      const ports = ip?.tcp ?? ip?.udp;
      return ports !== undefined && choose(direction, matches(ports.from), matches(ports.to));
    };
  }

  #portNumber(text: string): number {
    const port = /^\d+$/.test(text) ? Number(text) : this.#names.port(text);
    if (port === undefined) throw new FilterError(`unknown port '${text}'`);
    if (port > 65_535) throw new FilterError(`illegal port number ${text} > 65535`);
    return port;
  }

  #take(...words: readonly string[]): boolean {
    const word = this.#words[this.#at];
    if (word === undefined || !words.includes(word)) return false;
    this.#at++;
    return true;
  }
}

function isKind(word: string | undefined): word is Qualifiers['kind'] {
  return word === 'host' || word === 'net' || word === 'port' || word === 'portrange';
}

function choose(direction: Direction, isSource: boolean, isDestination: boolean): boolean {
  if (direction === 'src') return isSource;
  if (direction === 'dst') return isDestination;
  return direction === 'both' ? isSource && isDestination : isSource || isDestination;
}

/** `172.17` is 172.17.0.0/16. */
function wholeNet(text: string): string {
  const parts = text.split('.');
  const whole = [...parts, '0', '0', '0'].slice(0, 4).join('.');
  const number = parseIpv4(whole);
  return number === undefined ? text : `${formatIpv4(number)}/${String(8 * Math.min(4, parts.length))}`;
}
