import { hmac } from '@noble/hashes/hmac.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { isErrno } from '../../core/errno.js';
import type { Task } from '../../core/task.js';
import { decodeUtf8, encodeUtf8 } from '../../core/utf8.js';
import type { Main, Sys } from '../../process/sys.js';
import { readAll, readFile } from '../input.js';
import { decode, encode } from '../text/base64.js';

const VERSION = 'OpenSSL 3.0.17 1 Jul 2025';

/** Digests by the names that commands and options use, with what they are called in output. */
const digests = {
  md5: ['MD5', md5],
  rmd160: ['RIPEMD160', ripemd160],
  sha1: ['SHA1', sha1],
  sha224: ['SHA2-224', sha224],
  sha256: ['SHA2-256', sha256],
  sha384: ['SHA2-384', sha384],
  sha512: ['SHA2-512', sha512],
} as const;
type Digest = keyof typeof digests;

function isDigest(name: string): name is Digest {
  return Object.hasOwn(digests, name);
}

class OpensslError extends Error {
  override readonly name = 'OpensslError';
}

/** What the real one has besides: keys, certificates, ciphers, connections. */
const refused: ReadonlySet<string> = new Set(
  'asn1parse ca ciphers cms crl dh dhparam dsa ec ecparam gendsa genpkey genrsa ocsp passwd pkcs12 pkcs7 pkcs8 pkey pkeyutl prime req rsa rsautl s_client s_server s_time speed verify x509'.split(
    ' ',
  ),
);

/** openssl: digests, base64 and random bytes. */
export const openssl: Main = function* (sys, argv) {
  const [, command = '', ...words] = argv;
  try {
    if (command === 'version') return yield* print(sys, encodeUtf8(`${VERSION} (Library: ${VERSION})\n`));
    if (command === 'rand') return yield* rand(sys, words);
    if (command === 'base64') return yield* base64(sys, words);
    if (command === 'enc' && words.some(word => word === '-base64' || word === '-a'))
      return yield* base64(
        sys,
        words.filter(word => word !== '-base64' && word !== '-a'),
      );
    if (command === 'dgst' || isDigest(command)) return yield* digest(sys, words, isDigest(command) ? command : 'sha256');
    if (refused.has(command) || command === 'enc' || command === '') throw new OpensslError(`drydock: openssl ${command} is not simulated`);
    throw new OpensslError(`Invalid command '${command}'; type "help" for a list.`);
  } catch (error) {
    if (!(error instanceof OpensslError)) throw error;
    yield* sys.write(2, encodeUtf8(`${error.message}\n`));
    return 1;
  }
};

function* print(sys: Sys, bytes: Uint8Array): Task<number> {
  yield* sys.write(1, bytes);
  return 0;
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Lines of 64 characters, as PEM has them. */
function base64Lines(bytes: Uint8Array): string {
  return (encode(bytes).match(/.{1,64}/g) ?? []).map(line => `${line}\n`).join('');
}

function* rand(sys: Sys, words: readonly string[]): Task<number> {
  const count = Number(words.find(word => /^\d+$/.test(word)) ?? Number.NaN);
  if (!(count > 0) || count > 1_048_576) throw new OpensslError('rand: Use -help for summary.');
  const bytes = sys.random.bytes(count);
  if (words.includes('-hex')) return yield* print(sys, encodeUtf8(`${hexOf(bytes)}\n`));
  return yield* print(sys, words.includes('-base64') ? encodeUtf8(base64Lines(bytes)) : bytes);
}

function* base64(sys: Sys, words: readonly string[]): Task<number> {
  const rest = [...words];
  let [path, target, decodes, isOneLine]: [string | undefined, string | undefined, boolean, boolean] = [undefined, undefined, false, false];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    if (word === '-d') decodes = true;
    else if (word === '-e') decodes = false;
    else if (word === '-A') isOneLine = true;
    else if (word === '-in') path = rest.shift();
    else if (word === '-out') target = rest.shift();
    else throw new OpensslError(`base64: Unknown option or cipher: ${word.replace(/^-/, '')}\nbase64: Use -help for summary.`);
  }
  const bytes = yield* input(sys, path);
  const output = decodes ? decode(decodeUtf8(bytes).replace(/\s/g, '')).bytes : encodeUtf8(isOneLine ? encode(bytes) : base64Lines(bytes));
  if (target === undefined) return yield* print(sys, output);
  const fd = sys.open(target, { write: true, create: true, truncate: true });
  yield* sys.write(fd, output);
  sys.close(fd);
  return 0;
}

function* input(sys: Sys, path: string | undefined): Task<Uint8Array> {
  if (path === undefined) return yield* readAll(sys, 0);
  try {
    return yield* readFile(sys, path);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new OpensslError(`Can't open "${path}" for reading, ${error.message}`);
  }
}

function* digest(sys: Sys, words: readonly string[], usual: Digest): Task<number> {
  const rest = [...words];
  const paths: string[] = [];
  let [kind, key, form]: [Digest, string | undefined, 'hex' | 'binary' | 'reverse'] = [usual, undefined, 'hex'];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = word.replace(/^--?/, '');
    if (!word.startsWith('-')) paths.push(word);
    else if (isDigest(name)) kind = name;
    else if (name === 'hmac') key = rest.shift() ?? '';
    else if (name === 'binary') form = 'binary';
    else if (name === 'r') form = 'reverse';
    else if (name !== 'hex') throw new OpensslError(`drydock: openssl option ${word} is not simulated`);
  }
  const [title, algorithm] = digests[kind];
  let code = 0;
  for (const path of paths.length > 0 ? paths : [undefined]) {
    let bytes: Uint8Array;
    try {
      bytes = path === undefined ? yield* readAll(sys, 0) : yield* readFile(sys, path);
    } catch (error) {
      if (!isErrno(error)) throw error;
      yield* sys.write(2, encodeUtf8(`${path ?? ''}: ${error.message}\n`));
      code = 1;
      continue;
    }
    const sum = key === undefined ? algorithm(bytes) : hmac(algorithm, encodeUtf8(key), bytes);
    const label = `${key === undefined ? '' : 'HMAC-'}${title}(${path ?? 'stdin'})= `;
    if (form === 'binary') yield* sys.write(1, sum);
    else yield* sys.write(1, encodeUtf8(form === 'reverse' ? `${hexOf(sum)} *${path ?? 'stdin'}\n` : `${label}${hexOf(sum)}\n`));
  }
  return code;
}
