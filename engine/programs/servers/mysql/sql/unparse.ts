import type { Dialect } from '../dialect.js';
import { formatType } from '../values/column-type.js';
import { toText, type Value } from '../values/value.js';
import type { Call, Expression } from './ast.js';

/** Writes an expression as SHOW CREATE does: names quoted; MySQL 8 puts every operation in parentheses, MariaDB as few as it can. */
export function formatExpression(expression: Expression, dialect: Dialect): string {
  return new Writer(dialect).write(expression);
}

export function quoteName(name: string): string {
  return `\`${name.replaceAll('`', '``')}\``;
}

export function quoteText(text: string): string {
  return `'${text.replace(/[\\']/g, char => (char === "'" ? "''" : '\\\\'))}'`;
}

const precedence: ReadonlyMap<string, number> = new Map([
  ['or', 1],
  ['xor', 2],
  ['and', 3],
  ['=', 5],
  ['<=>', 5],
  ['<', 5],
  ['>', 5],
  ['<=', 5],
  ['>=', 5],
  ['<>', 5],
  ['|', 6],
  ['&', 7],
  ['<<', 8],
  ['>>', 8],
  ['+', 9],
  ['-', 9],
  ['*', 10],
  ['/', 10],
  ['div', 10],
  ['%', 10],
  ['^', 11],
]);

class Writer {
  readonly #dialect: Dialect;

  constructor(dialect: Dialect) {
    this.#dialect = dialect;
  }

  write(expression: Expression): string {
    const text = this.#inner(expression);
    return this.#dialect.product === 'mysql8' && isOperation(expression) ? `(${text})` : text;
  }

  #operand(expression: Expression, outer: number): string {
    if (this.#dialect.product === 'mysql8') return this.write(expression);
    const own = expression.kind === 'binary' ? (precedence.get(expression.operator) ?? 12) : isOperation(expression) ? 4 : 12;
    const text = this.#inner(expression);
    return own < outer ? `(${text})` : text;
  }

  #inner(expression: Expression): string {
    switch (expression.kind) {
      case 'literal':
        return this.#literal(expression.value, expression.text);
      case 'column':
        return [expression.database, expression.table, expression.name]
          .flatMap(part => (part === undefined ? [] : [quoteName(part)]))
          .join('.');
      case 'star':
        return expression.table === undefined ? '*' : `${quoteName(expression.table)}.*`;
      case 'binary': {
        const level = precedence.get(expression.operator) ?? 5;
        const operator = expression.operator === 'div' ? 'DIV' : expression.operator;
        return `${this.#operand(expression.left, level)} ${operator} ${this.#operand(expression.right, level + 1)}`;
      }
      case 'unary':
        return expression.operator === 'not'
          ? `!${this.#operand(expression.operand, 12)}`
          : `${expression.operator}${this.#operand(expression.operand, 12)}`;
      case 'between':
        return `${this.#operand(expression.operand, 5)}${expression.negated ? ' not' : ''} between ${this.#operand(expression.low, 5)} and ${this.#operand(expression.high, 5)}`;
      case 'in':
        return `${this.#operand(expression.operand, 5)}${expression.negated ? ' not' : ''} in (${expression.items.map(item => this.write(item)).join(',')})`;
      case 'is':
        return `${this.#operand(expression.operand, 5)} is ${expression.negated ? 'not ' : ''}${expression.test}`;
      case 'like':
        return `${this.#operand(expression.operand, 5)}${expression.negated ? ' not' : ''} like ${this.#operand(expression.pattern, 5)}`;
      case 'regexp':
        return `${this.#operand(expression.operand, 5)} regexp ${this.#operand(expression.pattern, 5)}`;
      case 'call':
        return this.#call(expression);
      case 'cast':
        return `cast(${this.write(expression.operand)} as ${formatType(expression.type, this.#dialect)})`;
      case 'interval':
        return `interval ${this.write(expression.value)} ${expression.unit}`;
      case 'case':
        return this.#case(expression);
      case 'collate':
        return `${this.write(expression.operand)} collate ${expression.collation}`;
      case 'row':
        return `(${expression.items.map(item => this.write(item)).join(',')})`;
      default:
        return this.#query(expression);
    }
  }

  #query(
    expression: Extract<
      Expression,
      { kind: 'subquery' | 'exists' | 'in-query' | 'quantified' | 'parameter' | 'user-variable' | 'system-variable' | 'assign' }
    >,
  ): string {
    switch (expression.kind) {
      case 'parameter':
        return '?';
      case 'user-variable':
        return `@${expression.name}`;
      case 'system-variable':
        return expression.text;
      case 'assign':
        return `@${expression.name}:=${this.write(expression.value)}`;
      case 'subquery':
        return `(${expression.query.text})`;
      case 'exists':
        return `exists(${expression.query.text})`;
      case 'in-query':
        return `${this.#operand(expression.operand, 5)}${expression.negated ? ' not' : ''} in (${expression.query.text})`;
      case 'quantified':
        return `${this.#operand(expression.left, 5)} ${expression.operator} ${expression.all ? 'all' : 'any'} (${expression.query.text})`;
    }
  }

  #literal(value: Value, text: string): string {
    if (typeof value === 'string') return this.#dialect.product === 'mysql8' ? `_utf8mb4${quoteText(value)}` : quoteText(value);
    if (value === null) return 'NULL';
    return value instanceof Uint8Array ? text : toText(value);
  }

  #call({ name, args, distinct }: Call): string {
    const shown = name === 'now' ? 'current_timestamp' : name;
    return `${shown}(${distinct ? 'distinct ' : ''}${args.map(argument => this.write(argument)).join(',')})`;
  }

  #case({ operand, branches, fallback }: Extract<Expression, { kind: 'case' }>): string {
    const whens = branches.map(({ when, then }) => ` when ${this.write(when)} then ${this.write(then)}`).join('');
    return `case${operand ? ` ${this.write(operand)}` : ''}${whens}${fallback ? ` else ${this.write(fallback)}` : ''} end`;
  }
}

function isOperation({ kind }: Expression): boolean {
  return ['binary', 'between', 'in', 'is', 'like', 'regexp', 'unary', 'in-query', 'quantified', 'case'].includes(kind) && kind !== 'case';
}
