/** What a build calls itself: the punctuation changed with MySQL 8. */
export function editionOf(version: string): string {
  if (isMariaDb(version)) return 'mariadb.org binary distribution';
  return isFive(version) ? 'MySQL Community Server (GPL)' : 'MySQL Community Server - GPL';
}

/** What `--version` of a program says about itself: `mysql  Ver 8.0.36 for …`. */
export function clientVersion(program: string, version: string): string {
  if (isMariaDb(version)) {
    const name = program
      .replace(/^mysql/, 'mariadb')
      .replace('mariadbadmin', 'mariadb-admin')
      .replace('mariadbdump', 'mariadb-dump');
    return `${name} from ${version.replace(/-1:.*/, '')}, client 15.2 for debian-linux-gnu (x86_64) using  EditLine wrapper`;
  }
  if (!isFive(version)) return `${program}  Ver ${version} for Linux on x86_64 (${editionOf(version)})`;
  const protocols: Readonly<Record<string, string>> = { mysql: '14.14', mysqladmin: '8.42', mysqldump: '10.13' };
  const editing = program === 'mysql' ? ' using  EditLine wrapper' : '';
  return `${program}  Ver ${protocols[program] ?? ''} Distrib ${version}, for Linux (x86_64)${editing}`;
}

/** What `mysqld --version` prints. */
export function serverVersion(version: string): string {
  if (isMariaDb(version)) return `mariadbd  Ver ${version} for debian-linux-gnu on x86_64 (mariadb.org binary distribution)\n`;
  return `/usr/sbin/mysqld  Ver ${version} for Linux on x86_64 (${editionOf(version)})\n`;
}

export function isFive(version: string): boolean {
  return version.startsWith('5.');
}

export function isMariaDb(version: string): boolean {
  return version.includes('MariaDB');
}
