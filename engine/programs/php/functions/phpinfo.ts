import { PhpArray } from '../runtime/array.js';
import { fromHost } from '../runtime/bytes.js';
import type { Args, Natives } from '../runtime/native.js';
import { PhpObject } from '../runtime/object.js';
import type { Value } from '../runtime/value.js';
import { simulatedModules } from '../sapi/modules.js';
import { CONFIG_DIRECTORY } from '../sapi/settings.js';
import { BUILD_DATE, PHP_VERSION, ZEND_VERSION } from '../sapi/texts.js';
import { printR } from './dump.js';
import { HtmlPage, TextPage, type InfoPage } from './info-page.js';
import { hashNames, loadedModules, systemName } from './system.js';

const parts = { general: 1, configuration: 4, modules: 8, environment: 16, variables: 32, license: 64 };

const interfaces: Readonly<Record<string, string>> = {
  cli: 'Command Line Interface',
  'cli-server': 'Built-in HTTP server',
  apache2handler: 'Apache 2.0 Handler',
  'fpm-fcgi': 'FPM/FastCGI',
};

/** Settings that are shown as On and Off. */
const switches = new Set(
  (
    'allow_url_fopen allow_url_include display_errors display_startup_errors expose_php file_uploads html_errors ignore_user_abort implicit_flush ' +
    'log_errors session.auto_start session.cookie_httponly session.cookie_secure session.lazy_write session.use_cookies ' +
    'session.use_only_cookies session.use_strict_mode short_open_tag'
  ).split(' '),
);

/** What a module says of itself besides its settings. */
const described: Readonly<Record<string, (a: Args) => readonly (readonly string[])[]>> = {
  date: a => [
    ['date/time support', 'enabled'],
    ['Default timezone', a.vm.ini.get('date.timezone') ?? 'UTC'],
  ],
  hash: () => [
    ['hash support', 'enabled'],
    ['Hashing Engines', hashNames.join(' ')],
  ],
  json: () => [['json support', 'enabled']],
  pcre: () => [['PCRE (Perl Compatible Regular Expressions) Support', 'enabled']],
  random: () => [['Version', PHP_VERSION]],
  Reflection: () => [['Reflection', 'enabled']],
  session: () => [
    ['Session Support', 'enabled'],
    ['Registered save handlers', 'files user'],
    ['Registered serializer handlers', 'php_serialize php php_binary'],
  ],
  SPL: () => [['SPL support', 'enabled']],
  mysqli: () => [['MysqlI Support', 'enabled']],
  pdo_mysql: () => [['PDO Driver for MySQL', 'enabled']],
  PDO: a => [
    ['PDO support', 'enabled'],
    ['PDO drivers', loadedModules(a).includes('pdo_mysql') ? 'mysql' : ''],
  ],
};

function general(a: Args, page: InfoPage): void {
  const { ini, sys } = a.vm;
  const directory = sys.env.get('PHP_INI_DIR') ?? CONFIG_DIRECTORY;
  page.table(
    [],
    [
      ['System', systemName(a)],
      ['Build Date', BUILD_DATE],
      ['Server API', interfaces[a.vm.sapi] ?? a.vm.sapi],
      ['Virtual Directory Support', 'disabled'],
      ['Configuration File (php.ini) Path', directory],
      ['Loaded Configuration File', ini.loaded ?? '(none)'],
      ['Scan this dir for additional .ini files', `${directory}/conf.d`],
      ['Additional .ini files parsed', ini.scanned.length === 0 ? '(none)' : ini.scanned.join(',\n')],
      ['PHP API', '20230831'],
      ['PHP Extension', '20230831'],
      ['Zend Extension', '420230831'],
      ['Zend Extension Build', 'API420230831,NTS'],
      ['PHP Extension Build', 'API20230831,NTS'],
      ['Debug Build', 'no'],
      ['Thread Safety', 'disabled'],
      ['Registered PHP Streams', 'php, file, data, http'],
      ['Registered Stream Socket Transports', 'tcp, udp, unix'],
    ].map(row => row.map(fromHost)),
  );
  page.table([], [[`Zend Engine v${ZEND_VERSION}, Copyright (c) Zend Technologies`]]);
}

function shownSetting(name: string, value: string): string {
  if (!switches.has(name) || !/^(?:|0|1)$/.test(value)) return value;
  return value === '1' ? 'On' : 'Off';
}

function settings(a: Args, page: InfoPage, owns: (name: string) => boolean): void {
  const { ini } = a.vm;
  const rows = ini
    .entries()
    .filter(([name]) => owns(name))
    .map(([name, value]) => [name, shownSetting(name, value), shownSetting(name, ini.master(name) ?? '')]);
  if (rows.length > 0) page.table(['Directive', 'Local Value', 'Master Value'], rows);
}

function configuration(a: Args, page: InfoPage): void {
  const modules = loadedModules(a).map(name => `${name.toLowerCase()}.`);
  page.section('Configuration');
  page.module('Core');
  page.table([], [['PHP Version', PHP_VERSION]]);
  settings(a, page, name => !modules.some(prefix => name.startsWith(prefix)));
}

function modules(a: Args, page: InfoPage): void {
  const names = loadedModules(a).filter(name => name !== 'Core');
  for (const name of names.toSorted((x, y) => (x.toLowerCase() < y.toLowerCase() ? -1 : 1))) {
    page.module(name);
    const rows = Object.hasOwn(described, name) ? described[name]?.(a) : undefined;
    page.table(
      [],
      rows ?? [[`${name} support`, simulatedModules.has(name) ? 'enabled' : 'drydock: the name only, what it brings is not simulated']],
    );
    settings(a, page, setting => setting.startsWith(`${name.toLowerCase()}.`));
  }
}

function environment(a: Args, page: InfoPage): void {
  page.module('Environment');
  page.table(
    ['Variable', 'Value'],
    [...a.vm.sys.env].map(([name, value]) => [fromHost(name), fromHost(value)]),
  );
}

function variables(a: Args, page: InfoPage): void {
  page.module('PHP Variables');
  const rows = ['_REQUEST', '_GET', '_POST', '_FILES', '_COOKIE', '_SESSION', '_SERVER'].flatMap(name => {
    const value = a.vm.globals.get(name)?.value;
    return value instanceof PhpArray ? [...value.entries()].map(([key, each]) => [`$${name}['${key}']`, plain(a, each)]) : [];
  });
  page.table(['Variable', 'Value'], rows);
}

function plain(a: Args, value: Value): string {
  return value instanceof PhpArray || value instanceof PhpObject ? printR(a.vm, value) : a.vm.text(value);
}

function phpInfo(a: Args): Value {
  const what = a.int(0);
  const page = a.vm.sapi === 'cli' ? new TextPage() : new HtmlPage();
  const wants = (part: keyof typeof parts): boolean => (what & parts[part]) !== 0;
  page.begin(PHP_VERSION);
  if (wants('general')) general(a, page);
  if (wants('configuration')) configuration(a, page);
  if (wants('modules')) modules(a, page);
  if (wants('environment')) environment(a, page);
  if (wants('variables')) variables(a, page);
  if (wants('license')) {
    page.module('PHP License');
    page.table([], [['https://www.php.net/license/']]);
  }
  page.end();
  a.vm.output.echo(page.text);
  return true;
}

export const infoFunctions: Natives = {
  'phpinfo(int $flags = 4294967295)': phpInfo,
};
