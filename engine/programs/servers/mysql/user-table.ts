import type { Account, Table } from './catalog.js';

/** mysql.user, as far as people look at it. */
export function userTable(all: readonly Account[]): Table {
  const column = (name: string) =>
    ({ name, type: 'char(255)', nullable: false, key: '', autoIncrement: false, fallback: undefined, onUpdateNow: false }) as const;
  const accounts = [...all].sort((a, b) => (a.user + a.host < b.user + b.host ? -1 : 1));
  const rowsOf = accounts.map(({ user, host, passwordHash }) => [
    host,
    user,
    'mysql_native_password',
    passwordHash === '' || passwordHash === '!' ? '' : `*${passwordHash.toUpperCase()}`,
  ]);
  return { name: 'user', columns: ['Host', 'User', 'plugin', 'authentication_string'].map(column), rows: rowsOf, nextId: 1 };
}
