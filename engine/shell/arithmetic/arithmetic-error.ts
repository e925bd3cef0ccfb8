/** What is wrong with an expression; each dialect has its own words for it. */
export type ArithmeticFault =
  | 'operand'
  | 'extra'
  | 'operator'
  | 'division'
  | 'base'
  | 'constant'
  | 'number'
  | 'assignment'
  | 'exponent'
  | 'parenthesis'
  | 'colon'
  | 'depth';

export class ArithmeticError extends Error {
  override readonly name = 'ArithmeticError';
  readonly fault: ArithmeticFault;
  /** The expression, and the rest of it from where it went wrong. */
  readonly expression: string;
  readonly token: string;

  constructor(fault: ArithmeticFault, expression: string, token: string) {
    super(fault);
    this.fault = fault;
    this.expression = expression;
    this.token = token;
  }
}
