import type { Settings } from './settings.js';
import { CONFIG_DIRECTORY } from './settings.js';

export const PHP_VERSION = '8.3.3';
export const ZEND_VERSION = '4.3.3';
export const BUILD_DATE = 'Feb 16 2024 22:13:07';

export function versionText(sapi: string, extensions: readonly string[]): string {
  const opcache = extensions.includes('Zend OPcache') ? `    with Zend OPcache v${PHP_VERSION}, Copyright (c), by Zend Technologies\n` : '';
  return `PHP ${PHP_VERSION} (${sapi}) (built: ${BUILD_DATE}) (NTS)\nCopyright (c) The PHP Group\nZend Engine v${ZEND_VERSION}, Copyright (c) Zend Technologies\n${opcache}`;
}

/** `php --ini` */
export function iniText({ iniFile, scanned }: Settings): string {
  return [
    `Configuration File (php.ini) Path: ${CONFIG_DIRECTORY}`,
    `Loaded Configuration File:         ${iniFile ?? '(none)'}`,
    `Scan for additional .ini files in: ${CONFIG_DIRECTORY}/conf.d`,
    `Additional .ini files parsed:      ${scanned.length === 0 ? '(none)' : scanned.join(',\n')}`,
    '',
    '',
  ].join('\n');
}

export const usage = `Usage: php [options] [-f] <file> [--] [args...]
   php [options] -r <code> [--] [args...]
   php [options] -S <addr>:<port> [-t docroot] [router]
   php [options] -- [args...]
   php [options] -a

  -a               Ask for code and run it line by line
  -c <path>|<file> Where to look for php.ini
  -n               Without php.ini
  -d foo[=bar]     Set foo to 'bar'
  -f <file>        Run <file>
  -h               This help
  -i               What this PHP is (phpinfo)
  -l               Check the grammar only
  -m               List modules
  -r <code>        Run <code> (without <?php)
  -S <addr>:<port> Serve files over HTTP
  -t <docroot>     The folder that is served
  -v               Version

  args...          Arguments of the script
  --ini            Show names of configuration files

`;
