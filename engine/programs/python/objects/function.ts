import type { PyCode } from './code.js';
import type { PyDict } from './dict.js';
import { PyObject, type Value } from './object.js';
import { functionType } from './types.js';
import { PyTuple, type PyCell } from './values.js';

/** A function written in Python. */
export class PyFunction extends PyObject {
  code: PyCode;
  readonly globals: PyDict;
  readonly closure: readonly PyCell[];
  name: string;
  qualname: string;
  module: Value;
  doc: Value;
  defaults: readonly Value[];
  keywordDefaults: PyDict | undefined;
  annotations: PyDict | undefined;
  constructor(code: PyCode, globals: PyDict, closure: readonly PyCell[] = []) {
    super(functionType);
    this.code = code;
    this.globals = globals;
    this.closure = closure;
    this.name = code.parts.name;
    this.qualname = code.parts.qualname;
    this.module = globals.map.get('__name__') ?? null;
    this.doc = code.parts.doc ?? null;
    this.defaults = [];
  }

  get defaultsTuple(): Value {
    return this.defaults.length === 0 ? null : new PyTuple(this.defaults);
  }
}
