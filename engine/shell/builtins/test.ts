import { compareTexts, isFileOperator, testFile, testFiles, type TestFiles } from './test-operators.js';

/** A wrong expression; each shell and coreutils have their own words for it. */
export class TestError extends Error {
  override readonly name = 'TestError';
  readonly fault: 'not-a-number' | 'operator' | 'operand' | 'too-many' | 'missing' | 'unary' | 'half' | 'parenthesis';
  readonly token: string;
  /** The expression's first argument, which some name instead. */
  readonly first: string;

  constructor(fault: TestError['fault'], token: string, first = token) {
    super(`${fault}: ${token}`);
    this.fault = fault;
    this.token = token;
    this.first = first;
  }
}

export interface TestExtras {
  /** `-v name` */
  readonly isSet?: (name: string) => boolean;
  /** `-o option` */
  readonly isOptionOn?: (name: string) => boolean;
  /** What `=` and its kin, `=~` included, say between ash's `[[` and `]]`, where `&&` and `||` are operators. */
  readonly conditional?: (operator: string, left: string, right: string) => boolean;
  /** `-nt` and `-ot` are false unless both files are there (dash, ash). */
  readonly strictTimes?: boolean;
}

const comparisons: Readonly<Record<string, (order: number) => boolean>> = {
  '-eq': order => order === 0,
  '-ne': order => order !== 0,
  '-lt': order => order < 0,
  '-le': order => order <= 0,
  '-gt': order => order > 0,
  '-ge': order => order >= 0,
};
const binary = new Set(['=', '==', '!=', '<', '>', '-nt', '-ot', '-ef', ...Object.keys(comparisons)]);

/** What `test` says of its arguments (those between `[` and `]`), by the rules of POSIX for up to four and by grammar beyond. */
export function evaluateTest(args: readonly string[], files: TestFiles, extras: TestExtras = {}): boolean {
  // Loops test and test: indexing is much faster than taking the array apart.
  const a = args[0] ?? '';
  const b = args[1] ?? '';
  const c = args[2] ?? '';
  const d = args[3] ?? '';
  switch (args.length) {
    case 0:
      return false;
    case 1:
      return a !== '';
    case 2:
      return a === '!' ? b === '' : testUnary(a, b, files, extras);
    case 3:
      if (binary.has(b) || (b === '=~' && extras.conditional)) return testBinary(a, b, c, files, extras);
      if (extras.conditional && (b === '&&' || b === '||')) return b === '&&' ? a !== '' && c !== '' : a !== '' || c !== '';
      if (b === '-a' || b === '-o') return b === '-a' ? a !== '' && c !== '' : a !== '' || c !== '';
      if (a === '!') return !evaluateTest([b, c], files, extras);
      if (a === '(' && c === ')') return b !== '';
      // dash names the operand of what it has read.
      throw new TestError('operator', b, a === '-n' || a === '-z' || isFileOperator(a) ? b : a);
    case 4:
      if (a === '!') return !evaluateTest([b, c, d], files, extras);
      if (a === '(' && d === ')') return evaluateTest([b, c], files, extras);
  }
  return new TestParser(args, files, extras).parse();
}

function testUnary(operator: string, operand: string, files: TestFiles, extras: TestExtras): boolean {
  if (operator === '-n') return operand !== '';
  if (operator === '-z') return operand === '';
  if (operator === '-v' && extras.isSet) return extras.isSet(operand);
  if (operator === '-o' && extras.isOptionOn) return extras.isOptionOn(operand);
  if (isFileOperator(operator)) return testFile(files, operator, operand);
  throw new TestError(binary.has(operand) ? 'half' : 'unary', operator, operand);
}

function testBinary(left: string, operator: string, right: string, files: TestFiles, extras: TestExtras): boolean {
  if (extras.conditional && /^(?:==?|!=|=~)$/.test(operator)) return extras.conditional(operator, left, right);
  switch (operator) {
    case '=':
    case '==':
      return left === right;
    case '!=':
      return left !== right;
    case '<':
      return compareTexts(left, right) < 0;
    case '>':
      return compareTexts(left, right) > 0;
    case '-nt':
    case '-ot':
    case '-ef':
      return testFiles(files, operator, left, right, extras.strictTimes);
    default:
      return comparisons[operator]?.(compareIntegers(left, right)) ?? false;
  }
}

function compareIntegers(left: string, right: string): number {
  const a = parseInteger(left);
  const b = parseInteger(right);
  return a < b ? -1 : a > b ? 1 : 0;
}

function parseInteger(text: string): number | bigint {
  if (/^-?[0-9]{1,15}$/.test(text)) return Number(text);
  const trimmed = text.trim();
  if (!/^[-+]?[0-9]+$/.test(trimmed)) throw new TestError('not-a-number', text);
  return trimmed.length < 16 ? Number(trimmed) : BigInt(trimmed.replace(/^\+/, ''));
}

/** Expressions with `-a`, `-o`, `!` and parentheses. */
class TestParser {
  readonly #args: readonly string[];
  readonly #files: TestFiles;
  readonly #extras: TestExtras;
  #at = 0;

  constructor(args: readonly string[], files: TestFiles, extras: TestExtras) {
    this.#args = args;
    this.#files = files;
    this.#extras = extras;
  }

  parse(): boolean {
    const result = this.#or(0);
    const rest = this.#args[this.#at];
    if (rest !== undefined) throw new TestError('too-many', rest, this.#args[this.#at - 1]);
    return result;
  }

  #or(depth: number): boolean {
    let result = this.#and(depth);
    while (this.#accept('-o', '||')) result = this.#and(depth) || result;
    return result;
  }

  #and(depth: number): boolean {
    let result = this.#not(depth);
    while (this.#accept('-a', '&&')) result = this.#not(depth) && result;
    return result;
  }

  #not(depth: number): boolean {
    let negated = false;
    while (this.#args[this.#at] === '!' && this.#args[this.#at + 1] !== undefined) {
      negated = !negated;
      this.#at++;
    }
    return this.#primary(depth) !== negated;
  }

  #primary(depth: number): boolean {
    const first = this.#args[this.#at];
    const second = this.#args[this.#at + 1];
    const third = this.#args[this.#at + 2];
    if (first === undefined) throw new TestError('missing', this.#args.at(-1) ?? '');
    if (second !== undefined && third !== undefined && (binary.has(second) || (second === '=~' && this.#extras.conditional))) {
      this.#at += 3;
      return testBinary(first, second, third, this.#files, this.#extras);
    }
    if (first === '(' && depth < 100) {
      this.#at++;
      const result = this.#or(depth + 1);
      if (!this.#accept(')')) throw new TestError('parenthesis', this.#args[this.#at] ?? '');
      return result;
    }
    if (second !== undefined && /^-[a-zA-Z]$/.test(first) && second !== '-a' && second !== '-o') {
      this.#at += 2;
      return testUnary(first, second, this.#files, this.#extras);
    }
    this.#at++;
    return first !== '';
  }

  #accept(text: string, between = text): boolean {
    const next = this.#args[this.#at];
    if (next !== text && !(this.#extras.conditional && next === between)) return false;
    this.#at++;
    return true;
  }
}
