import { debianGroup, debianPasswd } from '../roots/debian-etc.js';
import { cmd, copy, entrypoint, env, expose, run, volume, type ImageSource } from '../source.js';
import { directories, directory, filledTo, program, script, text, type Files } from '../tree.js';
import { debian } from './bases.js';
import { mysqlEntrypoint } from './mysql-script.js';

interface Release {
  readonly names: ImageSource['names'];
  readonly major: string;
  readonly version: string;
  readonly created: string;
  /** Bytes of all of the image's files. */
  readonly sizeBytes: number;
  readonly packedBytes: number;
}

function account(): Files {
  const owner = { uid: 999, gid: 999 };
  return {
    ...directories('/docker-entrypoint-initdb.d /etc/mysql/conf.d'),
    '/etc/passwd': text(`${debianPasswd}mysql:x:999:999::/var/lib/mysql:/bin/bash\n`),
    '/etc/group': text(`${debianGroup}mysql:x:999:\n`),
    '/etc/my.cnf': text(
      '[mysqld]\nskip-host-cache\nskip-name-resolve\ndatadir=/var/lib/mysql\nsocket=/var/run/mysqld/mysqld.sock\nsecure-file-priv=/var/lib/mysql-files\nuser=mysql\npid-file=/var/run/mysqld/mysqld.pid\n\n[client]\nsocket=/var/run/mysqld/mysqld.sock\n\n!includedir /etc/mysql/conf.d/\n',
    ),
    '/run/mysqld': directory({ mode: 0o1777, ...owner }),
    '/var/lib/mysql': directory({ mode: 0o1777, ...owner }),
    '/var/lib/mysql-files': directory({ mode: 0o750, ...owner }),
  };
}

/** What the programs of a release are called among all programs. */
function programId(name: string, major: string): string {
  return major === '5.7' ? `${name}-5.7.44` : name;
}

function server(sizeBytes: number, major: string): Files {
  return filledTo(
    sizeBytes,
    { '/usr/sbin/mysqld': program(programId('mysqld', major), 65_033_504) },
    {
      '/usr/lib/mysql/libmysqlclient.so': 10,
      '/usr/lib/mysql/plugin.so': 20,
      '/usr/share/mysql/errmsg.sys': 4,
      '/usr/lib/mysqlsh/libpython.so': 60,
      '/usr/lib/mysqlsh/mysqlsh.zip': 40,
    },
  );
}

function clients(major: string): Files {
  return {
    '/usr/bin/mysql': program(programId('mysql', major), 7_619_168),
    '/usr/bin/mysqladmin': program(programId('mysqladmin', major), 7_423_080),
    '/usr/bin/mysqldump': program(programId('mysqldump', major), 7_523_328),
  };
}

function mysqlImage({ names, major, version, created, sizeBytes, packedBytes }: Release): ImageSource {
  return {
    names,
    from: debian,
    created,
    steps: [
      env({ GOSU_VERSION: '1.16' }),
      env({ MYSQL_MAJOR: major }),
      env({ MYSQL_VERSION: version }),
      run(
        "echo 'mysql:x:999:999::/var/lib/mysql:/bin/bash' >> /etc/passwd && echo 'mysql:x:999:' >> /etc/group && mkdir -p /var/lib/mysql /docker-entrypoint-initdb.d",
        account,
      ),
      volume('/var/lib/mysql'),
      copy('file', '/usr/local/bin/', () => ({
        '/usr/local/bin/docker-entrypoint.sh': script(mysqlEntrypoint),
        '/usr/local/bin/gosu': program('gosu', 2_404_352),
      })),
      copy('file', '/usr/sbin/mysqld', () => server(sizeBytes, major), { packedBytes }),
      copy('file', '/usr/bin/mysql', () => clients(major), { packedBytes: 4_830_000 }),
      entrypoint('docker-entrypoint.sh'),
      expose(3306, 33060),
      cmd('mysqld'),
    ],
    about: { description: 'MySQL is a widely used, open-source relational database management system (RDBMS).', stars: 15_748 },
  };
}

export const mysql = mysqlImage({
  names: ['mysql:latest', 'mysql:8.0', 'mysql:8', 'mysql:8.0.36'],
  major: '8.0',
  version: '8.0.36-1.el8',
  created: '2025-02-04T02:31:17Z',
  sizeBytes: 456_000_000,
  packedBytes: 121_940_000,
});

export const mysql57 = mysqlImage({
  names: ['mysql:5.7', 'mysql:5', 'mysql:5.7.44'],
  major: '5.7',
  version: '5.7.44-1.el7',
  created: '2025-02-04T02:33:50Z',
  sizeBytes: 360_000_000,
  packedBytes: 81_230_000,
});
