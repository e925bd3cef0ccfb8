/** Bounds that keep hostile scripts from exhausting the machine that simulates them. */
export const shellLimits = {
  /** Compound commands, substitutions and quotes inside each other. */
  nesting: 100,
  /** Function calls, `eval` and `.` inside each other; dash stops at 1000 as well. */
  calls: 1000,
  /** Compound commands and calls that run inside each other: what the JavaScript stack can bear. */
  executionDepth: 2400,
  /** Characters of one script or line. */
  sourceCharacters: 16 * 1024 * 1024,
  /** Characters of one expanded word, one command substitution or one here-document. */
  expansionCharacters: 16 * 1024 * 1024,
  /** Bytes that `read` takes, one at a time where it cannot seek. */
  readBytes: 1024 * 1024,
  /** Fields that one word or command line may give. */
  fields: 200_000,
  /** Words that one brace expression may give. */
  braceWords: 100_000,
  /** Names that one pathname pattern may give. */
  globResults: 100_000,
  /** Parsed texts (arithmetic, patterns, regular expressions) that are kept for the next time. */
  cachedTexts: 500,
  /** Characters of one script that is kept parsed, and of all of them together. */
  cachedTextCharacters: 64 * 1024,
  cachedSourceCharacters: 512 * 1024,
  /** Elements of one array. */
  arrayElements: 500_000,
  /** Lines of history kept in memory and in the file. */
  history: 500,
  /** Characters of a line being edited. */
  editedCharacters: 1024 * 1024,
  /** Candidates that completion looks at. */
  completions: 1000,
  /** Turns between two calls of `tick`. */
  turnsPerTick: 32,
  /** Nesting of arithmetic (parentheses, variables that name variables). */
  arithmeticDepth: 200,
  /** Operators in one expression: they are evaluated inside each other. */
  arithmeticOperations: 2000,
} as const;
