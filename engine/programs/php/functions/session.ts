import type { Task } from '../../../core/task.js';
import { PhpArray } from '../runtime/array.js';
import type { Args, Natives, NativeTasks } from '../runtime/native.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';
import { cookieLine, sendCacheHeaders } from './session-headers.js';
import {
  collectSessions,
  decodeSession,
  encodeSession,
  isSessionId,
  newSessionId,
  openSession,
  readSession,
  removeSession,
  writeSession,
} from './session-store.js';

const NONE = 1;
const ACTIVE = 2;

/** The session of a request. */
interface Session {
  id: string;
  /** The file that is locked while it is active. */
  fd: number | undefined;
}

function sessionOf(vm: Vm): Session {
  const known = vm.modules.get('session');
  if (isSession(known)) return known;
  const session: Session = { id: '', fd: undefined };
  vm.modules.set('session', session);
  vm.endings.push(() => close(vm));
  return session;
}

function isSession(value: unknown): value is Session {
  return typeof value === 'object' && value !== null && 'fd' in value && 'id' in value;
}

function isActive(a: Args): boolean {
  return sessionOf(a.vm).fd !== undefined;
}

function values(vm: Vm): PhpArray {
  const { value } = vm.global('_SESSION');
  return value instanceof PhpArray ? value : new PhpArray();
}

/** Writes what the program left in `$_SESSION`, and lets others have the session. */
function* close(vm: Vm, write = true): Task<void> {
  const session = sessionOf(vm);
  const { fd } = session;
  if (fd === undefined) return;
  session.fd = undefined;
  if (write) yield* writeSession(vm, fd, yield* encodeSession(vm, values(vm)));
  vm.sys.close(fd);
}

function cookieId(vm: Vm): string | undefined {
  const cookies = vm.globals.get('_COOKIE')?.value;
  const given = cookies instanceof PhpArray && vm.ini.bool('session.use_cookies') ? cookies.get(name(vm)) : undefined;
  return typeof given === 'string' && isSessionId(given) ? given : undefined;
}

function name(vm: Vm): string {
  return vm.ini.get('session.name') ?? 'PHPSESSID';
}

function* start(a: Args): Task<Value> {
  const { vm } = a;
  const session = sessionOf(vm);
  if (session.fd !== undefined) {
    vm.errors.notice('session_start(): Ignoring session_start() because a session is already active');
    return true;
  }
  if (vm.output.startedAt) {
    a.warn('Session cannot be started after headers have already been sent');
    return false;
  }
  for (const [key, value] of a.arr(0).entries())
    if (key !== 'read_and_close') vm.ini.change(`session.${key}`, vm.text(value === false ? '0' : value));
  const fromCookie = session.id === '' ? cookieId(vm) : undefined;
  session.id = session.id === '' ? (fromCookie ?? newSessionId(vm)) : session.id;
  const opened = yield* openSession(vm, session.id);
  if (typeof opened !== 'number') {
    a.warn(opened.reason);
    a.warn(`Failed to read session data: files (path: ${vm.ini.get('session.save_path') ?? ''})`);
    return false;
  }
  session.fd = opened;
  if (fromCookie === undefined) sendCookie(vm, session.id);
  sendCacheHeaders(vm);
  yield* load(a, opened);
  if (vm.sys.random.below(Number(vm.ini.get('session.gc_divisor') ?? 100)) < Number(vm.ini.get('session.gc_probability') ?? 1))
    collectSessions(vm);
  if (vm.toBool(a.arr(0).get('read_and_close') ?? false)) yield* close(vm, false);
  return true;
}

function* load(a: Args, fd: number): Task<void> {
  const { vm } = a;
  const read = yield* decodeSession(vm, yield* readSession(vm, fd));
  if (!read) a.warn('Failed to decode session object. Session has been destroyed');
  vm.global('_SESSION').value = read ?? new PhpArray();
}

function sendCookie(vm: Vm, id: string): void {
  if (!vm.ini.bool('session.use_cookies') || vm.sapi === 'cli') return;
  vm.http.set('Set-Cookie', cookieLine(vm, name(vm), id), false);
}

function* regenerate(a: Args): Task<Value> {
  const { vm } = a;
  const session = sessionOf(vm);
  if (session.fd === undefined) {
    a.warn('Session ID cannot be regenerated when there is no active session');
    return false;
  }
  if (vm.output.startedAt) {
    a.warn('Session ID cannot be regenerated after headers have already been sent');
    return false;
  }
  const before = session.id;
  yield* close(vm, !a.bool(0));
  if (a.bool(0)) removeSession(vm, before);
  session.id = newSessionId(vm);
  const opened = yield* openSession(vm, session.id);
  if (typeof opened !== 'number') return false;
  session.fd = opened;
  sendCookie(vm, session.id);
  return true;
}

function* destroy(a: Args): Task<Value> {
  const session = sessionOf(a.vm);
  if (session.fd === undefined) {
    a.warn('Trying to destroy uninitialized session');
    return false;
  }
  yield* close(a.vm, false);
  removeSession(a.vm, session.id);
  session.id = '';
  return true;
}

export const sessionTasks: NativeTasks = {
  'session_start(array $options = [])': start,
  'session_regenerate_id(bool $delete_old_session = false)': regenerate,
  'session_destroy()': destroy,
  *'session_write_close()'(a) {
    const active = isActive(a);
    yield* close(a.vm);
    return active;
  },
  *'session_commit()'(a) {
    const active = isActive(a);
    yield* close(a.vm);
    return active;
  },
  *'session_abort()'(a) {
    const active = isActive(a);
    yield* close(a.vm, false);
    return active;
  },
  *'session_reset()'(a) {
    const { fd } = sessionOf(a.vm);
    if (fd !== undefined) yield* load(a, fd);
    return fd !== undefined;
  },
  *'session_encode()'(a) {
    if (isActive(a)) return yield* encodeSession(a.vm, values(a.vm));
    a.warn('Cannot encode non-existent session');
    return false;
  },
  *'session_decode(string $data)'(a) {
    const read = isActive(a) ? yield* decodeSession(a.vm, a.str(0)) : undefined;
    if (read) a.vm.global('_SESSION').value = read;
    return read !== undefined;
  },
};

/** Gives a setting of sessions, and changes it unless one is active. */
function setting(a: Args, key: string, what: string): Value {
  const before = a.vm.ini.get(key) ?? '';
  if (a.optStr(0) === undefined) return before;
  if (isActive(a)) {
    a.warn(`${what} cannot be changed when a session is active`);
    return false;
  }
  a.vm.ini.change(key, a.str(0));
  return before;
}

const cookieSettings = ['lifetime', 'path', 'domain', 'secure', 'httponly', 'samesite'] as const;

function setCookieSettings(a: Args): Value {
  if (isActive(a)) {
    a.warn('Session cookie parameters cannot be changed when a session is active');
    return false;
  }
  const given = a.get(0);
  for (const [i, key] of cookieSettings.entries()) {
    const value = given instanceof PhpArray ? (given.get(key) ?? null) : a.get(i);
    if (value !== null) a.vm.ini.change(`session.cookie_${key}`, value === false ? '0' : a.vm.text(value));
  }
  return true;
}

export const sessionFunctions: Natives = {
  'session_status()': a => (isActive(a) ? ACTIVE : NONE),
  'session_id(?string $id = null)': a => {
    const session = sessionOf(a.vm);
    const before = session.id;
    if (a.optStr(0) === undefined) return before;
    if (session.fd !== undefined) {
      a.warn('Session ID cannot be changed when a session is active');
      return false;
    }
    if (!isSessionId(a.str(0))) a.invalid(0, 'must be 1 to 256 letters, digits, "," and "-"');
    session.id = a.str(0);
    return before;
  },
  'session_name(?string $name = null)': a => setting(a, 'session.name', 'Session name'),
  'session_save_path(?string $path = null)': a => setting(a, 'session.save_path', 'Session save path'),
  'session_cache_limiter(?string $value = null)': a => setting(a, 'session.cache_limiter', 'Session cache limiter'),
  'session_cache_expire(?int $value = null)': a => Number(setting(a, 'session.cache_expire', 'Session cache expiration')),
  'session_module_name(?string $module = null)': () => 'files',
  'session_create_id(string $prefix = "")': a => a.str(0) + newSessionId(a.vm),
  'session_gc()': a => (isActive(a) ? collectSessions(a.vm) : false),
  'session_unset()': a => {
    if (!isActive(a)) return false;
    a.vm.global('_SESSION').value = new PhpArray();
    return true;
  },
  'session_register_shutdown()': () => null,
  'session_get_cookie_params()': a =>
    PhpArray.from(
      cookieSettings.map(key => {
        const value = a.vm.ini.get(`session.cookie_${key}`) ?? '';
        return [
          key,
          key === 'lifetime' ? Number(value) : key === 'secure' || key === 'httponly' ? a.vm.ini.bool(`session.cookie_${key}`) : value,
        ];
      }),
    ),
  'session_set_cookie_params(mixed $lifetime_or_options, ?string $path = null, ?string $domain = null, ?bool $secure = null, ?bool $httponly = null)':
    setCookieSettings,
  'session_set_save_handler(mixed ...$args)': a => {
    throw a.vm.errors.fatal('drydock: session_set_save_handler() is not simulated; sessions are kept in files');
  },
};
