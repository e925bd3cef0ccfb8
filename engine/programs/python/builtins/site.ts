import { encodeUtf8 } from '../../../core/utf8.js';
import { raised } from '../objects/exception.js';
import { construct, methods } from '../objects/define.js';
import type { Native } from '../objects/functions.js';
import { PyObject, type Value } from '../objects/object.js';
import { builtinType } from '../objects/types.js';
import { callMethod } from '../vm/protocol.js';
import type { Vm } from '../vm/vm.js';
import { systemFile } from './input.js';

const quitterType = builtinType('Quitter', undefined, '_sitebuiltins');
const printerType = builtinType('_Printer', undefined, '_sitebuiltins');
const helperType = builtinType('_Helper', undefined, '_sitebuiltins');

/** `exit` and `quit`. */
class Quitter extends PyObject {
  readonly name: string;
  constructor(name: string) {
    super(quitterType);
    this.name = name;
  }
}

/** `copyright` and the like. */
class Printer extends PyObject {
  readonly text: string;
  constructor(text: string) {
    super(printerType);
    this.text = text;
  }
}

methods(quitterType, value => (value instanceof Quitter ? value : undefined), {
  __repr__: ['', (_vm, { name }) => `Use ${name}() or Ctrl-D (i.e. EOF) to exit`],
  __call__: [
    'code=',
    (_vm, _self, code) => {
      throw code === undefined ? raised('SystemExit', null) : raised('SystemExit', code);
    },
  ],
});
construct(quitterType, 'name', (_vm, _type, name) => new Quitter(typeof name === 'string' ? name : ''));

methods(printerType, value => (value instanceof Printer ? value : undefined), {
  __repr__: ['', (_vm, { text }) => text],
  __call__: ['', (vm, { text }) => callMethod(vm, systemFile(vm, 'stdout'), 'write', `${text}\n`)],
});

methods(helperType, value => (value instanceof PyObject ? value : undefined), {
  __repr__: ['', () => 'Type help() for interactive help, or help(object) for help about object.'],
  __call__: ['*args, **kwargs', vm => refuseHelp(vm)],
});

function* refuseHelp(vm: Vm): Native {
  yield* vm.sys.write(2, encodeUtf8("drydock: python's help() is not simulated\n"));
  throw raised('SystemExit', 1);
}

/** What `site` adds to the built-in names. */
export function siteNames(): readonly (readonly [string, Value])[] {
  return [
    ['exit', new Quitter('exit')],
    ['quit', new Quitter('quit')],
    ['copyright', new Printer('Copyright (c) 2001-2023 Python Software Foundation.\nAll Rights Reserved.')],
    ['credits', new Printer('Python is the work of many people; see www.python.org. This interpreter of it is a part of Drydock.')],
    ['license', new Printer('Type license() to see the full license text')],
    ['help', new PyObject(helperType)],
  ];
}
