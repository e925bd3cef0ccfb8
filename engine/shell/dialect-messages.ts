import { ArithmeticError } from './arithmetic/arithmetic-error.js';
import type { Dialect } from './dialect.js';
import { quoteForShell } from './expand/operations.js';
import { PatternTooComplex } from './pattern/pattern.js';
import { ReadonlyError, ShellError } from './state/shell-error.js';
import type { ShellSyntaxError, SyntaxFault } from './syntax/syntax-error.js';
import { Errno, type ErrnoCode } from '../core/errno.js';

type Name = Dialect['name'];

/** Any failure that a user can cause, as the dialect's own message and consequence; undefined for bugs of ours. */
export function toShellError(error: unknown, dialect: Dialect): ShellError | undefined {
  const bash = dialect.name === 'bash';
  if (error instanceof ShellError) {
    // Only bash goes on with the next line; the others give up the shell.
    if (bash || error.scope !== 'line') return error;
    const fatal = new ShellError(error.message, { status: 2, scope: 'exit' });
    fatal.prefix = error.prefix;
    return fatal;
  }
  const consequence = bash ? ({ status: 1, scope: 'line' } as const) : ({ status: 2, scope: 'exit' } as const);
  if (error instanceof ReadonlyError)
    return new ShellError(bash ? `${error.variable}: readonly variable` : `${error.variable}: is read only`, consequence);
  if (error instanceof ArithmeticError) return new ShellError(arithmeticMessage(error, dialect.name), consequence);
  if (error instanceof PatternTooComplex) return new ShellError('drydock: a pattern this complex is not simulated', consequence);
  if (error instanceof Errno) return new ShellError(error.message, { status: 1, scope: 'line' });
  return undefined;
}

/** What is wrong with an arithmetic expression, with the expression and the place as the dialect shows them. */
export function arithmeticMessage(error: ArithmeticError, dialect: Name): string {
  if (dialect === 'ash') return ashArithmetic[error.fault] ?? 'arithmetic syntax error';
  if (dialect === 'dash') {
    if (error.fault === 'number') return `Illegal number: ${error.expression}`;
    return `arithmetic expression: ${dashArithmetic[error.fault] ?? 'expecting EOF'}: "${error.expression}"`;
  }
  return `${error.expression.replace(/^\s+/, '')}: ${bashArithmetic[error.fault]} (error token is "${error.token}")`;
}

const ashArithmetic: Partial<Record<ArithmeticError['fault'], string>> = {
  division: 'divide by zero',
  exponent: 'exponent less than 0',
  colon: 'malformed ?: operator',
  depth: 'expression recursion loop detected',
};

const dashArithmetic: Partial<Record<ArithmeticError['fault'], string>> = {
  division: 'division by zero',
  operand: 'expecting primary',
  colon: "expecting ':'",
  parenthesis: "expecting ')'",
};

const bashArithmetic: Record<ArithmeticError['fault'], string> = {
  operand: 'syntax error: operand expected',
  extra: 'syntax error in expression',
  operator: 'syntax error: invalid arithmetic operator',
  division: 'division by 0',
  base: 'value too great for base',
  constant: 'value too great for base',
  number: 'syntax error: operand expected',
  assignment: 'attempted assignment to non-variable',
  exponent: 'exponent less than 0',
  parenthesis: "missing `)'",
  colon: "`:' expected for conditional expression",
  depth: 'expression recursion level exceeded',
};

/** The lines of a syntax error, without the prefix; bash also shows the offending line of the source. */
export function syntaxMessages(error: ShellSyntaxError, dialect: Name, source: string): readonly string[] {
  if (dialect === 'bash') return bashSyntax(error, source);
  const text = posixSyntax(error.fault, dialect);
  return [
    dialect === 'dash'
      ? `Syntax error: ${text}`
      : `syntax error: ${/^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text}`,
  ];
}

function posixSyntax(fault: SyntaxFault, dialect: 'dash' | 'ash'): string {
  switch (fault.kind) {
    case 'unexpected': {
      const token = tokenName(fault);
      const expecting = fault.expecting === undefined ? '' : ` (expecting ${fault.expecting === 'word' ? 'word' : `"${fault.expecting}"`})`;
      return dialect === 'dash' ? `${token} unexpected${expecting}` : `unexpected ${token}${expecting}`;
    }
    case 'unterminated':
      return (
        unterminated[fault.what] ??
        (dialect === 'dash' ? 'end of file unexpected (expecting ")")' : 'unexpected end of file (expecting ")")')
      );
    case 'bad-for-variable':
      return 'Bad for loop variable';
    case 'bad-function-name':
      return 'Bad function name';
    case 'bad-descriptor':
      return 'Bad fd number';
    case 'missing-arithmetic-end':
      return "Missing '))'";
    case 'conditional':
      return fault.message;
    case 'too-deep':
      return 'maximum nesting level exceeded';
    case 'too-long':
      return 'script too long';
  }
}

function tokenName({ token, tokenKind }: Extract<SyntaxFault, { kind: 'unexpected' }>): string {
  if (tokenKind === 'end') return 'end of file';
  if (tokenKind === 'newline' || tokenKind === 'word' || tokenKind === 'redirection') return tokenKind;
  return `"${token}"`;
}

const unterminated: Partial<Record<Extract<SyntaxFault, { kind: 'unterminated' }>['what'], string>> = {
  '"': 'Unterminated quoted string',
  "'": 'Unterminated quoted string',
  '`': 'EOF in backquote substitution',
  '${': "Missing '}'",
  '$((': "Missing '))'",
  '((': "Missing '))'",
};

function bashSyntax(error: ShellSyntaxError, source: string): readonly string[] {
  const { fault } = error;
  switch (fault.kind) {
    case 'unexpected': {
      if (fault.tokenKind === 'end' && !fault.inLine) return ['syntax error: unexpected end of file'];
      const token = fault.tokenKind === 'newline' || fault.tokenKind === 'end' ? 'newline' : shownToken(fault.token);
      return [`syntax error near unexpected token \`${token}'`, `\`${lineAt(source, error.offset)}'`];
    }
    case 'unterminated':
      return [`unexpected EOF while looking for matching \`${closers[fault.what]}'`];
    case 'bad-for-variable':
    case 'bad-function-name':
      return [`\`${fault.token}': not a valid identifier`];
    case 'conditional':
      return [fault.message];
    case 'bad-descriptor':
    case 'missing-arithmetic-end':
    case 'too-deep':
      return ['maximum nesting level exceeded'];
    case 'too-long':
      return ['script too long'];
  }
}

/** A carriage return at the end of a line is seen that way. */
function shownToken(token: string): string {
  return /[\x00-\x1f\x7f]/.test(token) ? quoteForShell(token) : token;
}

const closers: Record<Extract<SyntaxFault, { kind: 'unterminated' }>['what'], string> = {
  '"': '"',
  "'": "'",
  '`': '`',
  '$(': ')',
  '${': '}',
  '$((': ')',
  '((': ')',
  '[': ']',
  '<<': ')',
  '(': ')',
};

function lineAt(source: string, offset: number): string {
  const start = source.lastIndexOf('\n', offset - 1) + 1;
  const end = source.indexOf('\n', start);
  return source.slice(start, end < 0 ? source.length : end);
}

/** Why a file for a redirection could not be opened. */
export function openMessage(dialect: Name, path: string, error: Errno, creating: boolean): string {
  if (dialect === 'bash') return error.code === 'EEXIST' ? `${path}: cannot overwrite existing file` : `${path}: ${error.message}`;
  const verb = dialect === 'dash' ? 'cannot' : "can't";
  return `${verb} ${creating ? 'create' : 'open'} ${path}: ${reasonOf(dialect, error.code, creating) ?? error.message}`;
}

function reasonOf(dialect: 'dash' | 'ash', code: ErrnoCode, creating: boolean): string | undefined {
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return undefined;
  if (dialect === 'dash') return creating ? 'Directory nonexistent' : 'No such file';
  return creating ? 'nonexistent directory' : 'no such file';
}

/** What strsignal(3) calls the signals that end processes. */
export const signalTexts: Readonly<Record<string, string>> = {
  SIGHUP: 'Hangup',
  SIGINT: 'Interrupt',
  SIGQUIT: 'Quit',
  SIGILL: 'Illegal instruction',
  SIGTRAP: 'Trace/breakpoint trap',
  SIGABRT: 'Aborted',
  SIGBUS: 'Bus error',
  SIGFPE: 'Floating point exception',
  SIGKILL: 'Killed',
  SIGUSR1: 'User defined signal 1',
  SIGSEGV: 'Segmentation fault',
  SIGUSR2: 'User defined signal 2',
  SIGPIPE: 'Broken pipe',
  SIGALRM: 'Alarm clock',
  SIGTERM: 'Terminated',
  SIGSTKFLT: 'Stack fault',
  SIGXCPU: 'CPU time limit exceeded',
  SIGXFSZ: 'File size limit exceeded',
  SIGVTALRM: 'Virtual timer expired',
  SIGPROF: 'Profiling timer expired',
  SIGIO: 'I/O possible',
  SIGPWR: 'Power failure',
  SIGSYS: 'Bad system call',
  SIGSTOP: 'Stopped (signal)',
  SIGTSTP: 'Stopped',
  SIGTTIN: 'Stopped (tty input)',
  SIGTTOU: 'Stopped (tty output)',
};
