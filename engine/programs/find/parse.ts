import { Fatal, UsageError } from '../tool.js';
import { TestReader, type FindContext } from './tests.js';
import type { Expression, FindAction, FindOptions } from './expression.js';

export interface ParsedFind {
  readonly paths: readonly string[];
  readonly expression: Expression;
  readonly options: FindOptions;
}

/** Reads find's command line: options, paths, then an expression with its operators. */
export function parseFind(words: readonly string[], context: FindContext): ParsedFind {
  return new Parser(words, context).parse();
}

class Parser {
  readonly #words: readonly string[];
  readonly #context: FindContext;
  readonly #tests: TestReader;
  #at = 0;
  #acts = false;
  #deletes = false;
  #prunes = false;
  #depthGiven = false;
  #depth = 0;
  readonly #options = { maxDepth: Infinity, minDepth: 0, depthFirst: false, follow: 'never' as FindOptions['follow'], oneSystem: false };

  constructor(words: readonly string[], context: FindContext) {
    this.#words = words;
    this.#context = context;
    this.#tests = new TestReader(name => this.#argument(name), context);
  }

  parse(): ParsedFind {
    for (; /^-[HLP]$/.test(this.#words[this.#at] ?? ''); this.#at++)
      this.#options.follow = this.#words[this.#at] === '-L' ? 'always' : this.#words[this.#at] === '-H' ? 'arguments' : 'never';
    const paths: string[] = [];
    for (let word = this.#words[this.#at]; word !== undefined && !this.#beginsExpression(word); word = this.#words[++this.#at])
      paths.push(word);
    const expression = this.#at < this.#words.length ? this.#list() : always;
    const extra = this.#words[this.#at];
    if (extra !== undefined)
      throw extra === ')' ? new Fatal("you have too many ')'") : new Fatal(`paths must precede expression: \`${extra}'`);
    if (this.#gnu && this.#deletes && this.#prunes && !this.#depthGiven)
      throw new Fatal(
        'The -delete action automatically turns on -depth, but -prune does nothing when -depth is in effect.  If you want to carry on anyway, just explicitly use the -depth option.',
      );
    const printing: Expression = this.#acts
      ? expression
      : { kind: 'and', left: expression, right: { kind: 'action', action: { kind: 'print', end: '\n' } } };
    return { paths: paths.length > 0 ? paths : ['.'], expression: printing, options: this.#options };
  }

  /** GNU's takes a comma or a closing parenthesis for a path where no expression has begun. */
  #beginsExpression(word: string): boolean {
    return (this.#gnu ? /^-.|^[!(]$/ : /^-.|^[!(),]$/).test(word);
  }

  #list(): Expression {
    let left = this.#or();
    while (this.#words[this.#at] === ',') {
      this.#at++;
      left = { kind: 'list', left, right: this.#or() };
    }
    return left;
  }

  #or(): Expression {
    let left = this.#and();
    while (/^-(?:o|or)$/.test(this.#words[this.#at] ?? '')) {
      this.#at++;
      left = { kind: 'or', left, right: this.#and() };
    }
    return left;
  }

  #and(): Expression {
    let left = this.#not();
    for (let word = this.#words[this.#at]; word !== undefined && !/^(?:-o|-or|\)|,)$/.test(word); word = this.#words[this.#at]) {
      if (word === '-a' || word === '-and') this.#at++;
      left = { kind: 'and', left, right: this.#not() };
    }
    return left;
  }

  #not(): Expression {
    const word = this.#words[this.#at];
    if (word === '!' || word === '-not') {
      this.#at++;
      return { kind: 'not', body: this.#not() };
    }
    if (word !== '(') return this.#primary();
    this.#at++;
    if (++this.#depth > 200) throw new Fatal('expression is nested too deeply');
    const body = this.#list();
    if (this.#words[this.#at++] !== ')')
      throw new Fatal(this.#gnu ? "invalid expression; I was expecting to find a ')' somewhere but did not see one." : "unpaired '('");
    return body;
  }

  /** Which operand of an operator is not there. */
  #withoutOperand(name: string): string {
    const before = this.#words[this.#at - 2];
    const isFirst = before === undefined || before === '(' || !/^[-!,)]/.test(before);
    return isFirst
      ? `invalid expression; you have used a binary operator '${name}' with nothing before it.`
      : `invalid expression; you have used a binary operator '${before}' with nothing before it.`;
  }

  get #gnu(): boolean {
    return this.#context.flavour === 'gnu';
  }

  #primary(): Expression {
    const name = this.#words[this.#at++] ?? '';
    if (this.#gnu && binaryOperators.has(name)) throw new Fatal(this.#withoutOperand(name));
    const test = this.#test(name) ?? this.#action(name);
    if (test) return test;
    if (!name.startsWith('-')) throw new Fatal(this.#gnu ? `paths must precede expression: \`${name}'` : `unrecognized: ${name}`);
    throw this.#gnu ? new Fatal(`unknown predicate \`${name}'`) : new UsageError(`unrecognized: ${name}`);
  }

  #argument(name: string): string {
    const word = this.#words[this.#at++];
    if (word === undefined) throw new Fatal(this.#gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
    return word;
  }

  #test(name: string): Expression | undefined {
    const test = this.#tests.read(name);
    return test ? { kind: 'test', test } : this.#option(name);
  }

  /** Options count as true, wherever they stand. */
  #option(name: string): Expression | undefined {
    if (name === '-maxdepth' || name === '-mindepth') {
      const text = this.#argument(name);
      if (!/^\d+$/.test(text))
        throw new Fatal(
          this.#gnu ? `Expected a positive decimal integer argument to ${name}, but got '${text}'` : `invalid number '${text}'`,
        );
      this.#options[name === '-maxdepth' ? 'maxDepth' : 'minDepth'] = Number(text);
      return always;
    }
    if (name === '-depth' || name === '-d') this.#depthGiven = this.#options.depthFirst = true;
    else if (name === '-xdev' || name === '-mount') this.#options.oneSystem = true;
    else if (name === '-follow') this.#options.follow = 'always';
    else if (name === '-regextype') this.#argument(name);
    else if (!['-daystart', '-noleaf', '-warn', '-nowarn', '-ignore_readdir_race'].includes(name)) return undefined;
    return always;
  }

  #action(name: string): Expression | undefined {
    const action = this.#actionOf(name);
    if (!action) return undefined;
    if (action.kind !== 'prune' && action.kind !== 'quit') this.#acts = true;
    if (action.kind === 'delete') this.#deletes = this.#options.depthFirst = true;
    if (action.kind === 'prune') this.#prunes = true;
    return { kind: 'action', action };
  }

  #actionOf(name: string): FindAction | undefined {
    switch (name) {
      case '-print':
        return { kind: 'print', end: '\n' };
      case '-print0':
        return { kind: 'print', end: '\0' };
      case '-printf':
        return this.#gnu ? { kind: 'printf', format: this.#argument(name) } : undefined;
      case '-ls':
        return { kind: 'ls' };
      case '-delete':
        return { kind: 'delete' };
      case '-prune':
        return { kind: 'prune' };
      case '-quit':
        return { kind: 'quit' };
      case '-exec':
      case '-execdir':
      case '-ok':
      case '-okdir':
        return this.#exec(name);
      default:
        return undefined;
    }
  }

  #exec(name: string): FindAction {
    const words: string[] = [];
    for (let word = this.#words[this.#at++]; word !== ';'; word = this.#words[this.#at++]) {
      if (word === undefined) throw new Fatal(this.#gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
      if (word === '+' && words.at(-1) === '{}') return { kind: 'execMany', words: words.slice(0, -1), gathered: [] };
      words.push(word);
    }
    if (words.length === 0) throw new Fatal(this.#gnu ? `missing argument to \`${name}'` : `${name} requires an argument`);
    return { kind: 'exec', words, inDirectory: name.endsWith('dir'), ask: name.startsWith('-ok') };
  }
}

const binaryOperators: ReadonlySet<string> = new Set(['-o', '-or', '-a', '-and', ',']);

const always: Expression = { kind: 'test', test: () => true };
