/** What differs between the servers that are played. */
export interface Dialect {
  readonly product: 'mysql8' | 'mysql57' | 'mariadb';
  /** As `SELECT VERSION()` says it. */
  readonly version: string;
  /** Number that version comments (`/*!80000 …`) are compared with. */
  readonly versionNumber: number;
  /** What syntax errors call the server. */
  readonly serverName: 'MySQL' | 'MariaDB';
  readonly defaultCollation: string;
  /** Whole numbers are shown with a width: `int(11)`. */
  readonly showsWidths: boolean;
}

export function dialectOf(version: string): Dialect {
  const [major = 0, minor = 0, patch = 0] = version.split(/[.-]/).map(Number);
  const versionNumber = major * 10_000 + minor * 100 + patch;
  if (version.includes('MariaDB'))
    return { product: 'mariadb', version, versionNumber, serverName: 'MariaDB', defaultCollation: 'utf8mb4_general_ci', showsWidths: true };
  const isFive = major === 5;
  return {
    product: isFive ? 'mysql57' : 'mysql8',
    version,
    versionNumber,
    serverName: 'MySQL',
    defaultCollation: isFive ? 'latin1_swedish_ci' : 'utf8mb4_0900_ai_ci',
    showsWidths: isFive,
  };
}

export function isMariaDb(dialect: Dialect): boolean {
  return dialect.product === 'mariadb';
}
