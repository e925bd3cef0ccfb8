/** Options that only switch something. */
export const flagNames = [
  'silent',
  'show-error',
  'include',
  'head',
  'location',
  'location-trusted',
  'fail',
  'fail-early',
  'fail-with-body',
  'verbose',
  'insecure',
  'get',
  'no-buffer',
  'compressed',
  'http0.9',
  'http1.0',
  'http1.1',
  'ignore-content-length',
  'ipv4',
  'ipv6',
  'create-dirs',
  'path-as-is',
  'progress-bar',
  'retry-connrefused',
  'retry-all-errors',
  'globoff',
  'no-progress-meter',
  'no-clobber',
  'post301',
  'post302',
  'post303',
  'disable',
  'disallow-username-in-url',
  'version',
  'help',
  'basic',
  'junk-session-cookies',
  'netrc',
  'netrc-optional',
  'remote-header-name',
  'remote-time',
  'remote-name-all',
  'remove-on-error',
  'tcp-nodelay',
  'trace-time',
] as const;

export const valueNames = [
  'user-agent',
  'referer',
  'user',
  'max-time',
  'max-filesize',
  'connect-timeout',
  'continue-at',
  'create-file-mode',
  'limit-rate',
  'netrc-file',
  'noproxy',
  'oauth2-bearer',
  'proto',
  'proto-default',
  'proto-redir',
  'proxy',
  'proxy-user',
  'request-target',
  'retry',
  'retry-delay',
  'retry-max-time',
  'max-redirs',
  'cookie',
  'cookie-jar',
  'write-out',
  'dump-header',
  'range',
  'speed-limit',
  'speed-time',
  'stderr',
  'unix-socket',
  'abstract-unix-socket',
  'upload-file',
  'output-dir',
] as const;

/** Options whose values add up, that belong to one URL, or that begin something new. */
export const collectedNames = [
  'config',
  'connect-to',
  'output',
  'remote-name',
  'request',
  'resolve',
  'header',
  'data',
  'data-ascii',
  'data-binary',
  'data-raw',
  'data-urlencode',
  'json',
  'form',
  'form-string',
  'next',
  'url',
  'url-query',
] as const;

/**
 * What nobody can see the effect of where TLS itself is refused: how certificates are looked at, and how connections are tuned.
 * Those that end in `=` take a value.
 */
export const withoutEffect: ReadonlySet<string> = new Set(
  (
    'alpn npn sessionid keepalive buffer progress-meter keepalive-time= tcp-fastopen happy-eyeballs-timeout-ms= expect100-timeout= false-start ' +
    'cacert= capath= cert= cert-status cert-type= ciphers= crlfile= curves= key= key-type= pass= pinnedpubkey= ssl ssl-reqd ssl-allow-beast ' +
    'ssl-auto-client-cert ssl-no-revoke ssl-revoke-best-effort sslv2 sslv3 tls-max= tls13-ciphers= tlsauthtype= tlspassword= tlsuser= tlsv1 tlsv1.0 ' +
    'tlsv1.1 tlsv1.2 tlsv1.3 egd-file= random-file= engine= proxy-cacert= proxy-capath= proxy-cert= proxy-cert-type= proxy-ciphers= ' +
    'proxy-crlfile= proxy-insecure proxy-key= proxy-key-type= proxy-pass= proxy-pinnedpubkey= proxy-ssl-allow-beast proxy-ssl-auto-client-cert ' +
    'proxy-tls13-ciphers= proxy-tlsauthtype= proxy-tlspassword= proxy-tlsuser= proxy-tlsv1 proxy-basic parallel-immediate parallel-max= ' +
    'suppress-connect-headers'
  ).split(' '),
);

/** What the real one has besides: other protocols, ways to log in, and proxies that are not plain. */
export const notSimulated: ReadonlySet<string> = new Set(
  (
    'alt-svc anyauth append aws-sigv4 compressed-ssh crlf delegation digest disable-eprt disable-epsv dns-interface dns-ipv4-addr dns-ipv6-addr ' +
    'dns-servers doh-cert-status doh-insecure doh-url etag-compare etag-save form-escape ftp-account ftp-alternative-to-user ftp-create-dirs ' +
    'ftp-method ftp-pasv ftp-port ftp-pret ftp-skip-pasv-ip ftp-ssl ftp-ssl-ccc ftp-ssl-ccc-mode ftp-ssl-control ftp-ssl-reqd haproxy-clientip ' +
    'haproxy-protocol hostpubmd5 hostpubsha256 hsts http2 http2-prior-knowledge http3 http3-only interface ip-tos ipfs-gateway krb libcurl ' +
    'list-only local-port login-options mail-auth mail-from mail-rcpt mail-rcpt-allowfails manual metalink mptcp negotiate ntlm ntlm-wb parallel ' +
    'preproxy proxy-anyauth proxy-digest proxy-header proxy-http2 proxy-negotiate proxy-ntlm proxy-service-name proxy1.0 proxytunnel pubkey ' +
    'quote rate raw sasl-authzid sasl-ir service-name skip-existing socks4 socks4a socks5 socks5-basic socks5-gssapi ' +
    'socks5-gssapi-nec socks5-gssapi-service socks5-hostname styled-output telnet-option tftp-blksize tftp-no-options time-cond tls-earlydata ' +
    'tr-encoding trace trace-ascii trace-config trace-ids use-ascii variable vlan-priority xattr ech ca-native proxy-ca-native'
  ).split(' '),
);

export const shortNames: Readonly<Record<string, string>> = {
  '#': 'progress-bar',
  ':': 'next',
  0: 'http1.0',
  1: 'tlsv1',
  2: 'sslv2',
  3: 'sslv3',
  4: 'ipv4',
  6: 'ipv6',
  a: 'append',
  A: 'user-agent',
  b: 'cookie',
  B: 'use-ascii',
  c: 'cookie-jar',
  C: 'continue-at',
  d: 'data',
  D: 'dump-header',
  e: 'referer',
  E: 'cert',
  f: 'fail',
  F: 'form',
  g: 'globoff',
  G: 'get',
  h: 'help',
  H: 'header',
  i: 'include',
  I: 'head',
  j: 'junk-session-cookies',
  J: 'remote-header-name',
  k: 'insecure',
  K: 'config',
  l: 'list-only',
  L: 'location',
  m: 'max-time',
  M: 'manual',
  n: 'netrc',
  N: 'no-buffer',
  o: 'output',
  O: 'remote-name',
  p: 'proxytunnel',
  P: 'ftp-port',
  q: 'disable',
  Q: 'quote',
  r: 'range',
  R: 'remote-time',
  s: 'silent',
  S: 'show-error',
  t: 'telnet-option',
  T: 'upload-file',
  u: 'user',
  U: 'proxy-user',
  v: 'verbose',
  V: 'version',
  w: 'write-out',
  x: 'proxy',
  X: 'request',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
  Z: 'parallel',
};

export const numericNames: readonly string[] = [
  'max-time',
  'connect-timeout',
  'retry',
  'retry-delay',
  'retry-max-time',
  'max-redirs',
  'speed-limit',
  'speed-time',
];

/** Options that --next leaves as they are, for they belong to the whole command line. */
export const globalNames: readonly string[] = [
  'fail-early',
  'no-progress-meter',
  'progress-bar',
  'show-error',
  'silent',
  'trace-time',
  'verbose',
  'version',
  'help',
];

/** Every name but those of `notSimulated`, for abbreviations. */
export const everyName: readonly string[] = [
  ...flagNames,
  ...valueNames,
  ...collectedNames,
  ...[...withoutEffect].map(name => name.replace('=', '')),
];
