/** What is compiled into the official image's PHP. */
export const builtInModules: readonly string[] = (
  'Core ctype curl date dom fileinfo filter ftp hash iconv json libxml mbstring mysqlnd openssl pcre PDO pdo_sqlite Phar posix random readline ' +
  'Reflection session SimpleXML sodium SPL sqlite3 standard tokenizer xml xmlreader xmlwriter zlib'
).split(' ');

/** Those that bring what programs here can use; of the others there is the name only. */
export const simulatedModules: ReadonlySet<string> = new Set(
  'Core ctype date filter hash json mbstring mysqlnd pcre PDO posix random readline Reflection session SPL standard mysqli pdo_mysql'.split(
    ' ',
  ),
);

/** Extensions that `docker-php-ext-install` can add, by their names in conf.d, as `php -m` shows them. */
export const addedModules: ReadonlyMap<string, string> = new Map([
  ['mysqli', 'mysqli'],
  ['pdo_mysql', 'pdo_mysql'],
  ['opcache', 'Zend OPcache'],
  ['bcmath', 'bcmath'],
  ['exif', 'exif'],
  ['gd', 'gd'],
  ['intl', 'intl'],
  ['zip', 'zip'],
  ['pdo_pgsql', 'pdo_pgsql'],
]);

/** As `php -m` prints them. */
export function formatModules(loaded: readonly string[]): string {
  const names = [...builtInModules, ...loaded.filter(name => name !== 'Zend OPcache')];
  const sorted = names.sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
  const zend = loaded.filter(name => name === 'Zend OPcache');
  return `[PHP Modules]\n${[...sorted, ...zend].join('\n')}\n\n[Zend Modules]\n${zend.map(name => `${name}\n`).join('')}\n`;
}
