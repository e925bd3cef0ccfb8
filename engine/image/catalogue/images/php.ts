import { cmd, copy, entrypoint, env, expose, run, stopSignal, workdir, type ImageSource, type Step } from '../source.js';
import { directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { debian } from './bases.js';
import { apacheFiles, extensionScripts, foregroundScript, fpmFiles } from './php-files.js';

const VERSION = '8.3.3';

/** An option means php itself. */
const entrypointScript = `#!/bin/sh
# An option is meant for PROGRAM.
set -e

case $1 in
	-*) set -- PROGRAM "$@" ;;
esac

exec "$@"
`;

const compilers = (): Files =>
  filledTo(
    255_000_000,
    {},
    { '/usr/lib/gcc/x86_64-linux-gnu/12/cc1': 30, '/usr/lib/gcc/x86_64-linux-gnu/12/cc1plus': 32, '/usr/lib/x86_64-linux-gnu/libc.a': 20 },
  );

interface Variant {
  readonly names: ImageSource['names'];
  readonly created: string;
  /** What an option on the command line is for. */
  readonly program: string;
  /** What is there before PHP is built. */
  readonly before: readonly Step[];
  readonly binaries: () => Files;
  readonly sizeBytes: number;
  readonly packedBytes: number;
  readonly after: readonly Step[];
  readonly about?: ImageSource['about'];
}

function phpImage({ names, created, program: server, before, binaries, sizeBytes, packedBytes, after, about }: Variant): ImageSource {
  const runtime = (): Files =>
    filledTo(
      sizeBytes,
      {
        '/usr/local/bin/php': program('php', 16_742_912),
        '/usr/local/bin/phpdbg': program('phpdbg', 16_903_040),
        '/usr/local/bin/phar': symlink('phar.phar'),
        '/usr/local/bin/phar.phar': program('phar', 14_890),
        '/usr/local/etc/php/conf.d': directory(),
        '/usr/local/etc/php/php.ini-production': text('[PHP]\nengine = On\ndisplay_errors = Off\n'),
        '/usr/local/etc/php/php.ini-development': text('[PHP]\nengine = On\ndisplay_errors = On\n'),
        ...extensionScripts(),
        ...binaries(),
      },
      { '/usr/local/lib/php/build.tar': 3, '/usr/local/include/php/main.h': 1 },
    );
  const flags = '-fstack-protector-strong -fpic -fpie -O2 -D_LARGEFILE_SOURCE -D_FILE_OFFSET_BITS=64';
  return {
    names,
    from: debian,
    created,
    steps: [
      env({ PHPIZE_DEPS: 'autoconf dpkg-dev file g++ gcc libc-dev make pkg-config re2c' }),
      run('apt-get update && apt-get install -y --no-install-recommends $PHPIZE_DEPS ca-certificates curl xz-utils', compilers, {
        packedBytes: 91_640_187,
        filesFrom: '2025-01-15T09:02:11Z',
      }),
      env({ PHP_INI_DIR: '/usr/local/etc/php' }),
      run('mkdir -p "$PHP_INI_DIR/conf.d" /var/www/html && chown www-data:www-data /var/www/html', () => ({
        '/var/www/html': directory({ uid: 33, gid: 33, mode: 0o1777 }),
      })),
      ...before,
      env({ PHP_CFLAGS: flags, PHP_CPPFLAGS: flags, PHP_LDFLAGS: '-Wl,-O1 -pie' }),
      env({ PHP_VERSION: VERSION }),
      env({ PHP_URL: `https://www.php.net/distributions/php-${VERSION}.tar.xz` }),
      copy('dir', '/usr/local/', runtime, { packedBytes }),
      copy('file', '/usr/local/bin/', () => ({
        '/usr/local/bin/docker-php-entrypoint': script(entrypointScript.replaceAll('PROGRAM', server)),
      })),
      entrypoint('docker-php-entrypoint'),
      ...after,
    ],
    ...(about ? { about } : {}),
  };
}

export const php = phpImage({
  names: ['php:latest', 'php:8', 'php:8.3', 'php:8.3.3', 'php:cli', 'php:8.3-cli'],
  created: '2025-03-07T05:40:26Z',
  program: 'php',
  before: [],
  binaries: () => ({ '/usr/local/bin/php-cgi': program('php-cgi', 16_590_112) }),
  sizeBytes: 114_000_000,
  packedBytes: 34_220_519,
  after: [cmd('php', '-a')],
  about: { description: 'While designed for web development, the PHP scripting language also provides general-purpose use.', stars: 7_531 },
});

export const phpApache = phpImage({
  names: ['php:apache', 'php:8-apache', 'php:8.3-apache', 'php:8.3.3-apache'],
  created: '2025-03-07T05:43:02Z',
  program: 'apache2-foreground',
  before: [
    env({ APACHE_CONFDIR: '/etc/apache2' }),
    env({ APACHE_ENVVARS: '/etc/apache2/envvars' }),
    run('apt-get update && apt-get install -y --no-install-recommends apache2 && rm -rf /var/lib/apt/lists/*', () =>
      filledTo(19_300_000, apacheFiles(), { '/usr/lib/apache2/modules.tar': 1 }),
    ),
  ],
  binaries: () => ({ '/usr/local/bin/apache2-foreground': foregroundScript }),
  sizeBytes: 112_000_000,
  packedBytes: 33_108_442,
  after: [stopSignal('SIGWINCH'), workdir('/var/www/html'), expose(80), cmd('apache2-foreground')],
});

export const phpFpm = phpImage({
  names: ['php:fpm', 'php:8-fpm', 'php:8.3-fpm', 'php:8.3.3-fpm'],
  created: '2025-03-07T05:45:37Z',
  program: 'php-fpm',
  before: [],
  binaries: () => ({ '/usr/local/sbin/php-fpm': program('php-fpm', 16_801_472), ...fpmFiles() }),
  sizeBytes: 112_500_000,
  packedBytes: 33_411_870,
  after: [workdir('/var/www/html'), stopSignal('SIGQUIT'), expose(9000), cmd('php-fpm')],
});
