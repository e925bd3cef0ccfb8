import { alpineGroup, alpinePasswd } from '../roots/alpine.js';
import { cmd, copy, entrypoint, env, expose, run, stopSignal, user, workdir, type ImageSource } from '../source.js';
import { directories, directory, filledTo, program, script, text, type Files } from '../tree.js';
import { alpine } from './bases.js';
import { adminerPage } from './wordpress-files.js';

const owner = { uid: 100, gid: 101 };

function phpFiles(): Files {
  return filledTo(
    85_400_000,
    {
      '/usr/bin/php': program('php', 5_914_624),
      '/etc/php83/conf.d/01_mysqli.ini': text('extension=mysqli\n'),
      '/etc/php83/conf.d/00_session.ini': text(''),
      '/usr/lib/php83/modules/mysqli.so': text('drydock extension mysqli\n'),
    },
    { '/usr/lib/php83/modules.tar': 5, '/usr/lib/libicudata.so.73': 6, '/usr/lib/libsybdb.so.5': 1 },
  );
}

export const adminer: ImageSource = {
  names: ['adminer:latest', 'adminer:4', 'adminer:4.8.1', 'adminer:standalone'],
  from: alpine,
  created: '2025-03-10T06:31:55Z',
  steps: [
    stopSignal('SIGINT'),
    run('addgroup -S adminer && adduser -S -G adminer adminer && mkdir -p /var/www/html', () => ({
      ...directories('/var/www/html/plugins-enabled'),
      '/etc/passwd': text(`${alpinePasswd}adminer:x:100:101:Linux User,,,:/home/adminer:/sbin/nologin\n`),
      '/etc/group': text(`${alpineGroup}adminer:x:101:\n`),
      '/var/www/html': directory(owner),
    })),
    workdir('/var/www/html'),
    run('apk add --no-cache php83 php83-mysqli php83-pdo_pgsql php83-session', phpFiles, { packedBytes: 31_205_874 }),
    copy('multi', '/var/www/html/', () => ({ '/var/www/html/index.php': text(adminerPage, owner) })),
    env({ ADMINER_VERSION: '4.8.1' }),
    run('curl -fsSL https://github.com/vrana/adminer/releases/download/v4.8.1/adminer-4.8.1.php -o adminer.php', () =>
      filledTo(476_603, {}, { '/var/www/html/adminer.php': 1 }),
    ),
    copy('file', '/usr/local/bin/', () => ({
      '/usr/local/bin/entrypoint.sh': script('#!/bin/sh\nset -e\n\nexec "$@"\n'),
      '/usr/local/bin/docker-php-entrypoint': script('#!/bin/sh\nset -e\n\ncase $1 in\n\t-*) set -- php "$@" ;;\nesac\n\nexec "$@"\n'),
    })),
    entrypoint('entrypoint.sh', 'docker-php-entrypoint'),
    user('adminer'),
    cmd('php', '-S', '[::]:8080', '-t', '/var/www/html'),
    expose(8080),
  ],
  about: { description: 'Database management in a single PHP file.', stars: 766 },
};
