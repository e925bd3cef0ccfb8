import { debianGroup, debianPasswd } from '../roots/debian-etc.js';
import { cmd, copy, entrypoint, env, expose, label, run, volume, type ImageSource } from '../source.js';
import { directories, directory, filledTo, program, script, symlink, text, type Files } from '../tree.js';
import { jammy } from './bases.js';
import { mariadbEntrypoint, mariadbHealthcheck } from './mysql-script.js';

const VERSION = '1:11.3.2+maria~ubu2204';
const owner = { uid: 999, gid: 999 };

function server(): Files {
  const clients = ['mariadb', 'mariadb-admin', 'mariadb-dump', 'mariadb-check', 'mariadb-upgrade'];
  return filledTo(
    298_000_000,
    {
      '/usr/sbin/mariadbd': program('mariadbd', 26_214_400),
      ...Object.fromEntries(clients.map(name => [`/usr/bin/${name}`, program(name, 5_390_336)])),
      ...directories('/docker-entrypoint-initdb.d /etc/mysql/conf.d /etc/mysql/mariadb.conf.d'),
      '/etc/mysql/my.cnf': symlink('/etc/alternatives/my.cnf'),
      '/etc/mysql/mariadb.cnf': text(
        '[mysqld]\nuser=mysql\nskip-name-resolve\n\n[client-server]\nsocket = /run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n!includedir /etc/mysql/mariadb.conf.d/\n',
      ),
      '/etc/alternatives/my.cnf': symlink('/etc/mysql/mariadb.cnf'),
      '/run/mysqld': directory({ mode: 0o1777, ...owner }),
      '/var/lib/mysql': directory({ mode: 0o1777, ...owner }),
    },
    {
      '/usr/lib/mysql/plugin/ha_rocksdb.so': 8,
      '/usr/share/mysql/errmsg.sys': 4,
      '/usr/bin/mariabackup.bin': 20,
      '/usr/lib/galera/libgalera_smm.so': 6,
    },
  );
}

export const mariadb: ImageSource = {
  names: ['mariadb:latest', 'mariadb:11', 'mariadb:11.3', 'mariadb:11.3.2', 'mariadb:11-jammy'],
  from: jammy,
  created: '2025-03-10T06:02:10Z',
  steps: [
    run('groupadd -r mysql && useradd -r -g mysql mysql --home-dir /var/lib/mysql', () => ({
      '/etc/passwd': text(`${debianPasswd}mysql:x:999:999::/var/lib/mysql:/bin/sh\n`),
      '/etc/group': text(`${debianGroup}mysql:x:999:\n`),
    })),
    env({ GOSU_VERSION: '1.17' }),
    env({ LANG: 'C.UTF-8' }),
    label({
      'org.opencontainers.image.authors': 'MariaDB Community',
      'org.opencontainers.image.title': 'MariaDB Database',
      'org.opencontainers.image.version': '11.3.2',
    }),
    env({ MARIADB_VERSION: VERSION }),
    copy('dir', '/usr/', server, { packedBytes: 92_410_733 }),
    volume('/var/lib/mysql'),
    copy('file', '/usr/local/bin/', () => ({
      '/usr/local/bin/docker-entrypoint.sh': script(mariadbEntrypoint),
      '/usr/local/bin/healthcheck.sh': script(mariadbHealthcheck),
      '/usr/local/bin/gosu': program('gosu', 2_404_352),
    })),
    entrypoint('docker-entrypoint.sh'),
    expose(3306),
    cmd('mariadbd'),
  ],
  about: { description: 'MariaDB Server is a high performing open source relational database, forked from MySQL.', stars: 6_012 },
};
