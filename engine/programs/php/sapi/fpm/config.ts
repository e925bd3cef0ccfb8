import { isErrno } from '../../../../core/errno.js';
import type { Task } from '../../../../core/task.js';
import type { Sys } from '../../../../process/sys.js';
import { readText } from '../../../input.js';
import { errnoNumber } from '../../../servers/errno-number.js';
import { matchesGlob } from '../../../servers/glob.js';

/** A configuration that php-fpm does not start with; each line is one complaint with its level. */
export class FpmConfigError extends Error {
  readonly lines: readonly string[];

  constructor(...lines: readonly string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

export interface Pool {
  readonly name: string;
  readonly values: ReadonlyMap<string, string>;
  /** php_value and the like: settings of PHP. */
  readonly ini: readonly (readonly [string, string])[];
  /** env[NAME]. */
  readonly env: readonly (readonly [string, string])[];
}

export interface FpmConfig {
  readonly global: ReadonlyMap<string, string>;
  readonly pools: readonly Pool[];
}

const MAX_FILES = 100;

const globalNames = new Set(
  'pid error_log log_limit log_level log_buffering emergency_restart_threshold emergency_restart_interval process_control_timeout daemonize rlimit_files rlimit_core events.mechanism systemd_interval'.split(
    ' ',
  ),
);
const poolNames = new Set(
  (
    'user group listen listen.backlog listen.owner listen.group listen.mode pm pm.max_children pm.start_servers pm.min_spare_servers ' +
    'pm.max_spare_servers pm.process_idle_timeout pm.max_requests access.log access.format clear_env catch_workers_output ' +
    'decorate_workers_output ping.path ping.response pm.status_path security.limit_extensions rlimit_files rlimit_core'
  ).split(' '),
);
/** Real settings that would change what clients get. */
const notSimulated = new Set(
  (
    'listen.allowed_clients listen.acl_users listen.acl_groups pm.status_listen slowlog prefix chroot chdir ' +
    'request_slowlog_timeout request_slowlog_trace_depth request_terminate_timeout process.priority access.suppress_path syslog.facility process.max'
  ).split(' '),
);

interface MutablePool {
  readonly name: string;
  readonly values: Map<string, string>;
  readonly ini: (readonly [string, string])[];
  readonly env: (readonly [string, string])[];
}

/** Reads php-fpm.conf and what it includes. Throws FpmConfigError. */
export function* readFpmConfig(sys: Sys, path: string): Task<FpmConfig> {
  const global = new Map<string, string>();
  const pools = new Map<string, MutablePool>();
  let section = 'global';
  const waiting = [path];
  // An include is read at its place, in the section that it stands in.
  const read = function* (file: string): Task<void> {
    if (waiting.push(file) > MAX_FILES) throw new FpmConfigError('ERROR: maximum recursion reached while including configuration files');
    const text = yield* textOf(sys, file);
    for (const [i, raw] of text.split('\n').entries()) {
      const line = raw.trim();
      if (line === '' || line.startsWith(';') || line.startsWith('#')) continue;
      const header = /^\[([^\]]*)\]$/.exec(line);
      if (header) {
        section = header[1] ?? '';
        if (section !== 'global' && !pools.has(section)) pools.set(section, { name: section, values: new Map(), ini: [], env: [] });
        continue;
      }
      const entry = /^([^=]+?)\s*=\s*(.*)$/.exec(line);
      const at = `[${file}:${i + 1}]`;
      if (!entry) throw new FpmConfigError(`ERROR: ${at} value is NULL for a ZEND_INI_PARSER_ENTRY`);
      const [name, value] = [entry[1] ?? '', unquote(entry[2] ?? '')];
      if (name === 'include') for (const found of expand(sys, value)) yield* read(found);
      else if (section === 'global') setGlobal(global, name, value, at);
      else setOfPool(pools.get(section), name, value, at);
    }
  };
  try {
    yield* read(path);
  } catch (error) {
    if (!(error instanceof FpmConfigError)) throw error;
    throw new FpmConfigError(...error.lines, `ERROR: failed to load configuration file '${path}'`, 'ERROR: FPM initialization failed');
  }
  check([...pools.values()]);
  return { global, pools: [...pools.values()] };
}

function* textOf(sys: Sys, file: string): Task<string> {
  try {
    return yield* readText(sys, file);
  } catch (error) {
    if (!isErrno(error)) throw error;
    throw new FpmConfigError(`ERROR: failed to open configuration file '${file}': ${error.message} (${errnoNumber(error.code)})`);
  }
}

function unquote(text: string): string {
  const quoted = /^(["'])(.*?)\1/.exec(text);
  return quoted ? (quoted[2] ?? '') : text.replace(/\s*;.*$/, '').trim();
}

/** The files of an include: a star may stand for any part of the last name. */
function expand(sys: Sys, pattern: string): readonly string[] {
  const path = pattern.startsWith('/') ? pattern : `/usr/local/${pattern.replace(/^NONE\//, '')}`;
  if (!/[*?[]/.test(path)) return [path];
  const folder = path.slice(0, path.lastIndexOf('/'));
  try {
    const names = sys.readdir(folder).map(({ name }) => name);
    return names.filter(name => matchesGlob(path.slice(folder.length + 1), name)).map(name => `${folder}/${name}`);
  } catch (error) {
    if (isErrno(error)) return [];
    throw error;
  }
}

function setGlobal(global: Map<string, string>, name: string, value: string, at: string): void {
  if (notSimulated.has(name)) throw new FpmConfigError(`drydock: ${name} of php-fpm is not simulated ${at}`);
  if (!globalNames.has(name)) throw new FpmConfigError(`ERROR: ${at} unknown entry '${name}'`);
  global.set(name, value);
}

function setOfPool(pool: MutablePool | undefined, name: string, value: string, at: string): void {
  const indexed = /^(php_value|php_flag|php_admin_value|php_admin_flag|env)\[([^\]]+)\]$/.exec(name);
  if (indexed) {
    const pair = [indexed[2] ?? '', value.replace(/^\$(\w+)$/, '$$$1')] as const;
    if (indexed[1] === 'env') pool?.env.push(pair);
    else pool?.ini.push(pair);
    return;
  }
  if (notSimulated.has(name)) throw new FpmConfigError(`drydock: ${name} of php-fpm is not simulated ${at}`);
  if (!poolNames.has(name)) throw new FpmConfigError(`ERROR: ${at} unknown entry '${name}'`);
  pool?.values.set(name, value);
}

function check(pools: readonly Pool[]): void {
  const failed = (line: string): FpmConfigError =>
    new FpmConfigError(line, 'ERROR: failed to post process the configuration', 'ERROR: FPM initialization failed');
  if (pools.length === 0) throw failed('ERROR: No pool defined. at least one pool section must be specified in config file');
  for (const { name, values } of pools) {
    if (!values.has('listen')) throw failed(`ALERT: [pool ${name}] no listen address have been defined!`);
    if (!values.has('pm')) throw failed(`ALERT: [pool ${name}] the process manager is missing (static, dynamic or ondemand)`);
    for (const [setting, what] of [
      ['pm.status_path', 'status'],
      ['ping.path', 'ping'],
    ] as const) {
      const path = values.get(setting);
      if (path !== undefined && !path.startsWith('/'))
        throw failed(`ERROR: [pool ${name}] the ${what} path '${path}' must start with a '/'`);
      if (path === '/') throw failed(`ERROR: [pool ${name}] the ${what} path '${path}' is not long enough`);
    }
    const most = Number(values.get('pm.max_children') ?? 0);
    if (!(most >= 1)) throw failed(`ALERT: [pool ${name}] pm.max_children must be a positive value`);
  }
}
