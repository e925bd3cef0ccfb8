import type { Dialect } from '../dialect.js';
import { shellLimits } from '../limits.js';
import { ArithmeticError, type ArithmeticFault } from './arithmetic-error.js';
import { binaryOperations, parseConstant, unaryOperations } from './integer.js';
import { assign, bind, step, type Evaluate, type Target } from './targets.js';

interface Node {
  readonly evaluate: Evaluate;
  readonly target?: Target;
}

/** Marks a parameter in an expression's text: `$x` becomes PARAMETER_OPEN x PARAMETER_CLOSE. */
export const PARAMETER_OPEN = '\uE000';
export const PARAMETER_CLOSE = '\uE001';

/** Compiles an expression to a function. An empty one is 0. */
export function compileArithmetic(text: string, dialect: Dialect): Evaluate {
  return new ExpressionParser(text, dialect).parse();
}

const precedence: readonly (readonly string[])[] = [
  ['|'],
  ['^'],
  ['&'],
  ['==', '!='],
  ['<=', '>=', '<', '>'],
  ['<<', '>>'],
  ['+', '-'],
  ['*', '/', '%'],
];
const assignments = ['=', '+=', '-=', '*=', '/=', '%=', '<<=', '>>=', '&=', '^=', '|='];
const extendedToken =
  /\s*(?:(\uE000[^\uE001]*\uE001)|([0-9][0-9a-zA-Z#@_]*)|([A-Za-z_][A-Za-z0-9_]*)|(<<=|>>=|\*\*|&&|\|\||\+\+|--|[-+*/%&|^<>=!]=|<<|>>|[-+*/%&|^<>=!~?:,()[\]])|$)/y;

/** Without `**`, `++`, `--` and the comma. */
const plainToken =
  /\s*(?:(\uE000[^\uE001]*\uE001)|([0-9][0-9a-zA-Z#@_]*)|([A-Za-z_][A-Za-z0-9_]*)|(<<=|>>=|&&|\|\||[-+*/%&|^<>=!]=|<<|>>|[-+*/%&|^<>=!~?:()])|$)/y;

type Kind = 'parameter' | 'number' | 'name' | 'operator' | 'invalid' | 'end';

class ExpressionParser {
  readonly #text: string;
  readonly #dialect: Dialect;
  #kind: Kind = 'end';
  #value = '';
  #start = 0;
  #end = 0;
  #depth = 0;
  #operations = 0;

  constructor(text: string, dialect: Dialect, depth = 0) {
    this.#depth = depth;
    this.#text = text;
    this.#dialect = dialect;
  }

  parse(): Evaluate {
    this.#advance();
    if (this.#isEnd() && this.#dialect.name !== 'dash') return () => 0;
    const { evaluate } = this.#comma();
    if (this.#isEnd()) return evaluate;
    const fault = this.#fault(this.#kind === 'invalid' ? 'operator' : 'extra');
    if (this.#dialect.name !== 'bash' || this.#text.includes(PARAMETER_OPEN)) throw fault;
    // bash computes as it reads.
    return variables => {
      evaluate(variables);
      throw fault;
    };
  }

  #comma(): Node {
    let left = this.#assignment();
    while (this.#dialect.extendedArithmetic && this.#accept(',')) {
      const first = left.evaluate;
      const second = this.#assignment().evaluate;
      left = {
        evaluate: variables => {
          first(variables);
          return second(variables);
        },
      };
    }
    return left;
  }

  #assignment(): Node {
    if (this.#depth++ > shellLimits.arithmeticDepth) throw this.#fault('depth');
    const left = this.#conditional();
    const operator = this.#kind === 'operator' ? this.#value : '';
    const { target } = left;
    if (assignments.includes(operator)) {
      if (!target) throw this.#fault('assignment');
      this.#advance();
      const right = this.#assignment().evaluate;
      this.#depth--;
      return {
        evaluate: operator === '=' ? assign(target, right) : assign(target, this.#binary(operator.slice(0, -1), left.evaluate, right)),
      };
    }
    this.#depth--;
    return left;
  }

  #conditional(): Node {
    const test = this.#or();
    if (!this.#accept('?')) return test;
    const then = this.#comma().evaluate;
    if (!this.#accept(':')) throw this.#fault('colon');
    const otherwise = this.#assignment().evaluate;
    return { evaluate: variables => (test.evaluate(variables) !== 0 ? then(variables) : otherwise(variables)) };
  }

  #or(): Node {
    let left = this.#and();
    while (this.#accept('||')) {
      const a = left.evaluate;
      const b = this.#and().evaluate;
      left = { evaluate: variables => (a(variables) !== 0 || b(variables) !== 0 ? 1 : 0) };
    }
    return left;
  }

  #and(): Node {
    let left = this.#level(0);
    while (this.#accept('&&')) {
      const a = left.evaluate;
      const b = this.#level(0).evaluate;
      left = { evaluate: variables => (a(variables) !== 0 && b(variables) !== 0 ? 1 : 0) };
    }
    return left;
  }

  /** Left-associative operators, from the weakest to the strongest. */
  #level(level: number): Node {
    const operators = precedence[level];
    if (!operators) return this.#power();
    let left = this.#level(level + 1);
    while (this.#kind === 'operator' && operators.includes(this.#value)) {
      const operator = this.#value;
      this.#advance();
      left = { evaluate: this.#binary(operator, left.evaluate, this.#level(level + 1).evaluate) };
    }
    return left;
  }

  #power(): Node {
    const base = this.#unary();
    if (!this.#dialect.extendedArithmetic || !this.#accept('**')) return base;
    if (this.#depth++ > shellLimits.arithmeticDepth) throw this.#fault('depth');
    const exponent = this.#power().evaluate;
    this.#depth--;
    return { evaluate: this.#binary('**', base.evaluate, exponent) };
  }

  #binary(operator: string, left: Evaluate, right: Evaluate): Evaluate {
    if (++this.#operations > shellLimits.arithmeticOperations) throw this.#fault('depth');
    const operation = binaryOperations[operator];
    if (!operation) throw this.#fault('operand');
    if (operator !== '/' && operator !== '%' && operator !== '**') return variables => operation(left(variables), right(variables));
    const division = this.#faultAt('division', this.#dialect.name === 'dash' ? this.#start : this.#previousStart());
    const exponent = this.#faultAt('exponent', this.#previousStart());
    return variables => {
      const a = left(variables);
      const b = right(variables);
      if (operator === '**' ? b < 0 : b === 0) throw operator === '**' ? exponent : division;
      return operation(a, b);
    };
  }

  #unary(): Node {
    if (this.#kind !== 'operator') return this.#primary();
    if (++this.#operations > shellLimits.arithmeticOperations) throw this.#fault('depth');
    const operator = this.#value;
    if (this.#dialect.extendedArithmetic && (operator === '++' || operator === '--')) return this.#increment(operator);
    const operation = Object.hasOwn(unaryOperations, operator) ? unaryOperations[operator] : undefined;
    if (!operation) return this.#primary();
    if (this.#depth++ > shellLimits.arithmeticDepth) throw this.#fault('depth');
    this.#advance();
    const operand = this.#unary().evaluate;
    this.#depth--;
    return { evaluate: variables => operation(operand(variables)) };
  }

  /** `++name`; before anything else the two signs are two signs. */
  #increment(operator: string): Node {
    const at = this.#start;
    this.#advance();
    if (this.#kind === 'name') {
      const { target, evaluate } = this.#reference();
      return { evaluate: assign(target, step(evaluate, operator)) };
    }
    if (this.#depth++ > shellLimits.arithmeticDepth) throw this.#fault('depth');
    this.#end = at + 1;
    this.#kind = 'operator';
    this.#value = operator.charAt(0);
    const sign = this.#value === '-' ? unaryOperations['-'] : unaryOperations['+'];
    this.#advance();
    const operand = this.#unary().evaluate;
    this.#depth--;
    return { evaluate: variables => sign?.(operand(variables)) ?? 0 };
  }

  #primary(): Node {
    if (this.#kind === 'number') return this.#number();
    if (this.#kind === 'parameter') {
      const name = this.#value.slice(1, -1);
      this.#advance();
      return { evaluate: variables => variables.parameter(name) };
    }
    if (this.#kind === 'name') return this.#postfix();
    if (!this.#accept('(')) throw this.#fault('operand');
    const inner = this.#comma().evaluate;
    if (!this.#accept(')')) throw this.#fault(this.#kind === 'invalid' ? 'operator' : 'parenthesis');
    return { evaluate: inner };
  }

  #number(): Node {
    const text = this.#value;
    const isOther = text.includes('#') && !this.#dialect.extendedArithmetic;
    const value = isOther
      ? undefined
      : this.#dialect.name === 'dash' && /^[1-9][0-9]{18,}$/.test(text) && BigInt(text) > 0x7fff_ffff_ffff_ffffn
        ? 0x7fff_ffff_ffff_ffffn
        : parseConstant(text);
    if (this.#dialect.name !== 'bash' && value === undefined) throw this.#fault('constant');
    // bash shows the expression up to the end of the number.
    if (value === undefined || Number.isNaN(value))
      throw new ArithmeticError('base', this.#dialect.name === 'bash' ? this.#text.slice(0, this.#end) : this.#text, text);
    this.#advance();
    return { evaluate: () => value };
  }

  #postfix(): Node {
    const { target, evaluate } = this.#reference();
    const operator = this.#kind === 'operator' ? this.#value : '';
    if (!this.#dialect.extendedArithmetic || (operator !== '++' && operator !== '--')) return { evaluate, target };
    this.#advance();
    const write = assign(target, step(evaluate, operator));
    return {
      evaluate: variables => {
        const before = evaluate(variables);
        write(variables);
        return before;
      },
    };
  }

  /** A variable, with an index where the dialect has arrays. */
  #reference(): { target: Target; evaluate: Evaluate } {
    const name = this.#value;
    this.#advance();
    if (!this.#dialect.arrays || this.#kind !== 'operator' || this.#value !== '[') {
      return { target: { name, index: undefined }, evaluate: variables => variables.read(name, undefined) };
    }
    const index = this.#subscript();
    return { target: { name, index }, evaluate: variables => variables.read(name, bind(index, variables)) };
  }

  /** Up to its bracket; what is wrong in it is found when it is evaluated. */
  #subscript(): { text: string; evaluate: Evaluate } {
    const start = this.#end;
    const end = closingBracket(this.#text, start);
    const text = this.#text.slice(start, end);
    if (end < 0 || text.trim() === '') {
      this.#advance();
      throw this.#fault('operand');
    }
    this.#end = end + 1;
    this.#advance();
    try {
      return { text, evaluate: new ExpressionParser(text, this.#dialect, this.#depth + 1).parse() };
    } catch (error) {
      if (!(error instanceof ArithmeticError) || text.includes(PARAMETER_OPEN)) throw error;
      return {
        text,
        evaluate: () => {
          throw error;
        },
      };
    }
  }

  #isEnd(): boolean {
    return this.#kind === 'end';
  }

  #accept(operator: string): boolean {
    if (this.#kind !== 'operator' || this.#value !== operator) return false;
    this.#advance();
    return true;
  }

  #advance(): void {
    const token = this.#dialect.extendedArithmetic ? extendedToken : plainToken;
    token.lastIndex = this.#end;
    const match = token.exec(this.#text);
    this.#lastStart = this.#start;
    if (!match) {
      this.#start = this.#end + (/^\s*/.exec(this.#text.slice(this.#end))?.[0].length ?? 0);
      this.#kind = 'invalid';
      this.#value = this.#text[this.#start] ?? '';
      this.#end = this.#start + 1;
      return;
    }
    const [whole, parameter, number, name, operator] = match;
    this.#value = parameter ?? number ?? name ?? operator ?? '';
    this.#kind = parameter ? 'parameter' : number ? 'number' : name ? 'name' : operator ? 'operator' : 'end';
    this.#end += whole.length;
    this.#start = this.#end - this.#value.length;
  }

  #lastStart = 0;

  #previousStart(): number {
    return this.#lastStart;
  }

  #fault(fault: ArithmeticFault): ArithmeticError {
    return this.#faultAt(
      fault,
      this.#kind === 'end' && (fault === 'operand' || fault === 'colon' || fault === 'parenthesis') ? this.#lastStart : this.#start,
    );
  }

  #faultAt(fault: ArithmeticFault, start: number): ArithmeticError {
    return new ArithmeticError(fault, this.#text, this.#text.slice(start));
  }
}

/** Where the bracket closes that was opened before `from`; -1 where it does not. */
function closingBracket(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '[') open++;
    else if (text[at] === ']' && --open === 0) return at;
  }
  return -1;
}
