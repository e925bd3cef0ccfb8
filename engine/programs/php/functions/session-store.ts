import { bytesOfLatin1 } from '../../../core/latin1.js';
import { isErrno } from '../../../core/errno.js';
import type { Task } from '../../../core/task.js';
import { errnoNumber } from '../../servers/errno-number.js';
import { PhpArray } from '../runtime/array.js';
import { toHost } from '../runtime/bytes.js';
import { readDescriptor } from '../runtime/read-file.js';
import type { Vm } from '../runtime/vm.js';
import { serialize } from './serialize.js';
import { unserializePairs } from './unserialize.js';

const hexDigits = '0123456789abcdef';

/** Names that may be files. */
export function isSessionId(id: string): boolean {
  return /^[A-Za-z0-9,-]{1,256}$/.test(id);
}

export function newSessionId(vm: Vm): string {
  const length = Math.max(22, Math.min(256, Number(vm.ini.get('session.sid_length') ?? 32)));
  return Array.from({ length }, () => hexDigits[vm.sys.random.below(16)] ?? '0').join('');
}

export function savePath(vm: Vm): string {
  const path = (vm.ini.get('session.save_path') ?? '').replace(/^(?:\d+;)*/, '');
  return path === '' ? '/tmp' : path;
}

function fileOf(vm: Vm, id: string): string {
  return `${savePath(vm)}/sess_${id}`;
}

/** The file of a session, locked until it is closed; a text says why there is none. */
export function* openSession(vm: Vm, id: string): Task<number | { readonly reason: string }> {
  const path = fileOf(vm, id);
  try {
    const fd = vm.sys.open(toHost(path), { read: true, write: true, create: true, mode: 0o600 });
    vm.sys.setCloseOnExec(fd, true);
    yield* vm.sys.flock(fd, 'exclusive');
    return fd;
  } catch (error) {
    if (!isErrno(error)) throw error;
    return { reason: `open(${path}, O_RDWR) failed: ${error.message} (${errnoNumber(error.code)})` };
  }
}

export function* readSession(vm: Vm, fd: number): Task<string> {
  vm.sys.seek(fd, 0, 'start');
  return yield* readDescriptor(vm, fd);
}

export function* writeSession(vm: Vm, fd: number, text: string): Task<void> {
  vm.sys.truncate(fd, 0);
  vm.sys.seek(fd, 0, 'start');
  yield* vm.sys.write(fd, bytesOfLatin1(text));
}

export function removeSession(vm: Vm, id: string): void {
  try {
    vm.sys.unlink(toHost(fileOf(vm, id)));
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
}

/** Removes what nobody has used for `session.gc_maxlifetime` seconds; how many that were. */
export function collectSessions(vm: Vm): number {
  const oldest = vm.sys.clock.now() - Number(vm.ini.get('session.gc_maxlifetime') ?? 1440) * 1000;
  const directory = toHost(savePath(vm));
  let count = 0;
  try {
    for (const { name } of vm.sys.readdir(directory)) {
      const path = `${directory}/${name}`;
      if (!name.startsWith('sess_') || vm.sys.stat(path).modifiedAt >= oldest) continue;
      vm.sys.unlink(path);
      count++;
    }
  } catch (error) {
    if (!isErrno(error)) throw error;
  }
  return count;
}

/** The values of a session as they stand in its file. */
export function* encodeSession(vm: Vm, values: PhpArray): Task<string> {
  if (vm.ini.get('session.serialize_handler') === 'php_serialize') return yield* serialize(vm, values);
  const pieces: string[] = [];
  for (const [key, value] of values.entries()) {
    if (typeof key !== 'string') vm.errors.warning(`Unknown: Skipping numeric key ${key}`);
    else pieces.push(`${key}|${yield* serialize(vm, value)}`);
  }
  return pieces.join('');
}

export function* decodeSession(vm: Vm, text: string): Task<PhpArray | undefined> {
  const result = new PhpArray();
  if (text === '') return result;
  const pairs = yield* unserializePairs(vm, text, vm.ini.get('session.serialize_handler') === 'php_serialize');
  if (!pairs) return undefined;
  for (const [key, value] of pairs) result.set(vm.key(key), value);
  return result;
}
