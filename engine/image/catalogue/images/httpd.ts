import { cmd, copy, env, expose, run, stopSignal, workdir, type ImageSource } from '../source.js';
import { STANDARD_PATH } from '../roots/standard-path.js';
import { directories, directory, filledTo, program, script, text, type Files } from '../tree.js';
import { debian } from './bases.js';

const PREFIX = '/usr/local/apache2';

const modules =
  'mpm_event authn_file authn_core authz_host authz_groupfile authz_user authz_core access_compat auth_basic reqtimeout filter mime log_config env headers setenvif version unixd status autoindex dir alias';

const configuration = `ServerRoot "${PREFIX}"

Listen 80

${modules
  .split(' ')
  .map(name => `LoadModule ${name}_module modules/mod_${name}.so\n`)
  .join('')}
User www-data
Group www-data

ServerAdmin you@example.com

<Directory />
    AllowOverride none
    Require all denied
</Directory>

DocumentRoot "${PREFIX}/htdocs"
<Directory "${PREFIX}/htdocs">
    Options Indexes FollowSymLinks
    AllowOverride None
    Require all granted
</Directory>

DirectoryIndex index.html
PidFile logs/httpd.pid

ErrorLog /proc/self/fd/2
LogLevel warn

LogFormat "%h %l %u %t \\"%r\\" %>s %b" common
CustomLog /proc/self/fd/1 common

TypesConfig conf/mime.types
`;

/** Removes the pid file that a killed server left behind, then serves. */
const foreground = `#!/bin/sh
set -e

rm -f ${PREFIX}/logs/httpd.pid
exec httpd -DFOREGROUND "$@"
`;

function server(): Files {
  const owner = { uid: 33, gid: 33 };
  return filledTo(
    31_800_000,
    {
      ...directories(`${PREFIX}/cgi-bin ${PREFIX}/error ${PREFIX}/icons ${PREFIX}/include ${PREFIX}/logs ${PREFIX}/modules`),
      [PREFIX]: directory(owner),
      [`${PREFIX}/bin/httpd`]: program('httpd', 2_394_768),
      [`${PREFIX}/bin/ab`]: program('ab', 254_888),
      [`${PREFIX}/bin/apachectl`]: program('apachectl', 3_439),
      [`${PREFIX}/bin/htpasswd`]: program('htpasswd', 155_632),
      [`${PREFIX}/conf/httpd.conf`]: text(configuration),
      [`${PREFIX}/conf/mime.types`]: text(
        'text/html html htm\ntext/css css\ntext/plain txt\napplication/javascript js\napplication/json json\nimage/png png\nimage/jpeg jpeg jpg\nimage/svg+xml svg\nimage/x-icon ico\n',
      ),
      [`${PREFIX}/htdocs/index.html`]: text('<html><body><h1>It works!</h1></body></html>\n'),
      '/usr/local/bin/httpd-foreground': script(foreground),
    },
    {
      [`${PREFIX}/modules/modules.so`]: 5,
      '/usr/lib/x86_64-linux-gnu/libaprutil-1.so.0': 3,
      '/usr/lib/x86_64-linux-gnu/libxml2.so.2': 6,
      [`${PREFIX}/manual.html`]: 12,
    },
  );
}

export const httpd: ImageSource = {
  names: ['httpd:latest', 'httpd:2.4', 'httpd:2.4.68', 'httpd:2'],
  from: debian,
  created: '2025-03-04T20:14:31Z',
  steps: [
    env({ HTTPD_PREFIX: PREFIX }),
    env({ PATH: `${PREFIX}/bin:${STANDARD_PATH}` }),
    run('mkdir -p "$HTTPD_PREFIX" && chown www-data:www-data "$HTTPD_PREFIX"', () => ({ [PREFIX]: directory({ uid: 33, gid: 33 }) })),
    workdir(PREFIX),
    env({ HTTPD_VERSION: '2.4.68' }),
    copy('dir', '/', server, { packedBytes: 11_870_146 }),
    stopSignal('SIGWINCH'),
    expose(80),
    cmd('httpd-foreground'),
  ],
  about: { description: 'The Apache HTTP Server Project', stars: 4_845 },
};
