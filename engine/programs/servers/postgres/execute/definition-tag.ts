import type { Statement } from '../sql/statements.js';

/** The words with which the server answers a definition: `CREATE TABLE`. */
export function tagOf(statement: Statement): string {
  switch (statement.kind) {
    case 'create-table':
      return 'CREATE TABLE';
    case 'create-routine':
      return `CREATE ${statement.what.toUpperCase()}`;
    case 'alter-routine':
      return `ALTER ${statement.what.toUpperCase()}`;
    case 'rename-trigger':
      return 'ALTER TRIGGER';
    case 'drop-routine':
      return `DROP ${statement.what.toUpperCase()}`;
    case 'create-enum':
      return 'CREATE TYPE';
    case 'alter-enum':
      return 'ALTER TYPE';
    case 'alter-table':
      return `ALTER ${statement.what.toUpperCase()}`;
    case 'rename':
    case 'owner':
      return `ALTER ${statement.what.toUpperCase()}`;
    case 'alter-setting':
      return `ALTER ${statement.on.toUpperCase()}`;
    case 'drop':
      return `DROP ${statement.what.toUpperCase()}`;
    case 'truncate':
      return 'TRUNCATE TABLE';
    case 'grant':
      return statement.isGrant ? 'GRANT' : 'REVOKE';
    case 'grant-role':
      return statement.isGrant ? 'GRANT ROLE' : 'REVOKE ROLE';
    case 'refresh':
      return 'REFRESH MATERIALIZED VIEW';
    default:
      return statement.kind.toUpperCase().replaceAll('-', ' ');
  }
}
