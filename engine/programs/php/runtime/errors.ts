import type { Task } from '../../../core/task.js';
import { PhpArray } from './array.js';
import type { Callable, Frame } from './code.js';
import { formatFloat } from './number-text.js';
import { PhpObject } from './object.js';
import { FatalError, Thrown } from './signals.js';
import { isInt, PhpFloat, read, type Slot, type Value } from './value.js';
import type { Vm } from './vm.js';

export const levels = {
  error: 1,
  warning: 2,
  parse: 4,
  notice: 8,
  coreError: 16,
  compileError: 64,
  userError: 256,
  userWarning: 512,
  userNotice: 1024,
  recoverable: 4096,
  deprecated: 8192,
  userDeprecated: 16384,
  all: 32767,
} as const;

const labels: ReadonlyMap<number, string> = new Map([
  [levels.error, 'Fatal error'],
  [levels.warning, 'Warning'],
  [levels.parse, 'Parse error'],
  [levels.notice, 'Notice'],
  [levels.compileError, 'Fatal error'],
  [levels.userError, 'Fatal error'],
  [levels.userWarning, 'Warning'],
  [levels.userNotice, 'Notice'],
  [levels.recoverable, 'Recoverable fatal error'],
  [levels.deprecated, 'Deprecated'],
  [levels.userDeprecated, 'Deprecated'],
]);

const MAX_TRACE = 400;

export interface Report {
  readonly level: number;
  readonly message: string;
  readonly file: string;
  readonly line: number;
}

/** Warnings, errors and exceptions: who hears of them, and in which words. */
export class Errors {
  readonly #vm: Vm;
  level: number = levels.all;
  handler: { readonly callable: Callable; readonly value: Value; readonly mask: number } | undefined;
  exceptionHandler: { readonly callable: Callable; readonly value: Value } | undefined;
  last: Report | undefined;
  /** Reports that a handler of the program is still to hear. */
  readonly waiting: Report[] = [];
  handling = false;

  constructor(vm: Vm) {
    this.#vm = vm;
  }

  warning(message: string): void {
    this.report(levels.warning, message);
  }

  notice(message: string): void {
    this.report(levels.notice, message);
  }

  deprecated(message: string): void {
    this.report(levels.deprecated, message);
  }

  report(level: number, message: string, at: { file: string; line: number } = this.#vm.position()): void {
    const report = { level, message, ...at };
    if (this.handler && !this.handling && (this.handler.mask & level) !== 0) {
      this.waiting.push(report);
      this.#vm.interrupt = true;
      return;
    }
    this.show(report);
  }

  /** Lets the program's own handler hear what went wrong. */
  *deliver(): Task<void> {
    for (let report = this.waiting.shift(); report; report = this.waiting.shift()) {
      const { handler } = this;
      if (!handler) {
        this.show(report);
        continue;
      }
      this.handling = true;
      try {
        const handled = yield* this.#vm.calls.invoke(handler.callable, [report.level, report.message, report.file, report.line]);
        if (handled === false) this.show(report);
      } finally {
        this.handling = false;
      }
    }
  }

  /** What `error_reporting` is here: `@` lets errors through only that end the program. */
  get effectiveLevel(): number {
    return (this.#vm.current?.silence ?? 0) > 0 ? this.level & 4437 : this.level;
  }

  /** Shows a report as the settings say. */
  show(report: Report): void {
    this.last = report;
    if ((this.effectiveLevel & report.level) === 0) return;
    const label = labels.get(report.level) ?? 'Warning';
    this.print(label, report.message, report.file, report.line);
  }

  print(label: string, message: string, file: string, line: number): void {
    const vm = this.#vm;
    if (vm.ini.bool('log_errors')) vm.output.log(`PHP ${label}:  ${message} in ${file} on line ${line}\n`);
    if (!vm.ini.bool('display_errors') && vm.ini.get('display_errors') !== 'stdout') return;
    if (vm.ini.get('display_errors') === 'stderr') vm.output.log(`${label}: ${message} in ${file} on line ${line}\n`);
    else if (vm.ini.bool('html_errors'))
      vm.output.echo(`<br />\n<b>${label}</b>:  ${message} in <b>${file}</b> on line <b>${line}</b><br />\n`);
    else vm.output.echo(`\n${label}: ${message} in ${file} on line ${line}\n`);
  }

  fatal(message: string): FatalError {
    const { file, line } = this.#vm.position();
    return new FatalError(message, file, line);
  }

  /** An exception of that class, to be thrown. */
  make(cls: string, message: string, code: Value = 0): Thrown {
    const object = this.#vm.classes.instantiate(this.#vm.classes.require(cls));
    object.set('message', message);
    object.set('code', code);
    return new Thrown(object);
  }

  error(message: string): Thrown {
    return this.make('Error', message);
  }

  typeError(message: string): Thrown {
    return this.make('TypeError', message);
  }

  /** Notes in a new Throwable where it was made. */
  stamp(object: PhpObject): void {
    const { file, line } = this.#vm.position();
    object.set('file', file);
    object.set('line', line);
    object.set('trace', this.trace());
  }

  /** The calls that led here, as `getTrace` gives them. */
  trace(skip = 0, withObjects = false): PhpArray {
    const rows: PhpArray[] = [];
    let callee: { readonly name: string; readonly frame: Frame | undefined; readonly args: readonly Slot[] } | undefined;
    for (let frame = this.#vm.current; frame && rows.length < MAX_TRACE; frame = frame.parent) {
      if (frame.native) {
        if (callee) rows.push(traceRow(callee, undefined, withObjects));
        callee = { name: frame.native.name, frame: undefined, args: frame.native.args };
      }
      // Methods that PHP itself brings are written in PHP here, which nobody shall see.
      if (callee && frame.fn.file !== '') rows.push(traceRow(callee, frame, withObjects));
      callee = frame.fn.isFile && !frame.callable.self ? includeOf(frame) : { name: frame.fn.name, frame, args: frame.args };
    }
    return PhpArray.of(rows.slice(skip));
  }

  /** The text of an uncaught exception and those before it. */
  describe(object: PhpObject): string {
    const chain: PhpObject[] = [];
    for (let each: Value = object; each instanceof PhpObject && chain.length < 50; each = each.get('previous') ?? null) chain.unshift(each);
    return chain.map(each => this.#describeOne(each)).join('\n\nNext ');
  }

  #describeOne(object: PhpObject): string {
    const vm = this.#vm;
    const message = vm.text(object.get('message') ?? '');
    const where = `${vm.text(object.get('file') ?? '')}:${vm.text(object.get('line') ?? 0)}`;
    const trace = this.traceText(object);
    return `${object.cls.name}${message === '' ? '' : `: ${message}`} in ${where}\nStack trace:\n${trace}`;
  }

  traceText(object: PhpObject): string {
    const trace = object.get('trace');
    const rows = trace instanceof PhpArray ? trace.values() : [];
    const lines = rows.map((row, i) => `#${i} ${row instanceof PhpArray ? this.#traceLine(row) : ''}`);
    return [...lines, `#${rows.length} {main}`].join('\n');
  }

  #traceLine(row: PhpArray): string {
    const text = (key: string): string => this.#vm.text(row.get(key) ?? '');
    const where = row.has('file') ? `${text('file')}(${text('line')})` : '[internal function]';
    const args = row.get('args');
    const list =
      args instanceof PhpArray
        ? [...args.entries()].map(([key, arg]) => (typeof key === 'string' ? `${key}: ` : '') + traceArgument(arg))
        : [];
    return `${where}: ${text('class')}${text('type')}${text('function')}(${list.join(', ')})`;
  }
}

function includeOf(frame: Frame): { readonly name: string; readonly frame: Frame; readonly args: readonly Slot[] } | undefined {
  return frame.parent && frame.callable.name !== '' ? { name: frame.callable.name, frame, args: frame.args } : undefined;
}

function traceRow(
  callee: { readonly name: string; readonly frame: Frame | undefined; readonly args: readonly Slot[] },
  at: Frame | undefined,
  withObjects: boolean,
): PhpArray {
  const row = new PhpArray();
  if (at) {
    row.set('file', at.fn.file);
    row.set('line', at.line);
  }
  const callable = callee.frame?.callable;
  const name = callable?.magic === undefined ? callee.name : (callee.frame?.fn.name ?? callee.name);
  row.set('function', name.includes('::') ? (name.split('::')[1] ?? name) : name);
  const cls = callable?.scope?.name ?? (name.includes('::') ? name.split('::')[0] : undefined);
  if (cls !== undefined && !callee.frame?.fn.isFile) {
    row.set('class', cls);
    if (withObjects && callable?.self) row.set('object', callable.self);
    row.set('type', callable?.self || (name.includes('::') && !callee.frame) ? '->' : '::');
  }
  row.set('args', PhpArray.of(callee.args.map(read)));
  return row;
}

function traceArgument(value: Value): string {
  if (typeof value === 'string') return value.length > 15 ? `'${value.slice(0, 15)}...'` : `'${value}'`;
  if (value === null) return 'NULL';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (isInt(value)) return String(value);
  if (value instanceof PhpFloat) return formatFloat(value.n, 17);
  if (value instanceof PhpArray) return 'Array';
  return value.cls.type === 'enum' ? `${value.cls.name}::${caseName(value)}` : `Object(${value.cls.name.split('\0')[0] ?? ''})`;
}

function caseName(value: PhpObject): string {
  const name = value.get('name');
  return typeof name === 'string' ? name : '';
}
