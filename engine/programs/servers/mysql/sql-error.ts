/** An error of the server: its number, SQL state and message. */
export class SqlError extends Error {
  override readonly name = 'SqlError';
  readonly number: number;
  readonly state: string;

  constructor(number: number, state: string, message: string) {
    super(message);
    this.number = number;
    this.state = state;
  }
}

/** The messages of errmsg-utf8.txt that come up here, as functions of what they name. */
export const sqlErrors = {
  accessDenied: (user: string, host: string, withPassword: boolean) =>
    new SqlError(1045, '28000', `Access denied for user '${user}'@'${host}' (using password: ${withPassword ? 'YES' : 'NO'})`),
  accessDeniedToDatabase: (user: string, host: string, database: string) =>
    new SqlError(1044, '42000', `Access denied for user '${user}'@'${host}' to database '${database}'`),
  commandDenied: (command: string, user: string, host: string, table: string) =>
    new SqlError(1142, '42000', `${command} command denied to user '${user}'@'${host}' for table '${table}'`),
  needsPrivilege: (privilege: string) =>
    new SqlError(1227, '42000', `Access denied; you need (at least one of) the ${privilege} privilege(s) for this operation`),
  hostNotAllowed: (host: string) => new SqlError(1130, 'HY000', `Host '${host}' is not allowed to connect to this MySQL server`),
  databaseExists: (name: string) => new SqlError(1007, 'HY000', `Can't create database '${name}'; database exists`),
  databaseMissing: (name: string) => new SqlError(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`),
  noDatabase: () => new SqlError(1046, '3D000', 'No database selected'),
  unknownDatabase: (name: string) => new SqlError(1049, '42000', `Unknown database '${name}'`),
  tableExists: (name: string) => new SqlError(1050, '42S01', `Table '${name}' already exists`),
  unknownTable: (name: string) => new SqlError(1051, '42S02', `Unknown table '${name}'`),
  tableMissing: (name: string) => new SqlError(1146, '42S02', `Table '${name}' doesn't exist`),
  unknownColumn: (name: string, where: string) => new SqlError(1054, '42S22', `Unknown column '${name}' in '${where}'`),
  duplicateColumn: (name: string) => new SqlError(1060, '42S21', `Duplicate column name '${name}'`),
  duplicateEntry: (value: string, key: string) => new SqlError(1062, '23000', `Duplicate entry '${value}' for key '${key}'`),
  cannotBeNull: (name: string) => new SqlError(1048, '23000', `Column '${name}' cannot be null`),
  noDefault: (name: string) => new SqlError(1364, 'HY000', `Field '${name}' doesn't have a default value`),
  countMismatch: (row: number) => new SqlError(1136, '21S01', `Column count doesn't match value count at row ${String(row)}`),
  tooLong: (name: string, row: number) => new SqlError(1406, '22001', `Data too long for column '${name}' at row ${String(row)}`),
  incorrectInteger: (value: string, name: string, row: number) =>
    new SqlError(1366, 'HY000', `Incorrect integer value: '${value}' for column '${name}' at row ${String(row)}`),
  unknownFunction: (name: string) => new SqlError(1305, '42000', `FUNCTION ${name} does not exist`),
  unknownVariable: (name: string) => new SqlError(1193, 'HY000', `Unknown system variable '${name}'`),
  operationFailed: (operation: string, account: string) => new SqlError(1396, 'HY000', `Operation ${operation} failed for ${account}`),
  syntax: (near: string, line: number) =>
    new SqlError(
      1064,
      '42000',
      `You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version for the right syntax to use near '${near.slice(0, 80)}' at line ${String(line)}`,
    ),
  emptyQuery: () => new SqlError(1065, '42000', 'Query was empty'),
  notSimulated: (what: string) => new SqlError(1235, '42000', `drydock: ${what} is not simulated`),
};
