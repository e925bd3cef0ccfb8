import type { ClassDeclaration, Expr, FunctionDeclaration, Stmt, TypeRef } from '../syntax/ast.js';
import { CompileError } from '../syntax/ast.js';
import type { Frame, FunctionCode, Handler, Instruction, ParamInfo } from '../runtime/code.js';
import type { ClassCode } from '../runtime/classes.js';
import type { Value } from '../runtime/value.js';
import type { Vm } from '../runtime/vm.js';

/** Computes a value at once, without the stack. `operands` are values that had to be computed before. */
export type Evaluator = (vm: Vm, frame: Frame, operands: readonly Value[]) => Value;

export const noOperands: readonly Value[] = [];

/** Where a jump goes, known when it has been compiled. */
export interface Label {
  at: number;
}

export interface Loop {
  readonly breakTo: Label;
  readonly continueTo: Label;
  /** How many `finally` blocks surround it. */
  readonly finalizers: number;
}

/** What compiles the parts; they know each other through this only. */
export interface Parts {
  expression(c: FunctionCompiler, expr: Expr): void;
  chained(c: FunctionCompiler, expr: Expr): void;
  effect(c: FunctionCompiler, expr: Expr): void;
  direct(c: FunctionCompiler, expr: Expr): Evaluator | undefined;
  quiet(c: FunctionCompiler, expr: Expr, operands: Expr[]): Evaluator;
  statements(c: FunctionCompiler, body: readonly Stmt[]): void;
  functionCode(unit: Unit, fn: FunctionDeclaration, of: FunctionOptions): FunctionCode;
  classCode(unit: Unit, declaration: ClassDeclaration): ClassCode;
}

export interface FunctionOptions {
  readonly cls?: string | undefined;
  readonly name?: string;
  readonly isStatic?: boolean;
  readonly inTrait?: boolean;
  readonly outer?: FunctionCompiler | undefined;
  readonly uses?: readonly string[];
}

/** What the functions of a file have in common. */
export interface Unit {
  readonly file: string;
  readonly strict: boolean;
  readonly parts: Parts;
  /** Anonymous classes so far, for their names. */
  anonymous: number;
}

/** Puts together the instructions of one function. */
export class FunctionCompiler {
  readonly unit: Unit;
  readonly parts: Parts;
  readonly cls: string | undefined;
  readonly name: string;
  readonly inTrait: boolean;
  readonly code: Instruction[] = [];
  readonly lines: number[] = [];
  readonly handlers: Handler[] = [];
  readonly locals: string[] = [];
  readonly slots = new Map<string, number>();
  readonly loops: Loop[] = [];
  /** Bodies of `finally` around this place, the innermost last. */
  readonly finalizers: { readonly body: readonly Stmt[]; readonly gaps: { start: number; end: number }[] }[] = [];
  line = 1;
  walks = 0;
  isGenerator = false;
  returnType: TypeRef | undefined;
  /** Ends of `?->` chains that are being compiled. */
  nullsafeEnd: Label | undefined;
  #temporaries = 0;

  constructor(unit: Unit, options: { readonly cls?: string | undefined; readonly name?: string; readonly inTrait?: boolean }) {
    this.unit = unit;
    this.parts = unit.parts;
    this.cls = options.cls;
    this.name = options.name ?? '';
    this.inTrait = options.inTrait ?? false;
  }

  emit(instruction: Instruction): number {
    this.lines.push(this.line);
    return this.code.push(instruction) - 1;
  }

  get here(): number {
    return this.code.length;
  }

  label(): Label {
    return { at: -1 };
  }

  place(label: Label): void {
    label.at = this.here;
  }

  jump(label: Label): void {
    this.emit((_, frame) => {
      frame.pc = label.at;
    });
  }

  slot(name: string): number {
    let slot = this.slots.get(name);
    if (slot === undefined) {
      slot = this.locals.push(name) - 1;
      this.slots.set(name, slot);
    }
    return slot;
  }

  /** A variable that no program can name. */
  temporary(): number {
    return this.slot(` ${this.#temporaries++}`);
  }

  expression(expr: Expr): void {
    this.parts.expression(this, expr);
  }

  /** A link of a `?->` chain. */
  expressionInChain(expr: Expr): void {
    this.parts.chained(this, expr);
  }

  direct(expr: Expr): Evaluator | undefined {
    return this.parts.direct(this, expr);
  }

  /** A value that is computed in the instruction that needs it, or before it, as one of `operands`. */
  operand(expr: Expr, operands: Expr[]): Evaluator {
    const direct = this.direct(expr);
    if (direct) return direct;
    const index = operands.push(expr) - 1;
    return (_, __, values) => values[index] ?? null;
  }

  /** The same where nothing is said about what is not there. */
  operandQuiet(expr: Expr, operands: Expr[]): Evaluator {
    return this.parts.quiet(this, expr, operands);
  }

  /** Computes operands; the instruction takes them with `takeOperands`. */
  pushOperands(operands: readonly Expr[]): void {
    for (const operand of operands) this.expression(operand);
  }

  fail(message: string, line = this.line): never {
    throw new CompileError(message, line);
  }

  finish(of: {
    readonly params: readonly ParamInfo[];
    readonly line: number;
    readonly endLine: number;
    readonly byRefReturn?: boolean;
    readonly isFile?: boolean;
    readonly isStatic?: boolean;
    readonly isClosure?: boolean;
  }): FunctionCode {
    return {
      name: this.name,
      file: this.unit.file,
      line: of.line,
      endLine: of.endLine,
      params: of.params,
      required: of.params.filter(param => !param.optional).length,
      locals: this.locals,
      slots: this.slots,
      code: this.code,
      lines: this.lines,
      handlers: this.handlers,
      isGenerator: this.isGenerator,
      byRefReturn: of.byRefReturn ?? false,
      returnType: this.returnType,
      strict: this.unit.strict,
      isFile: of.isFile ?? false,
      isStatic: of.isStatic ?? false,
      isClosure: of.isClosure ?? false,
    };
  }
}

/** Takes values that `pushOperands` computed. */
export function takeOperands(frame: Frame, count: number): readonly Value[] {
  if (count === 0) return noOperands;
  const values: Value[] = new Array<Value>(count);
  for (let i = count - 1; i >= 0; i--) values[i] = frame.pop();
  return values;
}
