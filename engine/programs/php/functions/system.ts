import { bytesOfLatin1, latin1Of } from '../../../core/latin1.js';
import { hmac } from '@noble/hashes/hmac.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import type { Task } from '../../../core/task.js';
import { machine } from '../../../process/machine.js';
import { crc32 } from '../../archive/crc32.js';
import { resolveHost } from '../../net/resolver.js';
import { PhpArray } from '../runtime/array.js';
import { fromHost, toHost } from '../runtime/bytes.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import { readWhole } from '../runtime/read-file.js';
import type { Value } from '../runtime/value.js';
import { builtInModules } from '../sapi/modules.js';
import { PHP_VERSION, ZEND_VERSION } from '../sapi/texts.js';
import { nowMs } from './time.js';

const algorithms = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

function isAlgorithm(name: string): name is keyof typeof algorithms {
  return Object.hasOwn(algorithms, name);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
}

function digest(a: Args, name: string, text: string, binary: boolean): Value {
  const lower = name.toLowerCase();
  if (lower === 'crc32b') return crc32(bytesOfLatin1(text)).toString(16).padStart(8, '0');
  if (!isAlgorithm(lower)) return a.invalid(0, 'must be a valid hashing algorithm');
  const bytes = algorithms[lower](bytesOfLatin1(text));
  return binary ? latin1Of(bytes) : hex(bytes);
}

function environment(a: Args): Value {
  const name = a.optStr(0);
  if (name !== undefined) {
    const value = a.vm.sys.env.get(toHost(name));
    return value === undefined ? false : fromHost(value);
  }
  return PhpArray.from([...a.vm.sys.env].map(([key, value]) => [a.vm.key(fromHost(key)), fromHost(value)] as const));
}

/** The system as `uname -a` names it. */
export function systemName(a: Args): string {
  return `Linux ${fromHost(a.vm.sys.hostname())} ${machine.kernelRelease} ${machine.kernelVersion} x86_64`;
}

export const hashNames: readonly string[] = [...Object.keys(algorithms), 'crc32b'];

function uname(a: Args): string {
  const host = fromHost(a.vm.sys.hostname());
  const parts: Readonly<Record<string, string>> = { s: 'Linux', n: host, r: machine.kernelRelease, v: machine.kernelVersion, m: 'x86_64' };
  return parts[a.str(0)] ?? systemName(a);
}

/** Modules by their names, as they are loaded. */
export function loadedModules(a: Pick<Args, 'vm'>): readonly string[] {
  return [...builtInModules, ...a.vm.extensions];
}

function refuse(a: Args): never {
  throw a.vm.errors.fatal(`drydock: ${a.fn.name}() is not simulated`);
}

function filter(a: Args): Value {
  const text = a.vm.text(a.get(0)).trim();
  const options = a.get(2);
  const given = options instanceof PhpArray ? options.get('options') : undefined;
  const limits = given instanceof PhpArray ? given : new PhpArray();
  const flags = options instanceof PhpArray ? Number(options.get('flags') ?? 0) : a.int(2);
  const failed = limits.get('default') ?? (flags & 134_217_728 ? null : false);
  switch (a.int(1)) {
    case 257: {
      const number = Number(text);
      if (!/^[+-]?(?:0|[1-9]\d*)$/.test(text) || !Number.isSafeInteger(number)) return failed;
      return number < Number(limits.get('min_range') ?? -Infinity) || number > Number(limits.get('max_range') ?? Infinity)
        ? failed
        : number;
    }
    case 258:
      if (/^(?:1|true|on|yes)$/i.test(text)) return true;
      return /^(?:0|false|off|no|)$/i.test(text) ? false : flags & 134_217_728 ? null : false;
    case 273:
      return /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]+([/?#]\S*)?$/i.test(text) ? text : failed;
    case 274:
      return /^[\w.!#$%&'*+/=?^`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/.test(text)
        ? text
        : failed;
    case 275:
      return /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text) || /^[0-9a-f:]*:[0-9a-f:]+$/i.test(text) ? text : failed;
    case 516:
      return a.vm.text(a.get(0));
    default:
      return refuse(a);
  }
}

export const systemFunctions: Natives = {
  'md5(string $string, bool $binary = false)': a => digest(a, 'md5', a.str(0), a.bool(1)),
  'sha1(string $string, bool $binary = false)': a => digest(a, 'sha1', a.str(0), a.bool(1)),
  'crc32(string $string)': a => crc32(bytesOfLatin1(a.str(0))),
  'hash(string $algo, string $data, bool $binary = false)': a => digest(a, a.str(0), a.str(1), a.bool(2)),
  'hash_hmac(string $algo, string $data, string $key, bool $binary = false)': a => {
    const name = a.str(0).toLowerCase();
    if (!isAlgorithm(name)) return a.invalid(0, 'must be a valid cryptographic hashing algorithm');
    const bytes = hmac(algorithms[name], bytesOfLatin1(a.str(2)), bytesOfLatin1(a.str(1)));
    return a.bool(3) ? latin1Of(bytes) : hex(bytes);
  },
  'hash_algos()': () => PhpArray.of(hashNames),
  'hash_equals(string $known_string, string $user_string)': a => a.str(0) === a.str(1),
  'uniqid(string $prefix = "", bool $more_entropy = false)': a => {
    const us = Math.floor(nowMs(a) * 1000);
    return `${a.str(0)}${Math.floor(us / 1e6)
      .toString(16)
      .padStart(
        8,
        '0',
      )}${(us % 1e6).toString(16).padStart(5, '0')}${a.bool(1) ? `.${String(a.vm.sys.random.below(100_000_000)).padStart(8, '0')}` : ''}`;
  },
  'getenv(?string $name = null, bool $local_only = false)': environment,
  'putenv(string $assignment)': a => {
    const [name = '', ...rest] = toHost(a.str(0)).split('=');
    if (rest.length === 0) a.vm.sys.env.delete(name);
    else a.vm.sys.env.set(name, rest.join('='));
    return true;
  },
  'gethostname()': a => fromHost(a.vm.sys.hostname()),
  'php_uname(string $mode = "a")': uname,
  'phpversion(?string $extension = null)': a =>
    a.optStr(0) === undefined || loadedModules(a).some(each => each.toLowerCase() === a.str(0).toLowerCase()) ? PHP_VERSION : false,
  'php_sapi_name()': a => a.vm.sapi,
  'zend_version()': () => ZEND_VERSION,
  'extension_loaded(string $extension)': a => loadedModules(a).some(each => each.toLowerCase() === a.str(0).toLowerCase()),
  'get_loaded_extensions(bool $zend_extensions = false)': a => PhpArray.of([...loadedModules(a)]),
  'set_time_limit(int $seconds)': () => true,
  'ignore_user_abort(?bool $enable = null)': () => 0,
  'memory_get_usage(bool $real_usage = false)': a => (a.bool(0) ? Math.ceil(a.vm.memory.used / 2_097_152) * 2_097_152 : a.vm.memory.used),
  'memory_get_peak_usage(bool $real_usage = false)': a => Math.max(a.vm.memory.peak, a.vm.memory.used),
  'memory_reset_peak_usage()': () => null,
  'getmypid()': a => a.vm.sys.pid,
  'posix_getpid()': a => a.vm.sys.pid,
  'posix_getuid()': a => a.vm.sys.credentials().uid,
  'posix_geteuid()': a => a.vm.sys.credentials().uid,
  'getmyuid()': a => a.vm.sys.credentials().uid,
  'sys_getloadavg()': () => PhpArray.of([0, 0, 0]),
  'setlocale(int $category, mixed $locales, mixed ...$rest)': () => 'C',
  'filter_var(mixed $value, int $filter = 516, mixed $options = 0)': filter,
  'version_compare(string $version1, string $version2, ?string $operator = null)': a => {
    const result = compareVersions(a.str(0), a.str(1));
    const operator = a.optStr(2);
    if (operator === undefined) return result;
    const tests: Readonly<Record<string, boolean>> = {
      '<': result < 0,
      lt: result < 0,
      '<=': result <= 0,
      le: result <= 0,
      '>': result > 0,
      gt: result > 0,
      '>=': result >= 0,
      ge: result >= 0,
      '==': result === 0,
      eq: result === 0,
      '!=': result !== 0,
      ne: result !== 0,
    };
    return tests[operator] ?? null;
  },
  'mail(mixed ...$args)': refuse,
  'curl_init(?string $url = null)': refuse,
};

function compareVersions(a: string, b: string): number {
  const parts = (text: string): string[] =>
    text
      .replaceAll(/[-_+]/g, '.')
      .replaceAll(/(\d)([a-zA-Z])/g, '$1.$2')
      .replaceAll(/([a-zA-Z])(\d)/g, '$1.$2')
      .split('.');
  const rank = (part: string | undefined): number => {
    if (part === undefined) return 4.5;
    if (/^\d+$/.test(part)) return 10 + Number(part);
    return ['dev', 'alpha', 'beta', 'rc'].findIndex(each => part.toLowerCase().startsWith(each)) + 1;
  };
  const [x, y] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(x.length, y.length); i++) {
    const difference = rank(x[i]) - rank(y[i]);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function* fileDigest(a: Args, name: string, path: string): Task<Value> {
  return digest(a, name, yield* readWhole(a.vm, toHost(path)), false);
}

export const systemTasks: NativeTasks = {
  'md5_file(string $filename, bool $binary = false)': a => fileDigest(a, 'md5', a.str(0)),
  'sha1_file(string $filename, bool $binary = false)': a => fileDigest(a, 'sha1', a.str(0)),
  'hash_file(string $algo, string $filename, bool $binary = false)': a => fileDigest(a, a.str(0), a.str(1)),
  *'gethostbyname(string $hostname)'(a) {
    const found = yield* resolveHost(a.vm.sys, toHost(a.str(0)));
    return found.kind === 'found' ? fromHost(found.addresses[0] ?? a.str(0)) : a.str(0);
  },
  *'gethostbynamel(string $hostname)'(a) {
    const found = yield* resolveHost(a.vm.sys, toHost(a.str(0)));
    return found.kind === 'found' ? PhpArray.of(found.addresses.map(fromHost)) : false;
  },
};
