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
  /** Set by the program; until then it is what the code says. */
  #doc: { readonly value: Value } | undefined;
  defaults: readonly Value[];
  keywordDefaults: PyDict | undefined;
  annotations: PyDict | undefined;
  constructor(code: PyCode, globals: PyDict, closure: readonly PyCell[] = []) {
    super(functionType);
    this.code = code;
    this.globals = globals;
    this.closure = closure;
    this.name = code.head.name;
    this.qualname = code.head.qualname;
    this.module = globals.map.get('__name__') ?? null;
    this.defaults = [];
  }

  get doc(): Value {
    return this.#doc ? this.#doc.value : (this.code.parts.doc ?? null);
  }

  set doc(value: Value) {
    this.#doc = { value };
  }

  get defaultsTuple(): Value {
    return this.defaults.length === 0 ? null : new PyTuple(this.defaults);
  }
}
