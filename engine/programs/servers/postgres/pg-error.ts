/** What may stand in an error besides its message, after the fields of the protocol. */
export interface ErrorFields {
  readonly detail?: string | undefined;
  readonly hint?: string | undefined;
  /** Where in the text of the query, from 0. */
  readonly at?: number | undefined;
  readonly context?: string | undefined;
  /** The text that `at` is a place in, where it is not what the client sent. */
  readonly internalQuery?: string | undefined;
  readonly schema?: string | undefined;
  readonly table?: string | undefined;
  readonly column?: string | undefined;
  readonly constraint?: string | undefined;
  readonly severity?: 'ERROR' | 'FATAL' | 'PANIC';
}

/** An error with its SQLSTATE, as the server reports it to a client. */
export class PgError extends Error {
  override readonly name = 'PgError';
  readonly code: string;
  readonly fields: ErrorFields;

  constructor(code: string, message: string, fields: ErrorFields = {}) {
    super(message);
    this.code = code;
    this.fields = fields;
  }

  /** The same error, telling where it happened; what is further in comes first. */
  within(context: string, internalQuery?: string): PgError {
    const isInternal = internalQuery !== undefined && this.fields.at !== undefined && this.fields.internalQuery === undefined;
    return new PgError(this.code, this.message, {
      ...this.fields,
      context: [this.fields.context, context].filter(text => text !== undefined && text !== '').join('\n'),
      ...(isInternal ? { internalQuery } : {}),
    });
  }

  /** The same error, pointing to a place in the query if it did not do so before. */
  pointingAt(at: number | undefined): PgError {
    return this.fields.at !== undefined || at === undefined ? this : new PgError(this.code, this.message, { ...this.fields, at });
  }
}

export const codes = {
  featureNotSupported: '0A000',
  protocolViolation: '08P01',
  cardinality: '21000',
  stringTooLong: '22001',
  numericOutOfRange: '22003',
  nullNotAllowed: '22004',
  badDatetime: '22007',
  datetimeOverflow: '22008',
  divisionByZero: '22012',
  invalidRegex: '2201B',
  invalidParameter: '22023',
  invalidText: '22P02',
  badCopy: '22P04',
  notNull: '23502',
  foreignKey: '23503',
  unique: '23505',
  check: '23514',
  activeTransaction: '25001',
  noTransaction: '25P01',
  failedTransaction: '25P02',
  readOnlyTransaction: '25006',
  badPassword: '28P01',
  badAuthorization: '28000',
  dependentObjects: '2BP01',
  noSavepoint: '3B001',
  noDatabase: '3D000',
  noSchema: '3F000',
  serialization: '40001',
  deadlock: '40P01',
  privilege: '42501',
  syntax: '42601',
  invalidName: '42602',
  grouping: '42803',
  datatypeMismatch: '42804',
  wrongObject: '42809',
  ambiguousColumn: '42702',
  undefinedColumn: '42703',
  undefinedObject: '42704',
  duplicateColumn: '42701',
  duplicateObject: '42710',
  duplicateTable: '42P07',
  duplicateDatabase: '42P04',
  duplicateSchema: '42P06',
  duplicateAlias: '42712',
  undefinedFunction: '42883',
  undefinedTable: '42P01',
  undefinedParameter: '42P02',
  ambiguousFunction: '42725',
  badColumnReference: '42P10',
  badTable: '42P16',
  indeterminateType: '42P18',
  badDefinition: '42P17',
  windowing: '42P20',
  recursion: '42P19',
  objectInUse: '55006',
  lockNotAvailable: '55P03',
  notInState: '55000',
  tooComplex: '54001',
  programLimit: '54000',
  diskFull: '53100',
  outOfMemory: '53200',
  tooManyConnections: '53300',
  canceled: '57014',
  adminShutdown: '57P01',
  crashShutdown: '57P02',
  cannotConnectNow: '57P03',
  unknownSetting: '42704',
  noFile: '58P01',
  internal: 'XX000',
} as const;

/** What Drydock leaves out, said as an error of the server. */
export function notSimulated(what: string, at?: number): PgError {
  return new PgError(codes.featureNotSupported, `drydock: ${what} is not simulated`, { at });
}
