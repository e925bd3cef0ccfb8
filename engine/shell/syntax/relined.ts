import type { Command, List, ListItem, Redirect } from './ast.js';
import { printSubstitution } from './print-function.js';

const known = new WeakMap<List, { readonly line: number; readonly list: List }>();

/**
 * The commands of `$( )` on the lines that bash counts in them: it writes them anew, and the first stands on the line of the command
 * that they are part of (parse_comsub in parse.y). Where there are here-documents they stay where they are.
 */
export function relined(body: List, line: number): List {
  const [first] = body.items;
  if (body.items.length === 1 && first?.command.kind === 'simple' && first.command.line === line) return body;
  const before = known.get(body);
  if (before?.line === line) return before.list;
  const printed = printSubstitution(body);
  const list = printed ? new Placing(printed.lines, line).list(body) : body;
  known.set(body, { line, list });
  return list;
}

class Placing {
  readonly #lines: ReadonlyMap<Command, number>;
  readonly #first: number;

  constructor(lines: ReadonlyMap<Command, number>, first: number) {
    this.#lines = lines;
    this.#first = first;
  }

  list({ kind, items }: List): List {
    return { kind, items: items.map((item): ListItem => ({ ...item, command: this.#command(item.command) })) };
  }

  #lineOf(command: Command): number {
    return this.#first + (this.#lines.get(command) ?? 0);
  }

  #command(command: Command): Command {
    switch (command.kind) {
      case 'list':
        return this.list(command);
      case 'and-or':
        return {
          ...command,
          first: this.#command(command.first),
          rest: command.rest.map(next => ({ ...next, command: this.#command(next.command) })),
        };
      case 'pipeline':
        return { ...command, commands: command.commands.map(each => this.#command(each)) };
      case 'function':
        return { ...command, body: this.#command(command.body), line: this.#lineOf(command) };
      case 'simple':
      case 'arithmetic':
      case 'conditional':
        return this.#placed(command);
      case 'coprocess':
        return this.#placed({ ...command, body: this.#command(command.body) }, command);
      case 'if': {
        const branches = command.branches.map(({ test, body }) => ({ test: this.list(test), body: this.list(body) }));
        return this.#placed({ ...command, branches, otherwise: command.otherwise && this.list(command.otherwise) }, command);
      }
      case 'case':
        return this.#placed({ ...command, clauses: command.clauses.map(clause => ({ ...clause, body: this.list(clause.body) })) }, command);
      case 'loop':
        return this.#placed({ ...command, test: this.list(command.test), body: this.list(command.body) }, command);
      case 'group':
      case 'subshell':
      case 'for':
      case 'select':
      case 'arithmetic-for':
        return this.#placed({ ...command, body: this.list(command.body) }, command);
    }
  }

  #placed<T extends Command & { readonly redirects: readonly Redirect[]; readonly line: number }>(copy: T, original: Command = copy): T {
    const line = this.#lineOf(original);
    return { ...copy, line, redirects: copy.redirects.map(redirect => ({ ...redirect, line })) };
  }
}
