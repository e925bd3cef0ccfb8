import { CompileError, type SourceFile, type Stmt } from '../syntax/ast.js';
import { parsePhp } from '../syntax/parser.js';
import type { ClassCode } from '../runtime/classes.js';
import type { FunctionCode } from '../runtime/code.js';
import { FunctionCompiler, type Parts, type Unit } from './context.js';
import { direct, quiet } from './direct.js';
import { chained, effect, expression } from './expressions.js';
import { classCode, functionCode } from './functions.js';
import { statements } from './statements.js';
import { declareFunction } from '../runtime/declare.js';
import { declareEarly } from '../runtime/declare.js';

const parts: Parts = { expression, chained, effect, direct, quiet, statements, functionCode, classCode };

/** Compiles a file (or code without `<?php`): text of one character a byte. Throws CompileError. */
export function compilePhp(source: string, file: string, how: 'file' | 'code'): FunctionCode {
  return guarded(() => compileTree(parsePhp(source, how), file));
}

/** The classes of a file of ours. */
export function compileClasses(source: string): readonly ClassCode[] {
  const unit: Unit = { file: '', strict: false, parts, anonymous: 0 };
  return parsePhp(source, 'code').body.flatMap(each => (each.kind === 'class' ? [classCode(unit, each.declaration)] : []));
}

/** A function of ours. */
export function compileFunction(source: string): FunctionCode {
  const [first] = parsePhp(source, 'code').body;
  if (first?.kind !== 'function') throw new Error('a function is expected');
  return functionCode({ file: '', strict: false, parts, anonymous: 0 }, first.fn, {});
}

function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) throw new CompileError('drydock: expressions as long as this are not simulated', 1);
    throw error;
  }
}

function compileTree({ body, strictTypes }: SourceFile, file: string): FunctionCode {
  const unit: Unit = { file, strict: strictTypes, parts, anonymous: 0 };
  const c = new FunctionCompiler(unit, {});
  hoist(c, body);
  const rest = body.filter(statement => statement.kind !== 'function');
  statements(c, rest);
  c.emit((vm, frame) => vm.loop.leave(frame, 1));
  return c.finish({ params: [], line: 1, endLine: c.line, isFile: true });
}

/** Functions of a file are there from its beginning, and classes whose parents are. */
function hoist(c: FunctionCompiler, body: readonly Stmt[]): void {
  const classes: ClassCode[] = [];
  for (const statement of body) {
    c.line = statement.line;
    if (statement.kind === 'function') {
      const code = c.parts.functionCode(c.unit, statement.fn, {});
      c.emit(vm => declareFunction(vm, code));
    } else if (statement.kind === 'class') classes.push(c.parts.classCode(c.unit, statement.declaration));
  }
  if (classes.length > 0) c.emit(vm => declareEarly(vm, classes));
}
