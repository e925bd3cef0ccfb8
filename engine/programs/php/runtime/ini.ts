/** Settings: what php.ini, files of conf.d, `-d` and `ini_set` say. */
export class Ini {
  readonly #values: Map<string, string>;
  /** What the program itself has changed. */
  readonly #changed = new Map<string, string>();
  /** The php.ini that was read, and files of conf.d. */
  loaded: string | undefined;
  scanned: readonly string[] = [];

  constructor(values: Iterable<readonly [string, string]> = []) {
    this.#values = new Map([...defaults, ...values]);
  }

  get(name: string): string | undefined {
    return this.#changed.get(name) ?? this.#values.get(name);
  }

  /** What it was before the program changed it. */
  master(name: string): string | undefined {
    return this.#values.get(name);
  }

  /** `ini_set`, for as long as the program runs. */
  change(name: string, value: string): void {
    this.#changed.set(name, value);
  }

  restore(name: string): void {
    this.#changed.delete(name);
  }

  set(name: string, value: string): void {
    this.#values.set(name, value);
  }

  has(name: string): boolean {
    return this.#values.has(name);
  }

  bool(name: string): boolean {
    const value = (this.get(name) ?? '').toLowerCase();
    return value === 'on' || value === 'yes' || value === 'true' || (/^-?\d/.test(value) && Number.parseInt(value, 10) !== 0);
  }

  /** A number with K, M or G. */
  size(name: string): number {
    return parseSize(this.get(name) ?? '0');
  }

  entries(): readonly (readonly [string, string])[] {
    return [...this.#values.keys()].sort().map(name => [name, this.get(name) ?? ''] as const);
  }

  copy(): Ini {
    return new Ini(this.#values);
  }
}

export function parseSize(text: string): number {
  const [, digits = '0', unit = ''] = /^\s*(-?\d+)\s*([kKmMgG]?)/.exec(text) ?? [];
  const factor = { '': 1, k: 1024, m: 1024 ** 2, g: 1024 ** 3 }[unit.toLowerCase()] ?? 1;
  return Number(digits) * factor;
}

/** What holds without a php.ini; the command line and servers change some. */
const defaults: readonly (readonly [string, string])[] = [
  ['allow_url_fopen', '1'],
  ['allow_url_include', '0'],
  ['auto_append_file', ''],
  ['auto_prepend_file', ''],
  ['date.default_latitude', '31.7667'],
  ['date.default_longitude', '35.2333'],
  ['date.timezone', 'UTC'],
  ['default_charset', 'UTF-8'],
  ['default_mimetype', 'text/html'],
  ['default_socket_timeout', '60'],
  ['disable_functions', ''],
  ['display_errors', '1'],
  ['display_startup_errors', '1'],
  ['error_log', ''],
  ['error_reporting', ''],
  ['expose_php', '1'],
  ['extension_dir', '/usr/local/lib/php/extensions/no-debug-non-zts-20230831'],
  ['file_uploads', '1'],
  ['html_errors', '1'],
  ['ignore_user_abort', '0'],
  ['implicit_flush', '0'],
  ['include_path', '.:/usr/local/lib/php'],
  ['log_errors', '0'],
  ['max_execution_time', '30'],
  ['max_input_time', '-1'],
  ['max_input_vars', '1000'],
  ['memory_limit', '128M'],
  ['open_basedir', ''],
  ['output_buffering', '0'],
  ['post_max_size', '8M'],
  ['precision', '14'],
  ['serialize_precision', '-1'],
  ['pcre.backtrack_limit', '1000000'],
  ['pcre.recursion_limit', '100000'],
  ['session.cache_expire', '180'],
  ['session.cache_limiter', 'nocache'],
  ['session.cookie_domain', ''],
  ['session.cookie_httponly', '0'],
  ['session.cookie_samesite', ''],
  ['session.cookie_secure', '0'],
  ['session.gc_divisor', '100'],
  ['session.gc_probability', '1'],
  ['session.lazy_write', '1'],
  ['session.serialize_handler', 'php'],
  ['session.sid_bits_per_character', '4'],
  ['session.sid_length', '32'],
  ['session.use_cookies', '1'],
  ['session.use_only_cookies', '1'],
  ['session.use_strict_mode', '0'],
  ['session.gc_maxlifetime', '1440'],
  ['session.name', 'PHPSESSID'],
  ['session.save_handler', 'files'],
  ['session.save_path', ''],
  ['session.cookie_lifetime', '0'],
  ['session.cookie_path', '/'],
  ['session.auto_start', '0'],
  ['short_open_tag', '1'],
  ['sys_temp_dir', ''],
  ['upload_max_filesize', '2M'],
  ['upload_tmp_dir', ''],
  ['user_agent', ''],
  ['variables_order', 'EGPCS'],
  ['zend.assertions', '1'],
];

/** Reads a php.ini; `onExtension` hears what `extension=` and `zend_extension=` name. */
export function readIni(text: string, onExtension: (name: string) => void): (readonly [string, string])[] {
  const values: (readonly [string, string])[] = [];
  for (const line of text.split(/\r?\n/)) {
    const [, name, raw] = /^\s*([\w.]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || raw === undefined) continue;
    const value = iniValue(raw);
    if (name === 'extension' || name === 'zend_extension') onExtension(value);
    else values.push([name, value]);
  }
  return values;
}

export function iniValue(raw: string): string {
  const quoted = /^"((?:[^"\\]|\\.)*)"|^'([^']*)'/.exec(raw);
  if (quoted) return quoted[1] ?? quoted[2] ?? '';
  const plain = raw.replace(/\s*;.*$/, '');
  const lower = plain.toLowerCase();
  if (['on', 'yes', 'true'].includes(lower)) return '1';
  if (['off', 'no', 'false', 'none', 'null'].includes(lower)) return '';
  return plain.replaceAll(/\bE_(\w+)\b/g, word => String(errorLevels.get(word) ?? 0));
}

const errorLevels: ReadonlyMap<string, number> = new Map([
  ['E_ALL', 32767],
  ['E_ERROR', 1],
  ['E_WARNING', 2],
  ['E_NOTICE', 8],
  ['E_DEPRECATED', 8192],
  ['E_STRICT', 2048],
]);
