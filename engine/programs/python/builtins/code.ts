import { decodeUtf8 } from '../../../core/utf8.js';
import { compileExpression, compileProgram } from '../compile/compiler.js';
import { PyCode } from '../objects/code.js';
import { PyDict } from '../objects/dict.js';
import { typeError, valueError } from '../objects/exception.js';
import type { Definition } from '../objects/define.js';
import type { Native } from '../objects/functions.js';
import type { Value } from '../objects/object.js';
import { typeOf } from '../objects/types.js';
import { bytesOf, textOf } from '../objects/values.js';
import { parseExpression, parseProgram } from '../syntax/parser.js';
import { Frame } from '../vm/frame.js';
import { syntaxError } from '../vm/source-errors.js';
import type { Vm } from '../vm/vm.js';

/** `exec`, `eval` and `compile`. */
export const codeFunctions: Readonly<Record<string, Definition>> = {
  compile: [
    'source:, filename:, mode:, flags=, dont_inherit=, optimize=',
    (vm, source, file, mode) => compileSource(vm, source, textOf(file) ?? '<string>', textOf(mode) ?? 'exec'),
  ],
  eval: ['source, globals?, locals?', (vm, source, globals, locals) => run(vm, source, globals, locals, 'eval')],
  exec: [
    'source, globals?, locals?',
    function* (vm, source, globals, locals): Native {
      yield* run(vm, source, globals, locals, 'exec');
      return null;
    },
  ],
};

function compileSource(vm: Vm, source: Value, file: string, mode: string): PyCode {
  const bytes = bytesOf(source);
  const text = textOf(source) ?? (bytes ? decodeUtf8(bytes) : undefined);
  if (text === undefined) throw typeError(`compile() arg 1 must be a string, bytes or AST object`);
  if (!/^(exec|eval|single)$/.test(mode)) throw valueError("compile() mode must be 'exec', 'eval' or 'single'");
  if (text.includes('\0')) throw valueError('source code string cannot contain null bytes');
  const origin = { file, text, isInteractive: mode === 'single', optimize: vm.options.optimize };
  try {
    return mode === 'eval' ? compileExpression(parseExpression(text), origin) : compileProgram(parseProgram(text), origin);
  } catch (error) {
    throw syntaxError(error, text, file);
  }
}

function* run(vm: Vm, source: Value, globals: Value, locals: Value, mode: string): Native {
  if (globals !== undefined && globals !== null && !(globals instanceof PyDict))
    throw typeError(`${mode}() globals must be a dict, not ${typeOf(globals).name}`);
  const code = source instanceof PyCode ? source : compileSource(vm, checked(source, mode), '<string>', mode);
  const outside = globals instanceof PyDict ? globals : vm.currentGlobals();
  const inside = locals instanceof PyDict ? locals : globals instanceof PyDict ? globals : vm.currentLocals();
  if (!outside.map.has('__builtins__')) outside.map.set('__builtins__', vm.module('builtins') ?? null);
  const frame = new Frame(code, outside, vm.builtins, inside === outside ? undefined : inside);
  return yield* vm.runFrame(frame);
}

function checked(source: Value, mode: string): Value {
  if (textOf(source) === undefined && !bytesOf(source)) throw typeError(`${mode}() arg 1 must be a string, bytes or code object`);
  return source;
}
