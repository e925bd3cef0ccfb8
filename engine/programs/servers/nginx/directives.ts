import { ConfigError, type Directive } from './config-parser.js';

type Context = 'main' | 'events' | 'http' | 'server' | 'location' | 'upstream' | 'types';

interface Rule {
  readonly contexts: readonly Context[];
  readonly min: number;
  readonly max: number;
  readonly block: Context | undefined;
  /** May be given only once in a context. */
  readonly once: boolean;
  readonly flag: boolean;
}

/** A directive of the real server that Drydock does not act on: said plainly instead of being ignored. */
export class NotSimulated extends Error {
  override readonly name = 'NotSimulated';
}

const contextLetters: Readonly<Record<string, Context>> = { m: 'main', e: 'events', h: 'http', s: 'server', l: 'location', u: 'upstream' };

/** Name, contexts by letter, number of arguments (`1`, `1+`, `flag`, `2-4`), and `{context}` for a block; `*` may be repeated. */
const table = `
daemon m flag
master_process m flag
user m 1-2
worker_processes m 1
worker_rlimit_nofile m 1
worker_cpu_affinity m 1+
worker_shutdown_timeout m 1
worker_priority m 1
pcre_jit m flag
pid m 1
lock_file m 1
error_log mhsl 1+ *
env m 1 *
timer_resolution m 1
events m 0 {events}
worker_connections e 1
multi_accept e flag
accept_mutex e flag
use e 1
http m 0 {http}
server h 0 {server} *
location sl 1-2 {location} *
upstream h 1 {upstream} *
types hsl 0 {types} *
root hsl 1
alias l 1
index hsl 1+ *
listen s 1+ *
server_name s 1+ *
return sl 1-2 *
error_page hsl 2+ *
try_files sl 2+
internal l 0
autoindex hsl flag
autoindex_exact_size hsl flag
autoindex_localtime hsl flag
access_log hsl 1+ *
log_format h 2+ *
log_not_found hsl flag
default_type hsl 1
charset hsl 1
add_header hsl 2-3 *
allow hsl 1 *
deny hsl 1 *
proxy_pass l 1
proxy_set_header hsl 2 *
proxy_http_version hsl 1
proxy_redirect hsl 1-2 *
proxy_buffering hsl flag
proxy_buffers hsl 2
proxy_buffer_size hsl 1
proxy_busy_buffers_size hsl 1
proxy_connect_timeout hsl 1
proxy_read_timeout hsl 1
proxy_send_timeout hsl 1
proxy_request_buffering hsl flag
proxy_intercept_errors hsl flag
proxy_hide_header hsl 1 *
fastcgi_pass l 1
fastcgi_param hsl 2-3 *
fastcgi_index hsl 1
fastcgi_split_path_info l 1
fastcgi_keep_conn hsl flag
fastcgi_hide_header hsl 1 *
fastcgi_intercept_errors hsl flag
fastcgi_connect_timeout hsl 1
fastcgi_read_timeout hsl 1
fastcgi_send_timeout hsl 1
fastcgi_buffering hsl flag
fastcgi_buffers hsl 2
fastcgi_buffer_size hsl 1
fastcgi_busy_buffers_size hsl 1
fastcgi_request_buffering hsl flag
stub_status sl 0-1
keepalive_timeout hsl 1-2
keepalive_requests hsl 1
client_max_body_size hsl 1
client_body_buffer_size hsl 1
client_body_timeout hsl 1
client_header_timeout hs 1
client_header_buffer_size hs 1
large_client_header_buffers hs 2
send_timeout hsl 1
sendfile hsl flag
tcp_nopush hsl flag
tcp_nodelay hsl flag
aio hsl 1
directio hsl 1
output_buffers hsl 2
reset_timedout_connection hsl flag
etag hsl flag
if_modified_since hsl 1
server_tokens hsl 1
server_name_in_redirect hsl flag
port_in_redirect hsl flag
absolute_redirect hsl flag
merge_slashes hs flag
underscores_in_headers hs flag
ignore_invalid_headers hs flag
server_names_hash_bucket_size h 1
server_names_hash_max_size h 1
types_hash_max_size hsl 1
types_hash_bucket_size hsl 1
variables_hash_max_size h 1
variables_hash_bucket_size h 1
open_file_cache hsl 1+
resolver hsl 1+
resolver_timeout hsl 1
gzip hsl flag
gzip_vary hsl flag
gzip_types hsl 1+
gzip_min_length hsl 1
gzip_comp_level hsl 1
gzip_proxied hsl 1+
gzip_buffers hsl 2
gzip_http_version hsl 1
gzip_disable hsl 1+
gzip_static hsl 1
keepalive u 1
least_conn u 0
ip_hash u 0
zone u 1-2
`;

/** Real directives that would change what clients get, in ways that are not simulated. */
const notSimulated: readonly string[] = [
  'if',
  'rewrite',
  'set',
  'map',
  'geo',
  'split_clients',
  'limit_req',
  'limit_req_zone',
  'limit_conn',
  'limit_conn_zone',
  'limit_rate',
  'limit_except',
  'auth_basic',
  'auth_basic_user_file',
  'auth_request',
  'fastcgi_cache',
  'fastcgi_cache_path',
  'fastcgi_store',
  'fastcgi_next_upstream',
  'uwsgi_pass',
  'scgi_pass',
  'grpc_pass',
  'memcached_pass',
  'ssl_certificate',
  'ssl_certificate_key',
  'ssl_protocols',
  'ssl_ciphers',
  'ssl',
  'http2',
  'sub_filter',
  'ssi',
  'mirror',
  'stream',
  'mail',
  'load_module',
  'proxy_cache',
  'proxy_cache_path',
  'proxy_cache_valid',
  'secure_link',
  'valid_referers',
  'real_ip_header',
  'set_real_ip_from',
  'satisfy',
  'expires',
  'proxy_next_upstream',
  'proxy_cookie_path',
  'proxy_cookie_domain',
  'random',
  'hash',
  'perl',
  'js_import',
  'add_before_body',
  'add_after_body',
  'image_filter',
  'dav_methods',
];

const rules: ReadonlyMap<string, Rule> = new Map(table.trim().split('\n').map(readRule));

function readRule(row: string): readonly [string, Rule] {
  const [name = '', contexts = '', count = '', ...rest] = row.split(' ');
  const [min = '0', max = min] = count.endsWith('+') ? [count.slice(0, -1), '99'] : count === 'flag' ? ['1', '1'] : count.split('-');
  const block = rest.find(word => word.startsWith('{'))?.slice(1, -1);
  const rule: Rule = {
    contexts: [...contexts].flatMap(letter => contextLetters[letter] ?? []),
    min: Number(min),
    max: Number(max),
    block: [...Object.values(contextLetters), 'types' as const].find(context => context === block),
    once: !rest.includes('*'),
    flag: count === 'flag',
  };
  return [name, rule];
}

/** Checks names, places and numbers of arguments. Throws ConfigError or NotSimulated for the first thing that is wrong. */
export function checkDirectives(directives: readonly Directive[], context: Context = 'main'): void {
  const seen = new Set<string>();
  for (const directive of directives) {
    if (context !== 'types') checkDirective(directive, context, seen);
    if (context === 'types' && directive.block) throw ConfigError.at(directive, `unexpected "{"`);
  }
}

function checkDirective(directive: Directive, context: Context, seen: Set<string>): void {
  const { name, args, block } = directive;
  const rule = rules.get(name);
  if (!rule) {
    if (notSimulated.includes(name))
      throw new NotSimulated(`drydock: the nginx directive "${name}" is not simulated (${directive.file}:${String(directive.line)})`);
    // An upstream's servers share their directive's name with the blocks of http.
    throw ConfigError.at(directive, `unknown directive "${name}"`);
  }
  if (name === 'server' && context === 'upstream') return;
  if (!rule.contexts.includes(context)) throw ConfigError.at(directive, `"${name}" directive is not allowed here`);
  if (rule.block && !block) throw ConfigError.at(directive, `directive "${name}" has no opening "{"`);
  if (!rule.block && block) throw ConfigError.at(directive, `directive "${name}" is not terminated by ";"`);
  if (args.length < rule.min || args.length > rule.max)
    throw ConfigError.at(directive, `invalid number of arguments in "${name}" directive`);
  if (rule.once && seen.has(name)) throw ConfigError.at(directive, `"${name}" directive is duplicate`);
  if (rule.flag && args[0] !== 'on' && args[0] !== 'off') {
    throw ConfigError.at(directive, `invalid value "${args[0] ?? ''}" in "${name}" directive, it must be "on" or "off"`);
  }
  seen.add(name);
  if (block && rule.block) checkDirectives(block, rule.block);
}
