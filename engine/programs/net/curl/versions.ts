/** What differs between the releases of curl that distributions ship. */
export interface CurlVersion {
  readonly number: string;
  /** The lines of `curl --version`. */
  readonly banner: string;
  readonly couldNotResolve: (host: string) => string;
  readonly couldNotConnect: (host: string, port: number, elapsedMs: number, reason: string) => string;
  readonly connectTimedOut: (host: string, port: number, elapsedMs: number) => string;
  /** `curl: (22)`: the reason phrase was still shown at first. */
  readonly httpError: (status: number, reason: string) => string;
  readonly noUrl: string;
  /** `(#0)` behind connections in the log of -v, up to 7. */
  readonly numbersConnections: boolean;
  /** `* Host localhost:80 was resolved.`, from 8.6 on. */
  readonly logsResolution: boolean;
  readonly badUrl: string;
}

const hint = "curl: try 'curl --help' or 'curl --manual' for more information";

const v7: Omit<CurlVersion, 'number' | 'banner'> = {
  couldNotResolve: host => `Could not resolve host: ${host}`,
  couldNotConnect: (host, port, _elapsed, reason) => `Failed to connect to ${host} port ${String(port)}: ${reason}`,
  connectTimedOut: (_host, _port, elapsed) => `Connection timed out after ${String(elapsed)} milliseconds`,
  httpError: status => `The requested URL returned error: ${String(status)}`,
  noUrl: `curl: no URL specified!\n${hint}`,
  numbersConnections: true,
  logsResolution: false,
  badUrl: 'URL using bad/illegal format or missing URL',
};

const after = (host: string, port: number, elapsed: number, reason: string): string =>
  `Failed to connect to ${host} port ${String(port)} after ${String(elapsed)} ms: ${reason}`;

/** By the number in the program's id (`curl-7.88.1`). */
export const curlVersions: readonly CurlVersion[] = [
  {
    ...v7,
    number: '7.29.0',
    banner: banner('7.29.0', 'x86_64-redhat-linux-gnu', 'NSS/3.53.1 zlib/1.2.7 libidn/1.28 libssh2/1.8.0', undefined),
    couldNotResolve: host => `Could not resolve host: ${host}; Unknown error`,
    couldNotConnect: (host, port, _elapsed, reason) => `Failed connect to ${host}:${String(port)}; ${reason}`,
    httpError: (status, reason) => `The requested URL returned error: ${String(status)} ${reason}`.trimEnd(),
  },
  {
    ...v7,
    number: '7.35.0',
    banner: banner('7.35.0', 'x86_64-pc-linux-gnu', 'OpenSSL/1.0.1f zlib/1.2.8 libidn/1.28 librtmp/2.3', undefined),
    httpError: (status, reason) => `The requested URL returned error: ${String(status)} ${reason}`.trimEnd(),
  },
  {
    ...v7,
    number: '7.61.1',
    banner: banner(
      '7.61.1',
      'x86_64-redhat-linux-gnu',
      'OpenSSL/1.1.1k zlib/1.2.11 brotli/1.0.6 libidn2/2.2.0 libpsl/0.20.2 libssh/0.9.4/openssl/zlib nghttp2/1.33.0',
      '2018-09-05',
    ),
  },
  {
    ...v7,
    number: '7.66.0',
    banner: banner('7.66.0', 'x86_64-alpine-linux-musl', 'OpenSSL/1.1.1k zlib/1.2.11 nghttp2/1.39.2', '2019-09-11'),
  },
  {
    ...v7,
    number: '7.68.0',
    banner: banner(
      '7.68.0',
      'x86_64-pc-linux-gnu',
      'OpenSSL/1.1.1f zlib/1.2.11 brotli/1.0.7 libidn2/2.2.0 libpsl/0.21.0 nghttp2/1.40.0 librtmp/2.3',
      '2020-01-08',
    ),
  },
  {
    ...v7,
    number: '7.81.0',
    banner: banner(
      '7.81.0',
      'x86_64-pc-linux-gnu',
      'OpenSSL/3.0.2 zlib/1.2.11 brotli/1.0.9 zstd/1.4.8 libidn2/2.3.2 libpsl/0.21.0 nghttp2/1.43.0 librtmp/2.3 OpenLDAP/2.5.18',
      '2022-01-05',
    ),
    couldNotConnect: after,
  },
  {
    ...v7,
    number: '7.88.1',
    banner: banner(
      '7.88.1',
      'x86_64-pc-linux-gnu',
      'OpenSSL/3.0.15 zlib/1.2.13 brotli/1.0.9 zstd/1.5.4 libidn2/2.3.3 libpsl/0.21.2 nghttp2/1.52.0 librtmp/2.3 OpenLDAP/2.5.13',
      '2023-02-20, security patched: 7.88.1-10+deb12u8',
    ),
    couldNotConnect: (host, port, elapsed) => after(host, port, elapsed, "Couldn't connect to server"),
    connectTimedOut: (host, port, elapsed) => after(host, port, elapsed, 'Timeout was reached'),
    noUrl: hint,
  },
  {
    ...v7,
    number: '8.5.0',
    banner: banner(
      '8.5.0',
      'x86_64-pc-linux-gnu',
      'OpenSSL/3.0.13 zlib/1.3 brotli/1.1.0 zstd/1.5.5 libidn2/2.3.7 libpsl/0.21.2 nghttp2/1.59.0 librtmp/2.3 OpenLDAP/2.6.7',
      '2023-12-06',
    ),
    couldNotConnect: (host, port, elapsed) => after(host, port, elapsed, "Couldn't connect to server"),
    connectTimedOut: (host, port, elapsed) => after(host, port, elapsed, 'Timeout was reached'),
    noUrl: 'curl: (2) no URL specified\n' + hint,
    numbersConnections: false,
    badUrl: 'URL rejected: Malformed input to a URL function',
  },
  {
    ...v7,
    number: '8.12.1',
    banner: banner(
      '8.12.1',
      'x86_64-alpine-linux-musl',
      'OpenSSL/3.3.3 zlib/1.3.1 brotli/1.1.0 zstd/1.5.6 c-ares/1.34.5 libidn2/2.3.7 libpsl/0.21.5 nghttp2/1.64.0',
      '2025-02-13',
    ),
    couldNotConnect: (host, port, elapsed) => after(host, port, elapsed, 'Could not connect to server'),
    connectTimedOut: (host, port, elapsed) => after(host, port, elapsed, 'Timeout was reached'),
    noUrl: 'curl: (2) no URL specified\n' + hint,
    numbersConnections: false,
    logsResolution: true,
    badUrl: 'URL rejected: Malformed input to a URL function',
  },
];

/** Which protocols and features a build has is told as what is simulated: plain HTTP. */
function banner(number: string, platform: string, libraries: string, released: string | undefined): string {
  return [
    `curl ${number} (${platform}) libcurl/${number} ${libraries}`,
    ...(released === undefined ? [] : [`Release-Date: ${released}`]),
    'Protocols: http https ',
    'Features: IPv6 Largefile libz SSL ',
  ]
    .map(line => (number.startsWith('7.2') || number.startsWith('7.3') ? line : line.trimEnd()))
    .map(line => `${line}\n`)
    .join('');
}
