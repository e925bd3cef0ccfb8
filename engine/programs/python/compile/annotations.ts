import type { Block, Expression, FunctionStatement, Statement } from '../syntax/ast.js';

/** The docstring of a block. */
export function docOf(body: Block): string | undefined {
  const [first] = body;
  if (first?.kind !== 'expression' || first.value.kind !== 'constant' || first.value.value.kind !== 'str') return undefined;
  return first.value.value.value;
}

/** Whether a statement annotates a name of the block it stands in. */
export function containsAnnotation(statement: Statement): boolean {
  if (statement.kind === 'annotated') return true;
  const blocks: Block[] = [];
  if ('body' in statement && statement.kind !== 'function' && statement.kind !== 'class') blocks.push(statement.body);
  if ('then' in statement) blocks.push(statement.then);
  if ('otherwise' in statement) blocks.push(statement.otherwise);
  return blocks.some(block => block.some(containsAnnotation));
}

/** The annotations of a function, the one of its result last. */
export function annotationsOf({ parameters, returns }: FunctionStatement): { name: string; value: Expression }[] {
  const { positionalOnly, positional, rest, keywordOnly, keywords } = parameters;
  const all = [...positionalOnly, ...positional, ...(rest ? [rest] : []), ...keywordOnly, ...(keywords ? [keywords] : [])];
  const list = all.flatMap(({ name, annotation }) => (annotation ? [{ name, value: annotation }] : []));
  return returns ? [...list, { name: 'return', value: returns }] : list;
}
