import type { Task } from '../../core/task.js';
import { isUnicode } from '../locale.js';
import type { Tool } from '../tool.js';
import { MainInput } from './input.js';
import { Evaluator } from './interpreter.js';
import { AwkRecord } from './record.js';
import { AwkStreams } from './streams.js';
import type { AwkFunction, AwkProgram, Rule, Statement } from './syntax.js';
import { inputValue, sprintf, toNumber, toText, type AwkArray, type Value, type WholeNumbers } from './value.js';
import { Variables } from './variables.js';

/** How a statement ended, when not by going on to the next one. */
type Jump = { readonly kind: 'break' | 'continue' } | { readonly kind: 'return'; readonly value: Value };

/** `next`, `nextfile` and `exit` leave everything, functions too. */
class Leave extends Error {
  readonly kind: 'next' | 'nextfile' | 'exit';

  constructor(kind: 'next' | 'nextfile' | 'exit') {
    super(kind);
    this.kind = kind;
  }
}

/** What a command line asks for. */
export interface AwkRun {
  readonly program: AwkProgram;
  readonly whole: WholeNumbers;
  readonly operands: readonly string[];
  readonly assignments: readonly (readonly [string, string])[];
}

/** Runs a program over its input. */
export class Runner {
  readonly #tool: Tool;
  readonly #program: AwkProgram;
  readonly #variables: Variables;
  readonly #record: AwkRecord;
  readonly #streams: AwkStreams;
  readonly #input: MainInput;
  readonly #evaluator: Evaluator;
  /** Ranges that have begun. */
  readonly #ranges = new Set<Rule>();
  #code = 0;

  constructor(tool: Tool, { program, whole, operands, assignments }: AwkRun) {
    this.#tool = tool;
    this.#program = program;
    const variables = new Variables(whole);
    this.#variables = variables;
    this.#record = new AwkRecord({
      input: () => variables.text('FS'),
      output: () => variables.text('OFS'),
      format: () => variables.format('CONVFMT'),
    });
    this.#streams = new AwkStreams(tool.sys, tool.out);
    const argv: AwkArray = new Map(['awk', ...operands].map((text, i) => [String(i), inputValue(text)]));
    const defaults: readonly (readonly [string, Value])[] = [
      ['FS', ' '],
      ['OFS', ' '],
      ['RS', '\n'],
      ['ORS', '\n'],
      ['SUBSEP', '\x1c'],
      ['CONVFMT', '%.6g'],
      ['OFMT', '%.6g'],
      ['NR', 0],
      ['FNR', 0],
      ['RSTART', 0],
      ['RLENGTH', -1],
      ['FILENAME', ''],
      ['ARGC', argv.size],
    ];
    for (const [name, value] of defaults) this.#variables.setGlobal(name, value);
    this.#variables.setGlobal('ARGV', argv);
    this.#variables.setGlobal('ENVIRON', new Map([...tool.sys.env].map(([name, value]) => [name, inputValue(value)])));
    for (const [name, value] of assignments) this.#variables.setGlobal(name, inputValue(value));
    this.#input = new MainInput(tool, this.#variables, argv);
    this.#evaluator = new Evaluator({
      tool,
      program,
      variables: this.#variables,
      record: this.#record,
      streams: this.#streams,
      input: this.#input,
      unicode: !tool.isGnu || isUnicode(tool.sys),
      runBody: definition => this.#body(definition),
    });
  }

  /** The exit status. */
  *run(): Task<number> {
    try {
      yield* this.#blocks(this.#program.begin);
      if (this.#program.rules.length > 0 || this.#program.end.length > 0) yield* this.#records();
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
    }
    yield* this.#end();
    yield* this.#streams.closeAll();
    return this.#code || this.#tool.status;
  }

  *#end(): Task<void> {
    try {
      yield* this.#blocks(this.#program.end);
    } catch (error) {
      if (!(error instanceof Leave)) throw error;
    }
  }

  *#blocks(blocks: readonly Statement[]): Task<void> {
    for (const block of blocks) yield* this.#statement(block);
  }

  *#records(): Task<void> {
    for (;;) {
      const record = yield* this.#input.read();
      if (record === undefined) return;
      yield* this.#tool.sys.tick();
      this.#record.set(record);
      try {
        for (const rule of this.#program.rules) yield* this.#rule(rule);
      } catch (error) {
        if (!(error instanceof Leave) || error.kind === 'exit') throw error;
        if (error.kind === 'nextfile') this.#input.skipFile();
      }
    }
  }

  *#rule(rule: Rule): Task<void> {
    if (!(yield* this.#selects(rule))) return;
    if (rule.body) yield* this.#statement(rule.body);
    else yield* this.#tool.out.write(this.#record.text + this.#variables.text('ORS'));
  }

  *#selects(rule: Rule): Task<boolean> {
    if (!rule.pattern) return true;
    if (!rule.until) return yield* this.#evaluator.truth(rule.pattern);
    if (!this.#ranges.has(rule)) {
      if (!(yield* this.#evaluator.truth(rule.pattern))) return false;
      this.#ranges.add(rule);
    }
    if (yield* this.#evaluator.truth(rule.until)) this.#ranges.delete(rule);
    return true;
  }

  *#body(definition: AwkFunction): Task<Value> {
    const jump = yield* this.#statement(definition.body);
    return jump?.kind === 'return' ? jump.value : undefined;
  }

  *#statement(statement: Statement): Task<Jump | undefined> {
    switch (statement.kind) {
      case 'expression':
        yield* this.#evaluator.evaluate(statement.expression);
        return undefined;
      case 'print':
      case 'printf':
        return yield* this.#print(statement);
      case 'block':
        for (const each of statement.body) {
          const jump = yield* this.#statement(each);
          if (jump) return jump;
        }
        return undefined;
      case 'if': {
        const chosen = (yield* this.#evaluator.truth(statement.condition)) ? statement.then : statement.otherwise;
        return chosen && (yield* this.#statement(chosen));
      }
      case 'while':
      case 'do':
      case 'for':
        return yield* this.#loop(statement);
      case 'forIn':
        return yield* this.#forIn(statement);
      case 'delete':
        return yield* this.#delete(statement);
      case 'return':
        return { kind: 'return', value: statement.value && (yield* this.#evaluator.evaluate(statement.value)) };
      case 'exit':
        if (statement.value) this.#code = toNumber(yield* this.#evaluator.evaluate(statement.value)) & 0xff;
        throw new Leave('exit');
      case 'next':
      case 'nextfile':
        throw new Leave(statement.kind);
      case 'break':
      case 'continue':
        return { kind: statement.kind };
    }
  }

  *#loop(statement: Extract<Statement, { kind: 'while' | 'do' | 'for' }>): Task<Jump | undefined> {
    if (statement.kind === 'for' && statement.init) yield* this.#statement(statement.init);
    for (let first = true; ; first = false) {
      const { condition } = statement;
      const checks = !(statement.kind === 'do' && first);
      if (checks && condition && !(yield* this.#evaluator.truth(condition))) return undefined;
      yield* this.#tool.sys.tick();
      const jump = yield* this.#statement(statement.body);
      if (jump?.kind === 'break') return undefined;
      if (jump?.kind === 'return') return jump;
      if (statement.kind === 'for' && statement.step) yield* this.#statement(statement.step);
    }
  }

  *#forIn({ variable, array, body }: Extract<Statement, { kind: 'forIn' }>): Task<Jump | undefined> {
    for (const key of [...this.#variables.array(array).keys()]) {
      yield* this.#tool.sys.tick();
      this.#variables.set(variable, inputValue(key));
      const jump = yield* this.#statement(body);
      if (jump?.kind === 'break') return undefined;
      if (jump?.kind === 'return') return jump;
    }
    return undefined;
  }

  *#delete({ array, subscripts }: Extract<Statement, { kind: 'delete' }>): Task<undefined> {
    const elements = this.#variables.array(array);
    if (subscripts) elements.delete(yield* this.#evaluator.subscript(subscripts));
    else elements.clear();
    return undefined;
  }

  *#print({ kind, values, redirect }: Extract<Statement, { kind: 'print' | 'printf' }>): Task<undefined> {
    const results: Value[] = [];
    for (const value of values) results.push(yield* this.#evaluator.evaluate(value));
    const ofmt = this.#variables.format('OFMT');
    const text =
      kind === 'printf'
        ? sprintf(toText(results[0], ofmt), results.slice(1), this.#variables.format('CONVFMT'))
        : (results.length === 0 ? this.#record.text : results.map(value => toText(value, ofmt)).join(this.#variables.text('OFS'))) +
          this.#variables.text('ORS');
    const out = redirect ? yield* this.#streams.output(redirect.mode, yield* this.#evaluator.text(redirect.target)) : this.#tool.out;
    yield* out.write(text);
    if (out.fd === 2) yield* out.flush();
    return undefined;
  }
}
