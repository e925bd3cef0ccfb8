/** The reason why a template function refused its arguments; the evaluator adds where that was. */
export class FunctionError extends Error {
  override readonly name = 'FunctionError';
}
