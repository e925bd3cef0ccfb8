import { isSpecial } from './special.js';
import { natives } from './natives.js';
import { prelude } from './prelude.js';
import type { Scope } from './scope.js';
import { JqSyntaxError, type Expression, type Pattern } from './syntax.js';

/** What a name may mean: `f/1` for functions, `$x` for variables, `*x` for labels. */
type Names = ReadonlySet<string>;

/** Refuses a program that uses a function, variable or label that is nowhere defined: jq says so before it reads anything. */
export function checkNames(program: Expression, scope: Scope): void {
  const names = new Set<string>(['$ENV', '$__loc__', '$ARGS']);
  for (let at = scope; at; at = at.next) names.add(`$${at.name}`);
  check(program, names);
}

function check(expression: Expression, names: Names): void {
  switch (expression.kind) {
    case 'call': {
      const name = `${expression.name}/${String(expression.args.length)}`;
      if (!names.has(name) && !isBuiltIn(expression)) throw new JqSyntaxError(`${name} is not defined`, expression.at);
      for (const argument of expression.args) check(argument, names);
      return;
    }
    case 'variable':
      if (!names.has(`$${expression.name}`)) throw new JqSyntaxError(`$${expression.name} is not defined`, expression.at);
      return;
    case 'break':
      if (!names.has(`*${expression.name}`)) throw new JqSyntaxError(`$*label-${expression.name} is not defined`, expression.at);
      return;
    case 'label':
      check(expression.body, new Set([...names, `*${expression.name}`]));
      return;
    case 'define': {
      const { definition, body } = expression;
      const withItself = new Set([...names, `${definition.name}/${String(definition.parameters.length)}`]);
      const parameters = definition.parameters.flatMap(name => (name.startsWith('$') ? [name, `${name.slice(1)}/0`] : [`${name}/0`]));
      check(definition.body, new Set([...withItself, ...parameters]));
      check(body, withItself);
      return;
    }
    case 'bind':
      check(expression.source, names);
      check(expression.body, withPattern(expression.pattern, names));
      return;
    case 'reduce':
    case 'foreach': {
      check(expression.source, names);
      check(expression.start, names);
      const inner = withPattern(expression.pattern, names);
      check(expression.update, inner);
      if (expression.kind === 'foreach' && expression.extract) check(expression.extract, inner);
      return;
    }
    default:
      for (const part of partsOf(expression)) check(part, names);
  }
}

function isBuiltIn({ name, args }: Extract<Expression, { kind: 'call' }>): boolean {
  const key = `${name}/${String(args.length)}`;
  return natives.has(key) || prelude().has(key) || isSpecial(key);
}

function withPattern(pattern: Pattern, names: Names): Names {
  const found = new Set(names);
  const collect = (part: Pattern): void => {
    if (part.kind === 'variable') found.add(`$${part.name}`);
    if (part.kind === 'array') part.items.forEach(collect);
    if (part.kind !== 'object') return;
    for (const member of part.members) {
      if (member.bind !== undefined) found.add(`$${member.bind}`);
      check(member.key, found);
      if (member.pattern) collect(member.pattern);
    }
  };
  collect(pattern);
  return found;
}

/** The expressions directly inside one whose parts see the same names. */
function partsOf(expression: Expression): readonly Expression[] {
  const found: Expression[] = [];
  const add = (value: unknown): void => {
    if (Array.isArray(value)) value.forEach(add);
    else if (typeof value === 'object' && value !== null && 'kind' in value) found.push(value as Expression);
  };
  for (const [key, value] of Object.entries(expression)) if (key !== 'value' && key !== 'kind') add(value);
  return found;
}
