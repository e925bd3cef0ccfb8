import { cmd, copy, entrypoint, run, volume, type ImageSource } from '../source.js';
import { directory, filledTo, script, text, type Files } from '../tree.js';
import { extensionFiles } from './php-files.js';
import { phpApache } from './php.js';
import { entrypoint as entrypointText, wordpressPages } from './wordpress-files.js';

const owner = { uid: 33, gid: 33 };

function wordpressFiles(): Files {
  const pages = Object.entries(wordpressPages).map(([path, content]) => [`/usr/src/wordpress/${path}`, text(content, owner)] as const);
  return filledTo(
    71_200_000,
    { '/usr/src/wordpress': directory(owner), ...Object.fromEntries(pages) },
    { '/usr/src/wordpress/wp-content/languages.tar': 7, '/usr/src/wordpress/wp-includes.tar': 6 },
  );
}

export const wordpress: ImageSource = {
  names: ['wordpress:latest', 'wordpress:6', 'wordpress:6.4', 'wordpress:6.4.3', 'wordpress:apache', 'wordpress:php8.3'],
  from: phpApache,
  created: '2025-03-10T06:20:38Z',
  steps: [
    run('apt-get update && apt-get install -y --no-install-recommends ghostscript && rm -rf /var/lib/apt/lists/*', () =>
      filledTo(62_700_000, {}, { '/usr/lib/x86_64-linux-gnu/libgs.so.10': 3, '/usr/share/fonts/type1.tar': 2 }),
    ),
    run('docker-php-ext-install bcmath exif gd intl mysqli zip', () =>
      filledTo(58_300_000, extensionFiles('bcmath', 'exif', 'gd', 'intl', 'mysqli', 'zip'), {
        '/usr/lib/x86_64-linux-gnu/libicudata.so.72': 6,
      }),
    ),
    run('docker-php-ext-enable opcache', () => ({
      ...extensionFiles('opcache'),
      '/usr/local/etc/php/conf.d/opcache-recommended.ini': text('opcache.memory_consumption=128\nopcache.max_accelerated_files=4000\n'),
    })),
    run('a2enmod rewrite expires remoteip', () => ({
      '/etc/apache2/conf-available/remoteip.conf': text('RemoteIPHeader X-Forwarded-For\n'),
    })),
    run('curl -o wordpress.tar.gz -fL https://wordpress.org/wordpress-6.4.3.tar.gz', wordpressFiles, { packedBytes: 24_310_882 }),
    volume('/var/www/html'),
    copy('file', '/usr/local/bin/', () => ({ '/usr/local/bin/docker-entrypoint.sh': script(entrypointText) })),
    entrypoint('docker-entrypoint.sh'),
    cmd('apache2-foreground'),
  ],
  about: { description: 'The WordPress rich content management system can utilize plugins, widgets, and themes.', stars: 5_901 },
};
