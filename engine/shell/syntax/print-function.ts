import type { CaseCommand, Command, FunctionDefinition, List, LoopCommand, Pipeline, Redirect } from './ast.js';
import { assignmentText, conditionText, wordText } from './command-text.js';

/** A function as bash's `declare -f` and `type` lay it out (print_cmd.c), without the last newline. */
export function printFunction({ name, body }: FunctionDefinition): string {
  const printer = new Printer();
  printer.definition(name, body);
  return printer.text;
}

/** A command as `jobs` shows it. */
export function printCommand(command: Command): string {
  const printer = new Printer();
  printer.outside(command);
  return printer.text;
}

/** The body alone on as few lines as bash takes for functions in the environment: `() {  echo hi`, newline, `}`. */
export function printExported({ body }: FunctionDefinition): string {
  const printer = new Printer();
  printer.exported(body);
  return printer.text;
}

/** Commands in `$( )` as bash writes them anew, and on which line each of them stands then; undefined where there are here-documents. */
export function printSubstitution(body: List): { readonly text: string; readonly lines: ReadonlyMap<Command, number> } | undefined {
  const printer = new Printer();
  printer.substitution(body);
  return printer.hasBodies ? undefined : { text: printer.text.replace(/^(?=\()/, ' '), lines: printer.lines };
}

const INDENT = 4;

class Printer {
  text = '';
  #indentation = 0;
  /** The next command stands on the line that was begun. */
  #goesOn = false;
  #isMultiLine = true;
  /** Bodies of here-documents that come after the line. */
  #bodies: string[] = [];
  #endedWithBody = false;
  /** Newlines between commands stay. */
  #keepsNewlines = false;
  hasBodies = false;
  /** The line, from 0 on, on which each command was begun. */
  readonly lines = new Map<Command, number>();
  #lines = { upTo: 0, count: 0 };

  definition(name: string, body: Command): void {
    this.text += `${name} () \n`;
    this.#braces(body);
  }

  /** A command that is in no function: braces stand on its line. */
  outside(command: Command): void {
    this.#isMultiLine = false;
    this.#inline(command);
    this.#flushBodies();
  }

  substitution(body: List): void {
    this.#isMultiLine = false;
    this.#keepsNewlines = true;
    this.#goesOn = true;
    this.#list(body);
  }

  #noteLine(command: Command): void {
    for (let at = this.text.indexOf('\n', this.#lines.upTo); at >= 0; at = this.text.indexOf('\n', at + 1)) this.#lines.count++;
    this.#lines.upTo = this.text.length;
    this.lines.set(command, this.#lines.count);
  }

  exported(body: Command): void {
    this.text += '() { ';
    this.#isMultiLine = true;
    this.#indentation = 0;
    const inner = body.kind === 'group' ? body.body : undefined;
    this.text += ' ';
    if (inner) this.#list(inner);
    else this.#command(body);
    this.#flushBodies();
    this.text += '\n}';
    if (body.kind === 'group') this.#redirects(body.redirects);
  }

  /** A function's body, which gets braces when it has others. */
  #braces(body: Command): void {
    const isMultiLine = this.#isMultiLine;
    this.#isMultiLine = true;
    this.text += `${' '.repeat(this.#indentation)}{ \n`;
    this.#indentation += INDENT;
    if (body.kind === 'group') this.#list(body.body);
    else this.#command(body);
    this.#flushBodies();
    this.#indentation -= INDENT;
    this.#newline('}');
    if (body.kind === 'group') this.#redirects(body.redirects);
    this.#isMultiLine = isMultiLine;
  }

  #newline(text: string): void {
    this.text += `\n${' '.repeat(this.#indentation)}${text}`;
  }

  #semicolon(): void {
    if (!/[&\n]$/.test(this.text)) this.text += ';';
  }

  #flushBodies(): void {
    if (this.#bodies.length === 0) return;
    this.text += `\n${this.#bodies.join('')}`;
    this.#bodies = [];
    this.#endedWithBody = true;
  }

  #begin(): void {
    if (!this.#goesOn) this.text += ' '.repeat(this.#indentation);
    this.#goesOn = false;
  }

  #inline(command: Command): void {
    this.#goesOn = true;
    this.#command(command);
  }

  #list({ items }: List): void {
    for (const [index, { command, background, newline }] of items.entries()) {
      this.#command(command);
      const isLast = index === items.length - 1;
      if (background) {
        this.text += isLast ? ' &' : ' & ';
        this.#goesOn = !isLast;
      } else if (!isLast && this.#keepsNewlines && newline) this.#betweenLines();
      else if (!isLast) this.#between();
    }
  }

  /** What separates a command from the next. */
  #between(): void {
    if (this.#bodies.length > 0) this.#flushBodies();
    else if (!this.#endedWithBody) this.text += ';';
    this.#endedWithBody = false;
    this.text += this.#isMultiLine ? '\n' : ' ';
    if (!this.#isMultiLine) this.#goesOn = true;
  }

  /** bash keeps a newline, and in a function has one of its own. */
  #betweenLines(): void {
    this.text += this.#isMultiLine ? '\n\n' : '\n';
    if (!this.#isMultiLine) this.#goesOn = true;
  }

  #body(list: List): void {
    this.#indentation += INDENT;
    this.#list(list);
    this.#flushBodies();
    this.#indentation -= INDENT;
  }

  #command(command: Command): void {
    switch (command.kind) {
      case 'list':
        return this.#list(command);
      case 'and-or':
        this.#command(command.first);
        for (const { operator, command: next } of command.rest) {
          this.text += ` ${operator} `;
          this.#inline(next);
        }
        return;
      case 'pipeline':
        return this.#pipeline(command);
      case 'function':
        this.#begin();
        this.#noteLine(command);
        this.text += `function ${command.name} () \n`;
        return this.#braces(command.body);
      default:
        this.#begin();
        this.#noteLine(command);
        this.#printed(command);
        this.#redirects(command.redirects);
    }
  }

  #pipeline({ commands, negated, timed, withStderr }: Pipeline): void {
    this.#begin();
    this.text += `${timed === 'no' ? '' : timed === 'posix' ? 'time -p ' : 'time '}${negated ? '! ' : ''}`;
    for (const [index, command] of commands.entries()) {
      if (index > 0) this.text += withStderr[index - 1] === true ? ' 2>&1 | ' : ' | ';
      this.#inline(command);
    }
    this.#goesOn = false;
  }

  #printed(command: Exclude<Command, { readonly kind: 'list' | 'and-or' | 'pipeline' | 'function' }>): void {
    switch (command.kind) {
      case 'simple': {
        const words = [
          ...command.assignments.map(assignmentText),
          ...command.words.map(word => ('kind' in word ? assignmentText(word) : wordText(word))),
        ];
        // bash looks at the line when it has read the second word.
        const newlines = words.slice(0, 2).join('').split('\n').length - 1;
        this.lines.set(command, (this.lines.get(command) ?? 0) + newlines);
        this.text += words.join(' ');
        return;
      }
      case 'group':
        return this.#group(command.body);
      case 'subshell':
        this.text += '( ';
        this.#goesOn = true;
        this.#list(command.body);
        this.#flushBodies();
        this.text += ' )';
        return;
      case 'if':
        return this.#if(command.branches, command.otherwise);
      case 'for':
      case 'select':
        this.text += `${command.kind} ${command.variable} in ${command.words?.map(wordText).join(' ') ?? '"$@"'};`;
        return this.#doGroup(command.body);
      case 'arithmetic-for':
        this.text += `for ((${[command.start, command.test, command.step].map(part => wordText(part).trim() || '1').join('; ')}))`;
        return this.#doGroup(command.body);
      case 'loop':
        return this.#loop(command);
      case 'case':
        return this.#case(command);
      case 'coprocess':
        this.text += `coproc ${command.name} `;
        return this.#inline(command.body);
      case 'arithmetic':
        this.text += `((${wordText(command.expression)}))`;
        return;
      case 'conditional':
        this.text += `[[ ${conditionText(command.expression)} ]]`;
    }
  }

  #loop({ until, test, body }: LoopCommand): void {
    this.text += until ? 'until ' : 'while ';
    this.#goesOn = true;
    this.#list(test);
    this.#flushBodies();
    this.#semicolon();
    this.text += ' do\n';
    this.#body(body);
    this.#semicolon();
    this.#newline('done');
  }

  #case({ subject, clauses }: CaseCommand): void {
    this.text += `case ${wordText(subject)} in `;
    this.#indentation += INDENT;
    for (const { patterns, body, next } of clauses) {
      this.#newline(`${patterns.map(wordText).join(' | ')})\n`);
      this.#body(body);
      this.#newline(next);
    }
    this.#indentation -= INDENT;
    this.#newline('esac');
  }

  #group(body: List): void {
    this.text += '{ ';
    if (this.#isMultiLine) this.text += '\n';
    else this.#goesOn = true;
    this.#body(body);
    if (this.#isMultiLine) return this.#newline('}');
    this.#semicolon();
    this.text += ' }';
  }

  #doGroup(body: List): void {
    this.#newline('do\n');
    this.#body(body);
    this.#semicolon();
    this.#newline('done');
  }

  /** An `elif` is an `if` inside the `else`. */
  #if(branches: readonly { readonly test: List; readonly body: List }[], otherwise: List | undefined): void {
    const [first, ...rest] = branches;
    if (!first) return;
    this.text += 'if ';
    this.#goesOn = true;
    this.#list(first.test);
    this.#semicolon();
    this.text += ' then\n';
    this.#body(first.body);
    if (rest.length > 0 || otherwise) {
      this.#semicolon();
      this.#newline('else\n');
      if (rest.length === 0 && otherwise) this.#body(otherwise);
      else {
        this.#indentation += INDENT;
        this.#begin();
        this.#if(rest, otherwise);
        this.#indentation -= INDENT;
      }
    }
    this.#semicolon();
    this.#newline('fi');
  }

  #redirects(redirects: readonly Redirect[]): void {
    for (const redirect of redirects) {
      this.text += this.text === '' || /(?:^|\n) *$/.test(this.text) ? '' : ' ';
      this.text += redirectText(redirect);
      const { hereDocument, target } = redirect;
      if (hereDocument) this.hasBodies = true;
      if (hereDocument) this.#bodies.push(`${target.source}${hereDocument.delimiter}\n`);
    }
  }
}

/** Descriptors that an operator has anyway. */
const usual: Readonly<Partial<Record<Redirect['operator'], number>>> = { '<': 0, '>': 1, '>>': 1, '>|': 1, '<<': 0, '<<<': 0 };

function redirectText({ fd, operator, target, hereDocument }: Redirect): string {
  const usualFd = usual[operator];
  const number = typeof fd === 'object' ? `{${fd.variable}}` : fd !== undefined && fd !== usualFd ? String(fd) : '';
  if (hereDocument) {
    const { delimiter, quoted, stripTabs } = hereDocument;
    return `${number}<<${stripTabs ? '-' : ''}${quoted ? `'${delimiter}'` : delimiter}`;
  }
  if (operator === '<&' || operator === '>&') {
    // Whether a word that is to be expanded stands for a descriptor is not known yet, and so neither is which.
    const own = /^(?:[0-9]+-?|-)$/.test(target.source) ? (operator === '<&' ? '0' : '1') : '';
    return `${number === '' ? own : number}${operator}${wordText(target)}`;
  }
  if (operator === '<>') return `${number === '' ? '0' : number}<> ${wordText(target)}`;
  return `${number}${operator} ${wordText(target)}`;
}
