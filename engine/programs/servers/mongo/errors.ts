import { doc, int, type Doc, type Value } from './bson/values.js';

/** Codes of the server by their names. */
export const codes = {
  InternalError: 1,
  BadValue: 2,
  FailedToParse: 9,
  UserNotFound: 11,
  UnsupportedFormat: 12,
  Unauthorized: 13,
  TypeMismatch: 14,
  Overflow: 15,
  InvalidLength: 16,
  AuthenticationFailed: 18,
  IllegalOperation: 20,
  NamespaceNotFound: 26,
  IndexNotFound: 27,
  PathNotViable: 28,
  RoleNotFound: 31,
  CannotCreateIndex: 67,
  CannotBackfillArray: 39,
  ConflictingUpdateOperators: 40,
  CursorNotFound: 43,
  NamespaceExists: 48,
  DollarPrefixedFieldName: 52,
  InvalidIdField: 53,
  EmptyFieldName: 56,
  DottedFieldName: 57,
  CommandNotFound: 59,
  ImmutableField: 66,
  InvalidOptions: 72,
  InvalidNamespace: 73,
  IndexOptionsConflict: 85,
  IndexKeySpecsConflict: 86,
  OperationFailed: 96,
  DocumentValidationFailure: 121,
  ExceededMemoryLimit: 146,
  QueryExceededMemoryLimitNoDiskUseAllowed: 292,
  InvalidPipelineOperator: 168,
  NotImplemented: 238,
  NoSuchTransaction: 251,
  MechanismUnavailable: 334,
  IndexAlreadyExists: 68,
  CommandNotSupportedOnView: 166,
  NotWritablePrimary: 10107,
  BSONObjectTooLarge: 10334,
  DuplicateKey: 11000,
  InterruptedAtShutdown: 11600,
} as const;

export type CodeName = keyof typeof codes;

/** What the server answers instead of doing something. */
export class MongoError extends Error {
  override readonly name = 'MongoError';
  readonly code: number;
  readonly codeName: string;
  readonly extra: Readonly<Record<string, Value>>;

  /** A number is a code without a name: `Location40324`. */
  constructor(code: CodeName | number, message: string, extra: Readonly<Record<string, Value>> = {}) {
    super(message);
    this.code = typeof code === 'number' ? code : codes[code];
    this.codeName = typeof code === 'number' ? `Location${String(code)}` : code;
    this.extra = extra;
  }

  /** The answer of a command that failed. */
  reply(): Doc {
    return doc({ ok: 0, errmsg: this.message, code: int(this.code), codeName: this.codeName, ...this.extra });
  }

  /** As one of the `writeErrors` of an answer. */
  writeError(index: number): Doc {
    return doc({ index: int(index), code: int(this.code), ...this.extra, errmsg: this.message });
  }
}

/** What Drydock does not have. */
export function notSimulated(what: string): MongoError {
  return new MongoError('NotImplemented', `drydock: ${what} is not simulated`);
}
