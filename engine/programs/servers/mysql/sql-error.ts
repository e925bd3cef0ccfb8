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

const error = (number: number, state: string, message: string): SqlError => new SqlError(number, state, message);

/** The messages of errmsg-utf8.txt that come up here, as functions of what they name. */
export const sqlErrors = {
  // Who may do what
  accessDenied: (user: string, host: string, withPassword: boolean) =>
    error(1045, '28000', `Access denied for user '${user}'@'${host}' (using password: ${withPassword ? 'YES' : 'NO'})`),
  accessDeniedToDatabase: (user: string, host: string, database: string) =>
    error(1044, '42000', `Access denied for user '${user}'@'${host}' to database '${database}'`),
  commandDenied: (command: string, user: string, host: string, table: string) =>
    error(1142, '42000', `${command} command denied to user '${user}'@'${host}' for table '${table}'`),
  needsPrivilege: (privilege: string) =>
    error(1227, '42000', `Access denied; you need (at least one of) the ${privilege} privilege(s) for this operation`),
  hostNotAllowed: (host: string, server: string) =>
    error(1130, 'HY000', `Host '${host}' is not allowed to connect to this ${server} server`),
  mustChangePassword: (statement: string) =>
    error(1820, 'HY000', `You must reset your password using ${statement} statement before executing this statement.`),
  operationFailed: (operation: string, account: string) => error(1396, 'HY000', `Operation ${operation} failed for ${account}`),
  noSuchGrant: (user: string, host: string) => error(1141, '42000', `There is no such grant defined for user '${user}' on host '${host}'`),
  noSuchTableGrant: (user: string, host: string, table: string) =>
    error(1147, '42000', `There is no such grant defined for user '${user}' on host '${host}' on table '${table}'`),
  noMatchingUser: () => error(1133, '28000', "Can't find any matching row in the user table"),
  unknownAuthorization: (user: string, host: string) => error(3523, 'HY000', `Unknown authorization ID \`${user}\`@\`${host}\``),
  cannotCreateWithGrant: () => error(1410, '42000', 'You are not allowed to create a user with GRANT'),
  // Names
  databaseExists: (name: string) => error(1007, 'HY000', `Can't create database '${name}'; database exists`),
  databaseMissing: (name: string) => error(1008, 'HY000', `Can't drop database '${name}'; database doesn't exist`),
  noDatabase: () => error(1046, '3D000', 'No database selected'),
  unknownDatabase: (name: string) => error(1049, '42000', `Unknown database '${name}'`),
  tableExists: (name: string) => error(1050, '42S01', `Table '${name}' already exists`),
  unknownTable: (name: string) => error(1051, '42S02', `Unknown table '${name}'`),
  unknownTableIn: (name: string, where: string) => error(1109, '42S02', `Unknown table '${name}' in ${where}`),
  unknownTableOf: (name: string) => error(1051, '42S02', `Unknown table '${name}'`),
  unknownView: (name: string) => error(4092, '42S02', `Unknown VIEW: '${name}'`),
  tableMissing: (name: string) => error(1146, '42S02', `Table '${name}' doesn't exist`),
  unknownColumn: (name: string, where: string) => error(1054, '42S22', `Unknown column '${name}' in '${where}'`),
  ambiguousColumn: (name: string, where: string) => error(1052, '23000', `Column '${name}' in ${where} is ambiguous`),
  duplicateColumn: (name: string) => error(1060, '42S21', `Duplicate column name '${name}'`),
  duplicateAlias: (name: string) => error(1066, '42000', `Not unique table/alias: '${name}'`),
  duplicateKeyName: (name: string) => error(1061, '42000', `Duplicate key name '${name}'`),
  columnTwice: (name: string) => error(1110, '42000', `Column '${name}' specified twice`),
  unknownFunction: (name: string) => error(1305, '42000', `FUNCTION ${name} does not exist`),
  unknownProcedure: (name: string) => error(1305, '42000', `PROCEDURE ${name} does not exist`),
  wrongArgumentCount: (name: string) => error(1582, '42000', `Incorrect parameter count in the call to native function '${name}'`),
  wrongArguments: (name: string) => error(1210, 'HY000', `Incorrect arguments to ${name}`),
  unknownVariable: (name: string) => error(1193, 'HY000', `Unknown system variable '${name}'`),
  readOnlyVariable: (name: string) => error(1238, 'HY000', `Variable '${name}' is a read only variable`),
  globalVariable: (name: string) => error(1229, 'HY000', `Variable '${name}' is a GLOBAL variable and should be set with SET GLOBAL`),
  wrongValueForVariable: (name: string, value: string) =>
    error(1231, '42000', `Variable '${name}' can't be set to the value of '${value}'`),
  wrongTypeForVariable: (name: string) => error(1232, '42000', `Incorrect argument type to variable '${name}'`),
  unknownTimeZone: (name: string) => error(1298, 'HY000', `Unknown or incorrect time zone: '${name}'`),
  unknownCollation: (name: string) => error(1273, 'HY000', `Unknown collation: '${name}'`),
  unknownCharset: (name: string) => error(1115, '42000', `Unknown character set: '${name}'`),
  unknownEngine: (name: string) => error(1286, '42000', `Unknown storage engine '${name}'`),
  // Rows and values
  duplicateEntry: (value: string, key: string) => error(1062, '23000', `Duplicate entry '${value}' for key '${key}'`),
  cannotBeNull: (name: string) => error(1048, '23000', `Column '${name}' cannot be null`),
  noDefault: (name: string) => error(1364, 'HY000', `Field '${name}' doesn't have a default value`),
  countMismatch: (row: number) => error(1136, '21S01', `Column count doesn't match value count at row ${String(row)}`),
  tooLong: (name: string, row: number) => error(1406, '22001', `Data too long for column '${name}' at row ${String(row)}`),
  truncated: (name: string, row: number) => error(1265, '01000', `Data truncated for column '${name}' at row ${String(row)}`),
  truncatedNote: (name: string, row: number) => new SqlNote(1265, '01000', `Data truncated for column '${name}' at row ${String(row)}`),
  outOfRange: (name: string, row: number) => error(1264, '22003', `Out of range value for column '${name}' at row ${String(row)}`),
  valueOutOfRange: (type: string, text: string) => error(1690, '22003', `${type} value is out of range in '${text}'`),
  incorrectValue: (kind: string, value: string, name: string, row: number) =>
    error(
      kind === 'date' || kind === 'datetime' || kind === 'time' ? 1292 : 1366,
      kind === 'date' || kind === 'datetime' || kind === 'time' || name.startsWith('`') ? '22007' : 'HY000',
      `Incorrect ${kind} value: '${value.slice(0, 128)}' for column ${name} at row ${String(row)}`,
    ),
  incorrectString: (bytes: string, name: string, row: number) =>
    error(1366, name.startsWith('`') ? '22007' : 'HY000', `Incorrect string value: '${bytes}' for column ${name} at row ${String(row)}`),
  truncatedIncorrect: (kind: string, value: string) => error(1292, '22007', `Truncated incorrect ${kind} value: '${value}'`),
  incorrectMoment: (kind: string, value: string) => error(1292, '22007', `Incorrect ${kind} value: '${value}'`),
  incorrectFunctionValue: (kind: string, value: string, name: string) =>
    error(1411, 'HY000', `Incorrect ${kind} value: '${value}' for function ${name}`),
  divisionByZero: () => error(1365, '22012', 'Division by 0'),
  invalidJson: (reason: string, position: number, column: string) =>
    error(3140, '22032', `Invalid JSON text: "${reason}" at position ${String(position)} in value for column '${column}'.`),
  invalidJsonArgument: (argument: number, name: string, reason: string, position: number) =>
    error(
      3141,
      '22032',
      `Invalid JSON text in argument ${String(argument)} to function ${name}: "${reason}" at position ${String(position)}.`,
    ),
  invalidJsonPath: (position: number) =>
    error(3143, '42000', `Invalid JSON path expression. The error is around character position ${String(position)}.`),
  childRowFails: (detail: string) => error(1452, '23000', `Cannot add or update a child row: a foreign key constraint fails (${detail})`),
  parentRowFails: (detail: string) =>
    error(1451, '23000', `Cannot delete or update a parent row: a foreign key constraint fails (${detail})`),
  // Queries
  moreThanOneRow: () => error(1242, '21000', 'Subquery returns more than 1 row'),
  operandColumns: (count: number) => error(1241, '21000', `Operand should contain ${String(count)} column(s)`),
  unionColumns: () => error(1222, '21000', 'The used SELECT statements have a different number of columns'),
  invalidGroupFunction: () => error(1111, 'HY000', 'Invalid use of group function'),
  derivedNeedsAlias: () => error(1248, '42000', 'Every derived table must have its own alias'),
  recursiveNeedsUnion: (name: string) => error(3573, 'HY000', `Recursive Common Table Expression '${name}' should contain a UNION`),
  viewColumns: () =>
    error(
      1353,
      'HY000',
      'In definition of view, derived table or common table expression, SELECT list and column names list have different column counts',
    ),
  windowNotAllowed: (name: string) => error(3593, 'HY000', `You cannot use the window function '${name}' in this context.'`),
  unknownWindow: (name: string) => error(3579, 'HY000', `Window name '${name}' is not defined.`),
  notGrouped: (position: number, column: string, clause = 'SELECT list') =>
    error(
      1055,
      '42000',
      `Expression #${String(position)} of ${clause} is not in GROUP BY clause and contains nonaggregated column '${column}' which is not functionally dependent on columns in GROUP BY clause; this is incompatible with sql_mode=only_full_group_by`,
    ),
  mixedAggregates: (position: number, column: string) =>
    error(
      1140,
      '42000',
      `In aggregated query without GROUP BY, expression #${String(position)} of SELECT list contains nonaggregated column '${column}'; this is incompatible with sql_mode=only_full_group_by`,
    ),
  groupOnAggregate: (name: string) => error(1056, '42000', `Can't group on '${name}'`),
  noTablesUsed: () => error(1096, 'HY000', 'No tables used'),
  tooManyRecursions: (count: number) =>
    error(
      3636,
      'HY000',
      `Recursive query aborted after ${String(count)} iterations. Try increasing @@cte_max_recursion_depth to a larger value.`,
    ),
  interrupted: () => error(1317, '70100', 'Query execution was interrupted'),
  tooExpensive: () => error(3024, 'HY000', 'Query execution was interrupted, maximum statement execution time exceeded'),
  outOfMemory: () => error(1038, 'HY001', 'Out of sort memory, consider increasing server sort buffer size'),
  tooDeep: () => error(1436, 'HY000', 'Thread stack overrun: the statement is nested too deeply'),
  lockTimeout: () => error(1205, 'HY000', 'Lock wait timeout exceeded; try restarting transaction'),
  deadlock: () => error(1213, '40001', 'Deadlock found when trying to get lock; try restarting transaction'),
  noSavepoint: (name: string) => error(1305, '42000', `SAVEPOINT ${name} does not exist`),
  unknownStatement: (name: string) => error(1243, 'HY000', `Unknown prepared statement handler (${name}) given to EXECUTE`),
  unknownDeallocate: (name: string) => error(1243, 'HY000', `Unknown prepared statement handler (${name}) given to DEALLOCATE PREPARE`),
  unknownThread: (id: number) => error(1094, 'HY000', `Unknown thread id: ${String(id)}`),
  syntax: (near: string, line: number, server: string) =>
    error(
      1064,
      '42000',
      `You have an error in your SQL syntax; check the manual that corresponds to your ${server} server version for the right syntax to use near '${near.slice(0, 80)}' at line ${String(line)}`,
    ),
  emptyQuery: () => error(1065, '42000', 'Query was empty'),
  notSimulated: (what: string) => error(1235, '42000', `drydock: ${what} is not simulated`),
};

/** What is only noted, never refused. */
export class SqlNote extends SqlError {}
