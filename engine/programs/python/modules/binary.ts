import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { md5, sha1 } from '@noble/hashes/legacy.js';
import { sha224, sha256, sha384, sha512 } from '@noble/hashes/sha2.js';
import { Errno } from '../../../core/errno.js';
import { signalNumbers, type Signal } from '../../../process/signals.js';
import { base64 } from '../../net/url.js';
import { osError } from '../builtins/os-error.js';
import { nativeModule } from '../objects/define.js';
import { typeError, valueError } from '../objects/exception.js';
import type { Value } from '../objects/object.js';
import { bytesOf, intOf, PyBytes, textOf, type PyModule } from '../objects/values.js';
import type { Vm } from '../vm/vm.js';
import { MAX_BLOCKS, MAX_ROUNDS } from '../limits.js';
import { wholeOf } from './arguments.js';

const digests = { md5, sha1, sha224, sha256, sha384, sha512 } as const;

/** `_binary`, for `hashlib`, `base64` and `binascii`. */
export function binaryModule(): PyModule {
  return nativeModule('_binary', {
    digest: ['name, data', (vm, name, data) => digest(vm, textOf(name) ?? '', takeBytes(data))],
    /** Keys from passwords: the last argument is how many bytes. */
    pbkdf2: ['name, password, salt, rounds, size', deriveSlowly],
    scrypt: ['password, salt, n, r, p, size', deriveHard],
    to_base64: ['data', (_vm, data) => base64(takeBytes(data))],
  });
}

function digest(vm: Vm, name: string, data: Uint8Array): Value {
  const made = Object.entries(digests).find(([each]) => each === name)?.[1];
  if (!made) throw valueError(`unsupported hash type ${name}`);
  vm.fuel -= Math.ceil(data.length / 64);
  return new PyBytes(made(data));
}

function deriveSlowly(vm: Vm, name: Value, password: Value, salt: Value, rounds: Value, size: Value): Value {
  const made = Object.entries(digests).find(([each]) => each === textOf(name))?.[1];
  if (!made) throw valueError('unsupported hash type');
  const c = wholeOf(rounds);
  if (c < 1 || c > MAX_ROUNDS) throw valueError('drydock: so many rounds are not simulated');
  vm.fuel -= Math.ceil(c / 10);
  return new PyBytes(pbkdf2(made, takeBytes(password), takeBytes(salt), { c, dkLen: wholeOf(size) }));
}

function deriveHard(vm: Vm, password: Value, salt: Value, n: Value, r: Value, p: Value, size: Value): Value {
  const options = { N: wholeOf(n), r: wholeOf(r), p: wholeOf(p), dkLen: wholeOf(size) };
  if (options.N * options.r * options.p > MAX_BLOCKS) throw valueError('drydock: so much work of scrypt is not simulated');
  vm.fuel -= options.N;
  return new PyBytes(scrypt(takeBytes(password), takeBytes(salt), options));
}

function takeBytes(value: Value): Uint8Array {
  const bytes = bytesOf(value);
  if (!bytes) throw typeError("a bytes-like object is required, not 'str'");
  return bytes;
}

/** `_signal`, for `signal`: handlers by number. */
export function signalModule(): PyModule {
  return nativeModule('_signal', {
    get: ['number', (vm, number) => vm.signalHandlers.get(nameOf(number)) ?? null],
    /** A function, 0 for the default of the system, or 1 to ignore it. */
    set: [
      'number, handler',
      (vm, number, handler) => {
        const name = nameOf(number);
        const plain = intOf(handler);
        if (name === 'SIGKILL' || name === 'SIGSTOP') throw osError(new Errno('EINVAL'));
        vm.sys.onSignal(name, plain === 0 ? 'default' : plain === 1 ? 'ignore' : 'catch');
        vm.signalHandlers.set(name, plain === undefined ? handler : null);
        return null;
      },
    ],
  });
}

function nameOf(value: Value): Signal {
  const number = wholeOf(value);
  const name = (Object.keys(signalNumbers) as Signal[]).find(each => signalNumbers[each] === number);
  if (!name) throw valueError('signal number out of range');
  return name;
}
