import type { Task } from '../../../core/task.js';
import { PhpArray } from '../runtime/array.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import { bcrypt, bcryptSettings } from './bcrypt.js';

const DEFAULT_COST = 10;
const isBcrypt = /^\$2y\$\d\d\$[./A-Za-z0-9]{53}$/;

function costOf(a: Args, i: number): number {
  const cost = a.arr(i).get('cost');
  return cost === undefined ? DEFAULT_COST : Number(a.vm.text(cost));
}

function* computed(a: Args, password: string, like: string): Task<string | undefined> {
  return yield* bcrypt(password, like, () => a.vm.sys.tick());
}

function* hash(a: Args): Task<Value> {
  const algorithm = a.get(1);
  if (algorithm !== null && algorithm !== '2y' && algorithm !== 1) {
    if (typeof algorithm === 'string' && algorithm.startsWith('argon2'))
      throw a.vm.errors.fatal(`drydock: password_hash() with ${algorithm} is not simulated`);
    a.invalid(1, 'must be a valid password hashing algorithm');
  }
  const password = a.str(0);
  if (password.includes('\0')) throw a.vm.errors.make('ValueError', 'Bcrypt password must not contain null character');
  const cost = costOf(a, 2);
  if (cost < 4 || cost > 31) {
    a.warn(`Invalid bcrypt cost parameter specified: ${cost}`);
    throw a.vm.errors.make('ValueError', 'Invalid bcrypt cost parameter');
  }
  const random = Array.from({ length: 16 }, () => a.vm.sys.random.below(256));
  return (yield* computed(a, password, bcryptSettings(cost, random))) ?? false;
}

function* verify(a: Args): Task<Value> {
  const [password, known] = [a.str(0), a.str(1)];
  if (/^\$(?:argon2|1\$|5\$|6\$|y\$)/.test(known))
    throw a.vm.errors.fatal('drydock: hashes of passwords other than bcrypt are not simulated');
  return (yield* computed(a, password, known)) === known;
}

function info(known: string): PhpArray {
  const found = isBcrypt.test(known);
  const options = found ? PhpArray.from([['cost', Number(known.slice(4, 6))]]) : new PhpArray();
  return PhpArray.from([
    ['algo', found ? '2y' : null],
    ['algoName', found ? 'bcrypt' : 'unknown'],
    ['options', options],
  ]);
}

export const passwordTasks: NativeTasks = {
  'password_hash(string $password, mixed $algo, array $options = [])': hash,
  'password_verify(string $password, string $hash)': verify,
  *'crypt(string $string, string $salt)'(a) {
    if (!a.str(1).startsWith('$2')) throw a.vm.errors.fatal('drydock: crypt() other than bcrypt is not simulated');
    return (yield* computed(a, a.str(0), a.str(1))) ?? '*0';
  },
};

export const passwordFunctions: Natives = {
  'password_get_info(string $hash)': a => info(a.str(0)),
  'password_needs_rehash(string $hash, mixed $algo, array $options = [])': a =>
    !isBcrypt.test(a.str(0)) || Number(a.str(0).slice(4, 6)) !== costOf(a, 2),
  'password_algos()': () => PhpArray.of(['2y']),
};
