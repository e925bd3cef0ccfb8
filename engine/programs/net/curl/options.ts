/** A command line of curl, read. */
export interface CurlOptions {
  readonly urls: readonly { readonly url: string; readonly output: Output }[];
  readonly flags: ReadonlySet<CurlFlag>;
  readonly method: string | undefined;
  readonly headers: readonly string[];
  readonly data: readonly { readonly kind: 'data' | 'binary' | 'raw' | 'urlencode'; readonly text: string }[];
  readonly forms: readonly string[];
  readonly values: Readonly<Partial<Record<CurlValue, string>>>;
}

/** Where a transfer goes: standard output, a named file, or a file named like the URL's last part. */
export type Output = { readonly kind: 'stdout' } | { readonly kind: 'file'; readonly path: string } | { readonly kind: 'remote-name' };

export type CurlFlag = (typeof flagNames)[number];
export type CurlValue = (typeof valueNames)[number];

const flagNames = [
  'silent',
  'show-error',
  'include',
  'head',
  'location',
  'fail',
  'fail-with-body',
  'verbose',
  'insecure',
  'get',
  'no-buffer',
  'compressed',
  'http1.0',
  'http1.1',
  'ipv4',
  'ipv6',
  'create-dirs',
  'path-as-is',
  'progress-bar',
  'retry-connrefused',
  'retry-all-errors',
  'globoff',
  'no-progress-meter',
  'post301',
  'post302',
  'disable',
  'version',
  'help',
  'basic',
  'remote-name-all',
  'tcp-nodelay',
] as const;

const valueNames = [
  'user-agent',
  'referer',
  'user',
  'max-time',
  'connect-timeout',
  'retry',
  'retry-delay',
  'retry-max-time',
  'max-redirs',
  'cookie',
  'cookie-jar',
  'write-out',
  'dump-header',
  'range',
  'upload-file',
  'output-dir',
] as const;

const shortNames: Readonly<Record<string, string>> = {
  s: 'silent',
  S: 'show-error',
  i: 'include',
  I: 'head',
  L: 'location',
  f: 'fail',
  v: 'verbose',
  k: 'insecure',
  G: 'get',
  N: 'no-buffer',
  0: 'http1.0',
  4: 'ipv4',
  6: 'ipv6',
  '#': 'progress-bar',
  g: 'globoff',
  q: 'disable',
  V: 'version',
  h: 'help',
  A: 'user-agent',
  e: 'referer',
  u: 'user',
  m: 'max-time',
  b: 'cookie',
  c: 'cookie-jar',
  w: 'write-out',
  D: 'dump-header',
  r: 'range',
  T: 'upload-file',
  o: 'output',
  O: 'remote-name',
  X: 'request',
  H: 'header',
  d: 'data',
  F: 'form',
};

/** Options whose values add up or that belong to one URL. */
const collected = [
  'output',
  'remote-name',
  'request',
  'header',
  'data',
  'data-ascii',
  'data-binary',
  'data-raw',
  'data-urlencode',
  'json',
  'form',
  'url',
] as const;
const numeric: readonly string[] = ['max-time', 'connect-timeout', 'retry', 'retry-delay', 'retry-max-time', 'max-redirs'];
const everything: readonly string[] = [...flagNames, ...valueNames, ...collected];

/** Options of the real curl for what is no part of this world: TLS material, proxies, other protocols. */
const notSimulated: readonly string[] = [
  'abstract-unix-socket',
  'alt-svc',
  'anyauth',
  'cacert',
  'capath',
  'cert',
  'ciphers',
  'config',
  'digest',
  'dns-servers',
  'doh-url',
  'haproxy-protocol',
  'hsts',
  'http2',
  'http3',
  'interface',
  'keepalive-time',
  'key',
  'limit-rate',
  'local-port',
  'negotiate',
  'netrc',
  'noproxy',
  'ntlm',
  'oauth2-bearer',
  'parallel',
  'proxy',
  'proxy-user',
  'rate',
  'resolve',
  'socks5',
  'socks5-hostname',
  'stderr',
  'telnet-option',
  'time-cond',
  'tls-max',
  'tlsv1.2',
  'tlsv1.3',
  'trace',
  'trace-ascii',
  'unix-socket',
  'continue-at',
  'append',
];
const notSimulatedShort: Readonly<Record<string, string>> = {
  C: 'continue-at',
  E: 'cert',
  K: 'config',
  U: 'proxy-user',
  x: 'proxy',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  Z: 'parallel',
  a: 'append',
  n: 'netrc',
};

/** What is wrong with a command line, as curl says it after its name. */
export class CurlUsage extends Error {
  override readonly name = 'CurlUsage';
}

/** A real option that has no meaning here. */
export class CurlNotSimulated extends Error {
  override readonly name = 'CurlNotSimulated';

  constructor(option: string) {
    super(`drydock: curl --${option} is not simulated`);
  }
}

export function parseCurlOptions(argv: readonly string[]): CurlOptions {
  return new Parser(argv).parse();
}

class Parser {
  readonly #argv: readonly string[];
  #at = 0;
  readonly #urls: string[] = [];
  readonly #outputs: Output[] = [];
  readonly #flags = new Set<CurlFlag>();
  readonly #headers: string[] = [];
  readonly #data: CurlOptions['data'][number][] = [];
  readonly #forms: string[] = [];
  readonly #values: Partial<Record<CurlValue, string>> = {};
  #method: string | undefined;

  constructor(argv: readonly string[]) {
    this.#argv = argv;
  }

  parse(): CurlOptions {
    let onlyUrls = false;
    while (this.#at < this.#argv.length) {
      const word = this.#argv[this.#at++] ?? '';
      if (onlyUrls || !word.startsWith('-') || word === '-') this.#urls.push(word);
      else if (word === '--') onlyUrls = true;
      else if (word.startsWith('--')) this.#long(word);
      else this.#short(word);
    }
    const remoteNameAll = this.#flags.has('remote-name-all');
    const fallback: Output = remoteNameAll ? { kind: 'remote-name' } : { kind: 'stdout' };
    const urls = this.#urls.map((url, index) => ({ url, output: this.#outputs[index] ?? fallback }));
    return {
      urls,
      flags: this.#flags,
      method: this.#method,
      headers: this.#headers,
      data: this.#data,
      forms: this.#forms,
      values: this.#values,
    };
  }

  #long(word: string): void {
    const given = word.slice(2);
    const positive = given.startsWith('no-') && !everything.includes(given) ? given.slice(3) : given;
    const names = everything.includes(positive) ? [positive] : everything.filter(name => name.startsWith(positive));
    const [name] = names;
    if (names.length === 0 && notSimulated.includes(positive)) throw new CurlNotSimulated(positive);
    if (name === undefined || positive === '') throw new CurlUsage(`option ${word}: is unknown`);
    if (names.length > 1) throw new CurlUsage(`option ${word}: is ambiguous`);
    if (positive !== given) {
      if (isFlag(name)) this.#flags.delete(name);
      return;
    }
    this.#apply(name, word, () => this.#argv[this.#at++]);
  }

  #short(word: string): void {
    for (let i = 1; i < word.length; i++) {
      const letter = word[i] ?? '';
      const name = shortNames[letter];
      const foreign = notSimulatedShort[letter];
      if (foreign !== undefined) throw new CurlNotSimulated(foreign);
      if (name === undefined) throw new CurlUsage(`option ${word}: is unknown`);
      const rest = word.slice(i + 1);
      const shown = word.length === 2 ? word : `-${letter}`;
      if (this.#apply(name, shown, () => (rest === '' ? this.#argv[this.#at++] : rest))) return;
    }
  }

  /** Notes an option; whether it took a value. */
  #apply(name: string, shown: string, next: () => string | undefined): boolean {
    if (isFlag(name)) {
      this.#flags.add(name);
      return false;
    }
    if (name === 'remote-name') {
      this.#outputs.push({ kind: 'remote-name' });
      return false;
    }
    const value = next();
    if (value === undefined) throw new CurlUsage(`option ${shown}: requires parameter`);
    if (numeric.includes(name) && !/^\d+(\.\d*)?$|^-1$/.test(value))
      throw new CurlUsage(`option ${shown}: expected a proper numerical parameter`);
    if (isValue(name))
      this.#values[name] = name === 'cookie' && this.#values.cookie !== undefined ? `${this.#values.cookie}; ${value}` : value;
    else this.#collect(name, value);
    return true;
  }

  #collect(name: string, value: string): void {
    if (name === 'url') this.#urls.push(value);
    else if (name === 'output') this.#outputs.push(value === '-' ? { kind: 'stdout' } : { kind: 'file', path: value });
    else if (name === 'request') this.#method = value;
    else if (name === 'header') this.#headers.push(value);
    else if (name === 'form') this.#forms.push(value);
    else if (name === 'json') {
      this.#data.push({ kind: 'binary', text: value });
      this.#headers.push('Content-Type: application/json', 'Accept: application/json');
    } else
      this.#data.push({
        kind: name === 'data-binary' ? 'binary' : name === 'data-raw' ? 'raw' : name === 'data-urlencode' ? 'urlencode' : 'data',
        text: value,
      });
  }
}

function isFlag(name: string): name is CurlFlag {
  return flagNames.some(flag => flag === name);
}

function isValue(name: string): name is CurlValue {
  return valueNames.some(value => value === name);
}
